"""Any command, article or actor by typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.actor import folded
from annotator.gui.icons import icon
from annotator.gui.shortcuts import said_keys
from annotator.operations.finding import find_titles
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QAction

    from annotator.gui.actions import Command
    from annotator.gui.session import Session
    from annotator.gui.theme import Theme

Kind = Literal["command", "article", "actor"]
WIDTH = 560
ROW_HEIGHT = 34
ROWS_SHOWN = 9
OF_A_KIND = 12  # entries of one kind in the list
PAUSE = 60  # milliseconds after the last key before the list follows
ENTRY = Qt.ItemDataRole.UserRole

_KINDS: dict[Kind, str] = {
    "command": N_("Command"),
    "article": N_("Article"),
    "actor": N_("Actor"),
}
_ICONS: dict[Kind, str] = {"command": "terminal", "article": "file-text", "actor": "user"}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be chosen: a command's name, an article's or an actor's id."""

    kind: Kind
    target: str
    words: str
    aside: str = ""  # keys, outlet or other names


class Finder:
    """Finds entries for what was typed."""

    def __init__(
        self,
        session: Session,
        commands: Sequence[Command],
        actions: Mapping[str, QAction],
    ) -> None:
        self._session = session
        self._commands = commands
        self._actions = actions
        # Read when the palette opens: some thousand names, and none is missed.
        self._actors = [
            (Entry("actor", actor.id, actor.name, ", ".join(actor.aliases)), actor.names)
            for actor in session.project.actors.all()
        ]

    def find(self, typed: str) -> list[Entry]:
        """Return what fits ``typed``, each kind by how well it fits, commands first."""
        wanted = folded(typed).split()
        found = [*_best(self._able(), wanted)[:OF_A_KIND]] if wanted else [*self._plain()]
        if wanted:
            titles = find_titles(self._session.project, typed, OF_A_KIND)
            found += [Entry("article", one, title, outlet) for one, title, outlet in titles]
            found += _best(iter(self._actors), wanted)[:OF_A_KIND]
        return found

    def _plain(self) -> Iterator[Entry]:
        return (entry for entry, _ in self._able())

    def _able(self) -> Iterator[tuple[Entry, tuple[str, ...]]]:
        """The commands that make sense now; what only moves within lists is left out."""
        for command in self._commands:
            if self._actions[command.name].isEnabled() and command.name != "palette.open":
                words = self._actions[command.name].iconText() or command.label
                yield (
                    Entry("command", command.name, words, said_keys(command.keys[:1])),
                    (words, command.label, tr(command.group).replace("&", "")),
                )


