"""The text on the page, and where things are on it.

The only file of the reader that knows that Qt counts UTF-16 units. Whoever asks gets
and gives code points of the article.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, cast

import regex
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from annotator.domain.article import DIMMED
from annotator.domain.offsets import Utf16Map
from annotator.gui.reader.blocks import Blocks
from annotator.gui.reader.heading import Furniture
from annotator.gui.reader.index import Index
from annotator.gui.reader.lanes import Lanes
from annotator.gui.reader.style import LOOSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.article import Zone
    from annotator.gui.reader.marks import ActorSpan, Heading
    from annotator.gui.reader.style import Style

LANES = 3  # beyond them, "+n"
KEPT = 400  # blocks whose layout is remembered
TOP, BOTTOM = 26.0, 48.0  # pixels over and under the article
_RIGHT_TO_LEFT = regex.compile(r"[\p{bc=R}\p{bc=AL}\p{bc=AN}\p{bc=RLE}\p{bc=RLO}\p{bc=RLI}]")
_STRONG = regex.compile(r"[\p{bc=L}\p{bc=R}\p{bc=AL}]")


class Line:
    """One line of a block: which code points, and where in the block it stands.

    ``base`` is the height without lanes, ``hidden`` how many pieces have no lane to
    be drawn in.
    """

    __slots__ = ("base", "end", "height", "hidden", "lanes", "ltr", "start", "top", "units")

    def __init__(self, units: QTextLine, start: int, end: int, base: float, *, ltr: bool) -> None:
        self.units = units
        self.start = start
        self.end = end
        self.base = base
        self.ltr = ltr
        self.top = self.height = 0.0
        self.lanes = self.hidden = 0

    @property
    def baseline(self) -> float:
        """Where the letters stand, from the block's top."""
        return self.units.y() + self.units.ascent()


class Laid:
    """A block as it stands on the page."""

    __slots__ = ("_map", "before", "block", "height", "layout", "lines", "start", "title")

    def __init__(self, block: int, start: int, shown: str, *, title: bool) -> None:
        self.block = block
        self.start = start
        self.title = title
        self.layout = QTextLayout(shown)
        self.lines: list[Line] = []
        self.before = self.height = 0.0
        self._map = Utf16Map(shown)

    def unit(self, offset: int) -> int:
        """Translate an offset of the article for Qt."""
        return self._map.to_units(offset - self.start)

    def offset(self, unit: int) -> int:
        """Translate what Qt says into an offset of the article."""
        return self.start + self._map.to_code_points(unit)

    def stretches(self, line: Line, start: int, end: int) -> list[tuple[float, float]]:
        """From where to where ``[start, end)`` goes in ``line``, in pixels of the column.

        Where both directions of writing meet, one stretch may become several.
        """
        start, end = max(start, line.start), min(end, line.end)
        if start >= end:
            return []
        first, last = self.unit(start), self.unit(end)
        if line.ltr:
            left, right = _x(line, first), _x(line, last)
            # A space at the line's end hangs over; it is not painted.
            limit = line.units.naturalTextRect().right()
            return [(min(left, limit), min(right, limit))] if left < limit else []
        runs = (run.boundingRect() for run in line.units.glyphRuns(first, last - first))
        return _joined(sorted((run.left(), run.right()) for run in runs))

    def offset_at(self, line: Line, x: float) -> int:
        """The place between two characters that is nearest to ``x``."""
        unit = line.units.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
        return min(self.offset(unit), line.end)

    def character_at(self, line: Line, x: float) -> int | None:
        """The character that is drawn at ``x``; None beside the text."""
        drawn = line.units.naturalTextRect()
        if not drawn.left() <= x < drawn.right():
            return None
        unit = line.units.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        offset = self.offset(unit)
        return offset if offset < line.end else None

    def line_of(self, offset: int) -> Line:
        """The line that holds ``offset``, or the nearest one."""
        return next((line for line in self.lines if offset < line.end), self.lines[-1])

    def line_at(self, y: float) -> Line:
        """The line at ``y`` from the block's top, or the nearest one."""
        return next((line for line in self.lines if y < line.top + line.height), self.lines[-1])


