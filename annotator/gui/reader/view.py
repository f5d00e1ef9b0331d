"""Read an article, see what is tagged in it, and say which words are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from annotator.domain.span import Span
from annotator.gui.reader.canvas import Canvas
from annotator.gui.reader.find import Finder
from annotator.gui.reader.index import Index
from annotator.gui.reader.painter import Scene
from annotator.gui.reader.pointer import Pointer
from annotator.gui.reader.reading import Reading
from annotator.gui.reader.speech import announce, spoken
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget

    from annotator.domain.article import Zone
    from annotator.gui.reader.marks import ActorSpan, Heading, Mark
    from annotator.gui.theme import Theme

PAGE_KEPT = 2  # lines of the page before that stay in view after Page Down


class ReaderView(Canvas):
    """Shows one article as a page. Knows no project: it is given values, and tells acts.

    All offsets are code points of the text it was given.

    Signals:
        span_selected: which words were chosen, when the choice is finished.
        selection_cleared: no words are chosen any more.
        mark_activated: the key of the mark that was clicked.
        sentence_changed: the sentence that the cursor came to.
        actor_activated: the name that was clicked outside of any mark.
        zoomed: the new zoom in per cent.
    """

    span_selected = Signal(Span)
    selection_cleared = Signal()
    mark_activated = Signal(str)
    sentence_changed = Signal(Span)
    actor_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None, look: Theme | None = None) -> None:
        super().__init__(parent, look)
        self._reading = Reading()
        self._finder, self._sought = Finder(""), ""
        self._pointer = Pointer(self)
        self.setAccessibleName(tr("Article"))

    # What is shown

    def show_article(self, text: str, zones: Sequence[Zone], heading: Heading) -> None:
        """Turn to another article, at its beginning and without any marks."""
        self.page.show(text, zones, heading)
        self._reading = Reading(text)
        self._finder, self._sought = Finder(text), ""
        self.scene = Scene(self.page)
        self._overview.show_marks(self.page)
        self.setAccessibleName(tr("Article: {title}", title=heading.title))
        self.setAccessibleDescription("")
        self.scroll_to_top()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Take all statements and suggestions of the article as they are now.

        Cheap when few of them differ from those given before.
        """
        changed = self.page.lanes.set(marks)
        for start, end in changed:
            self.page.remeasure(start, end)
        if changed:
            self._overview.show_marks(self.page)
            self.refresh()

    def set_actors(self, actors: Sequence[ActorSpan]) -> None:
        """Take all places where somebody is named."""
        self.page.name_actors(actors)
        self.refresh()

    def set_current(self, key: str | None) -> None:
        """Outline the mark with ``key`` and bring its beginning into view."""
        self.scene.current = key
        for mark in self.page.lanes.marks if key is not None else ():
            if mark.key == key:
                self.reveal(mark.pieces[0])
                break
        self.refresh()

    def set_sentences(self, spans: Sequence[Span]) -> None:
        """Take the article's sentences in reading order; the cursor goes to the first."""
        self._reading.take_sentences(spans)
        self._sentence_moved(reveal=False)

    # Where the reader is

    def sentence(self) -> Span | None:
        """The sentence under the cursor."""
        return self._reading.sentence

    def selection(self) -> Span | None:
        """The words that are chosen."""
        return self._reading.selection

    def proposed_span(self) -> Span | None:
        """What a type key would tag: the selection, else the sentence."""
        return self._reading.proposed

    def next_sentence(self) -> None:
        """Move the cursor down by a sentence."""
        self._go_by(1)

    def previous_sentence(self) -> None:
        """Move the cursor up by a sentence."""
        self._go_by(-1)

    def move_to(self, span: Span) -> None:
        """Move the cursor to the sentence where ``span`` begins, and show it."""
        self.go_to(span.start)
        self.reveal(span)

    def go_to(self, offset: int) -> None:
        """Move the cursor to the sentence at ``offset``, without scrolling."""
        if self._reading.go_to(offset):
            self._sentence_moved(reveal=False)

    # What is chosen

    def select(self, span: Span) -> None:
        """Choose ``span`` as it is."""
        self._reading.select(span)
        self.selection_finished()

    def clear_selection(self) -> None:
        """Choose nothing."""
        if self._reading.selection is not None:
            self._reading.select(None)
            self.selection_finished()

    def grow_end(self) -> None:
        """Take one word more at the end of the selection or sentence."""
        self._changed(done=self._reading.grow_end(), at_end=True)

    def shrink_end(self) -> None:
        """Leave out its last word."""
        self._changed(done=self._reading.shrink_end(), at_end=True)

    def grow_start(self) -> None:
        """Take one word more at its beginning."""
        self._changed(done=self._reading.grow_start(), at_end=False)

    def shrink_start(self) -> None:
        """Leave out its first word."""
        self._changed(done=self._reading.shrink_start(), at_end=False)

    def copy(self) -> None:
        """Put the chosen words on the clipboard, as the article has them."""
        if span := self._reading.selection:
            QGuiApplication.clipboard().setText(span.quote(self._reading.text))

    # Finding

    def find_words(self, words: str, *, forward: bool = True, on: bool = True) -> tuple[int, int]:
        """Go to a hit of ``words``; return its number, from 1, and how many there are.

        ``on``: leave the hit at hand for the next one; else stay while it still fits.
        """
        scene = self.scene
        if words != self._sought or scene.hits is None:
            self._sought = words
            scene.hits = Index(self._finder.all(words), lambda span: span)
        count = len(scene.hits)
        if not count:
            scene.hit = None
            self.refresh()
            return 0, 0
        start = scene.hit or self._reading.proposed or Span(0, 1)
        if forward:
            number = scene.hits.first_from(start.start + (1 if on and scene.hit else 0))
        else:
            number = scene.hits.first_from(start.start) - 1
        scene.hit = scene.hits.things[number % count]
        self.move_to(scene.hit)
        return number % count + 1, count

    def clear_find(self) -> None:
        """Show no hits any more."""
        self._sought = ""
        self.scene.hits = self.scene.hit = None
        self.refresh()

    # What the mouse does, see ``pointer``

    def drag_selection(self, begin: int, end: int, *, words: bool) -> None:
        """Choose what lies between two places, while it is still being dragged."""
        self._reading.drag(begin, end, words=words)
        self._show_selection()

    def extend_selection(self, offset: int, *, words: bool) -> int:
        """Stretch the selection, or the sentence, to ``offset``; return its other end."""
        fixed = self._reading.extend(offset, words=words)
        self._show_selection()
        return fixed

    def select_word_at(self, offset: int) -> None:
        """Choose the word at a character."""
        if word := self._reading.word_at(offset):
            self.go_to(offset)
            self.select(word)

    def select_sentence_at(self, offset: int) -> None:
        """Choose the sentence at a character."""
        if sentence := self._reading.sentence_at(offset):
            self.go_to(offset)
            self.select(sentence)

    def selection_finished(self) -> None:
        """Tell what is chosen now."""
        self._show_selection()
        if span := self._reading.selection:
            self.span_selected.emit(span)
        else:
            self.selection_cleared.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt calls it so
        """Begin to point or to drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt calls it so
        """Drag on, or look at what is under the pointer."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt calls it so
        """End a drag or a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt calls it so
        """Choose a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt calls it so
        """Move by sentences and pages; everything else is the window's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        screen = self.viewport().height() - PAGE_KEPT * self.page.style.pitch
        acts = {
            Qt.Key.Key_Down: self.next_sentence,
            Qt.Key.Key_Up: self.previous_sentence,
            Qt.Key.Key_PageDown: lambda: self.scroll_by(screen),
            Qt.Key.Key_PageUp: lambda: self.scroll_by(-screen),
            Qt.Key.Key_Home: self.scroll_to_top,
            Qt.Key.Key_End: self.scroll_to_bottom,
        }
        act = acts.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if act is None or not plain:
            event.ignore()
            return
        act()

    def _go_by(self, steps: int) -> None:
        self.clear_selection()
        if self._reading.go_by(steps):
            self._sentence_moved(reveal=True)

    def _sentence_moved(self, *, reveal: bool) -> None:
        sentence = self.scene.sentence = self._reading.sentence
        if sentence is None:
            self.refresh()
            return
        if reveal:
            self.reveal(sentence)
        self.refresh()
        pieces = self.page.lanes.within(sentence.start, sentence.end)
        marks = list({piece.mark.key: piece.mark for piece in pieces}.values())
        announce(self, spoken(sentence.quote(self._reading.text), marks))
        self.sentence_changed.emit(sentence)

    def _changed(self, *, done: bool, at_end: bool) -> None:
        """Show and tell a selection that was grown or shrunk by a key."""
        span = self._reading.selection
        if done and span:
            edge = span.end if at_end else span.start + 1
            self.reveal(Span(edge - 1, edge))
            self.selection_finished()

    def _show_selection(self) -> None:
        self.scene.selection = self._reading.selection
        self.viewport().update()
