"""The text cut into what is laid out at a time.

A block is a paragraph, or a part of a long one: Qt needs minutes for a megabyte
without a break, and milliseconds for three thousand letters. White space between
paragraphs is no block; it belongs to the article all the same, and every offset has a
block nearest to it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from annotator.domain.span import Span
from annotator.domain.words import grapheme_snap

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 3_000  # code points
LOOK_BACK = 300  # how far before that a white space is looked for
LOOK_NEAR = 64  # how far a character's beginning, where there is none

# One code point for one, so that offsets stay: what Qt would take for the end of a
# paragraph or an object becomes a line break or a sign that can be seen.
_SHOWN = {code: 0x2400 + code for code in range(0x20) if code != 0x09}
_SHOWN |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_SHOWN |= {0x0B: 0x2028, 0x0C: 0x2028, 0x85: 0x2028, 0x2029: 0x2028, 0x7F: 0x2421, 0xFFFC: 0xFFFD}


class Blocks:
    """Where each block of one text begins and ends, in code points.

    ``opens`` says whether a block begins its paragraph. There is always one block, if
    only an empty one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.opens: list[bool] = []
        at = 0
        for line in text.split("\n"):
            end = at + len(line)
            if len(line) > LONGEST:
                self._cut(at, end)
            elif line and not line.isspace():
                self._add(at, end, opens=True)
            at = end + 1
        if not self.starts:
            self._add(0, 0, opens=True)

    def __len__(self) -> int:
        return len(self.starts)

    def shown(self, block: int) -> str:
        """The block's text as it is given to Qt, as many code points as it has."""
        return self.text[self.starts[block] : self.ends[block]].translate(_SHOWN)

    def paragraph(self, block: int) -> int:
        """The block that opens the paragraph of ``block``."""
        while not self.opens[block]:
            block -= 1
        return block

    def at(self, offset: int) -> int:
        """The block that holds ``offset``, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def within(self, start: int, end: int) -> range:
        """The blocks that overlap ``[start, end)``."""
        first = self.at(start)
        if self.ends[first] <= start:
            first += 1
        return range(first, max(first, bisect_right(self.starts, end - 1)))

    def _add(self, start: int, end: int, *, opens: bool) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.opens.append(opens)

    def _cut(self, start: int, end: int) -> None:
        opens = True
        for piece in _pieces(self.text, start, end):
            if not piece.quote(self.text).isspace():
                self._add(piece.start, piece.end, opens=opens)
                opens = False


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        cut = start + LONGEST
        space = max(text.rfind(" ", cut - LOOK_BACK, cut), text.rfind("\t", cut - LOOK_BACK, cut))
        if space >= 0:
            cut = space + 1
        else:
            # Only what is near is looked at, or a long line would be read once a block.
            near = text[cut - LOOK_NEAR : cut + 1]
            cut += grapheme_snap(near, Span(LOOK_NEAR, LOOK_NEAR + 1)).start - LOOK_NEAR
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)
