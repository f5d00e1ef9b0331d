"""Write what another tool's project became into one step, and tell what came of it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import regex

from annotator.domain.actor import Actor, Mention, folded
from annotator.domain.coder import Assignment, Coder
from annotator.domain.corpus import Loss
from annotator.domain.errors import AmbiguousError
from annotator.domain.highlights import ActorMark
from annotator.domain.ids import CoderId, LinkId, MentionId, StatementId
from annotator.domain.span import Span
from annotator.domain.statement import ROLES, Link, Party, Statement
from annotator.operations.actors import find_or_add
from annotator.operations.tag_mapping import TagMapping, matching
from annotator.support.clock import new_id
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from annotator.domain.codebook import Code
    from annotator.domain.corpus import Corpus, ForeignActor
    from annotator.domain.ids import ActorId, ArticleId
    from annotator.operations.tag_plan import Plan, PlannedParty, PlannedStatement
    from annotator.store.ledger import Step
    from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class ArticleOutcome:
    """What became of one article; tags go to the one that the project had already."""

    title: str
    result: Literal["imported", "known"]
    article: ArticleId
    statements: int  # that were added


@dataclass(slots=True)
class TagReport:
    """What came of an import; filled when it is kept."""

    file: Path
    tool: str = ""
    articles: list[ArticleOutcome] = field(default_factory=list)
    coders: list[Coder] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)  # added to the codebook
    statements: int = 0
    mentions: int = 0
    links: int = 0
    actors: int = 0  # new ones
    there_already: int = 0  # statements that an earlier import had brought
    losses: list[Loss] = field(default_factory=list)

    def rows(self) -> list[tuple[str, str]]:
        """Return what could not be carried over as (where, what), for a table or a file."""
        return [(loss.place, loss.for_people()) for loss in self.losses]


class TagKeeper:
    """Write a plan into one step."""

    def __init__(
        self, project: Project, step: Step, corpus: Corpus, plan: Plan, report: TagReport
    ) -> None:
        self._project = project
        self._step = step
        self._corpus = corpus
        self._plan = plan
        self._report = report
        self._version = project.codebook.version
        self._coders: dict[str, CoderId] = {}
        self._actors: dict[str, Actor | None] = {}
        self._statements: dict[str, StatementId] = {}  # by the tag's key

    def keep(self, mapping: TagMapping) -> None:
        """Write all of it and fill the report; ``mapping`` is that of the plan."""
        self._add_codes()
        self._enter_coders()
        self._register_actors(mapping)
        places, new = self._add_articles()
        by_document: dict[str, list[PlannedStatement]] = defaultdict(list)
        for planned in self._plan.statements.values():
            by_document[planned.tag.document].append(planned)
        mentioned: dict[str, list[str]] = defaultdict(list)
        for key, mention in self._plan.mentions.items():
            mentioned[mention.tag.document].append(key)
        added: Counter[ArticleId] = Counter()
        untouched = set(new)
        for document in self._corpus.documents:
            article = places[document.key]
            page = _Page(self, article, document.source.text, fresh=article in untouched)
            untouched.discard(article)
            for key in mentioned[document.key]:
                page.mention(key)
            added[article] += page.write(by_document[document.key])
        self._tell_articles(places, new, added)
        self._link()

    @property
    def project(self) -> Project:
        """The project that is written to."""
        return self._project

    @property
    def step(self) -> Step:
        """The step that is written."""
        return self._step

    @property
    def plan(self) -> Plan:
        """What is to be written."""
        return self._plan

    @property
    def report(self) -> TagReport:
        """What is told of it."""
        return self._report

    @property
    def version(self) -> int:
        """The codebook's version that the statements are coded by."""
        return self._version

    def coder(self, key: str) -> CoderId:
        """Return the coder's id here."""
        return self._coders[key]

    def remember(self, key: str, statement: StatementId) -> None:
        """Know the statement that a tag became, for links."""
        self._statements[key] = statement

    def actor(self, name: str, actor_type: str = "") -> Actor | None:
        """Return the actor who bears ``name``, registered where new; None for ambiguous names."""
        wanted = folded(name)
        if wanted not in self._actors:
            known = matching(self._project.codebook, "actor_type", actor_type)
            kind = known.key if known else "unknown"
            mark = ActorMark(Span(0, 1), name, name, kind)
            before = self._project.actors.named(name)
            try:
                self._actors[wanted] = find_or_add(self._project, self._step, name, (mark,))
                self._report.actors += not before
            except AmbiguousError:
                self._actors[wanted] = None
                says = N_("Several actors here bear the name “{name}”; it was kept as a field.")
                self._report.losses.append(Loss(self._corpus.tool, says, {"name": name}))
        return self._actors[wanted]

    def _add_codes(self) -> None:
        codebook = self._project.codebook
        if self._plan.codes:
            self._version = codebook.version + 1
            codes = (*codebook.codes, *self._plan.codes)
            self._project.codebooks.put(
                self._step, replace(codebook, codes=codes, version=self._version)
            )
        self._report.codes += self._plan.codes

    def _enter_coders(self) -> None:
        """Enter those who made something; a coder's name may be borne by somebody else here."""
        active = {one.tag.coder for one in self._plan.statements.values()}
        active |= {one.tag.coder for one in self._plan.mentions.values()}
        taken = {folded(coder.name): coder.id for coder in self._project.coders.all()}
        for foreign in self._corpus.coders:
            if foreign.key not in active:
                continue
            tool = self._corpus.tool
            name = foreign.name if foreign.name != tool else tr("{tool} coder", tool=tool)
            mark = hashlib.sha256(f"imported coder {tool} {folded(name)}".encode())
            made = CoderId(mark.hexdigest()[:32])
            if taken.get(folded(name), made) != made:
                name = f"{name} ({tool})"
            coder = self._project.coders.get(made) or Coder(made, name)
            if foreign.colour and coder.colour == Coder(made, "").colour:
                coder = replace(coder, colour=foreign.colour)
            self._project.coders.enter(self._step, coder)
            self._coders[foreign.key] = made
            if coder.id not in {one.id for one in self._report.coders}:
                self._report.coders.append(coder)

    def _register_actors(self, mapping: TagMapping) -> None:
        """Register whom the other tool keeps a list of, with what it knows of them."""
        for foreign in self._corpus.actors:
            side = mapping.values.get(foreign.variable, "")
            if side in ROLES and not self._project.actors.named(foreign.name):
                self._register(foreign)

    def _register(self, foreign: ForeignActor) -> None:
        actor = self.actor(foreign.name, foreign.type)
        if actor is None:
            return
        known = matching(self._project.codebook, "actor_type", foreign.type)
        notes = [foreign.note]
        if foreign.type and known is None:
            notes.insert(0, tr("Type in {tool}: {type}", tool=self._corpus.tool, type=foreign.type))
        note = "\n".join(filter(None, notes))
        aliases = tuple(a for a in foreign.aliases if folded(a) != folded(foreign.name))
        if note or aliases:
            full = replace(actor, note=note, aliases=aliases)
            self._project.actors.put(self._step, full)
            self._actors[folded(foreign.name)] = full

    def _add_articles(self) -> tuple[dict[str, ArticleId], set[ArticleId]]:
        """Add the articles that are new; return where each document is and which are new."""
        prints = {one.key: one.source.article.fingerprint for one in self._corpus.documents}
        places = self._project.articles.bearing(set(prints.values()))
        fresh = {}
        for document in self._corpus.documents:
            mark = prints[document.key]
            if mark not in places:
                fresh[mark] = document.source
                places[mark] = document.source.article.id
        if fresh:
            self._project.articles.add(self._step, list(fresh.values()))
        new = {source.article.id for source in fresh.values()}
        return {key: places[mark] for key, mark in prints.items()}, new

    def _tell_articles(
        self, places: dict[str, ArticleId], new: set[ArticleId], added: Counter[ArticleId]
    ) -> None:
        titles = {places[one.key]: one.source.article.title for one in self._corpus.documents}
        self._report.articles += [
            ArticleOutcome(
                title, "imported" if article in new else "known", article, added[article]
            )
            for article, title in titles.items()
        ]

    def _link(self) -> None:
        links = []
        for tie in self._plan.links:
            source, target = self._statements.get(tie.source), self._statements.get(tie.target)
            if source and target:
                coder = self.coder(self._plan.statements[tie.source].tag.coder)
                links.append(Link(LinkId(new_id()), source, target, tie.kind, coder))
        self._project.links.put(self._step, *links)
        self._report.links += len(links)


