"""From attributions and acts to proposed statements: where, of which type, by whom, why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.domain.highlights import PartyMark, Proposal
from annotator.nlp.aims import Aims, is_same
from annotator.nlp.kinds import Cues, Evidence
from annotator.nlp.reasons import why_done, why_relayed, why_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.domain.highlights import Tier
    from annotator.domain.span import Span
    from annotator.domain.statement import Form
    from annotator.nlp.actions import Deed
    from annotator.nlp.page import Page, Unit
    from annotator.nlp.said import Said, Words
    from annotator.nlp.speakers import Cast, Party, Speakers

SURE: dict[Tier, float] = {"A": 0.8, "B": 0.65, "C": 0.4}
REPORTING = frozenset({"", "assessment"})  # what verbs that merely report say of the type
PROMPT = 8  # words from the start of a content within which what it tells must begin
EDGES = frozenset({",", ";", "—", "–", "and", "but", "after", "as", "while"})
SHORT = 5  # words; a quoted sentence of fewer stays with the one before
BREAKS = frozenset(
    {"after", "while", "as", "before", "when", "and", "but", ",", ";", "since", "where"}
)
ANSWERS = frozenset({"denial", "refusal", "acknowledgement"})
PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})


@dataclass(frozen=True, slots=True)
class Voiced:
    """An attribution with its speaker."""

    said: Said
    speaker: Party | None
    form: Form


class Proposer:
    """Makes the proposals of one page."""

    def __init__(self, page: Page, cast: Cast, cues: Cues, speakers: Speakers) -> None:
        self._page, self._cast, self._cues, self._speakers = page, cast, cues, speakers
        self._aims = Aims(page, cast)

    def all(self, voiced: Sequence[Voiced], deeds: Sequence[Deed]) -> list[Proposal]:
        """Return the proposals in reading order; no two say the same of the same words."""
        found: list[Proposal] = []
        said, done = defaultdict(list), defaultdict(list)
        for one in voiced:
            said[one.said.unit.number].append(one)
        for deed in deeds:
            done[deed.unit.number].append(deed)
        for unit in self._page.units:
            found += self._in_unit(unit, said[unit.number], done[unit.number])
        return sorted(found, key=lambda proposal: (proposal.span.start, -proposal.span.end))

    def _in_unit(
        self, unit: Unit, voiced: Sequence[Voiced], deeds: Sequence[Deed]
    ) -> list[Proposal]:
        made: list[Proposal] = []
        own = [
            one
            for one in voiced
            if not self._is_denied(one, voiced) and not self._said_in(one, voiced)
        ]
        told = {id(one): deed for one in own if (deed := self._deed_in(one, deeds))}
        free = [
            deed for deed in deeds if deed not in told.values() and not self._is_said(deed, voiced)
        ]
        for one in own:
            if id(one) in told:
                made.append(self._relayed(unit, one, told[id(one)]))
            else:
                made += self._of_said(unit, one, len(own) + len(free))
        said = [self._extent(one.said) for one in voiced]
        made += [
            p for n, deed in enumerate(free) if (p := self._of_deed(unit, deed, free, n, said))
        ]
        return _without_doubles(made)

    # an act or words inside the words of another

    def _deed_in(self, voiced: Voiced, deeds: Sequence[Deed]) -> Deed | None:
        """Return the act that the words of ``voiced`` tell of, if telling is all they do."""
        said = voiced.said
        if said.sense is not None and (
            said.sense.type not in REPORTING or said.sense.frame == "think"
        ):
            return None
        for deed in deeds:
            start = min(deed.verb[0], (deed.doer or deed.patient or deed.verb)[0])
            within = any(first <= start < min(stop, first + PROMPT) for first, stop in said.content)
            if (
                within
                and self._page.quoted[deed.verb[0]] < 0
                and not deed.planned
                and not deed.negated
            ):
                return deed
        return None

    def _said_in(self, voiced: Voiced, others: Sequence[Voiced]) -> Voiced | None:
        """Return the typed attribution that the words of ``voiced`` merely pass on."""
        said = voiced.said
        if said.sense is not None and (said.sense.type or said.sense.frame != "say"):
            return None
        for other in others:
            sense, cue = other.said.sense, other.said.cue
            if other is voiced or sense is None or cue is None or sense.type in REPORTING:
                continue
            start = min(cue[0], (other.said.source or cue)[0])
            within = any(first <= start < min(stop, first + PROMPT) for first, stop in said.content)
            if within and other.said.source and sense.frame != "think" and other.said.tier != "C":
                return other
        return None

    def _is_denied(self, voiced: Voiced, others: Iterable[Voiced]) -> bool:
        """Whether the attribution is part of what somebody denies, admits or rejects."""
        cue = voiced.said.cue
        return cue is not None and any(
            first <= cue[0] < stop
            for other in others
            if other is not voiced and other.said.sense is not None
            if other.said.sense.type in ANSWERS
            for first, stop in other.said.content
        )

    def _is_said(self, deed: Deed, voiced: Iterable[Voiced]) -> bool:
        """Whether the act stands in somebody's words, or is itself an act of speech."""
        return any(
            first <= deed.verb[0] < stop
            for one in voiced
            for first, stop in filter(None, [*one.said.content, one.said.source, one.said.cue])
        )

    def _relayed(self, unit: Unit, voiced: Voiced, deed: Deed) -> Proposal:
        own = deed.doer is not None and self._page.low[deed.doer[0]] in PRONOUNS
        doer = voiced.speaker if own else self._doer(deed)
        found = self._act(
            deed, doer, self._page.span(unit.at[0], unit.upto[-1]), (unit.at[0], unit.upto[-1])
        )
        if own or voiced.speaker is None:
            return replace(found, form=voiced.form, tier=voiced.said.tier)
        return replace(found, form=voiced.form, reason=why_relayed(found.reason, voiced.speaker))

    # said

    def _of_said(self, unit: Unit, voiced: Voiced, number: int) -> list[Proposal]:
        """Return one proposal, or one for each part of a long quotation that changes type."""
        said = voiced.said
        parts = self._parts(said)
        whole = self._span_of_said(unit, said, number)
        if len(parts) < 2:
            return [self._statement(voiced, said.content, whole)]
        found = []
        for n, part in enumerate(parts):
            first = self._page.span(*part)
            start = whole.start if n == 0 else first.start
            end = whole.end if n == len(parts) - 1 else first.end
            found.append(self._statement(voiced, [part], type(whole)(start, end)))
        return found

    def _statement(self, voiced: Voiced, content: Sequence[Words], span: Span) -> Proposal:
        said = replace(voiced.said, content=list(content))
        evidence = Evidence()
        self._cues.weigh_said(said, evidence)
        types = evidence.ranked()
        verb = self._page.span(*said.cue).quote(self._page.text) if said.cue else ""
        targets = self._aims.of(said, voiced.speaker, types[0][0])
        if said.sense is not None and said.sense.frame == "ask" and types[0][0] == "policy_measure":
            types = _ordered(types, voiced.speaker, targets)
        return Proposal(
            span,
            types,
            voiced.form,
            said.tier,
            _score(said.tier, types),
            why_said(evidence, types[0][0], verb, voiced.speaker, targets),
            f"said:{said.rule}",
            self._mark(voiced.speaker, span),
            tuple(self._mark_of(party, span) for party in targets),
        )

    def _parts(self, said: Said) -> list[Words]:
        """Cut a quotation of several sentences where the type of what is said changes."""
        if len(said.content) != 1 or self._page.quoted[said.content[0][0]] < 0:
            return []
        first, stop = said.content[0]
        starts = [word for word in self._page.breaks if first < word < stop]
        parts: list[Words] = []
        kind = ""
        for begin, end in zip([first, *starts], [*starts, stop], strict=True):
            evidence = Evidence()
            self._cues.weigh_said(replace(said, content=[(begin, end)], sense=None), evidence)
            here = "" if evidence.is_empty else evidence.ranked()[0][0]
            short = sum(self._page.words[w][0].isalnum() for w in range(begin, end)) < SHORT
            if parts and (short or not here or not kind or here == kind):
                parts[-1] = (parts[-1][0], end)
            else:
                parts.append((begin, end))
            kind = here or kind
        return parts

    def _span_of_said(self, unit: Unit, said: Said, number: int) -> Span:
        """Return the sentence; of one with several attributions, the clause of this one."""
        if number <= 1:
            return self._page.span(unit.at[0], unit.upto[-1])
        return self._page.span(*self._extent(said))

    # done

    def _of_deed(
        self, unit: Unit, deed: Deed, deeds: Sequence[Deed], number: int, said: Sequence[Words]
    ) -> Proposal | None:
        doer = self._doer(deed)
        patient = self._cast.named_in(deed.patient) if deed.patient else None
        if doer is None and ((patient is None and deed.act.objects) or deed.planned):
            return None
        first, stop = self._clause(unit, deeds, number)
        for begin, end in said:  # what somebody says beside it is a statement of its own
            if begin > deed.verb[1]:
                stop = min(stop, begin)
            elif first < end <= deed.verb[0]:
                first = end
        words = self._without_edges(first, stop)
        return self._act(deed, doer, self._page.span(*words), words)

    def _extent(self, said: Said) -> Words:
        edges = [edge for edge in (said.source, said.cue, *said.content) if edge]
        if said.rule in {"participle", "coordinated"} and said.source:
            edges.remove(said.source)
        return min(edge[0] for edge in edges), max(edge[1] for edge in edges)

    def _without_edges(self, first: int, stop: int) -> Words:
        while stop - first > 1 and self._page.low[stop - 1] in EDGES:
            stop -= 1
        while stop - first > 1 and self._page.low[first] in EDGES:
            first += 1
        return first, stop

    def _doer(self, deed: Deed) -> Party | None:
        if deed.doer is None:
            return None
        return self._speakers.behind(deed.unit, deed.doer)

    def _clause(self, unit: Unit, deeds: Sequence[Deed], number: int) -> Words:
        """Return the words of the act: the sentence, or its part where it tells of several."""
        first = unit.at[0] if number == 0 else self._break(deeds[number - 1], deeds[number])
        stop = unit.upto[-1]
        if number + 1 < len(deeds):
            stop = self._break(deeds[number], deeds[number + 1]) or stop
        return (first or unit.at[0], stop)

    def _break(self, before: Deed, after: Deed) -> int:
        """Return the word that parts two acts, 0 when nothing does."""
        start = min(
            piece[0]
            for piece in (after.verb, after.doer, after.patient)
            if piece and piece[0] > before.verb[0]
        )
        for word in range(start - 1, before.verb[1] - 1, -1):
            if self._page.low[word] in BREAKS and self._page.quoted[word] < 0:
                return word + 1
        return 0

    def _act(self, deed: Deed, doer: Party | None, span: Span, words: Words) -> Proposal:
        evidence = Evidence()
        verb = self._page.span(*deed.verb).quote(self._page.text)
        evidence.add(_kind_of(deed), deed.act.weight * 1.2, verb)
        self._cues.weigh(*words, evidence, scale=0.3)
        types = evidence.ranked()
        tier: Tier = "B" if doer is not None else "C"
        patient = self._cast.named_in(deed.patient) if deed.patient else None
        targets = [patient] if patient is not None and not is_same(patient, doer) else []
        return Proposal(
            span,
            types,
            "narrated",
            tier,
            _score(tier, types),
            why_done(verb, doer),
            f"act:{deed.act.type}",
            self._mark(doer, span),
            tuple(self._mark_of(party, span) for party in targets),
        )

    def _mark(self, party: Party | None, span: Span) -> PartyMark | None:
        return self._mark_of(party, span) if party is not None else None

    def _mark_of(self, party: Party, span: Span) -> PartyMark:
        at = self._page.span(*party.at) if party.at else None
        return PartyMark(party.called, at if at is not None and span.holds(at) else None)


