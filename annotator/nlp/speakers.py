"""Which actor a source means: a name in it, the last speaker behind a pronoun, an issuer."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.nlp.labels import LOC, NORP, ORG, PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.nominals import Mark
    from annotator.nlp.page import Page, Unit
    from annotator.nlp.said import Said, Words

PERSONAL = frozenset({"he", "she", "him", "her", "his", "i", "who"})
PLURAL = frozenset({"they", "them", "their", "we", "us"})
NEUTER = frozenset({"it", "its"})
SINGLE = frozenset({"journalist", "expert", "public", "judiciary"})
BACK = 20  # sentences
FAR = 5  # paragraphs back in which a pronoun may still find its actor
NO_NOUN = frozenset(
    {"and", "or", "who", "which", "that", "on", "in", "at", "of", "for", "to", "from"}
)  # fmt: skip
ANYBODY = frozenset({"anybody"})
PLACED = frozenset(
    {"in", "at", "from", "near", "of", "to", "on", "with", "against", "for", "about"}
)


@dataclass(frozen=True, slots=True)
class Party:
    """Who is meant, and the words of the page that name them (None when none do)."""

    called: str
    at: tuple[int, int] | None
    type: str = "unknown"
    label: str = ""


class Cast:
    """The actors of one page, asked by place."""

    def __init__(self, page: Page, marks: Sequence[Mark], lexicon: Lexicon) -> None:
        self._page = page
        self._marks = marks
        self._lexicon = lexicon
        self._starts = [mark.first for mark in marks]  # in reading order

    def within(self, words: Words) -> list[Mark]:
        """Return the marks that begin in ``words``, in reading order."""
        first, stop = (bisect_left(self._starts, word) for word in words)
        return list(self._marks[first:stop])

    def named_in(self, words: Words) -> Party | None:
        """Return the actor that a noun phrase is about: its head, not what stands beside it."""
        marks = self.within(words)
        heads = [mark for mark in marks if not self._is_beside(mark, words)]
        persons = [mark for mark in heads if mark.label == PERSON or mark.kind == "nominal"]
        best = next(iter(persons or heads), None)
        if best is None:
            return None
        return Party(best.called, (best.first, best.stop), best.type, best.label)

    def _owns_group(self, mark: Mark, words: Words) -> bool:
        """Whether the mark only owns who is meant: "Neruvia's broadcast regulator"."""
        if mark.stop >= words[1] or self._page.low[mark.stop] not in {"'s", "’s", "'", "’"}:
            return False
        comma = next((w for w in range(mark.stop, words[1]) if self._page.low[w] == ","), words[1])
        head = self._page.low[comma - 1]
        return head in self._lexicon.groups and not head.startswith("spokes")

    def _is_beside(self, mark: Mark, words: Words) -> bool:
        """Whether the mark only places or qualifies something ("officials in Thailand")."""
        before = self._page.low[mark.first - 1] if mark.first > words[0] else ""
        if before == "of" and mark.first - words[0] > 1 and mark.label == PERSON:
            return True  # "a former deputy of Mr Valdoun's"
        if self._owns_group(mark, words):
            return True
        if mark.label not in {LOC, NORP}:
            return False
        after = self._page.words[mark.stop] if mark.stop < words[1] else ","
        adjective = after[0].islower() and after not in NO_NOUN
        owns = after in {"'s", "’s", "'", "’"} or (
            adjective and self._page.is_capital(mark.stop - 1)
        )
        return before in PLACED or owns

    def described(self, words: Words) -> Party | None:
        """Return a noun phrase that names nobody we know, under its own words."""
        first, stop = words
        while first < stop and self._page.low[first] in {
            "the",
            "a",
            "an",
            "some",
            "many",
            "several",
            "one",
        }:
            first += 1
        comma = next(
            (w for w in range(first, stop) if self._page.low[w] in {",", "who", "which"}), stop
        )
        if first >= comma or comma - first > 8:
            return None
        low = self._page.low[first:comma]
        if low[0] in PERSONAL | PLURAL | NEUTER | {"this", "that", "there", "you"}:
            return None
        called = " ".join(self._page.span(first, comma).quote(self._page.text).split())
        kind = next(
            (self._lexicon.groups[word] for word in reversed(low) if word in self._lexicon.groups),
            "unknown",
        )
        person = low[-1] in self._lexicon.roles or (kind in SINGLE and not low[-1].endswith("s"))
        return Party(called, (first, comma), kind, PERSON if person else "")

    def is_document(self, words: Words) -> bool:
        """Whether the phrase is a paper that speaks for its issuer ("the directive")."""
        first, stop = words
        return stop - first <= 4 and self._page.low[stop - 1] in self._lexicon.documents


class Speakers:
    """Resolves sources one after another, remembering who spoke last."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self._page = page
        self._cast = cast
        self._spoken: list[tuple[int, Party]] = []  # first word of the attribution, speaker
        self._resolved: dict[int, Party | None] = {}

    def resolve(self, said: Said) -> Party | None:
        """Return the speaker; its place is None when the source does not name them."""
        if said.source is not None:
            party = self._beside(said) or self.behind(said.unit, said.source)
        else:
            other = said.follows
            if other is not None and id(other) not in self._resolved:
                self.resolve(other)  # a quotation that goes on in the next paragraph
            party = _unnamed(self._resolved.get(id(other)))
        self._resolved[id(said)] = party
        if party is not None and (said.sense is None or said.sense.frame != "think"):
            place = said.source or said.cue or said.content[0]
            self._spoken.append((place[0], party))
        return party

    def _beside(self, said: Said) -> Party | None:
        """Return who the sentence tells of before "he said", outside what is said."""
        if said.source is None or self._page.low[said.source[0]] not in PERSONAL:
            return None
        start = said.unit.at[0]
        for mark in self._cast.within((start, max(start, said.source[0]))):
            told = any(first <= mark.first < stop for first, stop in said.content)
            if mark.label == PERSON and not told and self._page.quoted[mark.first] < 0:
                return Party(mark.called, None, mark.type, mark.label)
        return None

    def behind(self, unit: Unit, words: Words) -> Party | None:
        """Return whom the noun phrase ``words`` means at its place in ``unit``."""
        named = self._cast.named_in(words)
        if named is not None:
            return named
        low = self._page.low[words[0]]
        if words[1] - words[0] <= 2 and low in PERSONAL | PLURAL | NEUTER:
            return self._behind_pronoun(unit, words, low)
        if self._cast.is_document(words):
            return _unnamed(self._recent(unit, words, ANYBODY, reach=2))
        return self._cast.described(words)

    def _behind_pronoun(self, unit: Unit, words: Words, low: str) -> Party | None:
        if low in PERSONAL:
            labels = frozenset({PERSON})
        elif low in NEUTER:
            labels = frozenset({ORG, LOC})
        else:
            labels = frozenset({ORG, LOC, NORP, ""})
        for reach in (1, FAR):
            found = self._recent(unit, words, labels, reach)
            found = found or self._subject_before(unit, words, labels, reach)
            if found is not None:
                return _unnamed(found)
        return None

    def _recent(self, unit: Unit, words: Words, labels: frozenset[str], reach: int) -> Party | None:
        """Return the last speaker before ``words``, at most ``reach`` paragraphs back."""
        floor = unit.paragraph - reach
        for at, party in reversed(self._spoken):
            if at >= words[0]:
                continue
            if self._page.paragraph_of(at) < floor:
                return None
            if labels is ANYBODY or party.label in labels:
                return party
        return None

    def _subject_before(
        self, unit: Unit, words: Words, labels: frozenset[str], reach: int
    ) -> Party | None:
        """Return the first fitting actor of the nearest earlier sentence that names one."""
        for earlier in reversed(self._page.units[max(0, unit.number - BACK) : unit.number + 1]):
            if unit.paragraph - earlier.paragraph > reach:
                return None
            stop = min(earlier.upto[-1], words[0])
            for mark in self._cast.within((earlier.at[0], max(stop, earlier.at[0]))):
                if mark.label in labels:
                    return Party(mark.called, None, mark.type, mark.label)
        return None


def _unnamed(party: Party | None) -> Party | None:
    return Party(party.called, None, party.type, party.label) if party else None
