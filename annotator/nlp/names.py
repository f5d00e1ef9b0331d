"""Where names stand: runs of capitals, with the small words that belong inside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.page import Page, Unit

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
BEFORE_FOR = frozenset(
    {
        "commission",
        "committee",
        "council",
        "centre",
        "center",
        "organization",
        "organisation",
        "institute",
        "agency",
        "association",
        "alliance",
        "foundation",
        "fund",
        "campaign",
        "party",
        "office",
        "department",
        "ministry",
        "authority",
        "society",
        "movement",
        "union",
        "network",
        "forum",
        "league",
        "minister",
        "secretary",
        "physicians",
        "reporters",
        "commissioner",
    }
)
BEFORE_ON = frozenset(
    {
        "commission",
        "committee",
        "council",
        "conference",
        "institute",
        "center",
        "centre",
        "rapporteur",
    }
)
OF_PLACES = frozenset(
    {
        "gulf",
        "bay",
        "republic",
        "kingdom",
        "city",
        "isle",
        "university",
        "house",
        "bank",
        "daughters",
        "sons",
        "sea",
        "cape",
        "strait",
        "duke",
        "king",
        "queen",
        "prince",
        "princess",
        "order",
        "museum",
        "battle",
        "treaty",
        "tower",
        "state",
        "states",
        "secretary",
        "minister",
        "friends",
        "doctors",
        "knights",
        "peoples",
        "voice",
        "radio",
        "times",
        "governor",
        "mayor",
        "president",
        "chief",
        "director",
        "head",
        "speaker",
        "emirates",
        "union",
        "archbishop",
        "bishop",
        "patriarch",
        "faculty",
        "school",
        "college",
        "church",
        "court",
        "chamber",
        "council",
        "league",
        "society",
        "institute",
        "academy",
        "board",
        "district",
        "province",
        "nations",
        "army",
        "lake",
        "mount",
        "university",
        "liberation",
    }
)
LISTS = frozenset(
    {
        "ministry",
        "department",
        "office",
        "institute",
        "commission",
        "committee",
        "faculty",
        "centre",
        "center",
        "agency",
        "university",
        "organization",
        "organisation",
        "council",
        "minister",
        "secretary",
        "association",
        "recognition",
        "directorate",
    }
)


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
    """Return the names of the page in reading order; none overlaps another."""
    finder = _Finder(page, lexicon)
    body = [unit for unit in page.units if not finder.is_title_case(unit)]
    for unit in body:
        finder.count(unit)
    found = [name for unit in body for name in finder.names_in(unit)]
    known = {tuple(page.low[word] for word in name.proper) for name in found if not name.is_bare}
    for unit in page.units:
        if finder.is_title_case(unit):
            found += finder.repeated_in(unit, known)
    return sorted(found, key=lambda name: name.first)


class _Finder:
    """What is known of the page while its names are looked for."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._capital = [page.is_capital(word) for word in range(len(page))]
        self._inside: Counter[str] = Counter()  # words that bear a capital within a sentence
        self._small = {
            low for low, capital in zip(page.low, self._capital, strict=True) if not capital
        }
        self._gazetteer = (
            lexicon.countries.keys()
            | lexicon.peoples.keys()
            | lexicon.places
            | lexicon.known.keys()
        )
        self._gazetteer_words = {entry.split()[0] for entry in self._gazetteer if " " in entry}

    def count(self, unit: Unit) -> None:
        """Remember which words bear a capital where a sentence does not give them one."""
        for word in range(unit.at[0], unit.upto[-1]):
            if self._capital[word] and word not in self._page.first:
                self._inside[self._page.low[word]] += 1

    def is_title_case(self, unit: Unit) -> bool:
        """Whether the unit is a headline that gives most words a capital."""
        words = [
            w
            for w in range(unit.at[0], unit.upto[-1])
            if len(self._page.words[w]) > 3 and self._page.words[w].isalpha()
        ]
        if len(words) < 4 or self._page.low[unit.upto[-1] - 1] in {".", "”", "?", "!"}:
            return False
        return sum(self._capital[word] for word in words) >= 0.7 * len(words)

    def names_in(self, unit: Unit) -> Iterator[Name]:
        """Yield the names of a unit that is written as sentences are."""
        word, end = unit.at[0], unit.upto[-1]
        while word < end:
            if not self._begins(word):
                word += 1
                continue
            stop = self._run_end(word, end)
            yield from self._names_of_run(word, stop)
            word = stop

    def repeated_in(self, unit: Unit, known: set[tuple[str, ...]]) -> Iterator[Name]:
        """Yield the names of a headline that the body bears out, longest first."""
        low, end = self._page.low, unit.upto[-1]
        longest = max(map(len, known), default=0)
        gazetteer = {tuple(entry.split()) for entry in self._gazetteer}
        word = unit.at[0]
        while word < end:
            sizes = range(min(longest, end - word), 0, -1)
            size = next((n for n in sizes if tuple(low[word : word + n]) in known), 0)
            size = size or next(
                (
                    n
                    for n in (3, 2, 1)
                    if tuple(low[word : word + n]) in gazetteer and word + n <= end
                ),
                0,
            )
            if size and self._capital[word]:
                yield Name(word, word + size)
            word += size or 1

    def _begins(self, word: int) -> bool:
        low = self._page.low[word]
        if not self._capital[word] or low in self._lexicon.days:
            return False
        if self._known_size(word) > 1:
            return True
        capital_next = word + 1 < len(self._page) and self._capital[word + 1]
        if low in self._lexicon.never and (low == "i" or not capital_next):
            return False
        if low in self._lexicon.months and not self._is_month_name(word):
            return False
        return word not in self._page.first or self._first_may_be_name(word)

    def _known_size(self, word: int) -> int:
        """Return how many words of a name that we know stand here ("South Korea")."""
        if self._page.low[word] not in self._gazetteer_words:
            return 0
        phrases = (" ".join(self._page.low[word : word + size]) for size in (4, 3, 2))
        return next((len(phrase.split()) for phrase in phrases if phrase in self._gazetteer), 0)

    def _is_month_name(self, word: int) -> bool:
        """Whether a month's word is a person's name here ("May said", "Theresa May")."""
        return word + 1 < len(self._page) and self._page.low[word + 1] in self._lexicon.senses

    def _first_may_be_name(self, word: int) -> bool:
        """Whether a sentence's first word is a name and not merely its first word."""
        page, low = self._page, self._page.low[word]
        following = page.low[word + 1] if word + 1 < len(page) else ""
        if low in self._gazetteer or low in self._lexicon.honorifics:
            return low not in self._lexicon.starters
        capital_next = word + 1 < len(page) and self._capital[word + 1]
        if low in self._gazetteer_words and f"{low} {following}" in self._gazetteer:
            return True
        if self._inside[low] and low not in self._lexicon.starters:
            return True
        if low in self._lexicon.starters and not (capital_next and low in self._lexicon.heads):
            return False
        if (
            low in self._lexicon.before_roles
            or low in self._lexicon.roles
            or low in self._lexicon.heads
        ):
            return capital_next or following == "of"
        if low in self._small or self._looks_plain(low):
            return False
        return capital_next or self._is_subject(following)

    def _is_subject(self, following: str) -> bool:
        """Whether the next word lets a single unknown word be somebody's name."""
        verbs = (*self._lexicon.senses.get(following, ()), *self._lexicon.acts.get(following, ()))
        acts = any(verb.shape in {"past", "third"} for verb in verbs)
        return acts or following in POSSESSIVE or following in self._lexicon.auxiliaries

    def _looks_plain(self, low: str) -> bool:
        """Whether the word has an ending that names seldom have."""
        return len(low) > 4 and low.endswith(
            (
                "ly",
                "ers",
                "ors",
                "ists",
                "ants",
                "ents",
                "ians",
                "ees",
                "men",
                "ings",
                "ies",
                "ing",
                "tion",
                "ness",
                "ment",
                "tions",
                "ments",
                "ally",
                "ists",
            )
        )

    def _run_end(self, word: int, end: int) -> int:
        """Return where the run of capitals that begins at ``word`` ends."""
        stop = word + 1
        while stop < end:
            step = self._step(word, stop, end)
            if not step:
                break
            stop += step
        return stop

    def _step(self, first: int, stop: int, end: int) -> int:
        """Return how many words more belong to the run ``[first, stop)``, none when it ends."""
        low = self._page.low[stop]
        if self._capital[stop]:
            plain = (
                low in self._lexicon.days
                or low == "i"
                or (low in self._lexicon.months and low != "may")
            )
            return 0 if plain or self._page.starts[stop] - self._page.ends[stop - 1] > 1 else 1
        ahead = stop + 1
        if ahead < end and self._page.low[ahead] == "the" and low in {"of", "for", "on"}:
            ahead += 1
        if ahead >= end or not self._capital[ahead] or self._page.low[ahead] in self._lexicon.days:
            return 0
        return ahead + 1 - stop if self._connects(first, stop, low, ahead) else 0

    def _connects(self, first: int, stop: int, low: str, ahead: int) -> bool:
        """Whether the small word at ``stop`` ties the capital at ``ahead`` to the run."""
        page, before = self._page, self._page.low[stop - 1]
        run = page.low[first:stop]
        if low == "of":
            return (
                before in OF_PLACES
                or before in self._lexicon.heads
                or (before in self._lexicon.roles and before not in {"general"})
            )
        if low == "for":
            return any(word in BEFORE_FOR for word in run)
        if low == "on":
            return any(word in BEFORE_ON for word in run)
        if low in {"and", "&"}:
            listed = any(word in LISTS for word in run) and ("of" in run or "for" in run)
            if low == "&" or listed:
                return not self._begins_another(ahead)
            return first + 1 == stop and self._shares_head(first, ahead)
        if low in {"'", "’"} and before.endswith("s") and self._ends_in_head(ahead):
            return True  # "the Dockers' League"
        if low in POSSESSIVE:
            return before in self._lexicon.possessors and before not in self._lexicon.countries
        return (
            low in self._lexicon.particles
            and ahead == stop + 1
            and before not in self._lexicon.heads
        )

    def _shares_head(self, first: int, ahead: int) -> bool:
        """Whether "the Spectrum and Broadcast Council" goes on to one head for both words."""
        low, lexicon = self._page.low, self._lexicon
        if (
            first == 0
            or low[first - 1] != "the"
            or low[first] in self._gazetteer | lexicon.heads.keys()
        ):
            return False
        stop = ahead
        while stop < len(low) and self._capital[stop]:
            stop += 1
        return (
            stop - ahead > 1 and low[stop - 1] in lexicon.heads and not self._begins_another(ahead)
        )

    def _ends_in_head(self, word: int) -> bool:
        """Whether the capitals from ``word`` on end in an organisation's head."""
        while word + 1 < len(self._page) and self._capital[word + 1]:
            word += 1
        return self._page.low[word] in self._lexicon.heads

    def _begins_another(self, word: int) -> bool:
        """Whether a capital after "and" begins a name of its own ("… and Prime Minister")."""
        low = self._page.low[word]
        after = self._page.low[word + 1] if word + 1 < len(self._page) else ""
        lexicon = self._lexicon
        own = low in lexicon.honorifics or low in lexicon.countries or low in lexicon.heads
        return own or low in lexicon.roles or after in lexicon.roles

    def _names_of_run(self, first: int, stop: int) -> Iterator[Name]:
        """Cut a run into what it names: a people before a person, a title before a name."""
        low = self._page.low
        if self._known_size(first):
            yield from self._known_first(first, stop)
            return
        if stop - first == 1 and low[first] in self._lexicon.never:
            return
        if (
            stop - first > 1
            and low[first] in self._lexicon.starters
            and first in self._page.first
            and not self._inside[low[first]]
            and low[first] not in self._lexicon.heads
            and low[first] not in self._lexicon.before_roles
        ):
            first += 1
        if first >= stop:
            return
        size = self._people_size(first, stop)
        if size and first + size < stop and not self._is_organisation(first + size, stop):
            yield Name(first, first + size)
            first += size
        title = self._title_size(first, stop)
        if self._names_a_thing(stop - 1) and not title:
            return
        yield Name(first, stop, title)

    def _known_first(self, first: int, stop: int) -> Iterator[Name]:
        """Cut a run that begins with a name of several words that we know."""
        size = min(self._known_size(first), stop - first)
        if (
            first + size == stop
            or " ".join(self._page.low[first : first + size]) not in self._lexicon.peoples
        ):
            yield Name(first, stop if self._is_organisation(first, stop) else first + size)
            if not self._is_organisation(first, stop) and first + size < stop:
                yield from self._names_of_run(first + size, stop)
            return
        if self._is_organisation(first + size, stop):
            yield Name(first, stop)
            return
        yield Name(first, first + size)
        yield from self._names_of_run(first + size, stop)

    def _people_size(self, first: int, stop: int) -> int:
        """Return how many words at ``first`` name a people ("South Korean")."""
        for size in (2, 1):
            if (
                first + size <= stop
                and " ".join(self._page.low[first : first + size]) in self._lexicon.peoples
            ):
                return size
        return 0

    def _is_organisation(self, first: int, stop: int) -> bool:
        low = self._page.low
        return any(low[word] in self._lexicon.heads for word in range(first, stop)) or any(
            low[word] in {"of", "for"}
            for word in range(first, stop)
            if self._title_size(first, stop) == 0
        )

    def _title_size(self, first: int, stop: int) -> int:
        """Return how many words at ``first`` are a title; all of them when no name follows."""
        low, size = self._page.low, 0
        if (
            any(
                low[word] in self._lexicon.heads and low[word] not in self._lexicon.before_roles
                for word in range(first, stop)
            )
            and low[stop - 1] not in self._lexicon.roles
            and not low[first] in self._lexicon.honorifics
            and not self._role_before_name(first, stop)
        ):
            return 0
        for word in range(first, stop):
            if low[word] in self._lexicon.roles:
                size = word + 1 - first
                if word + 1 < stop and low[word + 1] == "of":  # "Secretary of State John Kerry"
                    size = min(stop - first, self._after_of(word + 2, stop) - first)
            elif low[word] in self._lexicon.honorifics and word + 1 - first == size + 1:
                size += 1
        return size

    def _role_before_name(self, first: int, stop: int) -> bool:
        low = self._page.low
        return any(
            low[word] in self._lexicon.roles
            and not any(low[w] in self._lexicon.heads for w in range(word + 1, stop))
            for word in range(first, stop - 1)
        )

    def _after_of(self, word: int, stop: int) -> int:
        low = self._page.low
        while word < stop and low[word] in {"the"}:
            word += 1
        word += 1
        while word < stop and low[word] in {"and", "affairs", "&"}:
            word += 2 if low[word] != "affairs" else 1
        return word

    def _names_a_thing(self, last: int) -> bool:
        """Whether a name with this last word is a war, law, prize or creed and acts nowhere."""
        low = self._page.low[last]
        return low in self._lexicon.things or (low.endswith("ism") and len(low) > 5)
