"""Draw the page: tints and bands of marks, actors, selection, then the letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.gui.reader.outline import outline
from annotator.gui.reader.page import LANES
from annotator.gui.theme import mix

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from annotator.domain.span import Span
    from annotator.gui.reader.index import Index
    from annotator.gui.reader.lanes import Piece
    from annotator.gui.reader.page import Laid, Line, Page
    from annotator.gui.reader.scroll import Placed

BAND = 3.0  # pixels of a band in its lane
BAR = QRectF(-15, 0, 3, 0)  # beside the sentence at hand
DASHES = [3.0, 2.0]  # in widths of the pen
DOTS = [1.0, 1.6]
DEEPEST = 48  # tints of one line; those under so many are not seen
SENTENCE_TINT = 0.07  # how much accent is mixed into the paper


@dataclass(slots=True)
class Scene:
    """What is shown over the text just now."""

    page: Page
    current: str | None = None  # the mark at hand
    sentence: Span | None = None
    selection: Span | None = None
    hits: Index[Span] | None = None  # what was searched for
    hit: Span | None = None  # the one at hand


def paint_block(painter: QPainter, scene: Scene, placed: Placed, view: QRectF) -> None:
    """Draw one block; ``view`` is what has to be drawn, in the painter's pixels."""
    laid, y = placed
    style = scene.page.style
    painter.translate(style.left, y)
    view = view.translated(-style.left, -y)
    seen = [
        (line, list(scene.page.lanes.in_company(line.start, line.end)))
        for line in laid.lines
        if line.top < view.bottom() and line.top + line.height > view.top()
    ]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for line, pieces in seen:
        _draw_grounds(painter, scene, laid, line, pieces)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(style.look.text)
    laid.layout.draw(painter, QPointF(0, 0), [], view)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for line, pieces in seen:
        _draw_actors(painter, scene, laid, line)
        _draw_lanes(painter, scene, laid, line, pieces)
    if scene.page.carries_meta(laid):
        end = laid.lines[-1].top + laid.lines[-1].height
        scene.page.furniture.draw_after(painter, 0, end)
    painter.translate(-style.left, -y)


def paint_outline(painter: QPainter, scene: Scene, in_view: list[Placed]) -> None:
    """Draw a line around the mark at hand, as far as it is in view."""
    if scene.current is None:
        return
    page = scene.page
    rows: list[QRectF] = []
    pen = QPen()
    for laid, y in in_view:
        for line in laid.lines:
            for piece in page.lanes.within(line.start, line.end):
                if piece.mark.key == scene.current:
                    pen = _pen(mark_colour(page, piece), 2, None if piece.mark.decided else DASHES)
                    rows += [
                        QRectF(page.style.left + left, y + line.top, right - left, line.base - 1)
                        for left, right in laid.stretches(line, piece.start, piece.end)
                    ]
    if rows:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(rows))


def mark_colour(page: Page, piece: Piece) -> QColor:
    """The colour of a mark's band: its type's, or grey while nobody decided."""
    look = page.style.look
    return look.code_colour(piece.mark.code) if piece.mark.decided else look.muted


def _draw_grounds(
    painter: QPainter, scene: Scene, laid: Laid, line: Line, pieces: list[tuple[Piece, bool]]
) -> None:
    look = scene.page.style.look
    height = line.base - 1
    if scene.sentence and _touches(line, scene.sentence):
        tint = mix(look.accent, look.paper, SENTENCE_TINT)
        _fill(painter, laid, line, scene.sentence, tint, height)
        painter.fillRect(BAR.adjusted(0, line.top, 0, line.top + line.height), look.accent)
    for piece, _ in pieces[-DEEPEST:]:
        # Inner and later ones come last and so lie on top.
        if piece.mark.decided:
            _fill(painter, laid, line, piece, look.code_tint(piece.mark.code), height)
    if scene.hits is not None:
        for hit in scene.hits.within(line.start, line.end):
            colour = look.find_current if hit == scene.hit else look.find
            _fill(painter, laid, line, hit, colour, height)
    if scene.selection and _touches(line, scene.selection):
        _fill(painter, laid, line, scene.selection, look.selection, height)


def _draw_actors(painter: QPainter, scene: Scene, laid: Laid, line: Line) -> None:
    style = scene.page.style
    firm = mix(style.look.accent, style.look.paper, 0.75)
    y = round(line.baseline + 4 * style.scale)
    for actor in scene.page.actors.within(line.start, line.end):
        width = max(1, round(1.6 * style.scale))
        painter.setPen(_pen(firm, width, None if actor.decided else DOTS))
        _draw_line(painter, laid, line, actor.span, y)


def _draw_lanes(
    painter: QPainter, scene: Scene, laid: Laid, line: Line, pieces: list[tuple[Piece, bool]]
) -> None:
    page, style = scene.page, scene.page.style
    for piece, company in pieces:
        outlined = piece.mark.key == scene.current
        if piece.lane >= LANES if company else piece.mark.decided or outlined:
            continue
        width = BAND if piece.mark.decided else max(1, round(1.6 * style.scale))
        pen = _pen(mark_colour(page, piece), width, None if piece.mark.decided else DASHES)
        y = round(line.baseline + 8 * style.scale)
        if company:
            y = round(line.top + line.base + piece.lane * style.lane + 2)
        painter.setPen(pen)
        _draw_line(painter, laid, line, piece, y)
    if line.hidden:
        painter.setFont(style.look.fonts.ui(10 * style.scale))
        painter.setPen(style.look.muted)
        at = QPointF(style.column + 3, line.top + line.height - 1)
        painter.drawText(at, f"+{line.hidden}")


def _fill(  # noqa: PLR0913, PLR0917 - what, where and in which colour
    painter: QPainter,
    laid: Laid,
    line: Line,
    span: Span | Piece,
    colour: QColor,
    height: float,
) -> None:
    for left, right in laid.stretches(line, span.start, span.end):
        x = round(left)
        painter.fillRect(QRectF(x, line.top, max(1, round(right) - x), height), colour)


def _draw_line(painter: QPainter, laid: Laid, line: Line, span: Span | Piece, y: float) -> None:
    for left, right in laid.stretches(line, span.start, span.end):
        painter.drawLine(QPointF(left + 1, y), QPointF(right - 1, y))


def _touches(line: Line, span: Span) -> bool:
    return span.start < line.end and line.start < span.end


def _pen(colour: QColor, width: float, pattern: list[float] | None) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if pattern:
        pen.setDashPattern(pattern)
    return pen
