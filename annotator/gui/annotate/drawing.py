"""Draw one row of a list: pictures, words cut to fit, key caps; from either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPixmap

    from annotator.gui.theme import Theme

CAP = 18  # pixels high
GAP = 8


def elided(font: QFont, words: str, width: int) -> str:
    """Return ``words`` on one line, cut at their end where they are too wide."""
    line = " ".join(words.split())
    return QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, max(0, width))


class RowPainter:
    """Fills a row from its beginning and from its end; mirrored where people read leftwards.

    ``left`` and ``right`` say what room is left, as if read rightwards.
    """

    def __init__(
        self,
        painter: QPainter,
        look: Theme,
        area: QRect,
        direction: Qt.LayoutDirection,
        pad: int = GAP,
    ) -> None:
        self.left = area.left() + pad
        self.right = area.right() - pad
        self._painter = painter
        self._look = look
        self._area = area
        self._direction = direction
        painter.setLayoutDirection(direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    @property
    def room(self) -> int:
        """Pixels that are left."""
        return max(0, self.right - self.left)

    def picture(self, pixmap: QPixmap, middle: int, gap: int = GAP) -> None:
        """Draw a picture at the beginning, its middle at ``middle`` from the row's top."""
        size = pixmap.deviceIndependentSize().toSize()
        top = self._area.top() + middle - size.height() // 2
        place = self._placed(QRect(self.left, top, size.width(), size.height()))
        self._painter.drawPixmap(place, pixmap)
        self.left += size.width() + gap

    def cap(self, key: str, middle: int) -> None:
        """Draw a key cap at the end."""
        font = self._look.fonts.ui(11)
        width = max(CAP, QFontMetrics(font).horizontalAdvance(key) + 10)
        top = self._area.top() + middle - CAP // 2
        area = self._placed(QRect(self.right - width, top, width, CAP))
        painter = self._painter
        painter.setPen(self._look.line)
        painter.setBrush(self._look.surface)
        painter.drawRoundedRect(area, 4, 4)
        painter.setFont(font)
        painter.setPen(self._look.muted)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key)
        self.right -= width + GAP

    def words(self, words: str, font: QFont, colour: QColor, top: int, height: int) -> int:
        """Write at the beginning of the room that is left; return how wide it is."""
        place = self._placed(QRect(self.left, self._area.top() + top, self.room, height))
        self._write(words, font, colour, place, Qt.AlignmentFlag.AlignLeading)
        return min(self.room, QFontMetrics(font).horizontalAdvance(words))

    def aside(self, words: str, font: QFont, colour: QColor, top: int, height: int) -> None:
        """Write at the end of the room that is left."""
        place = self._placed(QRect(self.left, self._area.top() + top, self.room, height))
        self._write(words, font, colour, place, Qt.AlignmentFlag.AlignTrailing)

    def _write(
        self, words: str, font: QFont, colour: QColor, place: QRect, side: Qt.AlignmentFlag
    ) -> None:
        self._painter.setFont(font)
        self._painter.setPen(colour)
        # Which side a name stands on is the row's matter, not that of its script.
        mirrored = self._direction == Qt.LayoutDirection.RightToLeft
        leading = side == Qt.AlignmentFlag.AlignLeading
        flag = Qt.AlignmentFlag.AlignLeft if leading != mirrored else Qt.AlignmentFlag.AlignRight
        self._painter.drawText(
            place,
            flag | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter,
            elided(font, words, place.width()),
        )

    def _placed(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self._area, place)
