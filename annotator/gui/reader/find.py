"""Find words in the article; case and accents do not count."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from annotator.domain.span import Span
from annotator.gui.icons import icon
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.reader.view import ReaderView

MOST = 10_000  # hits; a single letter in a long text has more
_ALIKE = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


class Finder:
    """One text, made ready for searching when it is first searched."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: str | None = None
        self._ends: list[int] | None = None  # where each character's folding ends

    def all(self, words: str) -> list[Span]:
        """Return where ``words`` stand, at most ``MOST`` places, none overlapping."""
        if self._folded is None:
            self._fold()
        sought = "".join(map(_folding, words))
        hits: list[Span] = []
        folded = self._folded or ""
        at = folded.find(sought) if sought else -1
        while at >= 0 and len(hits) < MOST:
            hits.append(self._span(at, at + len(sought)))
            at = folded.find(sought, at + len(sought))
        return hits

    def _fold(self) -> None:
        table = {char: _folding(char) for char in set(self._text)}
        if all(len(folded) == 1 for folded in table.values()):
            codes = {ord(char): folded for char, folded in table.items()}
            self._folded = self._text.translate(codes)
            return
        pieces = [table[char] for char in self._text]
        self._folded = "".join(pieces)
        self._ends = list(accumulate(map(len, pieces)))

    def _span(self, start: int, end: int) -> Span:
        if self._ends is None:
            return Span(start, end)
        # bisect_right: accents that were left out belong to the letter before them.
        return Span(
            bisect_right(self._ends, start),
            max(bisect_left(self._ends, end) + 1, bisect_right(self._ends, end)),
        )


def _folding(char: str) -> str:
    if char.isspace():
        return " "
    decomposed = unicodedata.normalize("NFD", char.translate(_ALIKE))
    return "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f").casefold()


class FindBar(QWidget):
    """A line to type in, over the article it searches.

    Signals:
        closed: the reader wants back to the article.
    """

    closed = Signal()

    def __init__(self, view: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._line = QLineEdit()
        self._line.setPlaceholderText(tr("Find in this article"))
        self._line.setAccessibleName(tr("Find in this article"))
        self._line.textChanged.connect(self._on_typed)
        self._line.installEventFilter(self)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("look", "muted")
        self._count.setAccessibleName(tr("Hits"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._line, 1)
        row.addWidget(self._count)
        for name, tip, act in (
            ("chevron-up", tr("Previous hit (Shift+F3)"), self.previous),
            ("chevron-down", tr("Next hit (F3)"), self.next),
            ("x", tr("Close (Esc)"), self.close_bar),
        ):
            button = QToolButton()
            button.setIcon(icon(name, view.look.muted.name()))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            row.addWidget(button)
        self.setFocusProxy(self._line)
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the bar, with ``words`` or what was sought last, and search at once."""
        self.show()
        if words:
            self._line.setText(words)
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self._search(forward=True, on=False)

    @Slot()
    def next(self) -> None:
        """Go to the next hit, after the last to the first."""
        self._search(forward=True)

    @Slot()
    def previous(self) -> None:
        """Go to the hit before, from the first to the last."""
        self._search(forward=False)

    @Slot()
    def close_bar(self) -> None:
        """Put the bar away, and the marks of its hits."""
        self._view.clear_find()
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Take the keys that mean the bar, not the line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if event.key() in (Qt.Key.Key_F3, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._search(forward=not back)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_typed(self) -> None:
        self._search(forward=True, on=False)

    def _search(self, *, forward: bool, on: bool = True) -> None:
        words = self._line.text()
        number, count = self._view.find_words(words, forward=forward, on=on)
        many = f"{count}+" if count == MOST else str(count)
        said = tr("{number} of {count}", number=number, count=many) if count else tr("No hits")
        self._count.setText(said if words else "")