def _best(
    candidates: Iterator[tuple[Entry, tuple[str, ...]]], wanted: Sequence[str]
) -> list[Entry]:
    """Return those that hold every word, in which they begin a name first."""
    ranked: list[tuple[bool, bool, int, Entry]] = []
    for entry, names in candidates:
        words = " ".join(map(folded, names))
        if all(word in words for word in wanted):
            at_the_front = folded(names[0]).startswith(wanted[0])
            at_a_word = f" {wanted[0]}" in f" {words}"
            ranked.append((not at_the_front, not at_a_word, len(ranked), entry))
    ranked.sort(key=lambda one: one[:3])
    return [entry for *_, entry in ranked]


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(  # noqa: N802 - Qt calls it so
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - as Qt has it
    ) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt asks for anything
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (tr(_KINDS[entry.kind]), entry.words, entry.aside)
            return ", ".join(part for part in parts if part)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, parent: Palette) -> None:
        super().__init__(parent)
        self._palette = parent

    def sizeHint(  # noqa: N802 - Qt calls it so
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(ENTRY)
        look, place = self._palette.look, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.accent_tint)
            painter.drawRoundedRect(place.adjusted(6, 1, -6, -1), 6, 6)
        inside = place.adjusted(16, 0, -16, 0)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        picture = QRect(0, 0, 16, 16)
        picture.moveCenter(inside.center())
        picture.moveLeft(inside.right() - 15 if mirrored else inside.left())
        icon(_ICONS[entry.kind], look.muted.name()).paint(painter, picture)
        inside = inside.adjusted(0, 0, -28, 0) if mirrored else inside.adjusted(28, 0, 0, 0)
        metrics = QFontMetrics(option.font)
        aside = metrics.elidedText(entry.aside, Qt.TextElideMode.ElideRight, inside.width() // 3)
        taken = metrics.horizontalAdvance(aside) + 16 if aside else 0
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        words = metrics.elidedText(entry.words, Qt.TextElideMode.ElideRight, inside.width() - taken)
        painter.setFont(option.font)
        painter.setPen(look.text)
        painter.drawText(inside, flags | Qt.AlignmentFlag.AlignLeading, words)
        painter.setPen(look.muted)
        painter.drawText(inside, flags | Qt.AlignmentFlag.AlignTrailing, aside)
        painter.restore()


class Palette(QFrame):
    """Lies over its window while it is open; Esc or a click elsewhere puts it away.

    Signals:
        chosen: the `Entry` that was taken.
    """

    chosen = Signal(object)

    def __init__(self, make_finder: Callable[[], Finder], look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName(tr("Search articles, actors, commands"))
        self.look = look
        self._make_finder = make_finder
        self._finder: Finder | None = None
        self._came_from: QWidget | None = None
        self.line = QLineEdit(self)
        self.line.setObjectName("palette.line")
        self.line.setAccessibleName(tr("Search articles, actors, commands"))
        self.line.setPlaceholderText(tr("Search articles, actors, commands"))
        self.line.installEventFilter(self)
        self._model = _Model(self)
        self.list = QListView(self)
        self.list.setAccessibleName(tr("What was found"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painter(self))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._on_clicked)
        self._nothing = QLabel(tr("Nothing fits."), self)
        self._nothing.setProperty("look", "muted")
        self._nothing.setContentsMargins(16, 4, 16, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 6)
        column.setSpacing(6)
        inset = QVBoxLayout()
        inset.setContentsMargins(8, 0, 8, 0)
        inset.addWidget(self.line)
        column.addLayout(inset)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_paused)
        self.line.textChanged.connect(self._pause.start)
        self.hide()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is offered now, in order."""
        return tuple(self._model.entries)

    def open(self) -> None:
        """Come up with an empty line; a second time it goes away again."""
        if self.isVisible():
            self.put_away()
            return
        window = self.window()
        self._came_from = window.focusWidget()
        self._finder = self._make_finder()
        self.line.clear()
        self._look_for("")
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Go, and give the focus back to where it was."""
        if self.isHidden():
            return
        had_focus = self.line.hasFocus()
        self.hide()
        self._finder = None
        if had_focus and self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self.look = look
        self.list.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Move in the list by the keys that the line does not need."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # it closes the palette; elsewhere it leads back to the text
                return True
            return event.type() == QEvent.Type.KeyPress and self._take_key(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.put_away()
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_paused()  # who types fast means what is typed, not what is shown yet
            self._take(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.put_away()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _move(self, steps: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        at = self.list.currentIndex().row() + steps
        at = at % count if abs(steps) == 1 else min(count - 1, max(0, at))
        self.list.setCurrentIndex(self._model.index(at))

    @Slot()
    def _on_paused(self) -> None:
        if self._pause.isActive() or self.sender() is self._pause:
            self._pause.stop()
            self._look_for(self.line.text())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index)

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self._model.entries[index.row()]
        self.put_away()
        self.chosen.emit(entry)

    def _look_for(self, typed: str) -> None:
        if self._finder is None:
            return
        self._model.show_entries(self._finder.find(typed))
        count = self._model.rowCount()
        if count:
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        self.list.setFixedHeight(ROW_HEIGHT * min(ROWS_SHOWN, max(1, count)) + 2)
        self._place()

    def _place(self) -> None:
        """Lie in the upper middle of the window, as wide as there is room for."""
        window = self.window()
        self.setFixedWidth(min(WIDTH, window.width() - 32))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, 52)
