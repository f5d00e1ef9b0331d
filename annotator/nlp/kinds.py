"""Which types of statement some words may be, ranked, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.page import Page

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "without"})
BASE = {"assertion": 0.35}
REPEATED = 0.5  # what a further cue of the same type adds, as a part of its weight
# What negated words of a type speak for: a shutdown that will not come is promised away.
NEGATED = {"restriction": "commitment", "legal_action": "commitment", "violence": "denial", "accusation": "denial", "support": "criticism", "commitment": "refusal", "acknowledgement": "denial"}  # fmt: skip
RANKED = 3
# The rule of precedence of the codebook, for equal scores.
ORDER = ("no_comment", "violence", "legal_action", "restriction", "relief", "policy_measure", "denial", "refusal", "threat", "accusation", "demand", "acknowledgement", "criticism", "justification", "commitment", "support", "assessment", "assertion")  # fmt: skip


@dataclass(slots=True)
class Evidence:
    """What speaks for each type, with the words that speak loudest."""

    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    words: dict[str, tuple[float, str]] = field(default_factory=dict)

    def add(self, kind: str, weight: float, words: str) -> None:
        """Let ``words`` speak for ``kind``; repeating it counts less each time."""
        had = self.scores[kind]
        self.scores[kind] = had + weight * (REPEATED if had else 1.0)
        if weight > self.words.get(kind, (0.0, ""))[0]:
            self.words[kind] = (weight, words)

    def ranked(self) -> tuple[tuple[str, float], ...]:
        """Return up to three types with their shares of all evidence, best first."""
        scores = dict(self.scores)
        for kind, weight in BASE.items():
            scores[kind] = scores.get(kind, 0.0) + weight
        whole = sum(scores.values())
        order = sorted(scores, key=lambda kind: (-scores[kind], ORDER.index(kind)))
        return tuple(
            (kind, round(scores[kind] / whole, 2)) for kind in order[:RANKED] if scores[kind] > 0
        )


class Cues:
    """The lexicon's cues on one page, found once and asked by place."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        hits = sorted((h for h in page.hits if h.label == "cue"), key=lambda h: (h.first, -h.stop))
        self._hits = []
        reached = 0
        for hit in hits:  # the longest phrase at a place counts alone
            if hit.first >= reached:
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
                    evidence.add(kind, cue.weight * scale, words)

    def _is_negated(self, word: int) -> bool:
        return any(low in NEGATIONS for low in self._page.low[max(0, word - 3) : word])
