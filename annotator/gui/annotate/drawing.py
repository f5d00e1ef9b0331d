"""Small things that several lists draw: key caps and words cut to fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from annotator.gui.theme import Theme

CAP = 18  # pixels high


def elided(font: QFont, words: str, width: int) -> str:
    """Return ``words`` on one line, cut at their end where they are too wide."""
    line = " ".join(words.split())
    return QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, max(0, width))


def draw_cap(painter: QPainter, look: Theme, right: int, middle: int, key: str) -> int:
    """Draw a key cap that ends at ``right``; return where it begins."""
    font = look.fonts.ui(11)
    width = max(CAP, QFontMetrics(font).horizontalAdvance(key) + 10)
    area = QRect(right - width, middle - CAP // 2, width, CAP)
    painter.setPen(look.line)
    painter.setBrush(look.surface)
    painter.drawRoundedRect(area, 4, 4)
    painter.setFont(font)
    painter.setPen(look.muted)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key)
    return area.left()
