"""A drop-down that looks like the other fields, in light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox

from annotator.gui.annotate.drawing import elided
from annotator.gui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from annotator.gui.theme import Theme

PAD = 8
ARROW = 12  # pixels


class DropDown(QComboBox):
    """Choose one of few."""

    def __init__(self, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw frame, words and an arrow."""
        look, area = self.look, self.rect()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        arrow = area.left() + PAD if mirrored else area.right() - PAD - ARROW
        words = QRect(area).adjusted(PAD, 0, -PAD - ARROW - 4, 0)
        if mirrored:
            words = QRect(area).adjusted(PAD + ARROW + 4, 0, -PAD, 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.accent if self.hasFocus() else look.line)
            painter.setBrush(look.paper)
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
            painter.setPen(look.text if self.isEnabled() else look.muted)
            painter.drawText(
                words,
                Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter,
                elided(self.font(), self.currentText(), words.width()),
            )
            picture = icon("chevron-down", look.muted.name(), ARROW).pixmap(ARROW, ARROW)
            painter.drawPixmap(arrow, area.center().y() - ARROW // 2 + 1, picture)
