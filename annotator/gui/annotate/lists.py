"""What is in this article: its statements and suggestions, and who is named in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.gui.annotate.drawing import RowPainter
from annotator.gui.icons import swatch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from annotator.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = 46
PAD = 12
PINNED = "\u200e→\u200e"  # from left to right also between names that run the other way


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: what it is, what is said of it in passing, and its number."""

    key: str
    text: str
    detail: str
    cap: str = ""
    code: str = ""  # a statement type, for the colour; empty for actors
    decided: bool = True

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.text, self.detail, self.cap)))


class Rows(QAbstractListModel):
    """Rows by key, made when they are looked at; only what differs is shown anew."""

    def __init__(self, make: Callable[[str], Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._keys: list[str] = []
        self._at: dict[str, int] = {}

    def show(self, keys: Sequence[str]) -> None:
        """List ``keys``, in that order."""
        old, new = self._keys, list(keys)
        short = min(len(old), len(new))
        head = next((n for n in range(short) if old[n] != new[n]), short)
        tail = 0
        while tail < short - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        gone, come = len(old) - head - tail, len(new) - head - tail
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._keys = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._keys = new
            self.endInsertRows()
        if gone or come:
            self._at = {key: at for at, key in enumerate(self._keys)}
        if self._keys:  # numbers and parties may read otherwise: what is in view is painted anew
            self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))

    def row(self, at: int) -> Row | None:
        """What stands in a row."""
        return self._make(self._keys[at]) if 0 <= at < len(self._keys) else None

    def key(self, at: int) -> str:
        """The key of a row."""
        return self._keys[at]

    def place(self, key: str | None) -> int:
        """The row that bears ``key``; -1 for none."""
        return self._at.get(key or "", -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt has it
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What people and screen readers read."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None


class RowDelegate(QStyledItemDelegate):
    """Draws rows as plain text: a colour, two lines, a number."""

    def __init__(self, look: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.current: str | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """All rows are alike."""
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model = index.model()
        assert isinstance(model, Rows)  # noqa: S101 - it serves no other
        row = model.row(index.row())
        if row is None:
            return
        look, area = self.look, QRect(option.rect)
        state = option.state
        at_hand = row.key == self.current
        painter.save()
        focused = bool(
            state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus
        )
        if at_hand or focused:
            painter.fillRect(area, look.accent_tint)
        painter.setPen(look.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        line = RowPainter(painter, look, area, option.direction, PAD)
        if row.code:
            colour = look.code_colour(row.code) if row.decided else look.muted
            line.picture(swatch(colour.name(), decided=row.decided), 15, 10)
        if row.cap:
            line.cap(row.cap, 15)
        weight = QFont.Weight.DemiBold if at_hand else QFont.Weight.Normal
        line.words(row.text.replace("→", PINNED), look.fonts.ui(13, weight), look.text, 5, 20)
        line.words(row.detail, look.fonts.ui(11), look.muted, 24, 16)
        painter.restore()


class RowList(QTableView):
    """A list of rows that is clicked or walked through by arrow keys.

    A table, because lists in Qt lay every row out anew when one is added.

    Signals:
        chosen: the key of the row that was clicked or come to.
        taken: the same, when Enter or a double click says that it is the one.
        left: the researcher wants back to the text.
    """

    chosen = Signal(str)
    taken = Signal(str)
    left = Signal()

    def __init__(self, rows: Rows, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._delegate = RowDelegate(look, self)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setStretchLastSection(True)
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW)
        self.clicked.connect(self._on_clicked)
        self.installEventFilter(self)

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self._delegate.look = look
        self.viewport().update()

    def show_current(self, key: str | None) -> None:
        """Say which row is at hand, and bring it into view."""
        self._delegate.current = key
        at = self._rows.place(key)
        if at >= 0:
            index = self._rows.index(at)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt calls it so
        """Tell which row the keys came to."""
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        now = self.currentIndex()
        if now.isValid() and now.row() != before:
            self.chosen.emit(self._rows.key(now.row()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Enter takes the row; Esc leaves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.currentIndex().isValid():
                    self.taken.emit(self._rows.key(self.currentIndex().row()))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    @Slot("QModelIndex")
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._rows.key(index.row()))
