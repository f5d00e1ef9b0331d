"""The page in a window: drawn, scrolled, zoomed, and asked what is at a point."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from annotator.gui.reader import margin
from annotator.gui.reader.overview import WIDTH, OverviewBar
from annotator.gui.reader.page import Page
from annotator.gui.reader.painter import Scene, paint_block, paint_outline
from annotator.gui.reader.pointer import Hit
from annotator.gui.reader.scroll import Scroll
from annotator.gui.reader.style import fitted
from annotator.gui.theme import plain_tip, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from annotator.domain.span import Span
    from annotator.gui.reader.lanes import Piece
    from annotator.gui.reader.marks import ActorSpan, Mark
    from annotator.gui.reader.scroll import Placed
    from annotator.gui.theme import Theme

ZOOMS = (80, 250)  # per cent, least and most
ZOOM_STEP = 10
NOTCH = 120  # what a mouse wheel says for one step
LINES = 3  # scrolled by one step


class Canvas(QAbstractScrollArea):
    """Draws a page and what lies over it; knows nothing of what clicks mean.

    Signals:
        zoomed: the new zoom in per cent.
    """

    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None, look: Theme | None = None) -> None:
        super().__init__(parent)
        self.look = look or theme("light")
        self.page = Page(fitted(self.look, 100, 800))
        self.scene = Scene(self.page)
        self._zoom = 100
        self._scroll = Scroll(self.page)
        self._placed: list[Placed] = []
        self._labels: list[margin.Label] = []
        self._bars: list[tuple[Piece, QRectF]] = []
        self._stale = True  # whether what is in view has to be laid out anew
        self._syncing = False
        self._ring = False  # whether the keyboard brought the focus here
        self._overview = OverviewBar(self.look)
        self.setVerticalScrollBar(self._overview)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 120)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def refresh(self) -> None:
        """Draw again, after something on the page has changed."""
        self._stale = True
        self.viewport().update()

    def set_theme(self, look: Theme) -> None:
        """Take other colours and faces."""
        self.look = look
        self._overview.set_theme(look)
        self._restyle()

    def zoom(self) -> int:
        """The zoom in per cent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Show everything at ``percent``, or as near as the limits allow."""
        percent = max(ZOOMS[0], min(ZOOMS[1], percent))
        if percent != self._zoom:
            self._zoom = percent
            self._restyle()
            self.zoomed.emit(percent)

    def zoom_in(self) -> None:
        """Show everything a step larger."""
        self.set_zoom(self._zoom + ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show everything a step smaller."""
        self.set_zoom(self._zoom - ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Go back to 100 %."""
        self.set_zoom(100)

    def scroll_by(self, pixels: float) -> None:
        """Move down by ``pixels``, up if negative."""
        self._scroll.by(pixels)
        self.refresh()

    def scroll_to_top(self) -> None:
        """Go to the beginning of the article."""
        self._scroll.top()
        self.refresh()

    def scroll_to_bottom(self) -> None:
        """Go to the end of the article."""
        self._scroll.bottom()
        self.refresh()

    def reveal(self, span: Span) -> None:
        """Scroll until the beginning of ``span`` is in view, and more where there is room."""
        block = self.page.blocks.at(span.start)
        laid = self.page.laid(block)
        first, last = laid.line_of(span.start), laid.line_of(span.end - 1)
        bottom = min(last.top + last.height, first.top + max(self._scroll.height / 2, first.height))
        self._scroll.show(block, first.top, bottom)
        self.refresh()

    def hit(self, at: QPoint) -> Hit:
        """What is at a point of the viewport; beyond the text, what is nearest."""
        self._look()
        x, y = at.x() - self.page.style.left, at.y()
        tops = [placed.y for placed in self._placed]
        laid, top = self._placed[max(0, bisect_right(tops, y) - 1)]
        line = laid.line_at(y - top)
        on_line = line.top <= y - top < line.top + line.height
        return Hit(
            caret=laid.offset_at(line, x),
            character=laid.character_at(line, x) if on_line else None,
            label=self._label_at(QPointF(at)),
        )

    def marks_at(self, offset: int) -> list[Mark]:
        """The marks on a character, innermost first."""
        pieces = self.page.lanes.within(offset, offset + 1)
        shortest_first = sorted(pieces, key=lambda piece: (piece.end - piece.start, -piece.start))
        return [piece.mark for piece in shortest_first]

    def actor_at(self, offset: int) -> ActorSpan | None:
        """Who is named at a character."""
        return next(self.page.actors.within(offset, offset + 1), None)

    def areas(self, span: Span) -> list[QRectF]:
        """Where ``span`` is drawn in the viewport, one area a visual run; what is in view."""
        self._look()
        left = self.page.style.left
        return [
            QRectF(left + first, y + line.top, last - first, line.base)
            for laid, y in self._placed
            for line in laid.lines
            for first, last in laid.stretches(line, span.start, span.end)
        ]

    def labels(self) -> list[tuple[str, QRectF]]:
        """Key and area of every label in view, or of the bars that stand for them."""
        self._look()
        if self.page.style.margin:
            return [(label.piece.mark.key, label.area) for label in self._labels]
        return [(piece.mark.key, area) for piece, area in self._bars]

    def show_pointer(self, hit: Hit) -> None:
        """Let the pointer say what a click would do."""
        over = (
            Qt.CursorShape.IBeamCursor if hit.label is None else Qt.CursorShape.PointingHandCursor
        )
        if self.viewport().cursor().shape() != over:
            self.viewport().setCursor(over)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw what is in view."""
        self._look()
        page, scene = self.page, self.scene
        view = QRectF(event.rect())
        with QPainter(self.viewport()) as painter:
            painter.fillRect(view, self.look.paper)
            if self._placed[0].laid.block == 0:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                page.furniture.draw_before(painter, page.style.left, self._placed[0].y + page.top)
            for placed in self._placed:
                if placed.y + placed.laid.height > view.top() and placed.y < view.bottom():
                    paint_block(painter, scene, placed, view)
            paint_outline(painter, scene, self._placed)
            if page.style.margin:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
                margin.paint_labels(painter, page, self._labels, scene.current)
            else:
                margin.paint_folded(painter, page, self._bars)
            if self._ring and self.hasFocus():
                painter.setPen(QPen(self.look.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt calls it so
        """Another width has other lines."""
        self._scroll.height = self.viewport().height()
        if event.oldSize().width() != event.size().width():
            self._restyle()
        self.refresh()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002, N802 - Qt calls it so
        """Follow the scroll bar."""
        if not self._syncing:
            self._scroll.to(self._overview.value())
            self.refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt calls it so
        """Scroll by pixels; with Ctrl zoom."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                self.set_zoom(self._zoom + (ZOOM_STEP if turned > 0 else -ZOOM_STEP))
        elif event.pixelDelta().y():
            self.scroll_by(-event.pixelDelta().y())
        else:
            self.scroll_by(-turned / NOTCH * LINES * self.page.style.pitch)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt calls it so
        """Show that keys go here, when keys brought the focus."""
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ring = event.reason() in reasons
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002, N802 - Qt calls it so
        """Keys go elsewhere."""
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Show a tip for the mark under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def tip(self, at: QPoint) -> str:
        """What is said of the marks at a point, one line each, innermost first."""
        hit = self.hit(at)
        marks = [hit.label] if hit.label else []
        if not marks and hit.character is not None:
            marks = self.marks_at(hit.character)
        return "\n".join(" · ".join(filter(None, (m.heading, m.directed))) for m in marks)

    def _restyle(self) -> None:
        kept = self._kept()
        # The bar's width is taken off even where a style lays it over the viewport.
        self.page.restyle(fitted(self.look, self._zoom, self.width() - WIDTH))
        if kept is not None:
            offset, y = kept
            block = self.page.blocks.at(offset)
            self._scroll.put(block, self.page.laid(block).line_of(offset).top, y)
        self.refresh()

    def _kept(self) -> tuple[int, float] | None:
        """What keeps its height when sizes change: the sentence at hand, if it is in view.

        Else the first line that is; None at the beginning of the article.
        """
        self._look()
        sentence = self.scene.sentence
        first: tuple[int, float] | None = None
        for laid, y in self._placed if self._scroll.value > 0 else ():
            for line in laid.lines:
                if y + line.top < 0:
                    continue
                first = first or (line.start, y + line.top)
                if sentence and line.start <= sentence.start < line.end:
                    return sentence.start, min(y + line.top, self._scroll.height / 2)
        return first

    def _look(self) -> None:
        """Lay out what is in view, and let the scroll bar say where that is."""
        if not self._stale:
            return
        self._stale = False
        with_margin = self.page.style.margin > 0
        placed = self._scroll.in_view(margin.ABOVE if with_margin else 0)
        if with_margin:
            self._labels = margin.labels(self.page, placed, self._scroll.height)
        self._placed = [one for one in placed if one.y + one.laid.height > 0]
        self._bars = [] if with_margin else margin.folded(self.page, self._placed)
        self._syncing = True
        self._overview.setRange(0, self._scroll.limit)
        self._overview.setPageStep(round(self._scroll.height))
        self._overview.setSingleStep(round(self.page.style.pitch))
        self._overview.setValue(self._scroll.value)
        self._syncing = False

    def _label_at(self, at: QPointF) -> Mark | None:
        if self.page.style.margin:
            found = (label.piece for label in self._labels if label.area.contains(at))
        else:
            near = QRectF(at.x() - 2, at.y(), 4, 1)
            found = (piece for piece, area in reversed(self._bars) if area.intersects(near))
        piece = next(found, None)
        return piece.mark if piece else None
