"""Which types of statement some words may be, ranked, and which words say so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.nlp.lexicon import Act, Lexicon, Sense
    from annotator.nlp.page import Page
    from annotator.nlp.said import Said

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "without", "nor", "neither"})
# What speaks for a type when nothing else does.
BASE = {"assertion": 0.35, "assessment": 0.15}
REPEATED = 0.5  # what a further cue of the same type adds, as a part of its weight
# What negated words of a type speak for: a shutdown that will not come is promised away.
NEGATED = {
    "restriction": "commitment",
    "legal_action": "commitment",
    "violence": "denial",
    "accusation": "denial",
    "support": "criticism",
    "commitment": "refusal",
    "acknowledgement": "denial",
}
RANKED = 3
# The codebook's rule of precedence, for equal scores.
ORDER = (
    "no_comment", "violence", "legal_action", "restriction", "relief", "policy_measure", "denial",
    "refusal", "threat", "accusation", "demand", "acknowledgement", "criticism", "justification",
    "commitment", "support", "assessment", "assertion",
)  # fmt: skip
VERB_WEIGHT = {"ask": 1.4, "judge": 1.3, "deny": 1.4, "will": 1.6, "say": 1.2}
VERB_WEIGHT_ELSE = 0.6
# A verb that says the type itself leaves less to the words after it.
CONTENT_SCALE = {"ask": 0.4, "judge": 0.4, "deny": 0.6, "will": 0.4, "back": 0.5, "say": 0.6}
SPEAKERS = frozenset({"he", "she", "it", "they", "we", "i"})
FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})
HARM = frozenset({"restriction", "legal_action", "violence"})
CONDITIONS = frozenset({"if", "unless", "until"})
IMPERATIVES = frozenset(
    {"stop", "release", "respect", "let", "please", "end", "free", "do", "leave"}
)
TELLING = frozenset(
    {"say", "comment", "tell", "confirm", "disclose", "reveal", "explain", "answer"}
)
REFUSED = frozenset({"denial", "no_comment"})  # what a refusal is that is of these things
SOON = 6  # words from the start of a content in which "they would" must stand
PLAN = 1.0


@dataclass(slots=True)
class Evidence:
    """What speaks for each type, with the words that speak loudest."""

    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    words: dict[str, tuple[float, str]] = field(default_factory=dict)

    def add(self, kind: str, weight: float, words: str = "") -> None:
        """Let ``words`` speak for ``kind``; a further cue of the same type counts less."""
        had = self.scores[kind]
        self.scores[kind] = had + weight * (REPEATED if had else 1.0)
        if weight > self.words.get(kind, (0.0, ""))[0]:
            self.words[kind] = (weight, words)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has spoken yet."""
        return not self.scores

    def ranked(self) -> tuple[tuple[str, float], ...]:
        """Return up to three types with their shares of all evidence, best first."""
        scores = dict(self.scores)
        for kind, weight in BASE.items():
            scores[kind] = scores.get(kind, 0.0) + weight
        whole = sum(scores.values())
        order = sorted(scores, key=lambda kind: (-scores[kind], ORDER.index(kind)))
        return tuple((kind, round(scores[kind] / whole, 2)) for kind in order[:RANKED])


