"""What stands over an article and is no part of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from annotator.gui.reader.style import META

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from annotator.gui.reader.marks import Heading
    from annotator.gui.reader.style import Style

AIR = 8.0  # pixels between title and meta line
BELOW = 10.0  # pixels under the meta line, besides the paragraph's own


class Furniture:
    """Title and meta line, laid out. The title only where the text has none itself."""

    def __init__(self, heading: Heading | None, style: Style) -> None:
        self.heading = heading
        self._style = style
        title = heading.title if heading and not heading.in_text else ""
        meta = heading.meta if heading else ""
        self._title = _laid_out(title, style.font(title=True), style.column)
        self._meta = _laid_out(meta, style.look.fonts.ui(META * style.scale), style.column)
        meta_height = AIR + self._meta.boundingRect().height() + BELOW
        self._meta_height = meta_height if meta else 0.0

    @property
    def height_before(self) -> float:
        """Pixels over the first block."""
        if self.heading is None or self.heading.in_text:
            return 0.0
        return self._title.boundingRect().height() + self._meta_height + self._style.gap

    @property
    def height_after(self) -> float:
        """Pixels under the title where the text has one."""
        return self._meta_height if self.heading and self.heading.in_text else 0.0

    def draw_before(self, painter: QPainter, x: float, y: float) -> None:
        """Draw title and meta line over the text, ``y`` their top; nothing if it has its own."""
        if self.heading is None or self.heading.in_text:
            return
        look = self._style.look
        painter.setPen(look.text)
        self._title.draw(painter, QPointF(x, y))
        painter.setPen(look.muted)
        self._meta.draw(painter, QPointF(x, y + self._title.boundingRect().height() + AIR))

    def draw_after(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the meta line under a title in the text that ends at ``y``."""
        painter.setPen(self._style.look.muted)
        self._meta.draw(painter, QPointF(x, y + AIR))


def _laid_out(words: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(" ".join(words.split()), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeading)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
