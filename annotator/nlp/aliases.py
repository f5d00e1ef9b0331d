"""Which names of an article name the same actor.

"Prime Minister Hun Sen", "Mr. Hun Sen" and "Hun Sen" are one; "Hun Manet" is another,
and a bare "Hun" could be either, so it stays alone. Places are never merged by parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.domain.actor import folded
from annotator.nlp.labels import LOC, NORP, ORG, PERSON, actor_type, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.names import Name
    from annotator.nlp.page import Page

LINKS = frozenset({"of", "the", "for", "and", "&", "on", "'s", "’s", "'", "’"})
CERTAIN = 6  # votes that the gazetteer gives
PEOPLE_ENDS = ("n", "an", "ian", "ese", "i", "ish", "ns", "ans", "ians")
Key = tuple[str, ...]


@dataclass(slots=True)
class Known:
    """An actor of the article with the names that it goes by."""

    key: Key
    names: list[Name] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    titles: Counter[str] = field(default_factory=Counter)
    label: str = ""
    called: str = ""
    type: str = "unknown"

    def count(self, votes: Mapping[str, float]) -> None:
        """Add what speaks for each label."""
        for label, weight in votes.items():
            self.votes[label] += weight

    def distance(self, word: int) -> int | None:
        """Return how many words before ``word`` the actor was last named, if it was."""
        number = bisect_left(self.names, word, key=lambda name: name.first)
        return word - self.names[number - 1].first if number else None

    def absorb(self, other: Known) -> None:
        """Take over the names of ``other``, which is the same actor."""
        self.names += other.names
        self.count(other.votes)
        self.titles += other.titles


def merge(page: Page, names: Iterable[Name], lexicon: Lexicon) -> list[Known]:
    """Return the actors that ``names`` name, in the order in which they first appear."""
    by_key: dict[Key, Known] = {}
    acronyms: dict[Key, Key] = {}
    last: Name | None = None
    for name in names:
        if name.is_bare or _is_common(page, name, lexicon):
            continue
        key = _key(page, name)
        known = by_key.setdefault(key, Known(key))
        known.names.append(name)
        known.count(tally(page, name, lexicon))
        known.titles.update(_titles(page, name, lexicon))
        if last is not None and _introduces(page, last, name):
            acronyms[key] = _key(page, last)
        last = name
    for known in by_key.values():
        known.label = _label(known)
    _join_acronyms(by_key, acronyms)
    places = _name_peoples(by_key)
    _join_parts(by_key)
    actors = sorted(by_key.values(), key=lambda known: min(name.first for name in known.names))
    for known in actors:
        _settle(page, known, lexicon)
    for people, place in places.items():
        by_key[people].called = by_key[place].called
    return actors


def _is_common(page: Page, name: Name, lexicon: Lexicon) -> bool:
    """Whether the name is one common noun with a capital ("the Government")."""
    low = page.low[name.first]
    return name.stop - name.first == 1 and low in lexicon.heads.keys() | lexicon.groups.keys()


def _key(page: Page, name: Name) -> Key:
    words = [folded(page.words[word]) for word in name.proper]
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _titles(page: Page, name: Name, lexicon: Lexicon) -> list[str]:
    """The words that say what a person is: title, words before it, a role after a comma."""
    titles = [page.low[word] for word in range(name.first, name.first + name.title)]
    word = name.first - 1
    while (
        word >= 0
        and word > name.first - 4
        and (
            page.low[word] in lexicon.roles
            or page.low[word] in lexicon.before_roles
            or page.low[word] in lexicon.groups
        )
    ):
        titles.append(page.low[word])
        word -= 1
    if name.stop + 1 < len(page) and page.low[name.stop] == ",":
        for after in range(name.stop + 1, min(name.stop + 8, len(page))):
            if page.low[after] in {",", "."}:
                break
            if page.low[after] in lexicon.roles or page.low[after] in lexicon.groups:
                titles.append(page.low[after])
                break
    return titles


def _introduces(page: Page, long: Name, short: Name) -> bool:
    """Whether ``short`` stands in brackets after ``long`` and is made of its letters."""
    if short.first != long.stop + 1 or page.words[long.stop] != "(" or len(short.proper) != 1:
        return False
    letters = page.words[short.proper[0]].replace(".", "")
    initials = "".join(page.words[word][0] for word in long.proper)
    return (
        letters.isupper()
        and len(letters) > 1
        and letters[0] == initials[0].upper()
        and _runs_through(letters, "".join(page.words[word] for word in long.proper).upper())
    )


def _runs_through(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _label(known: Known) -> str:
    order = (PERSON, ORG, LOC, NORP)
    return max(order, key=lambda label: (known.votes[label], -order.index(label)))


def _join_acronyms(by_key: dict[Key, Known], introduced: dict[Key, Key]) -> None:
    """Give an acronym to the organisation that it abbreviates, introduced or unique."""
    spelt: dict[str, list[Key]] = defaultdict(list)
    for key in by_key:
        if len(key) > 2:
            spelt[_initials(key)].append(key)
    for key in [key for key in by_key if len(key) == 1]:
        letters = key[0].replace(".", "")
        target = introduced.get(key)
        if target is None and 2 < len(letters) < 8 and by_key[key].label == ORG:
            target = spelt[letters][0] if len(spelt[letters]) == 1 else None
        if target is not None and target != key and target in by_key:
            by_key[target].absorb(by_key.pop(key))
            by_key[target].label = ORG if by_key[target].label == PERSON else by_key[target].label


def _name_peoples(by_key: dict[Key, Known]) -> dict[Key, Key]:
    """Return which words name the people of a place of the article ("Neruvian" of Neruvia)."""
    found: dict[Key, Key] = {}
    for key, known in by_key.items():
        place = _place_of(key, by_key)
        if place is not None and known.votes[NORP] < CERTAIN:
            known.votes[NORP] += 5
            by_key[place].votes[LOC] += 4
            known.label, by_key[place].label = NORP, LOC
            found[key] = place
    return found


def _place_of(people: Key, by_key: dict[Key, Known]) -> Key | None:
    """Return the name that ``people`` is made of by an ending, if the article has it."""
    if len(people) > 1:
        return None
    word = people[0]
    for ending in PEOPLE_ENDS:
        stem = word.removesuffix(ending)
        if len(stem) > 2 and stem != word:
            for place in (stem, stem + "a", stem + "e"):
                if place != word and (place,) in by_key:
                    return (place,)
    return None


def _initials(key: Key) -> str:
    return "".join(word[0] for word in key if word not in LINKS)


def _join_parts(by_key: dict[Key, Known]) -> None:
    """Give a short name to the one longer name that holds it, if there is only one."""
    holding: dict[str, list[Key]] = defaultdict(list)
    for key in by_key:
        for word in set(key) - LINKS:
            holding[word].append(key)
    for key in sorted(by_key, key=len):
        word = next((word for word in key if word not in LINKS), "")
        candidates = [long for long in holding[word] if len(long) > len(key) and long in by_key]
        longer = [long for long in candidates if _is_part(by_key[key], by_key[long])]
        if len(longer) > 1:  # where the longer ones hold each other, the longest is meant
            longest = max(longer, key=len)
            longer = [longest] if all(set(one) <= set(longest) for one in longer) else []
        if longer:
            by_key[longer[0]].absorb(by_key.pop(key))


def _is_part(short: Known, long: Known) -> bool:
    if LOC in {short.label, long.label} or NORP in {short.label, long.label}:
        return False
    if long.label == PERSON:
        alone = len(short.key) == 1 and (short.label == PERSON or short.votes[ORG] < 2)
        return (short.label == PERSON or alone) and (
            long.key[-len(short.key) :] == short.key or long.key[: len(short.key)] == short.key
        )
    if short.label == PERSON and short.votes[PERSON] > 2:
        return False
    mine, theirs = set(short.key) - LINKS, set(long.key) - LINKS
    if len(short.key) == 1:
        return long.key[0] == short.key[0] and len(theirs) == 2
    return bool(mine) and mine <= theirs


def _settle(page: Page, known: Known, lexicon: Lexicon) -> None:
    """Choose the actor's name, label and type from all its mentions."""
    known.label = _label(known)
    known.names.sort(key=lambda name: name.first)
    longest = max(known.names, key=lambda name: (len(name.proper), -name.first))
    called = page.span(longest.proper[0], longest.stop).quote(page.text)
    low = " ".join(page.low[word] for word in longest.proper)
    if known.label == LOC:
        called = lexicon.countries.get(low, called)
    if known.label == NORP:
        called = lexicon.peoples.get(low) or called
    known.called = " ".join(called.split())
    known.type = actor_type(known.label, low.split(), list(known.titles), lexicon)