class Page:
    """One article, laid out as far as somebody looked."""

    def __init__(self, style: Style) -> None:
        self.lanes = Lanes()
        self.style = style
        self.furniture = Furniture(None, style)
        self.actors: Index[ActorSpan] = Index((), lambda actor: actor.span)
        self._zones: Index[Zone] = Index((), lambda zone: zone.span)
        self._titles: frozenset[int] = frozenset()
        self.blocks = Blocks("")
        self._laid: dict[int, Laid] = {}
        self._heights: list[float] = []
        self._tops: list[float] | None = None
        self.restyle(style)

    def show(self, text: str, zones: Sequence[Zone], heading: Heading) -> None:
        """Turn to another article, without any marks."""
        self.lanes = Lanes()
        self.actors = Index((), lambda actor: actor.span)
        self.blocks = Blocks(text)
        self._zones = Index((z for z in zones if z.kind in DIMMED), lambda zone: zone.span)
        titles = [zone.span for zone in zones if zone.kind == "headline"] if heading.in_text else []
        self._titles = frozenset(
            block for span in titles[:1] for block in self.blocks.within(span.start, span.end)
        )
        self.furniture = Furniture(heading, self.style)
        self.restyle(self.style)

    def restyle(self, style: Style) -> None:
        """Take other sizes or colours: nothing is laid out any more."""
        self.style = style
        self.furniture = Furniture(self.furniture.heading, style)
        self._laid.clear()
        letters = max(1.0, style.column / style.letter)
        pitch, gap = style.pitch, style.gap
        spans = zip(self.blocks.starts, self.blocks.ends, self.blocks.opens, strict=True)
        self._heights = [
            pitch * -(-(end - start) // letters) + (gap if opens else 0.0)
            for start, end, opens in spans
        ]
        self._heights[0] += self._before(0)
        self._heights[-1] += BOTTOM
        self._tops = None

    def name_actors(self, actors: Sequence[ActorSpan]) -> None:
        """Take the places where somebody is named; their weight moves the letters."""
        before = self.actors
        self.actors = Index(actors, lambda actor: actor.span)
        for block in list(self._laid):
            inside = (self.blocks.starts[block], self.blocks.ends[block])
            if list(before.within(*inside)) != list(self.actors.within(*inside)):
                del self._laid[block]

    def remeasure(self, start: int, end: int) -> None:
        """Make room for the lanes that marks in ``[start, end)`` take now."""
        for block in self._laid_within(start, end):
            self._place(self._laid[block])

    def laid(self, block: int) -> Laid:
        """The block as it stands, laid out now if need be."""
        found = self._laid.pop(block, None)
        if found is None:
            found = self._lay(block)
            if len(self._laid) >= KEPT:
                for old in list(self._laid)[: KEPT // 2]:
                    del self._laid[old]
        self._laid[block] = found
        return found

    def height(self, block: int) -> float:
        """How tall a block is; an estimate until it is laid out."""
        return self._heights[block]

    @property
    def tops(self) -> list[float]:
        """Where each block begins, and last where the page ends; partly estimates."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops

    def offset_of(self, y: float) -> int:
        """Which offset is so far down the page; an estimate."""
        tops, blocks = self.tops, self.blocks
        block = min(len(blocks), bisect_right(tops, y)) - 1
        start, end = blocks.starts[block], blocks.ends[block]
        return start + int((end - start) * (y - tops[block]) / max(1.0, self._heights[block]))

    def _laid_within(self, start: int, end: int) -> list[int]:
        blocks = self.blocks.within(start, end) if start < end else range(0)
        if len(blocks) < len(self._laid):
            return [block for block in blocks if block in self._laid]
        return [block for block in self._laid if block in blocks]

    def _lay(self, block: int) -> Laid:
        blocks = self.blocks
        shown = blocks.shown(block)
        laid = Laid(block, blocks.starts[block], shown, title=block in self._titles)
        self._shape(laid, shown)
        self._place(laid)
        return laid

    def _shape(self, laid: Laid, shown: str) -> None:
        style, layout = self.style, laid.layout
        both_ways = not shown.isascii() and _RIGHT_TO_LEFT.search(shown) is not None
        leftwards = both_ways and self._runs_leftwards(laid.block)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setFont(style.font(title=laid.title))
        layout.setCacheEnabled(True)
        layout.setFormats(self._formats(laid, laid.start, self.blocks.ends[laid.block]))
        pitch = style.pitch if not laid.title else round(style.font(title=True).pixelSize() * 1.28)
        layout.beginLayout()
        while (units := layout.createLine()).isValid():
            units.setLineWidth(style.column)
            start = laid.offset(units.textStart())
            end = laid.offset(units.textStart() + units.textLength())
            base = max(pitch, round(units.height() * (1.0 if laid.title else LOOSE)))
            laid.lines.append(Line(units, start, end, base, ltr=not both_ways))
        layout.endLayout()

    def _place(self, laid: Laid) -> None:
        """Give every line its room: the letters, and the lanes under them."""
        style, block = self.style, laid.block
        y = laid.before = self._before(block)
        for line in laid.lines:
            in_line = self.lanes.in_company(line.start, line.end)
            lanes = [piece.lane for piece, company in in_line if company]
            line.lanes = min(LANES, max(lanes, default=-1) + 1)
            line.hidden = sum(lane >= LANES for lane in lanes)
            line.top = y
            line.height = line.base + (line.lanes * style.lane + 2 if line.lanes else 0)
            line.units.setPosition(QPointF(0, y + (line.base - line.units.height()) // 2))
            y += line.height
        laid.height = y + self._after(block)
        if self._heights[block] != laid.height:
            self._heights[block] = laid.height
            self._tops = None

    def _before(self, block: int) -> float:
        if block == 0:
            return TOP + self.furniture.height_before
        return self.style.gap if self.blocks.opens[block] else 0.0

    def _after(self, block: int) -> float:
        last = block == len(self.blocks) - 1
        titled = self._titles and block == max(self._titles)
        return (self.furniture.height_after if titled else 0.0) + (BOTTOM if last else 0.0)

    @property
    def top(self) -> float:
        """Where on the first block what stands over the text begins."""
        return TOP

    def carries_meta(self, laid: Laid) -> bool:
        """Whether the line about outlet and date stands under this block."""
        return bool(self._titles) and laid.block == max(self._titles)

    def _runs_leftwards(self, block: int) -> bool:
        """Whether the first letter that has a direction is written leftwards."""
        start = self.blocks.starts[self.blocks.paragraph(block)]
        strong = _STRONG.search(self.blocks.text, start, self.blocks.ends[block])
        return strong is not None and unicodedata.bidirectional(strong.group()) != "L"

    def _formats(self, laid: Laid, start: int, end: int) -> list[QTextLayout.FormatRange]:
        quiet, firm = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(self.style.look.zone)
        medium = self.style.look.fonts.reading(self.style.size, QFont.Weight.Medium)
        firm.setFontFamilies(medium.families())
        firm.setFontWeight(QFont.Weight.Medium)
        zones = [(zone.span, quiet) for zone in self._zones.within(start, end)]
        actors = [(actor.span, firm) for actor in self.actors.within(start, end)]
        ranges = []
        for span, form in zones if laid.title else zones + actors:
            made = QTextLayout.FormatRange()
            made.start = laid.unit(max(span.start, start))
            made.length = laid.unit(min(span.end, end)) - made.start
            made.format = form
            ranges.append(made)
        return ranges


def _x(line: Line, unit: int) -> float:
    x, _ = cast("tuple[float, int]", line.units.cursorToX(unit))
    return x


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join stretches that touch; they are sorted."""
    joined: list[tuple[float, float]] = []
    for left, right in stretches:
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        elif right > left:
            joined.append((left, right))
    return joined
