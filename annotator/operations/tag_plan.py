"""Turn another tool's tags into statements to be, as a mapping says; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import regex

from annotator.domain.actor import folded
from annotator.domain.codebook import Code
from annotator.domain.corpus import Loss, NamedValue
from annotator.domain.dates import read_date
from annotator.domain.statement import FORMS, MODALITIES, ROLES, IssueTag
from annotator.operations.tag_mapping import (
    ACTOR,
    AFFILIATION,
    KEEP,
    LEAVE_OUT,
    NEW,
    matching,
    side_of,
)
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from annotator.domain.codebook import Codebook, CodeSet
    from annotator.domain.corpus import Corpus, ForeignTag, Tie
    from annotator.domain.dates import FuzzyDate
    from annotator.domain.span import Span
    from annotator.domain.statement import Form, Modality, Role
    from annotator.operations.tag_mapping import TagMapping

_NAMES = ("name", "actor", "canonical", "identity")  # values that say who a mention means
_STANCES = {"true": "agree", "false": "disagree"}
_KEY_LENGTH = 60


@dataclass(frozen=True, slots=True)
class PlannedParty:
    """Somebody in a role, by name, and where the text names them."""

    role: Role
    name: str
    span: Span | None = None
    type: str = ""


@dataclass(slots=True)
class PlannedStatement:
    """A statement to be; ``pieces`` are the tag's."""

    tag: ForeignTag
    type: str
    parties: list[PlannedParty] = field(default_factory=list)
    issues: list[IssueTag] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    form: Form = ""
    modality: Modality = ""
    confidence: float | None = None
    event_date: FuzzyDate | None = None
    place: str = ""
    channel: str = ""
    custom: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, value: str) -> None:
        """Keep a value beside the statement, with others of its name."""
        before = self.custom.get(name)
        self.custom[name] = f"{before}; {value}" if before else value


@dataclass(frozen=True, slots=True)
class PlannedMention:
    """A place where an actor is named."""

    tag: ForeignTag
    name: str
    type: str


@dataclass(slots=True)
class Plan:
    """All that is to be written, and what was lost on the way."""

    statements: dict[str, PlannedStatement] = field(default_factory=dict)  # by the tag's key
    mentions: dict[str, PlannedMention] = field(default_factory=dict)
    links: list[Tie] = field(default_factory=list)  # between statements; kinds are keys
    codes: list[Code] = field(default_factory=list)  # that the codebook lacks
    losses: list[Loss] = field(default_factory=list)


def make_plan(corpus: Corpus, mapping: TagMapping, codebook: Codebook) -> Plan:
    """Return what ``corpus`` becomes; ``mapping`` has an entry for everything in it."""
    return _Planner(corpus, mapping, codebook).plan()


