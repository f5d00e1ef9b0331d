"""The rows of the inspector: what is said of a statement, each with its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from annotator.gui.annotate.drawing import elided
from annotator.gui.icons import icon
from annotator.gui.queue.flow import FlowLayout
from annotator.gui.theme import plain_tip
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from annotator.gui.theme import Theme

LABEL = 84  # pixels
NOTE_LINES = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that stands in a row: an actor, an issue, a link.

    ``tinted`` ones are actors; ``aside`` is said behind it in passing ("implied").
    """

    key: str
    text: str
    aside: str = ""
    tinted: bool = False
    removable: bool = False


class ElidedLabel(QLabel):
    """Plain words on one line, cut at their end where there is no room."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(16)
        self.say(words)

    def say(self, words: str) -> None:
        """Show ``words``, all of them in a tip."""
        self.setText(words)
        self.setToolTip(plain_tip(words))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw what fits."""
        area = self.contentsRect()
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(
                area,
                Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter,
                elided(self.font(), self.text(), area.width()),
            )


class Chip(QFrame):
    """One entry of a row, with a cross where it can be taken away.

    Signals:
        removed: its key.
    """

    removed = Signal(str)

    def __init__(self, look: Theme, parent: QWidget, *, tinted: bool) -> None:
        super().__init__(parent)
        self.tinted = tinted
        self.entry = Entry("", "")
        self.setProperty("look", "party" if tinted else "entry")
        self.words = ElidedLabel("", self)
        self.aside = QLabel(self)
        self.aside.setTextFormat(Qt.TextFormat.PlainText)
        self.aside.setProperty("look", "aside")
        self.cross = QToolButton(self)
        self.cross.setIconSize(QSize(10, 10))
        self.cross.setFixedSize(16, 16)
        self.cross.setProperty("look", "cross")
        self.cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cross.clicked.connect(self._on_cross)
        row = QHBoxLayout(self)
        row.setContentsMargins(8 if tinted else 0, 0, 4 if tinted else 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.aside)
        row.addWidget(self.cross)
        self.set_theme(look)

    def bear(self, entry: Entry) -> None:
        """Stand for ``entry``."""
        self.entry = entry
        self.words.say(entry.text)
        self.aside.setText(entry.aside)
        self.aside.setVisible(bool(entry.aside))
        self.cross.setVisible(entry.removable)
        self.cross.setAccessibleName(tr("Remove {name}", name=entry.text))
        self.updateGeometry()

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self.cross.setIcon(icon("x", look.muted.name(), 10))

    @Slot()
    def _on_cross(self) -> None:
        self.removed.emit(self.entry.key)


class FieldBox(QAbstractButton):
    """The box of a row: shows entries, and asks for others when it is pressed."""

    removed = Signal(str)

    def __init__(self, name: str, cap: str, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.look = look
        self._chips: list[Chip] = []  # made once, and hidden where there are fewer entries
        self._shown: tuple[Entry, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 6, 5)
        row.setSpacing(6)
        self._entries = QWidget(self)
        self._entries.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._flow = FlowLayout(self._entries, gap=4)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.hint = QLabel(self._entries)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self._flow.addWidget(self.hint)
        self.cap = QLabel(self)
        self.cap.setTextFormat(Qt.TextFormat.PlainText)
        self.cap.setProperty("look", "key")
        self.cap.setText(cap)
        self.cap.setVisible(bool(cap))
        row.addWidget(self._entries, 1)
        row.addWidget(self.cap, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What stands there."""
        return self._shown

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self.look = look
        for chip in self._chips:
            chip.set_theme(look)
        self.update()

    def show_entries(self, entries: Sequence[Entry], hint: str, *, missing: bool = False) -> None:
        """Show ``entries``; ``hint`` where there are none, firmly if one is ``missing``."""
        if tuple(entries) != self._shown:
            self._shown = tuple(entries)
            for at, entry in enumerate(entries):
                self._chip(at, tinted=entry.tinted).bear(entry)
            for at, chip in enumerate(self._chips):
                chip.setVisible(at < len(entries))
            self._narrow()
        self.hint.setText("" if entries else hint)
        self.hint.setVisible(not entries)
        kind = "missing" if missing and not entries else "muted"
        if self.hint.property("look") != kind:
            self.hint.setProperty("look", kind)
            self.hint.style().unpolish(self.hint)
            self.hint.style().polish(self.hint)
        said = [f"{e.text} ({e.aside})" if e.aside else e.text for e in entries]
        self.setAccessibleName(f"{self._name}: {', '.join(said) or hint}")
        self._entries.updateGeometry()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt calls it so
        """No entry is wider than the box."""
        super().resizeEvent(event)
        self._narrow()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt calls it so
        """As high as its entries need."""
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt calls it so
        """Entries may need a second line."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt calls it so
        """How high it is at ``width``."""
        return max(30, self._flow.heightForWidth(self._inside(width)) + 10)

    def _chip(self, at: int, *, tinted: bool) -> Chip:
        """The chip at a place, another one than before where it has to look otherwise."""
        if at < len(self._chips) and self._chips[at].tinted == tinted:
            return self._chips[at]
        for old in self._chips[at:]:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        del self._chips[at:]
        chip = Chip(self.look, self._entries, tinted=tinted)
        chip.removed.connect(self.removed)
        self._flow.addWidget(chip)
        self._chips.append(chip)
        return chip

    def _inside(self, width: int) -> int:
        cap = 0 if self.cap.isHidden() else self.cap.sizeHint().width() + 6
        return max(40, width - 14 - cap)

    def _narrow(self) -> None:
        for chip in self._chips:
            chip.setMaximumWidth(self._inside(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw the frame; accent while it has the focus."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.look.accent if self.hasFocus() else self.look.line)
            painter.setBrush(self.look.paper)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)


class NoteField(QPlainTextEdit):
    """A note, written in place.

    Signals:
        written: the words, when Enter is pressed or the focus goes elsewhere.
        left: the researcher wants back to the text.
    """

    written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = self._owner = ""
        self.setPlaceholderText(tr("Add a note…"))
        self.setAccessibleName(tr("Note"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)
        self.installEventFilter(self)
        self._fit()

    def show_note(self, note: str, owner: str) -> None:
        """Show what is kept with ``owner``; what is being written there stays."""
        if owner == self._owner and self.hasFocus() and self.being_written:
            return
        self._owner, self._kept = owner, note
        if note != self.toPlainText():
            self.setPlainText(note)

    @property
    def being_written(self) -> bool:
        """Whether there are words here that are not kept yet."""
        return self.toPlainText().strip() != self._kept.strip()

    def write(self) -> None:
        """Keep what stands there, if it is new."""
        if self.being_written:
            self._kept = self.toPlainText().strip()
            self.written.emit(self._kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Enter keeps, Shift+Enter begins a line, Esc goes back without keeping."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(
            event, QKeyEvent
        ):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            plain = enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if plain or event.key() == Qt.Key.Key_Escape:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                else:
                    self._leave(keep=plain)
                return True
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt calls it so
        """Nothing that was written is lost."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.write()

    def _leave(self, *, keep: bool) -> None:
        if keep:
            self.write()
        else:
            self.setPlainText(self._kept)
        self.left.emit()

    @Slot()
    def _fit(self) -> None:
        lines = max(1, min(NOTE_LINES, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 16)


def row_label(words: str, parent: QWidget) -> QLabel:
    """Return the label in front of a row."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setProperty("look", "muted")
    label.setFixedWidth(LABEL)
    return label
