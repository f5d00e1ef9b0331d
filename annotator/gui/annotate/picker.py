"""A list over the page that is searched by typing; one for types, actors, issues and links.

Arrow keys move, Enter takes, Esc goes back and nothing has changed. Where several may
be chosen, Shift+Enter adds or removes one and the list stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.annotate.choices import Choice, ChoiceDelegate, Choices, Explanation
from annotator.gui.annotate.combo import DropDown
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex, QObject

    from annotator.gui.theme import Theme

WIDTH = 380
EXPLAINED = 640  # with a rule beside the list
HEIGHT = 420
EDGE = 8
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what is done with the answer.

    ``choose`` takes the key of the one that is meant; ``toggle``, where several may be,
    adds or removes one. ``create`` takes words that nobody bears yet, ``add`` the same
    beside those who are there. ``kinds`` are keys
    and labels of which one goes with the answer, ``kind`` first of all.
    """

    title: str
    find: Callable[[str], Sequence[Choice]]
    choose: Callable[[str], None]
    toggle: Callable[[str], None] | None = None
    create: Callable[[str], None] | None = None
    add: Callable[[str], None] | None = None
    create_label: str = ""  # with {name}
    empty: str = ""  # what is said when there is nothing to choose from
    explains: bool = False
    kinds: tuple[tuple[str, str], ...] = ()
    kind: str = ""


