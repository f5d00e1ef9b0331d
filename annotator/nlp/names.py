"""Where names stand, and what of them is a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.nlp.capitals import Capitals
from annotator.nlp.runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.page import Page, Unit


@dataclass(frozen=True, slots=True)
class Name:
    """A name at words ``[first, stop)``; ``title`` words of it come before the name proper."""

    first: int
    stop: int
    title: int = 0

    @property
    def is_bare(self) -> bool:
        """Whether it is a title or office with no name after it ("the Prime Minister")."""
        return self.title >= self.stop - self.first

    @property
    def proper(self) -> range:
        """The words without the title; none when it is bare."""
        return range(self.first + self.title, self.stop)


def find_names(page: Page, lexicon: Lexicon) -> list[Name]:
    """Return the names of the page in reading order; none overlaps another.

    A headline in title case gives only names that the body gives too.
    """
    finder = _Finder(page, lexicon)
    headlines = {unit.number for unit in page.units if finder.capitals.is_title_case(unit)}
    body = [unit for unit in page.units if unit.number not in headlines]
    for unit in body:
        finder.capitals.count(unit)
    found = [name for unit in body for name in finder.names_in(unit)]
    known = {tuple(page.low[word] for word in name.proper) for name in found if not name.is_bare}
    known |= {tuple(entry.split()) for entry in finder.capitals.known}
    for number in headlines:
        found += finder.repeated_in(page.units[number], known)
    return sorted(found, key=lambda name: name.first)


class _Finder:
    """Finds the names of one page."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page, self._lexicon = page, lexicon
        self.capitals = Capitals(page, lexicon)
        self._runs = Runs(page, lexicon, self.capitals)

    def names_in(self, unit: Unit) -> Iterator[Name]:
        """Yield the names of a unit that is written as sentences are."""
        word, end = unit.at[0], unit.upto[-1]
        while word < end:
            if not self.capitals.begins(word):
                word += 1
                continue
            stop = self._runs.end(word, end)
            yield from self._cut(word, stop)
            word = stop

    def repeated_in(self, unit: Unit, known: set[tuple[str, ...]]) -> Iterator[Name]:
        """Yield what is ``known`` in a headline, longest first."""
        low, end = self._page.low, unit.upto[-1]
        longest = max(map(len, known), default=0)
        word = unit.at[0]
        while word < end:
            sizes = range(min(longest, end - word), 0, -1)
            size = next((n for n in sizes if tuple(low[word : word + n]) in known), 0)
            if size and self.capitals.at[word]:
                yield Name(word, word + size)
            word += size or 1

    def _cut(self, first: int, stop: int) -> Iterator[Name]:
        """Cut a run into what it names: a people before a person, a title before a name."""
        if self.capitals.known_size(first):
            yield from self._known_first(first, stop)
            return
        first += self._opens_plainly(first, stop)
        if first == stop or (stop - first == 1 and self._page.low[first] in self._lexicon.never):
            return
        if (
            stop - first > 1
            and self._is_people(first, 1)
            and not self._is_organisation(first + 1, stop)
        ):
            yield Name(first, first + 1)
            first += 1
        title = self._title_size(first, stop)
        if title or not self._names_a_thing(stop - 1):
            yield Name(first, stop, title)

    def _opens_plainly(self, first: int, stop: int) -> int:
        """Return 1 when the run's first word merely begins the sentence ("Under Hun Sen")."""
        lexicon, low = self._lexicon, self._page.low[first]
        plain = low in lexicon.starters and first in self._page.first
        named = self.capitals.inside[low] or low in lexicon.heads or low in lexicon.before_roles
        return int(stop - first > 1 and plain and not named)

    def _known_first(self, first: int, stop: int) -> Iterator[Name]:
        """Cut a run that begins with a name of several words that we know."""
        size = min(self.capitals.known_size(first), stop - first)
        rest = first + size
        if self._is_organisation(rest if self._is_people(first, size) else first, stop):
            yield Name(first, stop)
            return
        yield Name(first, rest)
        if rest < stop:
            yield from self._cut(rest, stop)

    def _is_people(self, first: int, size: int) -> bool:
        return " ".join(self._page.low[first : first + size]) in self._lexicon.peoples

    def _is_organisation(self, first: int, stop: int) -> bool:
        low = self._page.low[first:stop]
        if any(word in self._lexicon.heads for word in low):
            return True
        return bool({"of", "for"} & set(low)) and not self._title_size(first, stop)

    def _title_size(self, first: int, stop: int) -> int:
        """Return how many words at ``first`` are a title; all of them when no name follows."""
        low, lexicon, size = self._page.low, self._lexicon, 0
        if self._is_headed(first, stop):
            return 0
        for word in range(first, stop):
            if low[word] in lexicon.roles:
                size = word + 1 - first
                if word + 1 < stop and low[word + 1] == "of":  # "Secretary of State John Kerry"
                    size = min(stop - first, self._after_of(word + 2, stop) - first)
            elif low[word] in lexicon.honorifics and word - first == size:
                size += 1
        return size

    def _is_headed(self, first: int, stop: int) -> bool:
        """Whether an organisation's head stands in the run, and no person's name after a role."""
        low, lexicon = self._page.low, self._lexicon
        heads = [w for w in range(first, stop) if low[w] in lexicon.heads]
        if all(low[word] in lexicon.before_roles for word in heads):
            return False
        if low[stop - 1] in lexicon.roles or low[first] in lexicon.honorifics:
            return False
        roles = [word for word in range(first, stop - 1) if low[word] in lexicon.roles]
        return not any(role > heads[-1] for role in roles)

    def _after_of(self, word: int, stop: int) -> int:
        """Return the word after "State" in "Secretary of State", after a list of fields too."""
        low = self._page.low
        word += 2 if word < stop and low[word] == "the" else 1
        while word < stop and low[word] in {"and", "affairs", "&"}:
            word += 1 if low[word] == "affairs" else 2
        return word

    def _names_a_thing(self, last: int) -> bool:
        """Whether a name with this last word is a war, law, prize or creed and acts nowhere."""
        low = self._page.low[last]
        return low in self._lexicon.things or (low.endswith("ism") and len(low) > 5)