class _Page:
    """Write the mentions and statements of one article."""

    def __init__(self, keeper: TagKeeper, article: ArticleId, text: str, *, fresh: bool) -> None:
        self._keeper = keeper
        self._article = article
        self._text = text
        self._fresh = fresh
        self._mentions: dict[tuple[Span, ActorId, CoderId], MentionId] = {}
        self._new_mentions: list[Mention] = []

    def mention(self, key: str) -> None:
        """Write down the place where an actor is named, whether in a statement or not."""
        planned = self._keeper.plan.mentions[key]
        actor = self._keeper.actor(planned.name, planned.type)
        if actor is None:
            return
        for piece in planned.tag.pieces:
            self._mention(piece, actor, self._keeper.coder(planned.tag.coder))

    def write(self, planned: Sequence[PlannedStatement]) -> int:
        """Write the statements that are not there yet and return how many were."""
        keeper, project = self._keeper, self._keeper.project
        there = set() if self._fresh else self._there()
        statements = []
        for one in planned:
            coder = keeper.coder(one.tag.coder)
            if (coder, one.tag.pieces, one.type) in there:
                keeper.report.there_already += 1
                continue
            statement = self._statement(one, coder)
            keeper.remember(one.tag.key, statement.id)
            statements.append(statement)
        project.mentions.put(keeper.step, self._text, *self._new_mentions)
        project.statements.put(keeper.step, self._text, *statements)
        for coder in {statement.coder for statement in statements}:
            if project.assignments.state(self._article, coder) == "todo":
                begun = Assignment(self._article, coder, "in_progress")
                project.assignments.put(keeper.step, begun)
        keeper.report.statements += len(statements)
        keeper.report.mentions += len(self._new_mentions)
        return len(statements)

    def _there(self) -> set[tuple[CoderId, tuple[Span, ...], str]]:
        known = self._keeper.project.statements.in_article(self._article)
        return {(one.coder, one.pieces, one.type) for one in known}

    def _statement(self, planned: PlannedStatement, coder: CoderId) -> Statement:
        tag = planned.tag
        now = self._keeper.step.made_at
        parties = [self._party(planned, party, coder) for party in planned.parties]
        return Statement(
            id=StatementId(new_id()),
            article=self._article,
            pieces=tag.pieces,
            type=planned.type,
            coder=coder,
            parties=tuple(dict.fromkeys(filter(None, parties))),
            issues=tuple(planned.issues),
            form=planned.form,
            modality=planned.modality,
            channel=planned.channel,
            event_date=planned.event_date,
            place=planned.place,
            confidence=planned.confidence,
            note="\n".join(planned.notes),
            custom=planned.custom,
            origin="imported",
            codebook_version=self._keeper.version,
            created_at=tag.made_at or now,
            changed_at=tag.made_at or now,
        )

    def _party(
        self, planned: PlannedStatement, party: PlannedParty, coder: CoderId
    ) -> Party | None:
        """Return the party, *implied* where the statement does not name it."""
        actor = self._keeper.actor(party.name, party.type)
        if actor is None:
            planned.keep(party.role, party.name)
            return None
        whole = Span(planned.tag.pieces[0].start, planned.tag.pieces[-1].end)
        place = party.span or self._named(whole, actor)
        if place is None:
            return Party(party.role, actor.id)
        mention = self._mention(place, actor, coder)
        return Party(party.role, actor.id, mention if whole.holds(place) else None)

    def _named(self, span: Span, actor: Actor) -> Span | None:
        """Return the first place inside ``span`` that bears one of the actor's names."""
        names = "|".join(map(regex.escape, sorted(actor.names, key=len, reverse=True)))
        # Word boundaries count only beside letters: Khmer writes names without spaces.
        found = regex.search(
            rf"(?<![\p{{Latin}}\p{{N}}])(?:{names})(?![\p{{Latin}}\p{{N}}])",
            self._text,
            pos=span.start,
            endpos=span.end,
        )
        return Span(*found.span()) if found else None

    def _mention(self, place: Span, actor: Actor, coder: CoderId) -> MentionId:
        where = (place, actor.id, coder)
        if where not in self._mentions:
            mentions = self._keeper.project.mentions
            known = None if self._fresh else mentions.at(self._article, place, actor.id, coder)
            self._mentions[where] = known or MentionId(new_id())
            if known is None:
                self._new_mentions.append(
                    Mention(self._mentions[where], self._article, place, actor.id, coder)
                )
        return self._mentions[where]
