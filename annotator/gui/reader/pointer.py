"""What the mouse means: point, drag, choose a word, a sentence, a mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from annotator.gui.reader.marks import Mark
    from annotator.gui.reader.view import ReaderView

STILL = 4  # pixels; less is a click, not a drag
TICK = 16  # milliseconds between two steps while dragging beyond the edge


@dataclass(frozen=True, slots=True)
class Hit:
    """What is at a point: a place between characters, a character, a mark's label."""

    caret: int
    character: int | None = None
    label: Mark | None = None


class Pointer(QObject):
    """Turns presses, moves and releases into acts of the view."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._origin = 0
        self._label: Mark | None = None
        self._dragging = False
        self._last = QPoint()
        self._words = True
        self._since_double = QElapsedTimer()
        self._clicked: tuple[int, ...] = ()  # where the last click was, and on how many marks
        self._turn = 0
        self._beyond = QTimer(self)
        self._beyond.setInterval(TICK)
        self._beyond.timeout.connect(self._on_beyond)

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        at = event.position().toPoint()
        hit = self._view.hit(at)
        if self._is_third(at):
            self._view.select_sentence_at(hit.caret if hit.character is None else hit.character)
            return
        self._pressed, self._last = at, at
        self._label, self._dragging = hit.label, False
        self._origin = hit.caret
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and hit.label is None:
            self._dragging = True
            words = self._by_words(event)
            self._origin = self._view.extend_selection(hit.caret, words=words)

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves, with a button down or not."""
        at = event.position().toPoint()
        if self._pressed is None:
            self._view.show_pointer(self._view.hit(at))
            return
        if self._label is not None:
            return
        if (at - self._pressed).manhattanLength() >= STILL:
            self._dragging = True
        if self._dragging:
            self._last, self._words = at, self._by_words(event)
            self._drag()
            outside = not 0 <= at.y() < self._view.viewport().height()
            if outside != self._beyond.isActive():
                self._beyond.start() if outside else self._beyond.stop()

    def release(self, event: QMouseEvent) -> None:
        """The button goes up: a selection is finished, or it was a click."""
        self._beyond.stop()
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._dragging:
            self._dragging = False
            self._view.selection_finished()
            return
        hit = self._view.hit(event.position().toPoint())
        if self._label is not None:
            if hit.label is not None and hit.label.key == self._label.key:
                self._view.mark_activated.emit(self._label.key)
            return
        self._click(hit)

    def double(self, event: QMouseEvent) -> None:
        """Two clicks: the word under the pointer."""
        hit = self._view.hit(event.position().toPoint())
        self._pressed = None
        self._last = event.position().toPoint()
        self._since_double.start()
        if hit.label is not None:
            self._view.mark_activated.emit(hit.label.key)
        elif hit.character is not None:
            self._view.select_word_at(hit.character)

    def _is_third(self, at: QPoint) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        soon = self._since_double.isValid() and self._since_double.elapsed() < interval
        self._since_double.invalidate()
        return soon and (at - self._last).manhattanLength() < STILL

    def _by_words(self, event: QMouseEvent) -> bool:
        return not event.modifiers() & Qt.KeyboardModifier.AltModifier

    def _click(self, hit: Hit) -> None:
        view = self._view
        view.clear_selection()
        if hit.character is None:
            return
        view.go_to(hit.character)
        marks = view.marks_at(hit.character)
        if not marks:
            self._clicked = ()
            actor = view.actor_at(hit.character)
            if actor is not None:
                view.actor_activated.emit(actor.name)
            return
        place = (hit.character, len(marks))
        self._turn = self._turn + 1 if place == self._clicked else 0
        self._clicked = place
        view.mark_activated.emit(marks[self._turn % len(marks)].key)

    def _drag(self) -> None:
        self._view.drag_selection(self._origin, self._view.hit(self._last).caret, words=self._words)

    @Slot()
    def _on_beyond(self) -> None:
        """Scroll on while the pointer is over or under the view, faster further away."""
        height = self._view.viewport().height()
        beyond = min(0, self._last.y()) + max(0, self._last.y() - height + 1)
        self._view.scroll_by(max(-60, min(60, beyond // 2)))
        self._drag()