def _kind_of(deed: Deed) -> str:
    """Return the type of an act as it is told: done, planned or not done."""
    if deed.negated:
        return "commitment" if deed.planned else "denial"
    return "assessment" if deed.planned and deed.act.type == "violence" else deed.act.type


def _ordered(
    types: tuple[tuple[str, float], ...], speaker: Party | None, targets: Sequence[Party]
) -> tuple[tuple[str, float], ...]:
    """An order to one's own officials is a measure, a court's is its act, any other a demand."""
    if speaker is not None and speaker.type == "judiciary":
        kind = "legal_action"
    elif targets and targets[0].type not in {"government", "security_force"}:
        kind = "demand"
    else:
        return types
    return ((kind, types[0][1]), *(one for one in types[1:] if one[0] != kind))


def _score(tier: Tier, types: Sequence[tuple[str, float]]) -> float:
    return round(SURE[tier] * (0.6 + 0.4 * types[0][1]), 2)


def _without_doubles(made: Sequence[Proposal]) -> list[Proposal]:
    """Keep one proposal for each stretch and type: the surest."""
    kept: list[Proposal] = []
    for proposal in sorted(made, key=lambda one: -one.score):
        if not any(
            one.span == proposal.span
            or (one.type == proposal.type and one.span.overlaps(proposal.span))
            for one in kept
        ):
            kept.append(proposal)
    return kept


def form_of(page: Page, content: Sequence[Words]) -> Form:
    """Return how the words are given: nearly all of them quoted, some, or none."""
    letters = quoted = 0
    for first, stop in content:
        for word in range(first, stop):
            if page.words[word][0].isalnum():
                letters += 1
                quoted += page.quoted[word] >= 0
    if letters and quoted >= 0.9 * letters:
        return "direct"
    return "mixed" if quoted else "indirect"
