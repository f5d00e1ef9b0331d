"""An attribution as the rules find it, in words of the page, and one unit's state meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.nlp.page import QUOTED
from annotator.nlp.saying import uses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.highlights import Tier
    from annotator.nlp.lexicon import Lexicon, Sense
    from annotator.nlp.page import Page, Unit
    from annotator.nlp.phrases import Items, Phrases
    from annotator.nlp.saying import Use

Words = tuple[int, int]  # of a page, end exclusive
SPEECH = frozenset({"say", "ask", "judge", "deny", "will"})
AT_BEGINNING = frozenset({",", ":", ";", ".", "—", "–", ")"})
AT_END = frozenset({",", ":", ";", ".", "—", "–", "(", "?", "!"})


@dataclass(slots=True)
class Said:
    """One attribution; ``source`` is None where nobody is named.

    ``target`` are the words for whom a verb is directed at, ``follows`` the attribution
    whose speaker goes on speaking here.
    """

    unit: Unit
    source: Words | None
    cue: Words | None
    content: list[Words]
    tier: Tier
    rule: str
    sense: Sense | None = None
    negated: bool = False
    target: Words | None = None
    follows: Said | None = None


@dataclass(slots=True)
class Look:
    """One unit while the rules look at it: what was found, and who was its last subject."""

    page: Page
    unit: Unit
    lexicon: Lexicon
    phrases: Phrases
    found: list[Said] = field(default_factory=list)
    subject: Items | None = None
    uses: list[Use] = field(init=False)
    end: int = field(init=False)  # items without the full stop
    tail: int | None = None  # see ``reach.tail_of``, which fills it

    def __post_init__(self) -> None:
        self.uses = list(uses(self.unit, self.lexicon, self.phrases))
        self.end = len(self.unit)
        while self.end > 0 and self.unit.low[self.end - 1] in {".", "!", "?", ")"}:
            self.end -= 1

    @property
    def low(self) -> list[str]:
        """The unit's items, lower-cased."""
        return self.unit.low

    def at(self, item: int) -> str:
        """Return the item, or nothing where the unit has none."""
        return self.low[item] if 0 <= item < self.end else ""

    def words(self, items: Items) -> Words:
        """Return the page's words of ``items``, which must not be empty."""
        return self.unit.at[items[0]], self.unit.upto[items[1] - 1]

    def trimmed(self, first: int, stop: int) -> Items:
        """Return the items without punctuation at the ends; maybe none are left."""
        while first < stop and self.low[first] in AT_BEGINNING:
            first += 1
        while stop > first and self.low[stop - 1] in AT_END:
            stop -= 1
        return first, stop

    def add(
        self,
        use: Use,
        source: Items | None,
        content: Sequence[Items],
        rule: str,
        target: Items | None = None,
    ) -> None:
        """Note an attribution by a verb, unless no words of it are left."""
        kept = [piece for piece in (self.trimmed(*one) for one in content) if piece[0] < piece[1]]
        if not kept:
            return
        self.note(
            source,
            (use.item, use.stop),
            kept,
            self._tier(use, source, kept),
            rule,
            sense=use.sense,
            negated=use.negated,
            target=target,
        )
        if source is not None and not use.passive:
            self.subject = source

    def note(  # noqa: PLR0913 - the parts of an attribution
        self,
        source: Items | None,
        cue: Items,
        content: Sequence[Items],
        tier: Tier,
        rule: str,
        *,
        sense: Sense | None = None,
        negated: bool = False,
        target: Items | None = None,
    ) -> None:
        """Note an attribution that is already known to hold words."""
        self.found.append(
            Said(
                self.unit,
                self.words(source) if source else None,
                self.words(cue),
                [self.words(piece) for piece in content],
                tier,
                rule,
                sense,
                negated=negated,
                target=self.words(target) if target else None,
            )
        )

    def _tier(self, use: Use, source: Items | None, content: Sequence[Items]) -> Tier:
        quoted = any(QUOTED in self.low[first:stop] for first, stop in content)
        if quoted and source and use.sense.frame in {"say", "ask"}:
            return "A"
        if use.negated or use.infinitive or source is None:
            return "B" if use.sense.tier == "A" else "C"
        return use.sense.tier
