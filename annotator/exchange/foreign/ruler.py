r"""Where another tool's offsets lie in the stored text.

Tools count code points, UTF-16 units or bytes; some count ``\r\n`` as two, some as one.
A ruler knows one such way of counting. Where a tool also wrote down the words that it
marked, the words decide which way it was.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from annotator.domain.offsets import Utf16Map
from annotator.domain.span import Span
from annotator.domain.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

Unit = Literal["code points", "utf-16", "bytes"]
_UNITS: tuple[Unit, ...] = ("code points", "utf-16", "bytes")
_NEAR = 4000  # code points around its place within which marked words are looked for


@dataclass(frozen=True, slots=True)
class Marked:
    """A place as another tool gives it; ``words`` are what it says stands there, or nothing."""

    start: int
    end: int
    words: str = ""


class Ruler:
    r"""One way of counting in one text.

    Args:
        counted: the text in which the tool counted, before it is cleaned.
        unit: what the tool counted.
        one_newline: whether the tool saw each ``\r\n`` and ``\r`` as one ``\n``.
    """

    def __init__(
        self, counted: str, unit: Unit = "code points", *, one_newline: bool = False
    ) -> None:
        if one_newline:
            counted = counted.replace("\r\n", "\n").replace("\r", "\n")
        self.text = clean_text(counted)
        self._length = len(counted)
        self._marks = len(counted) - len(counted.lstrip("\ufeff"))
        self._dropped = (
            [
                at
                for at, char in enumerate(counted)
                if char == "\r" and counted[at + 1 : at + 2] == "\n"
            ]
            if "\r\n" in counted
            else []
        )
        self._utf16 = Utf16Map(counted) if unit == "utf-16" else None
        self._bytes: list[int] | None = None
        if unit == "bytes" and not counted.isascii():
            sizes = (len(char.encode("utf-8", "surrogatepass")) for char in counted)
            self._bytes = [0, *accumulate(sizes)]

    def span(self, start: int, end: int) -> Span | None:
        """Return the stretch of the cleaned text; None when it is empty or outside."""
        first, last = self._code_points(start), self._code_points(end, end=True)
        if not 0 <= first < last <= self._length:
            return None
        clean = (self._cleaned(first), self._cleaned(last))
        return Span(*clean) if clean[0] < clean[1] else None

    def _code_points(self, offset: int, *, end: bool = False) -> int:
        if self._utf16 is not None:
            found = self._utf16.to_code_points(offset)
            inside = self._utf16.to_units(found) != offset
            return found + 1 if end and inside else found
        if self._bytes is not None:
            at = bisect_left(self._bytes, offset)
            inside = at < len(self._bytes) and self._bytes[at] != offset
            return at - 1 if inside and not end else at
        return offset

    def _cleaned(self, code_point: int) -> int:
        return max(0, code_point - self._marks - bisect_left(self._dropped, code_point))


def best_ruler(counted: str, places: Sequence[Marked], likely: Unit = "code points") -> Ruler:
    """Return the way of counting under which most of ``places`` hold their words.

    ``likely`` is taken when the words do not tell.
    """
    units = sorted(_UNITS, key=lambda unit: unit != likely)
    samples = [place for place in places if place.words]
    ways: list[Ruler] = [Ruler(counted, likely)]
    if not samples or all(_holds(ways[0], place) for place in samples):
        return ways[0]
    newlines = (False, True) if "\r" in counted else (False,)
    # A byte order mark is a character for some tools and none for others.
    texts = dict.fromkeys((counted, counted.lstrip("\ufeff")))
    ways += [
        Ruler(text, unit, one_newline=one) for text in texts for unit in units for one in newlines
    ]
    return max(ways, key=lambda way: sum(_holds(way, place) for place in samples))


def _holds(ruler: Ruler, place: Marked) -> bool:
    span = ruler.span(place.start, place.end)
    return span is not None and same_words(span.quote(ruler.text), place.words)


def same_words(one: str, other: str) -> bool:
    """Whether two quotations differ at most in white space and line ends."""
    return one == other or one.split() == other.split()


def find_words(text: str, words: str, near: int) -> Span | None:
    """Return the place nearest to ``near`` where exactly ``words`` stand, or None."""
    words = clean_text(words)
    if not words:
        return None
    low = max(0, near - _NEAR)
    high = near + _NEAR + len(words)
    before = text.rfind(words, low, near + len(words))
    after = text.find(words, near, high)
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda place: abs(place - near))
    return Span(at, at + len(words))
