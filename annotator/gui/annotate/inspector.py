"""What is said of the statement at hand, and what else there is in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.annotate.details import Details, History
from annotator.gui.annotate.fields import FieldBox, NoteField, row_label
from annotator.gui.annotate.overview import Overview
from annotator.gui.annotate.quote import QuoteLabel
from annotator.gui.annotate.type_chips import TypeChips, fitting
from annotator.gui.annotate.views import Shown, entries, hints, seen
from annotator.gui.shortcuts import said_key
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject

    from annotator.gui.annotate.hand import Hand
    from annotator.gui.theme import Theme

WIDE = 340
LEAST = 280
FIELDS = ("speaker", "target", "issue", "form", "link")


class Inspector(QWidget):
    """The right side of the workspace.

    Signals:
        asked: the name of a command, as in the table of commands.
        type_chosen: the key of a statement type.
        removed: field and key of an entry that is to go.
        note_written: what the note is to be.
        details_changed: the statement as it is to be.
        left: the researcher wants back to the text.
    """

    asked = Signal(str)
    type_chosen = Signal(str)
    removed = Signal(str, str)
    note_written = Signal(str)
    details_changed = Signal(object)
    left = Signal()

    def __init__(self, hand: Hand, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand = hand
        self._look = look
        self._keys: Mapping[str, str] = {}
        self._usage: Mapping[str, int] = {}
        self.setObjectName("inspector")
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Inspector"))
        self.setMinimumWidth(LEAST)
        self.heading = _label("heading", self)
        self.quote = QuoteLabel(look, self)
        self.chips = TypeChips(look, self)
        self.advice = _label("muted", self)
        self.decision = self._make_decision()
        self.boxes: dict[str, FieldBox] = {}
        self.note = NoteField(self)
        self.note_cap = _label("key", self)
        self.fields = self._make_fields()
        self.details = Details(look, self)
        self.history = History(self)
        self.overview = Overview(hand, look, self)
        self.setFocusProxy(self.overview)
        self._arrange()
        self._connect()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt calls it so
        """As wide as in the drawing."""
        return QSize(WIDE, 600)

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self._look = look
        self.quote.look = self.details.modality.look = look
        self.chips.set_theme(look)
        for box in self.boxes.values():
            box.set_theme(look)
        self.overview.set_theme(look)
        self.refresh()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Take the key of every command, by name, to show it where it works."""
        keys = {name: said_key(key) for name, key in keys.items()}
        self._keys = keys
        for name, box in self.boxes.items():
            box.cap.setText(keys.get(f"field.{name}", ""))
            box.cap.setVisible(bool(box.cap.text()))
        self.note_cap.setText(keys.get("field.note", ""))
        self.accept.setText(_with_key(tr("Accept"), keys.get("suggestion.accept", "")))
        self.reject.setText(_with_key(tr("Reject"), keys.get("suggestion.reject", "")))

    def set_usage(self, usage: Mapping[str, int]) -> None:
        """Take how often the coder has used each type, which decides what is offered."""
        self._usage = usage

    def flush(self) -> None:
        """Keep what is still being written, before something else is at hand."""
        self.note.write()
        self.details.flush()

    def refresh(self) -> None:
        """Show what is at hand now."""
        hand = self._hand
        shown = seen(hand)
        writable = hand.session.writable
        self.heading.setText(shown.heading)
        self.quote.show_words(shown.words, shown.code)
        self.quote.setVisible(bool(shown.words))
        self._show_types(shown)
        self.advice.setText(shown.advice)
        self.advice.setVisible(bool(shown.advice))
        self.decision.setVisible(shown.kind == "suggestion")
        self.reason.setText(shown.reason)
        self.shares.setText(shown.shares)
        self.shares.setVisible(bool(shown.shares))
        for button in (self.accept, self.reject):
            button.setEnabled(writable)
        self.fields.setVisible(shown.kind != "nothing")
        self._show_fields(shown, writable=writable and shown.kind == "statement")
        statement = hand.statement
        self.details.setVisible(statement is not None)
        self.details.show_statement(statement, writable=writable)
        self.history.setVisible(statement is not None)
        if self.history.is_open:
            self._on_history()
        self.overview.show_current(hand.key)

    def _make_decision(self) -> QWidget:
        box = QWidget(self)
        self.reason = _label("", box)
        self.shares = _label("muted", box)
        self.accept = QPushButton(box)
        self.accept.setProperty("look", "primary")
        self.accept.setAccessibleName(tr("Accept the suggestion"))
        self.reject = QPushButton(box)
        self.reject.setAccessibleName(tr("Reject the suggestion"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.accept, 1)
        buttons.addWidget(self.reject, 1)
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.reason)
        rows.addWidget(self.shares)
        rows.addLayout(buttons)
        return box

    def _make_fields(self) -> QWidget:
        part = QWidget(self)
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(6)
        names = {
            "speaker": tr("Speaker"),
            "target": tr("Target"),
            "issue": tr("Issue"),
            "form": tr("Form"),
            "link": tr("Responds to"),
        }
        for at, field in enumerate(FIELDS):
            box = FieldBox(names[field], "", self._look, part)
            box.setObjectName(f"field.{field}")
            box.clicked.connect(self._on_box)
            box.removed.connect(self._on_removed)
            self.boxes[field] = box
            grid.addWidget(row_label(names[field], part), at, 0)
            grid.addWidget(box, at, 1)
        grid.addWidget(row_label(tr("Note"), part), len(FIELDS), 0)
        beside = QHBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self.note, 1)
        beside.addWidget(self.note_cap, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(beside, len(FIELDS), 1)
        grid.setColumnStretch(1, 1)
        return part

    def _arrange(self) -> None:
        upper = QWidget(self)
        upper.setProperty("look", "panel")
        rows = QVBoxLayout(upper)
        rows.setContentsMargins(16, 12, 16, 4)
        rows.setSpacing(8)
        for widget in (
            self.heading,
            self.quote,
            self.advice,
            self.chips,
            self.decision,
            self.fields,
        ):
            rows.addWidget(widget)
        folds = QVBoxLayout()
        folds.setSpacing(0)
        folds.addWidget(self.details)
        folds.addWidget(self.history)
        rows.addLayout(folds)
        rows.addStretch(1)
        scroll = _Upper(self)
        scroll.hold(upper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 0)
        whole.addWidget(self.overview, 1)

    def _connect(self) -> None:
        self.chips.chosen.connect(self.type_chosen)
        self.chips.more.connect(self._on_more)
        self.accept.clicked.connect(self._on_accept)
        self.reject.clicked.connect(self._on_reject)
        self.note.written.connect(self.note_written)
        self.note.left.connect(self.left)
        self.details.changed.connect(self.details_changed)
        self.details.left.connect(self.left)
        self.history.wanted.connect(self._on_history)
        self.overview.left.connect(self.left)

    def _show_types(self, shown: Shown) -> None:
        hand = self._hand
        keys = {
            name.removeprefix("tag."): key
            for name, key in self._keys.items()
            if name.startswith("tag.")
        }
        keys[""] = keys.pop("more", "")
        codes = fitting(hand.session.codebook, self._usage, shown.proposed, shown.type)
        self.chips.show_types(codes, keys, shown.type)
        self.chips.setEnabled(hand.session.writable and hand.sheet is not None)
        self.chips.setVisible(hand.sheet is not None)

    def _show_fields(self, shown: Shown, *, writable: bool) -> None:
        for field, box in self.boxes.items():
            hint, missing = hints(self._hand, field)
            box.show_entries(entries(self._hand, field, writable=writable), hint, missing=missing)
            box.setEnabled(writable)
        statement = self._hand.statement
        self.note.show_note(statement.note if statement else "", owner=shown.key)
        self.note.setReadOnly(not writable)
        self.note.setEnabled(statement is not None)

    @Slot()
    def _on_box(self) -> None:
        box = self.sender()
        if box is not None:
            self.asked.emit(box.objectName())

    @Slot(str)
    def _on_removed(self, key: str) -> None:
        box = self.sender()
        if box is not None:
            self.removed.emit(box.objectName().removeprefix("field."), key)

    @Slot()
    def _on_more(self) -> None:
        self.asked.emit("tag.more")

    @Slot()
    def _on_accept(self) -> None:
        self.asked.emit("suggestion.accept")

    @Slot()
    def _on_reject(self) -> None:
        self.asked.emit("suggestion.reject")

    @Slot()
    def _on_history(self) -> None:
        self.history.show_lines(self._hand.history())


class _Upper(QScrollArea):
    """The part over the lists: as high as it needs, and scrolled where that is too much."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def hold(self, inner: QWidget) -> None:
        """Take what is shown."""
        self.setWidget(inner)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Ask for another height when what it holds does."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt calls it so
        """As high as what it holds at this width."""
        inner = self.widget()
        if inner is None:
            return super().sizeHint()
        wide = max(LEAST, self.width())
        layout = inner.layout()
        high = layout.totalHeightForWidth(wide) if layout and layout.hasHeightForWidth() else -1
        return QSize(WIDE, high if high >= 0 else inner.sizeHint().height())

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt calls it so
        """Another width needs another height."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.updateGeometry()


def _label(look: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(look != "key")
    label.setProperty("look", look)
    return label


def _with_key(words: str, key: str) -> str:
    return tr("{words}   {key}", words=words, key=key) if key else words
