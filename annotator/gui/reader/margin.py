"""Labels beside the text: what each mark is, who said it, against whom.

A label stands beside its mark's first line and is pushed down where two collide. In a
crowd the second line is left out, and labels that would come too far from their line
are counted instead ("+3"); their marks are still reached in the text. Where there is no
room for a margin, the marks are narrow bars there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen

from annotator.gui.reader.painter import mark_colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor, QPainter

    from annotator.gui.reader.lanes import Piece
    from annotator.gui.reader.page import Page
    from annotator.gui.reader.scroll import Placed
    from annotator.gui.reader.style import Style

FACE = 11.5  # pixels at 100 %
ROW = 15.0  # pixels from row to row
AIR = 8.0  # between two labels
INDENT = 12.0  # from the bar to the words
FARTHEST = 130.0  # pixels that a label may be pushed down from its line
ABOVE = FARTHEST + 4 * ROW  # so far above the view labels may begin that reach into it
DASHES = [1.6, 1.2]  # in widths of the bar
LARGEST = 1.5  # labels do not grow further with the text


@dataclass(frozen=True, slots=True)
class Label:
    """A label where it stands in the view. ``count`` stands for labels left out."""

    piece: Piece
    area: QRectF
    rows: tuple[str, ...]
    count: int = 0


def labels(page: Page, placed: list[Placed], height: float) -> list[Label]:
    """Return the labels that are in view, from top to bottom.

    Args:
        page: whose style has room for a margin.
        placed: blocks in the view and those ``ABOVE`` it, from top to bottom.
        height: the view's.
    """
    style = page.style
    row = ROW * _scale(style)
    wanted = list(_beginnings(page, placed))
    made: list[Label] = []
    free = float("-inf")
    for at, (piece, y) in enumerate(wanted):
        top = max(y, free)
        if top - y > FARTHEST:
            made[-1] = _counted(made[-1])
            continue
        following = wanted[at + 1][1] if at + 1 < len(wanted) else float("inf")
        rows = _rows(piece, style)
        # What fits until the next label is said; what is due is the first row.
        while len(rows) > 1 and top + len(rows) * row + AIR > max(following, y + FARTHEST / 2):
            rows = rows[:-1]
        area = QRectF(style.margin_left, top, style.margin, len(rows) * row + 2)
        made.append(Label(piece, area, rows))
        free = area.bottom() + AIR
    return [label for label in made if label.area.bottom() > 0 and label.area.top() < height]


def paint_labels(painter: QPainter, page: Page, shown: list[Label], current: str | None) -> None:
    """Draw the labels; that of the mark at hand has a firmer bar."""
    style = page.style
    bold, plain = _faces(style)
    row = ROW * _scale(style)
    for label in shown:
        mark = label.piece.mark
        colour = mark_colour(page, label.piece)
        at_hand = mark.key == current
        _paint_bar(painter, label, colour, 4.0 if at_hand else 2.5)
        for number, words in enumerate(label.rows):
            painter.setFont(plain if number else bold)
            painter.setPen(style.look.text if number and at_hand else style.look.muted)
            if not number:
                painter.setPen(colour)
            baseline = label.area.top() + row * number + row * 0.76
            painter.drawText(QPointF(label.area.left() + INDENT, baseline), words)


def folded(page: Page, placed: list[Placed]) -> list[tuple[Piece, QRectF]]:
    """Return the bars that stand for labels in a narrow view, outer ones first."""
    style = page.style
    bars = []
    for laid, y in placed:
        for line in laid.lines:
            for piece in page.lanes.within(line.start, line.end):
                x = style.left + style.column + 6 + 5 * min(piece.lane, 2)
                bars.append((piece, QRectF(x, y + line.top, 3, line.height)))
    return bars


def paint_folded(painter: QPainter, page: Page, bars: list[tuple[Piece, QRectF]]) -> None:
    """Draw the bars; what nobody decided yet is broken."""
    for piece, bar in bars:
        if piece.mark.decided:
            painter.fillRect(bar, mark_colour(page, piece))
            continue
        for part in range(0, int(bar.height()), 6):
            dash = QRectF(bar.left(), bar.top() + part, bar.width(), 3)
            painter.fillRect(dash, mark_colour(page, piece))


def _beginnings(page: Page, placed: list[Placed]) -> Iterator[tuple[Piece, float]]:
    """Every mark that begins here, with the height of its first line."""
    for laid, y in placed:
        for line in laid.lines:
            for piece in page.lanes.beginning(line.start, line.end):
                if piece.start == piece.mark.pieces[0].start:
                    yield piece, y + line.top + 2


def _counted(label: Label) -> Label:
    count = label.count + 1
    said = label.rows if not label.count else label.rows[:-1]
    area = QRectF(label.area)
    if not label.count:
        area.setHeight(area.height() + area.height() / len(label.rows))
    return Label(label.piece, area, (*said, f"+{count}"), count)


def _paint_bar(painter: QPainter, label: Label, colour: QColor, width: float) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not label.piece.mark.decided:
        pen.setDashPattern(DASHES)
    painter.setPen(pen)
    x = label.area.left() + 1.5
    painter.drawLine(QPointF(x, label.area.top()), QPointF(x, label.area.bottom()))


def _scale(style: Style) -> float:
    return min(style.scale, LARGEST) if style.scale > 1 else 1.0


def _faces(style: Style) -> tuple[QFont, QFont]:
    size = FACE * _scale(style)
    fonts = style.look.fonts
    return fonts.ui(size, QFont.Weight.DemiBold), fonts.ui(size)


def _rows(piece: Piece, style: Style) -> tuple[str, ...]:
    mark = piece.mark
    return _wrapped(mark.title, mark.suffix, mark.directed, style)


@lru_cache(maxsize=512)
def _wrapped(title: str, suffix: str, parties: str, style: Style) -> tuple[str, ...]:
    """Heading in one row, the parties in two at most; what is too long ends in "…"."""
    bold, plain = (QFontMetricsF(face) for face in _faces(style))
    width, elided = style.margin - INDENT, Qt.TextElideMode.ElideRight
    room = width - bold.horizontalAdvance(suffix)
    first = bold.elidedText(title, elided, room) + suffix
    words = parties.split()
    if not words:
        return (first,)
    row = words.pop(0)
    while words and plain.horizontalAdvance(f"{row} {words[0]}") <= width:
        row = f"{row} {words.pop(0)}"
    rows = [row, " ".join(words)] if words else [row]
    return (first, *(plain.elidedText(row, elided, width) for row in rows))