class Cues:
    """The lexicon's cues on one page, found once and asked by place."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._hits = []
        reached = 0
        found = (hit for hit in page.hits if hit.label == "cue")
        for hit in sorted(found, key=lambda hit: (hit.first, -hit.stop)):
            proper = page.is_capital(hit.first) and hit.first not in page.first  # "May 2024"
            if hit.first >= reached and not proper:  # the longest phrase at a place counts alone
                self._hits.append(hit)
                reached = hit.stop

    def weigh(self, first: int, stop: int, evidence: Evidence, *, scale: float = 1.0) -> None:
        """Add what the cues in words ``[first, stop)`` speak for."""
        for hit in self._hits:
            if hit.first < first or hit.stop > stop:
                continue
            words = " ".join(self._page.low[hit.first : hit.stop])
            negated = self._is_negated(hit.first)
            for cue in self._lexicon.cues[words]:
                kind = NEGATED.get(cue.type, "") if negated else cue.type
                if kind:
                    shown = self._page.span(hit.first, hit.stop).quote(self._page.text)
                    evidence.add(kind, cue.weight * scale, " ".join(shown.split()))

    def _is_negated(self, word: int) -> bool:
        """Whether a negation stands before ``word``, and none of the kind ", not lies"."""
        low = self._page.low
        places = range(max(0, word - 3), word)
        return any(low[at] in NEGATIONS and low[at - 1] != "," for at in places)

    def weigh_said(self, said: Said, evidence: Evidence) -> None:
        """Add what an attribution's verb and words speak for."""
        sense = said.sense
        if sense is not None and sense.type:
            weight = VERB_WEIGHT.get(sense.frame, VERB_WEIGHT_ELSE)
            kind = NEGATED.get(sense.type, "") if said.negated else sense.type
            if kind:
                evidence.add(kind, weight)
        scale = CONTENT_SCALE.get(sense.frame, 1.0) if sense is not None and sense.type else 1.0
        if said.negated and sense is not None and sense.lemma in TELLING:
            evidence.add("no_comment", PLAN)
        for first, stop in said.content:
            led = said.cue is not None and 0 <= first - said.cue[1] <= 1  # "declined to comment"
            self.weigh(said.cue[0] if said.cue and led else first, stop, evidence, scale=scale)
        if sense is not None and sense.type:
            self._weigh_object(said, sense, evidence)
        if scale == 1.0:
            self._weigh_plan(said, evidence)

    def _weigh_object(self, said: Said, sense: Sense, evidence: Evidence) -> None:
        """Let what a verb is directed at change what the verb alone would say."""
        if sense.lemma == "propose":
            for kind in HARM & evidence.scores.keys():  # a harm that is only proposed
                evidence.add("threat", 1.2 + evidence.scores.pop(kind))
        elif sense.type == "refusal":
            for kind in REFUSED & evidence.scores.keys():  # an allegation, or a comment
                evidence.add(kind, VERB_WEIGHT["will"])
                evidence.scores["refusal"] *= REPEATED
        elif sense.type == "policy_measure":
            self._weigh_order(said, evidence)
        elif sense.frame == "will" and sense.type == "commitment":
            self._weigh_order(said, evidence, instead="threat")  # "plans to impose …"

    def _weigh_order(self, said: Said, evidence: Evidence, instead: str = "") -> None:
        """Add what is ordered or announced: "to suspend publication" restricts."""
        first, stop = said.content[0]
        low = self._page.low
        for word in range(first, stop - 1):
            acts = self._lexicon.acts.get(low[word + 1], ()) if low[word] == "to" else ()
            for act in acts:
                if act.type in HARM and act.shape == "base":
                    evidence.add(instead or act.type, VERB_WEIGHT["will"] + 0.2, low[word + 1])
                    return

    def _weigh_plan(self, said: Said, evidence: Evidence) -> None:
        """Add what "he would …" in the words of the speaker promises or threatens."""
        first, stop = said.content[0]
        low = self._page.low
        if set(low[first : first + 2]) & IMPERATIVES:
            evidence.add("demand", PLAN, low[first + (low[first] not in IMPERATIVES)])
        self._weigh_spared(first, stop, evidence)
        for word in range(first, min(stop - 1, first + SOON)):
            own = low[word - 1] in SPEAKERS
            if low[word] not in FUTURE or not (own or self._names(word - 1)):
                continue
            weight = PLAN if own else PLAN * 0.6  # what somebody else will do
            ahead = low[word + 1 : min(stop, word + 5)]
            shown = self._page.span(word - 1, min(stop, word + 3)).quote(self._page.text)
            acts = [
                act
                for form in ahead
                for act in self._lexicon.acts.get(form, ())
                if act.shape == "base"
            ]
            if set(ahead[:2]) & NEGATIONS:
                harm = any(act.type in HARM for act in acts) or low[word + 2] == "be"
                evidence.add("commitment" if harm else "refusal", weight, shown)
                return
            kind = _planned(acts, conditional=bool(CONDITIONS & set(low[word:stop])))
            evidence.add(kind, weight, shown)
            return

    def _names(self, word: int) -> bool:
        """Whether a name or a group ends at ``word``."""
        low = self._page.low[word]
        return self._page.is_capital(word) or low in self._lexicon.groups

    def _weigh_spared(self, first: int, stop: int, evidence: Evidence) -> None:
        """Add what "will not be shut down" promises."""
        low = self._page.low
        for word in range(first, min(stop - 3, first + 2 * SOON)):
            if low[word] in FUTURE and low[word + 1] in NEGATIONS and low[word + 2] == "be":
                acts = self._lexicon.acts.get(low[word + 3], ())
                if any(act.type in HARM for act in acts):
                    shown = self._page.span(word, word + 4).quote(self._page.text)
                    evidence.add("commitment", PLAN + 0.3, shown)
                    return


def _planned(acts: list[Act], *, conditional: bool) -> str:
    """Return what an announced act is: harm on a condition threatens, decided harm restricts."""
    kind = acts[0].type if acts else "commitment"
    if kind in HARM:
        return "threat" if conditional or kind == "violence" else kind
    return "threat" if conditional and acts else "commitment"
