"""The whole article at the scroll bar: where the statements and suggestions are."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent

    from annotator.gui.reader.marks import Mark
    from annotator.gui.reader.page import Page
    from annotator.gui.theme import Theme

WIDTH = 14
TICK = 2  # pixels of height
LOOKED_AT = 8  # marks of one row among which a decided one is looked for


class OverviewBar(QScrollBar):
    """A scroll bar with a tick for every mark: solid if decided, half as wide if not."""

    def __init__(self, look: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._look = look
        self._page: Page | None = None
        self._ticks: QPixmap | None = None
        self._made_for = 0.0  # height of the page that the ticks were made for

    def show_marks(self, page: Page) -> None:
        """Take the marks of ``page`` as they are now."""
        self._page = page
        self._ticks = None
        self.update()

    def set_theme(self, look: Theme) -> None:
        """Take other colours."""
        self._look = look
        self._ticks = None
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt calls it so
        """As wide as ticks need."""
        return QSize(WIDTH, 64)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt calls it so
        """Draw the handle under the ticks, so that both are seen."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.paper)
            if self.maximum() > self.minimum():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.line)
                painter.drawRoundedRect(QRectF(self._handle()).adjusted(2, 1, -2, -1), 4, 4)
            if ticks := self._drawn():
                painter.drawPixmap(0, 0, ticks)

    def _handle(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        control = QStyle.ComplexControl.CC_ScrollBar
        return self.style().subControlRect(control, option, part, self)

    def _drawn(self) -> QPixmap | None:
        if self._page is None or not self._page.lanes.pieces:
            return None
        # While one scrolls, the page's height is found out bit by bit; a hundredth more
        # or less moves no tick that one could see move.
        height = self._page.tops[-1]
        fits = self._ticks is not None and self._ticks.deviceIndependentSize() == self.size()
        if not fits or abs(height - self._made_for) > height / 100:
            self._made_for = height
            self._ticks = QPixmap(self.size() * self.devicePixelRatio())
            self._ticks.setDevicePixelRatio(self.devicePixelRatio())
            self._ticks.fill(Qt.GlobalColor.transparent)
            with QPainter(self._ticks) as painter:
                for y, mark in _ticks(self._page, self.height()):
                    wide = 6 if mark.decided else 3
                    colour = self._look.code_colour(mark.code)
                    painter.fillRect(4, y, wide, TICK, colour if mark.decided else self._look.muted)
        return self._ticks


def _ticks(page: Page, height: int) -> Iterator[tuple[int, Mark]]:
    """One tick a row at most: the first mark there, before all one that is decided."""
    rows = max(1, height // TICK)
    share = max(page.tops[-1], height) / rows
    starts, pieces = page.lanes.starts, page.lanes.pieces
    first = 0
    for row in range(rows):
        down = share * (row + 1)
        last = len(starts)
        if row + 1 < rows and down < page.tops[-1]:
            last = bisect_left(starts, page.offset_of(down), first)
        if first < last:
            marks = [piece.mark for piece in pieces[first : min(last, first + LOOKED_AT)]]
            yield row * TICK, next((mark for mark in marks if mark.decided), marks[0])
        first = last