class Picker(QFrame):
    """Asks one question at a time.

    Signals:
        closed: the answer was given, or nobody wants to give it any more.
    """

    closed = Signal()

    def __init__(self, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picker")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._question: Question | None = None
        self._toggled = False
        self._sure = False  # Enter was pressed once on a name that looks like another
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("look", "heading")
        self.words = QLineEdit(self)
        self.words.setAccessibleName(tr("Search"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._on_typed)
        self.words.installEventFilter(self)
        self.kinds = DropDown(look, self)
        self.kinds.setAccessibleName(tr("Kind of link"))
        self.kinds.installEventFilter(self)
        self.choices = Choices(self)
        self._delegate = ChoiceDelegate(look, self)
        self.list = self._make_list()
        self.explanation = Explanation(self)
        self.keys = QLabel(self)
        self.keys.setTextFormat(Qt.TextFormat.PlainText)
        self.keys.setProperty("look", "muted")
        self.keys.setWordWrap(True)
        self._arrange()
        self.hide()

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self._delegate.look = self.kinds.look = look
        self.list.viewport().update()

    @property
    def kind(self) -> str:
        """The kind that goes with the answer."""
        return str(self.kinds.currentData() or "")

    def ask(self, question: Question, near: QWidget) -> None:
        """Show the list beside ``near`` and take the keys."""
        self._question, self._toggled, self._sure = question, False, False
        self.title.setText(question.title)
        self.setAccessibleName(question.title)
        self.words.setAccessibleName(question.title)
        self.words.setPlaceholderText(tr("Type to search…"))
        self.words.clear()
        self.kinds.clear()
        for key, label in question.kinds:
            self.kinds.addItem(label, key)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(question.kind)))
        self.kinds.setVisible(bool(question.kinds))
        self.explanation.setVisible(question.explains)
        self.keys.setText(_keys(question))
        self._fill("")
        self._place(near)
        self.show()
        self.raise_()
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def close_quietly(self) -> None:
        """Go away without an answer."""
        if self._question is None:
            return
        self._question = None
        QApplication.instance().focusChanged.disconnect(self._on_focus_changed)  # type: ignore[union-attr]
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Take the keys that move and answer, wherever the focus is in here."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)  # noqa: S101 - those two types are
        ours = event.key() in (*_ENTER, Qt.Key.Key_Escape) or (
            watched is self.words and event.key() in _MOVES
        )
        if ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window may take it
            return True
        if ours:
            self._on_key(event)
            return True
        return super().eventFilter(watched, event)

    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.choices)
        view.setItemDelegate(self._delegate)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(tr("Choices"))
        view.clicked.connect(self._on_clicked)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        return view

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.title, self.words, self.kinds, self.list, self.keys):
            left.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 8)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.explanation)

    def _place(self, near: QWidget) -> None:
        """Stand under ``near``, or over it where there is no room, inside the parent."""
        around = self.parentWidget()
        assert around is not None  # noqa: S101 - it was made with one
        room = around.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        wide = EXPLAINED if self._question and self._question.explains else WIDTH
        size = QSize(min(wide, room.width()), min(HEIGHT, room.height()))
        corner = near.mapTo(around, QPoint(0, 0))
        left = corner.x() + near.width() - size.width()
        top = corner.y() + near.height() + 4
        if top + size.height() > room.bottom():
            top = corner.y() - size.height() - 4
        left = max(room.left(), min(left, room.right() - size.width()))
        top = max(room.top(), min(top, room.bottom() - size.height()))
        self.setGeometry(left, top, size.width(), size.height())

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._sure = False
        if self._question:
            self._fill(typed)

    def _fill(self, typed: str) -> None:
        question = self._question
        if question is None:
            return
        found = list(question.find(typed))
        name = " ".join(typed.split())
        new = question.create_label.format(name=name) if question.create and name else ""
        if any(one.exact for one in found):
            new = ""
        self.choices.show(found, new, question.empty)
        row = self.choices.first(only_sure=bool(new))
        self._go_to(row)

    def _go_to(self, row: int) -> None:
        index = self.choices.index(row)
        self.list.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.list.scrollTo(index)

    def _on_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_quietly()
        elif by := _MOVES.get(Qt.Key(event.key())):
            self._go_to(self.choices.moved(self.list.currentIndex().row(), by))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._toggle(self.list.currentIndex().row())
        else:
            self._take(self.list.currentIndex().row())

    @Slot("QModelIndex")
    def _on_clicked(self, index: QModelIndex) -> None:
        held = QApplication.keyboardModifiers()
        many = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if held & many:
            self._toggle(index.row())
        else:
            self._sure = True  # who points at the row has read it
            self._take(index.row())

    def _take(self, row: int) -> None:
        question, typed = self._question, self.words.text()
        if question is None:
            return
        if self._toggled and not typed.strip():  # what was wanted has been said
            self.close_quietly()
            return
        if self.choices.is_new(row):
            self._create(question, typed)
            return
        choice = self.choices.choice(row)
        if choice is None:
            return
        if self._toggled and question.toggle:
            if not choice.chosen:
                question.toggle(choice.key)
        else:
            question.choose(choice.key)
        self.close_quietly()

    def _create(self, question: Question, typed: str) -> None:
        if question.create is None:
            return
        if self.choices.has_alike and not self._sure:
            self._sure = True
            self.choices.ask_again(tr("Press Enter again: it is nobody of those above"))
            return
        create = question.add if self._toggled and question.add else question.create
        create(" ".join(typed.split()))
        self.close_quietly()

    def _toggle(self, row: int) -> None:
        question, choice = self._question, self.choices.choice(row)
        if question is None or question.toggle is None or self.choices.is_new(row):
            self._toggled = self._toggled or bool(question and question.add)
            self._take(row)
            return
        if choice is None:
            return
        question.toggle(choice.key)
        self._toggled = True
        self.words.clear()
        self._fill("")
        self._go_to(self.choices.row_of(choice.key))

    @Slot("QModelIndex", "QModelIndex")
    def _on_current_changed(self, index: QModelIndex) -> None:
        choice = self.choices.choice(index.row())
        self.explanation.explain(choice)
        if choice:
            self.list.setAccessibleDescription(choice.text)

    @Slot("QWidget*", "QWidget*")
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        while new is not None and new is not self:
            new = new.parentWidget()
        if new is None and QApplication.focusWidget() is not None:
            self.close_quietly()


def _keys(question: Question) -> str:
    keys = [tr("↑ ↓ move"), tr("Enter takes it")]
    if question.toggle:
        keys[1] = tr("Enter only this one")
        keys.append(tr("Shift+Enter adds or removes"))
    if question.kinds:
        keys.append(tr("Tab kind"))
    return " · ".join([*keys, tr("Esc back")])
