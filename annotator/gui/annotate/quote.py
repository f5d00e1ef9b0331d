"""The words of a statement in two lines, with its colour beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.support.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent

    from annotator.gui.theme import Theme

SIZE = 15  # pixels of the face
LEADING = 22
LINES = 2
BAR = 3
INDENT = 14
READ = 400  # characters; more do not fit into two lines


class QuoteLabel(QWidget):
    """Draws words as they are, never as anything else."""

    def __init__(self, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._words = ""
        self._code = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, code: str) -> None:
        """Show ``words`` with the colour of ``code``; grey where nobody decided."""
        self._words = " ".join(words[:READ].split())
        self._code = code
        self.setAccessibleName(tr("Words: {words}", words=self._words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt calls it so
        """Two lines."""
        return QSize(200, LINES * LEADING + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw the bar and the words."""
        look = self.look
        colour = look.code_colour(self._code) if self._code else look.muted
        font = look.fonts.reading(SIZE)
        with QPainter(self) as painter:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            bar = self.width() - BAR if mirrored else 0
            painter.fillRect(bar, 0, BAR, self.height(), colour)
            painter.setPen(look.text)
            painter.setFont(font)
            left = 0 if mirrored else INDENT
            for number, line in enumerate(_lines(self._words, font, self.width() - INDENT)):
                area = self.rect().adjusted(left, number * LEADING, left - INDENT, 0)
                area.setHeight(LEADING)
                painter.drawText(
                    area, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, line
                )


def _lines(words: str, font: QFont, width: float) -> list[str]:
    """Break ``words`` into two lines, the second one cut where it is too long."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    if not first.isValid():
        layout.endLayout()
        return []
    first.setLineWidth(max(1.0, width))
    first.setPosition(QPointF(0, 0))
    layout.endLayout()
    units = words.encode("utf-16-le")
    cut = first.textLength() * 2
    head, rest = units[:cut].decode("utf-16-le"), units[cut:].decode("utf-16-le")
    if not rest:
        return [head]
    second = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, max(1.0, width))
    return [head.rstrip(), second]
