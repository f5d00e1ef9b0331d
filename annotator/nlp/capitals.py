"""Which capitals may begin a name, and which merely begin a sentence or a headline's word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.page import Page, Unit

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
PLAIN_ENDINGS = (
    "ly", "ers", "ors", "ists", "ants", "ents", "ians", "ees", "men", "ings", "ies", "ing", "tion",
    "ness", "ment", "tions", "ments",
)  # fmt: skip
TITLE_CASE = 0.7  # of the longer words of a headline that have a capital
HEADLINE_WORDS = 4  # longer words that a headline has at least


class Capitals:
    """What is known of the capitals of one page."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self.at = [page.is_capital(word) for word in range(len(page))]  # by word
        self.inside: Counter[str] = Counter()  # words that bear a capital within a sentence
        capitals = zip(page.low, self.at, strict=True)
        self._small = {low for low, capital in capitals if not capital}
        self.known = (
            lexicon.countries.keys()
            | lexicon.peoples.keys()
            | lexicon.places
            | lexicon.known.keys()
        )
        self._known_starts = {entry.split()[0] for entry in self.known if " " in entry}

    def count(self, unit: Unit) -> None:
        """Remember which words bear a capital where a sentence does not give them one."""
        for word in range(unit.at[0], unit.upto[-1]):
            if self.at[word] and word not in self._page.first:
                self.inside[self._page.low[word]] += 1

    def is_title_case(self, unit: Unit) -> bool:
        """Whether the unit is a headline that gives most words a capital."""
        words = [
            word
            for word in range(unit.at[0], unit.upto[-1])
            if len(self._page.words[word]) > 3 and self._page.words[word].isalpha()
        ]
        last = self._page.low[unit.upto[-1] - 1]
        if len(words) < HEADLINE_WORDS or last in {".", "”", "?", "!"}:
            return False
        return sum(self.at[word] for word in words) >= TITLE_CASE * len(words)

    def begins(self, word: int) -> bool:
        """Whether a name may begin at ``word``."""
        low = self._page.low[word]
        if not self.at[word] or low in self._lexicon.days:
            return False
        if self.known_size(word) > 1:
            return True
        if low in self._lexicon.never and (low == "i" or not self._capital_next(word)):
            return False
        # "May said" is a person, "May 2024" is not.
        if low in self._lexicon.months and self._following(word) not in self._lexicon.senses:
            return False
        return word not in self._page.first or self._first_may_be_name(word)

    def known_size(self, word: int) -> int:
        """Return how many words of a name of several that we know stand here, or 0."""
        if self._page.low[word] not in self._known_starts:
            return 0
        phrases = (self._page.low[word : word + size] for size in (4, 3, 2))
        return next((len(words) for words in phrases if " ".join(words) in self.known), 0)

    def _following(self, word: int) -> str:
        return self._page.low[word + 1] if word + 1 < len(self._page) else ""

    def _capital_next(self, word: int) -> bool:
        return word + 1 < len(self._page) and self.at[word + 1]

    def _first_may_be_name(self, word: int) -> bool:
        """Whether a sentence's first word is a name and not merely its first word."""
        lexicon, low = self._lexicon, self._page.low[word]
        capital_next, following = self._capital_next(word), self._following(word)
        if low in lexicon.starters:
            return capital_next and low in lexicon.heads
        if low in self.known or low in lexicon.honorifics or self.inside[low]:
            return True
        if low in lexicon.before_roles | lexicon.roles or low in lexicon.heads:
            return capital_next or following == "of"
        if low in self._small or (len(low) > 4 and low.endswith(PLAIN_ENDINGS)):
            return False
        return capital_next or self._is_after_subject(following)

    def _is_after_subject(self, following: str) -> bool:
        """Whether the next word lets a single unknown word be somebody's name."""
        shapes = {sense.shape for sense in self._lexicon.senses.get(following, ())}
        shapes |= {act.shape for act in self._lexicon.acts.get(following, ())}
        helper = following in POSSESSIVE or following in self._lexicon.auxiliaries
        return helper or bool(shapes & {"past", "third"})
