"""Draw one article of the list: title, outlet and date, and how far the coder is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.icons import icon
from annotator.gui.queue.model import ROW
from annotator.gui.words import said_date

if TYPE_CHECKING:
    from annotator.gui.theme import Theme
    from annotator.store.articles import QueueRow

SIDE = 14  # pixels left and right of the words
ABOVE = 10
TALLER = 8  # pixels that the lines of a title may be higher than the face's own
GAP = 4  # between title and outlet
TITLE_LINES = 2
BAR_WIDTH = 52
BAR_HEIGHT = 4
SIGN = 12
STRIPE = 3  # at the left edge of the article at hand

_SIGNS = {"done": "check", "flagged": "flag"}


class RowPainter(QStyledItemDelegate):
    """Paints rows of one height, so that a million of them scroll as ten do."""

    def __init__(self, look: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = look
        self._title = look.fonts.ui(13, QFont.Weight.DemiBold)
        self._meta = look.fonts.ui(12)

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self._theme = look

    @property
    def height(self) -> int:
        """How high a row is, in pixels."""
        title, meta = QFontMetrics(self._title), QFontMetrics(self._meta)
        return 2 * ABOVE + TITLE_LINES * title.height() + GAP + meta.height()

    def sizeHint(  # noqa: N802 - Qt calls it so
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As wide as the list is."""
        return QSize(option.rect.width(), self.height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the article at ``index``."""
        row: QueueRow | None = index.data(ROW)
        if row is None:
            return
        look = self._theme
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, look.accent_tint)
            left = place.right() - STRIPE + 1 if self._mirrored(option) else place.left()
            painter.fillRect(QRect(left, place.top(), STRIPE, place.height()), look.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, look.paper)
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), look.line)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.accent)
            painter.drawRect(place.adjusted(0, 0, -1, -2))
        inside = place.adjusted(SIDE, ABOVE, -SIDE, -ABOVE)
        title = self._lay_out(row.title, inside.width())
        meta_height = QFontMetrics(self._meta).height()
        used = round(_height(title)) + GAP + meta_height
        top = inside.top() + (inside.height() - used) // 2
        painter.setPen(look.text)
        for number in range(title.lineCount()):
            line = title.lineAt(number)
            line.draw(painter, QPointF(inside.left(), top))
            top += round(line.height())
        self._draw_meta(painter, row, QRect(inside.left(), top + GAP, inside.width(), meta_height))
        painter.restore()

    def _draw_meta(self, painter: QPainter, row: QueueRow, place: QRect) -> None:
        look = self._theme
        sign = _SIGNS.get(row.state)
        taken = BAR_WIDTH + 8 + (SIGN + 6 if sign else 0)
        words = " · ".join(part for part in (row.outlet, said_date(row.published)) if part)
        metrics = QFontMetrics(self._meta)
        room = place.width() - taken
        painter.setPen(look.muted)
        painter.setFont(self._meta)
        painter.drawText(
            QRect(place.left(), place.top(), room, place.height()),
            Qt.AlignmentFlag.AlignLeading
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextSingleLine,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, room),
        )
        bar = QRectF(
            place.right() + 1 - BAR_WIDTH,
            place.center().y() - BAR_HEIGHT / 2 + 1,
            BAR_WIDTH,
            BAR_HEIGHT,
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.line)
        painter.drawRoundedRect(bar, 2, 2)
        share = progress(row)
        if share:
            painter.setBrush(look.saved)
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), max(BAR_HEIGHT, bar.width() * share), bar.height()),
                2,
                2,
            )
        if sign:
            colour = look.saved if sign == "check" else look.error
            picture = icon(sign, colour.name(), SIGN)
            picture.paint(
                painter,
                QRect(round(bar.left()) - 6 - SIGN, place.center().y() - SIGN // 2 + 1, SIGN, SIGN),
            )

    def _lay_out(self, title: str, width: int) -> QTextLayout:
        """Return the title in two lines, in one where its script is too tall for two.

        What does not fit ends in "…".
        """
        words = " ".join(title.split())
        metrics = QFontMetrics(self._title)
        layout = _lines(words, self._title, width)
        taller = _height(layout) > layout.lineCount() * metrics.height() + TALLER
        fitting = 1 if taller else TITLE_LINES
        room = fitting * width
        while layout.lineCount() > fitting and room > width // 2:
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            layout = _lines(cut, self._title, width)
            room -= metrics.averageCharWidth()
        return layout

    @staticmethod
    def _mirrored(option: QStyleOptionViewItem) -> bool:
        direction: Qt.LayoutDirection = option.direction
        return direction == Qt.LayoutDirection.RightToLeft


def _height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(number).height() for number in range(layout.lineCount()))


def _lines(words: str, face: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(words, face)
    option = QTextOption(Qt.AlignmentFlag.AlignLeading)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


def progress(row: QueueRow) -> float:
    """Return how far the coder is with the article, from 0 to 1.

    What is done is done; before that it is the share of what is decided among what was
    decided and what the machine still asks.
    """
    if row.state == "done":
        return 1.0
    if row.state == "todo" or not row.statements:
        return 0.0
    return min(0.95, row.statements / (row.statements + row.open))
