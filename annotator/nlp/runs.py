"""How far a run of capitals reaches, with the small words that belong inside names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp.capitals import POSSESSIVE

if TYPE_CHECKING:
    from annotator.nlp.capitals import Capitals
    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.page import Page


class Runs:
    """Grows runs of capitals on one page."""

    def __init__(self, page: Page, lexicon: Lexicon, capitals: Capitals) -> None:
        self._page, self._lexicon, self._capitals = page, lexicon, capitals

    def end(self, word: int, end: int) -> int:
        """Return where the run of capitals that begins at ``word`` ends, before ``end``."""
        stop = word + 1
        while stop < end:
            step = self._step(word, stop, end)
            if not step:
                break
            stop += step
        return stop

    def _step(self, first: int, stop: int, end: int) -> int:
        """Return how many words more belong to the run ``[first, stop)``, none when it ends."""
        page, lexicon, low = self._page, self._lexicon, self._page.low[stop]
        if self._capitals.at[stop]:
            month = low in lexicon.months and low != "may"
            apart = page.starts[stop] - page.ends[stop - 1] > 1
            return 0 if low in lexicon.days or low == "i" or month or apart else 1
        ahead = stop + 1
        if ahead < end and page.low[ahead] == "the" and low in {"of", "for", "on"}:
            ahead += 1
        if ahead >= end or not self._capitals.at[ahead] or page.low[ahead] in lexicon.days:
            return 0
        return ahead + 1 - stop if self._connects(first, stop, ahead) else 0

    def _connects(self, first: int, stop: int, ahead: int) -> bool:
        """Whether the small word at ``stop`` ties the capital at ``ahead`` to the run."""
        lexicon, low = self._lexicon, self._page.low[stop]
        before, run = self._page.low[stop - 1], self._page.low[first:stop]
        if low in {"of", "for", "on"}:
            return self._takes(low, before, run)
        if low in {"and", "&"}:
            return self._joins(first, stop, ahead)
        if low in POSSESSIVE:  # "People's Party", "the Dockers' League"
            plural = low in {"'", "’"} and before.endswith("s") and self._ends_in_head(ahead)
            return plural or (before in lexicon.possessors and before not in lexicon.countries)
        small = low in lexicon.particles and ahead == stop + 1
        return small and before not in lexicon.heads

    def _takes(self, low: str, before: str, run: list[str]) -> bool:
        """Whether a name goes on after "of", "for" or "on"."""
        lexicon = self._lexicon
        if low == "of":
            heads = before in lexicon.joins_of or before in lexicon.heads
            return heads or (before in lexicon.roles and before != "general")
        return bool((lexicon.joins_for if low == "for" else lexicon.joins_on) & set(run))

    def _joins(self, first: int, stop: int, ahead: int) -> bool:
        """Whether "and" stands inside one name and not between two."""
        run = self._page.low[first:stop]
        listed = bool(self._lexicon.listing_heads & set(run)) and ("of" in run or "for" in run)
        if listed or self._page.low[stop] == "&":
            return not self._begins_another(ahead)
        return first + 1 == stop and self._shares_head(first, ahead)

    def _shares_head(self, first: int, ahead: int) -> bool:
        """Whether "the Spectrum and Broadcast Council" goes on to one head for both words."""
        low, known = self._page.low, self._capitals.known
        if first == 0 or low[first - 1] != "the" or low[first] in self._lexicon.heads:
            return False
        single = ahead + 1 == len(low) or not self._capitals.at[ahead + 1]
        plain = low[first] not in known and low[ahead] not in known
        return plain and not single and self._ends_in_head(ahead)

    def _ends_in_head(self, word: int) -> bool:
        """Whether the capitals from ``word`` on end in an organisation's head."""
        while word + 1 < len(self._page) and self._capitals.at[word + 1]:
            word += 1
        return self._page.low[word] in self._lexicon.heads

    def _begins_another(self, word: int) -> bool:
        """Whether a capital after "and" begins a name of its own ("… and Prime Minister")."""
        lexicon, low = self._lexicon, self._page.low[word]
        after = self._page.low[word + 1] if word + 1 < len(self._page) else ""
        own = low in lexicon.honorifics or low in lexicon.countries or low in lexicon.heads
        return own or low in lexicon.roles or after in lexicon.roles
