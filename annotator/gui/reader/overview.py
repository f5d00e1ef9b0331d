"""The whole article at the scroll bar: where the statements and suggestions are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from annotator.gui.reader.page import Page
    from annotator.gui.theme import Theme

WIDTH = 14
TICK = 2  # pixels of height


class OverviewBar(QScrollBar):
    """A scroll bar with a tick for every mark: solid if decided, half as wide if not."""

    def __init__(self, look: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._look = look
        self._page: Page | None = None
        self._ticks: list[tuple[int, str, bool]] = []
        self._made_for = (0, 0)  # heights of page and bar that the ticks were made for

    def show_marks(self, page: Page) -> None:
        """Take the marks of ``page`` as they are now."""
        self._page = page
        self._made_for = (0, 0)
        self.update()

    def set_theme(self, look: Theme) -> None:
        """Take other colours."""
        self._look = look
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
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            for y, code, decided in self._drawn_ticks():
                colour = self._look.code_colour(code) if decided else self._look.muted
                painter.fillRect(4, y, 6 if decided else 3, TICK, colour)

    def _handle(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        control = QStyle.ComplexControl.CC_ScrollBar
        return self.style().subControlRect(control, option, part, self)

    def _drawn_ticks(self) -> list[tuple[int, str, bool]]:
        """One tick a row at most; what is decided goes before what is proposed."""
        if self._page is None:
            return []
        # While one scrolls the page's height is found out bit by bit; a hundredth more
        # or less moves no tick that one could see move.
        made_for = (round(self._page.tops[-1] / 100), self.height())
        if made_for != self._made_for:
            self._made_for = made_for
            shown = max(self._page.tops[-1], self.height())
            scale = (self.height() - TICK) / shown
            pieces = self._page.lanes.pieces
            places = list(zip(self._page.heights_of(pieces), pieces, strict=True))
            rows = {int(y * scale): p.mark for y, p in places if not p.mark.decided}
            rows |= {int(y * scale): p.mark for y, p in places if p.mark.decided}
            self._ticks = [(row, mark.code, mark.decided) for row, mark in rows.items()]
        return self._ticks
