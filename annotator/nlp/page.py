"""One text as the rules read it: words, units and quotations in plain lists.

spaCy cuts the words; its objects are slow to ask one by one, so what the rules ask
often is kept here. A *unit* is a sentence, or several that one quotation holds
together; in a unit every outer quotation is one item.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.domain.article import DIMMED
from annotator.domain.sentences import sentences
from annotator.domain.span import Span
from annotator.nlp.quotes import Quotation, find_quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from annotator.domain.article import Zone

QUOTED = "“”"  # how a whole quotation reads in a unit's words
LONGEST = 250  # items; a longer "sentence" is a table or no prose at all, and is cut
OPENING = frozenset("“\"'‘«([{„‹")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon at words ``[first, stop)``."""

    label: str
    first: int
    stop: int


@dataclass(slots=True)
class Unit:
    """A sentence's items; ``at`` and ``upto`` count words, ``low`` is the lower-cased word."""

    number: int
    paragraph: int
    headline: bool
    at: list[int] = field(default_factory=list)
    upto: list[int] = field(default_factory=list)
    low: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.at)

    def item_at(self, word: int) -> int:
        """Return the item that holds ``word``, which must lie in the unit."""
        return bisect_right(self.at, word) - 1


@dataclass(slots=True)
class Page:
    """The words of one text that may be marked: dimmed zones have none."""

    text: str
    words: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    first: set[int] = field(default_factory=set)  # words that begin a sentence or a quotation
    quotations: tuple[Quotation, ...] = ()
    quoted: list[int] = field(default_factory=list)  # by word: its outer quotation or -1
    units: list[Unit] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)  # words that begin a sentence
    hits: list[Hit] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, stop: int) -> Span:
        """Return the stretch of text of words ``[first, stop)``."""
        return Span(self.starts[first], self.ends[stop - 1])

    def word_from(self, offset: int) -> int:
        """Return the first word that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)

    def words_in(self, span: Span) -> range:
        """Return the words that lie in ``span``."""
        return range(self.word_from(span.start), bisect_right(self.ends, span.end))

    def paragraph_of(self, word: int) -> int:
        """Return the number of the paragraph that holds ``word``."""
        number = bisect_right(self.units, word, key=lambda unit: unit.at[0]) - 1
        return self.units[max(0, number)].paragraph

    def is_capital(self, word: int) -> bool:
        """Whether the word begins with a capital letter, as names do."""
        text = self.words[word]
        return text[0].isupper() or (
            len(text) > 3 and text[:3].lower() in {"al-", "el-"} and text[3].isupper()
        )


def read(doc: Doc, zones: Sequence[Zone]) -> Page:
    """Return ``doc`` as a page, without what ``zones`` dim."""
    page = Page(doc.text)
    dimmed = sorted(zone.span for zone in zones if zone.kind in DIMMED)
    for token in doc:
        if not token.is_space and not _inside(dimmed, token.idx):
            page.words.append(token.text)
            page.low.append(token.lower_)
            page.starts.append(token.idx)
            page.ends.append(token.idx + len(token))
    page.quotations = find_quotations(page.text)
    page.quoted = _quoted(page)
    headlines = sorted(zone.span for zone in zones if zone.kind == "headline")
    _cut_units(page, headlines)
    return page


def _inside(spans: Sequence[Span], offset: int) -> bool:
    number = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return number >= 0 and offset < spans[number].end


def _quoted(page: Page) -> list[int]:
    quoted = [-1] * len(page.words)
    for number, quotation in enumerate(page.quotations):
        if quotation.depth == 0:
            inside = page.words_in(quotation.span)
            quoted[inside.start : inside.stop] = [number] * len(inside)
    return quoted


def _cut_units(page: Page, headlines: Sequence[Span]) -> None:
    """Fill ``page.units``; a sentence's end inside a quotation does not end the unit."""
    paragraph, line_end = -1, -1
    unit: Unit | None = None
    for span in sentences(page.text):
        inside = page.words_in(span)
        if not inside:
            continue
        if span.start > line_end:
            paragraph += 1
            line_end = page.text.find("\n", span.start)
            line_end = len(page.text) if line_end < 0 else line_end
            unit = None
        page.first.update(_first_words(page, inside))
        page.breaks.append(inside.start)
        if unit is None or not _held_together(page, inside.start):
            unit = Unit(len(page.units), paragraph, _inside(headlines, span.start))
            page.units.append(unit)
        for first in range(inside.start, inside.stop, LONGEST):
            if len(unit) > LONGEST:
                unit = Unit(len(page.units), paragraph, unit.headline)
                page.units.append(unit)
            _add_items(page, unit, range(first, min(inside.stop, first + LONGEST)))


def _held_together(page: Page, word: int) -> bool:
    number = page.quoted[word]
    return (
        number >= 0
        and page.quotations[number].span.start < page.starts[word]
        and page.quoted[word - 1] == number
    )


def _first_words(page: Page, inside: range) -> list[int]:
    """Return the words where a capital says nothing: the sentence's first, a quotation's first."""
    found = []
    fresh = True
    for word in inside:
        text = page.words[word]
        if fresh and text[0].isalnum():
            found.append(word)
            fresh = False
        elif (text[0] in OPENING and len(text) == 1) or text in {
            "``",
            "''",
            ":",
            "•",
            "*",
            "-",
            "–",
            "—",
        }:
            fresh = True
    return found


def _add_items(page: Page, unit: Unit, inside: range) -> None:
    word = inside.start
    while word < inside.stop:
        number = page.quoted[word]
        if number < 0:
            unit.at.append(word)
            unit.upto.append(word + 1)
            unit.low.append(page.low[word])
            word += 1
            continue
        stop = word
        while stop < inside.stop and page.quoted[stop] == number:
            stop += 1
        if word > 0 and unit.at and page.quoted[word - 1] == number:
            unit.upto[-1] = stop
        else:
            unit.at.append(word)
            unit.upto.append(stop)
            unit.low.append(QUOTED)
        word = stop