class _Planner:
    def __init__(self, corpus: Corpus, mapping: TagMapping, codebook: Codebook) -> None:
        self._corpus = corpus
        self._mapping = mapping
        self._codebook = codebook
        self._plan = Plan()
        self._titles = {one.key: one.source.article.title for one in corpus.documents}
        self._texts = {one.key: one.source.text for one in corpus.documents}
        self._fillers: dict[str, list[NamedValue]] = defaultdict(list)
        self._types: dict[str, str] = {}  # of actors, by name
        self._made: dict[tuple[CodeSet, str], str] = {}
        self._links_from: dict[str, list[Tie]] = defaultdict(list)

    def plan(self) -> Plan:
        """Codes first, mentions before the statements that name them, links last."""
        for code in self._corpus.codes:
            if self._mapping.codes.get(code.name) == NEW:
                self._key("statement_type", code.name, code.definition)
        issues: dict[object, list[str]] = defaultdict(list)
        spoken = []
        for tag in self._corpus.tags:
            entry = self._mapping.codes.get(tag.code, NEW)
            kind, _, key = entry.partition(":")
            if entry == LEAVE_OUT:
                self._lose(tag, N_("Left out, as the mapping says: {code}."), code=tag.code)
            elif kind == "actor":
                self._plan_mention(tag, key)
            elif kind == "issue" and key:
                issues[tag.document, tag.coder, tag.pieces].append(key)
            else:
                spoken.append((tag, entry))
        statements = {tag.key for tag, _ in spoken}
        links = [tie for tie in self._corpus.ties if not self._fills_side(tie, statements)]
        for tag, entry in spoken:
            self._plan_statement(tag, entry, issues.get(_where(tag), ()))
        alone = issues.keys() - {_where(tag) for tag, _ in spoken}
        if lost := sum(len(issues[where]) for where in alone):
            says = N_("{count} issues at places where nothing else was marked.")
            self._plan.losses.append(Loss(self._corpus.tool, says, {"count": lost}))
        for tie in links:
            self._plan_link(tie)
        return self._plan

    def _plan_mention(self, tag: ForeignTag, actor_type: str) -> None:
        span = tag.pieces[0]
        said = [value.value for value in tag.values if value.name.lower() in _NAMES]
        name = " ".join((said[0] if said else span.quote(self._texts[tag.document])).split())
        others = [value.name for value in tag.values if value.name.lower() not in _NAMES]
        if others or tag.note:
            names = ", ".join([*others, *(["note"] if tag.note else [])])
            self._lose(tag, N_("Of the mention of an actor: {names}."), names=names)
        if name:
            self._plan.mentions[tag.key] = PlannedMention(tag, name, actor_type)
            self._types.setdefault(folded(name), actor_type)

    def _fills_side(self, tie: Tie, statements: set[str]) -> bool:
        """Take a tie between a statement and a mention as a value of the statement."""
        mentions = self._plan.mentions
        for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
            if one in statements and other in mentions:
                mention = mentions[other]
                place = mention.tag.pieces[0]
                self._fillers[one].append(NamedValue(tie.kind, mention.name, place))
                return True
        return False

    def _plan_statement(self, tag: ForeignTag, entry: str, issues: Sequence[str]) -> None:
        key = self._key("statement_type", tag.code) if entry == NEW else entry
        planned = PlannedStatement(tag, key, issues=[IssueTag(issue) for issue in issues])
        if tag.note:
            planned.notes.append(tag.note)
        stances: list[tuple[str, str]] = []
        affiliations: list[NamedValue] = []
        for value in tag.values:
            side = self._mapping.values.get(value.name, KEEP)
            if side == LEAVE_OUT:
                continue
            if side == "stance":
                stances.append((value.name, value.value))
            elif side == AFFILIATION:
                affiliations.append(value)
            else:
                self._put(planned, side, value)
        for value in self._fillers[tag.key]:
            entry = self._mapping.ties.get(value.name, KEEP)
            side = entry if entry in ROLES else side_of(value.name) or KEEP
            if entry != LEAVE_OUT:
                self._put(planned, side, value)
        self._put_affiliations(planned, affiliations)
        _put_stances(planned, stances)
        self._plan.statements[tag.key] = planned

    def _put(self, planned: PlannedStatement, side: str, value: NamedValue) -> None:
        """Write one value into its side; what does not fit there is kept beside."""
        said = value.value.strip()
        if side in ROLES:
            name = " ".join(said.split())
            kind = self._types.get(folded(name), "")
            planned.parties.append(PlannedParty(side, name, value.span, kind))
        elif side == "issue":
            issue = IssueTag(self._key("issue", said))
            if issue not in planned.issues:
                planned.issues.append(issue)
        elif side == "note":
            planned.notes.append(said)
        elif not _write(planned, side, said):
            planned.keep(value.name or tr("link"), said)

    def _put_affiliations(
        self, planned: PlannedStatement, affiliations: Sequence[NamedValue]
    ) -> None:
        """An organisation speaks itself where nobody else does."""
        silent = not any(party.role == "speaker" for party in planned.parties)
        for value in affiliations:
            self._put(planned, "speaker" if silent else KEEP, value)

    def _plan_link(self, tie: Tie) -> None:
        entry = self._mapping.ties.get(tie.kind, NEW)
        statements = self._plan.statements
        source, target = statements.get(tie.source), statements.get(tie.target)
        if source is None or target is None or tie.source == tie.target:
            known = source or target
            place = self._place(known.tag) if known else self._corpus.tool
            says = N_("A link “{kind}” to something that is no statement here.")
            self._plan.losses.append(Loss(place, says, {"kind": tie.kind}))
            return
        if entry == LEAVE_OUT:
            self._lose(source.tag, N_("A link “{kind}”, as the mapping says."), kind=tie.kind)
            return
        label = tie.kind or tr("Link")
        # Between statements a role is a link of its own kind.
        kind = self._key("link_kind", label) if entry in (NEW, *ROLES) else entry
        pair = (tie.source, tie.target)
        if any((link.source, link.target) == pair for link in self._links_from[tie.source]):
            says = N_("A second link, “{kind}”, between the same two statements.")
            self._lose(source.tag, says, kind=tie.kind)
            return
        link = replace(tie, kind=kind)
        self._links_from[tie.source].append(link)
        self._plan.links.append(link)

    def _key(self, code_set: CodeSet, name: str, definition: str = "") -> str:
        """Return the key of the code that bears ``name``, made where there is none."""
        if found := self._made.get((code_set, folded(name))):
            return found
        known = matching(self._codebook, code_set, name)
        if known:
            return self._made.setdefault((code_set, folded(name)), known.key)
        taken = {code.key for code in (*self._codebook.codes, *self._plan.codes)}
        key = free_key(name, taken)
        order = max((c.order for c in self._codebook.codes if c.set == code_set), default=0)
        order += 1 + sum(code.set == code_set for code in self._plan.codes)
        group = tr("From {tool}", tool=self._corpus.tool)
        self._plan.codes.append(
            Code(code_set, key, name, definition=definition, group=group, order=order)
        )
        return self._made.setdefault((code_set, folded(name)), key)

    def _lose(self, tag: ForeignTag, says: str, **facts: object) -> None:
        self._plan.losses.append(Loss(self._place(tag), says, facts))

    def _place(self, tag: ForeignTag) -> str:
        """Say where a tag stands, for people."""
        title = self._titles.get(tag.document, tag.document)
        return f"{title}, {tag.pieces[0].start}:{tag.pieces[-1].end}"


