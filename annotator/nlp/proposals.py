"""From attributions and acts to proposed statements: span, type, parties, reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.highlights import PartyMark, Proposal
from annotator.domain.span import Span
from annotator.nlp.kinds import Cues, Evidence
from annotator.nlp.page import QUOTED
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.highlights import Tier
    from annotator.domain.statement import Form
    from annotator.nlp.actions import Deed
    from annotator.nlp.attribution import Said, Words
    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.page import Page, Unit
    from annotator.nlp.speakers import Cast, Party

SURE: dict[Tier, float] = {"A": 0.8, "B": 0.6, "C": 0.4}
BLAMES = frozenset({"accusation", "criticism"})
DIRECTED = frozenset({"accusation", "criticism", "demand", "threat", "support", "refusal", "restriction", "legal_action", "violence", "relief", "denial"})  # fmt: skip
NEUTRAL = frozenset({"", "assessment"})  # what verbs that only report say of the type

VERB = N_("“{verb}” by {speaker}")
VERB_ALONE = N_("“{verb}”")
VERB_TARGET = N_("“{verb}” with a named target, {target}")
WORDS = N_("“{words}” in what {speaker} said")
WORDS_ALONE = N_("“{words}” in the words")
ACT = N_("an act, “{verb}”, by {speaker}")
ACT_ALONE = N_("an act, “{verb}”, with nobody named")
PLAIN = N_("words given to {speaker}")
PLAIN_ALONE = N_("quoted words")


@dataclass(frozen=True, slots=True)
class Voiced:
    """An attribution with its speaker."""

    said: Said
    speaker: Party | None
    form: Form


class Proposer:
    """Makes the proposals of one page."""

    def __init__(self, page: Page, cast: Cast, cues: Cues, lexicon: Lexicon) -> None:
        self._page, self._cast, self._cues, self._lexicon = page, cast, cues, lexicon

    def all(self, voiced: Sequence[Voiced], deeds: Sequence[Deed]) -> list[Proposal]:
        """Return the proposals in reading order; no two say the same of the same words."""
        found: list[Proposal] = []
        for unit in self._page.units:
            here = [v for v in voiced if v.said.unit is unit]
            acts = [deed for deed in deeds if deed.unit is unit]
            found += self._in_unit(unit, here, acts)
        return sorted(found, key=lambda p: (p.span.start, -p.span.end))

    def _in_unit(
        self, unit: Unit, voiced: Sequence[Voiced], deeds: Sequence[Deed]
    ) -> list[Proposal]:
        made = [
            self._of_said(unit, v, voiced) for v in voiced if v.said.tier != "C" or v.said.sense
        ]
        made += [self._of_deed(unit, deed) for deed in deeds]
        return _without_doubles([p for p in made if p is not None])

    # said

    def _of_said(self, unit: Unit, voiced: Voiced, others: Sequence[Voiced]) -> Proposal | None:
        said = voiced.said
        span = self._span_of_said(unit, said, len(others))
        evidence = Evidence()
        verb = self._page.span(*said.cue).quote(self._page.text) if said.cue else ""
        if said.sense is not None and said.sense.type:
            evidence.add(said.sense.type, 0.9 if said.sense.frame != "think" else 0.5, "")
        for piece in said.content:
            self._cues.weigh(*piece, evidence)
        types = evidence.ranked()
        targets = self._targets(said, voiced.speaker, types[0][0])
        return Proposal(
            span,
            types,
            voiced.form,
            said.tier,
            round(SURE[said.tier] * (0.6 + 0.4 * types[0][1]), 2),
            self._reason(evidence, types[0][0], verb, voiced.speaker, targets),
            f"said:{said.rule}",
            self._mark(voiced.speaker, span),
            tuple(self._mark_of(party, span) for party in targets),
        )

    def _span_of_said(self, unit: Unit, said: Said, number: int) -> Span:
        whole = self._page.span(unit.at[0], unit.upto[-1])
        if number == 1 or not said.content:
            return whole
        edges = [w for w in (said.source, said.cue, *said.content) if w]
        if said.rule in {"participle", "coordinated"} and said.source:
            edges.remove(said.source)
        span = self._page.span(min(e[0] for e in edges), max(e[1] for e in edges))
        return span

    def _targets(self, said: Said, speaker: Party | None, kind: str) -> list[Party]:
        """Return whom the statement is directed at."""
        if kind not in DIRECTED and said.target is None:
            return []
        if said.target is not None:
            party = self._cast.named_in(said.target)
            if party is None and said.sense and said.sense.frame in {"judge", "ask"}:
                party = self._cast.described(said.target)
            if party is not None and (speaker is None or party.called != speaker.called):
                return [party]
        names = [m for piece in said.content for m in self._cast.within(piece)]
        names = [m for m in names if speaker is None or m.called != speaker.called]
        names = [m for m in names if m.label != "LOC" or m.type == "state"]
        from annotator.nlp.speakers import Party as Named

        return (
            [Named(m.called, (m.first, m.stop), m.type, m.label) for m in names[:1]]
            if kind in BLAMES | {"demand", "threat", "support"}
            else []
        )

    # done

    def _of_deed(self, unit: Unit, deed: Deed) -> Proposal | None:
        evidence = Evidence()
        verb = self._page.span(*deed.verb).quote(self._page.text)
        kind = deed.act.type
        if deed.negated:
            kind = "commitment" if deed.planned else "denial"
        elif deed.planned:
            kind = "assessment" if kind == "violence" else kind
        evidence.add(kind, deed.act.weight, verb)
        self._cues.weigh(unit.at[0], unit.upto[-1], evidence, scale=0.4)
        doer = (
            self._cast.named_in(deed.doer) or self._cast.described(deed.doer) if deed.doer else None
        )
        patient = self._cast.named_in(deed.patient) if deed.patient else None
        if doer is None and (patient is None and deed.act.weight < 1):
            return None
        span = self._page.span(unit.at[0], unit.upto[-1])
        types = evidence.ranked()
        tier: Tier = "B" if doer is not None else "C"
        return Proposal(
            span,
            types,
            "narrated",
            tier,
            round(SURE[tier] * (0.6 + 0.4 * types[0][1]), 2),
            tr(ACT, verb=verb, speaker=doer.called) if doer else tr(ACT_ALONE, verb=verb),
            f"act:{deed.act.type}",
            self._mark(doer, span),
            tuple(
                self._mark_of(p, span)
                for p in [patient]
                if p and (not doer or p.called != doer.called)
            ),
        )

    # words for people

    def _reason(
        self,
        evidence: Evidence,
        kind: str,
        verb: str,
        speaker: Party | None,
        targets: Sequence[Party],
    ) -> str:
        name = speaker.called if speaker else ""
        words = evidence.words.get(kind, (0.0, ""))[1]
        if kind not in evidence.words:
            return tr(PLAIN, speaker=name) if name else tr(PLAIN_ALONE)
        if not words and targets:
            return tr(VERB_TARGET, verb=verb, target=targets[0].called)
        if not words:
            return tr(VERB, verb=verb, speaker=name) if name else tr(VERB_ALONE, verb=verb)
        return tr(WORDS, words=words, speaker=name) if name else tr(WORDS_ALONE, words=words)

    def _mark(self, party: Party | None, span: Span) -> PartyMark | None:
        return self._mark_of(party, span) if party is not None else None

    def _mark_of(self, party: Party, span: Span) -> PartyMark:
        at = self._page.span(*party.at) if party.at else None
        return PartyMark(party.called, at if at is not None and span.holds(at) else None)


def _without_doubles(made: list[Proposal]) -> list[Proposal]:
    """Keep one proposal for each stretch: the surer one, acts before bare reports of them."""
    kept: list[Proposal] = []
    for proposal in sorted(made, key=lambda p: -p.score):
        same = [
            k
            for k in kept
            if k.span == proposal.span
            or (k.type == proposal.type and k.span.overlaps(proposal.span))
        ]
        if not same:
            kept.append(proposal)
    return kept


def form_of(page: Page, content: Sequence[Words]) -> Form:
    """Return how the words are given: most of them quoted, some, or none."""
    letters = quoted = 0
    for first, stop in content:
        for word in range(first, stop):
            if page.words[word][0].isalnum():
                letters += 1
                quoted += page.quoted[word] >= 0
    if letters and quoted >= 0.9 * letters:
        return "direct"
    return "mixed" if quoted else "indirect"


QUOTE_ITEM = QUOTED