def _where(tag: ForeignTag) -> tuple[str, str, tuple[Span, ...]]:
    return tag.document, tag.coder, tag.pieces


def _put_stances(planned: PlannedStatement, stances: Sequence[tuple[str, str]]) -> None:
    """A stance is one towards what the statement is about; towards nothing it is kept beside."""
    for name, said in stances:
        stance = _STANCES.get(said.lower(), said)
        if planned.issues:
            planned.issues = [replace(issue, stance=stance) for issue in planned.issues]
        else:
            planned.keep(name, stance)


def _write(planned: PlannedStatement, side: str, said: str) -> bool:
    """Whether ``said`` can be on that side; then it is."""
    word = folded(said)
    if side == "form" and word in FORMS:
        planned.form = next(form for form in FORMS if form == word)
    elif side == "modality" and word in MODALITIES:
        planned.modality = next(modality for modality in MODALITIES if modality == word)
    elif side == "confidence" and (share := _share(said)) is not None:
        planned.confidence = share
    elif side == "date" and (day := _date(said)):
        planned.event_date = day
    elif side == "place" and not planned.place:
        planned.place = said
    elif side == "channel" and not planned.channel:
        planned.channel = said
    else:
        return False
    return True


def _share(said: str) -> float | None:
    try:
        share = float(said)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


def _date(said: str) -> FuzzyDate | None:
    try:
        return read_date(said)
    except ValueError:
        return None


def free_key(name: str, taken: Container[str]) -> str:
    """Return a key made of ``name`` that is not among ``taken``."""
    stem = regex.sub(r"[^\p{L}\p{M}\p{N}]+", "_", folded(name)).strip("_")[:_KEY_LENGTH]
    stem = stem or "imported"
    key, number = stem, 2
    while key in taken or key in (NEW, ACTOR):
        key, number = f"{stem}_{number}", number + 1
    return key
