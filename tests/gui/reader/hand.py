"""A hand that points, clicks and drags over words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest

from annotator.domain.span import Span
from annotator.domain.words import grapheme_snap
from annotator.gui.reader.marks import Mark

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def mark(text, key, words, kind="statement", code="denial", **more):
    """A mark on the first place where ``words`` stand."""
    start = text.index(words)
    span = Span(start, start + len(words))
    return Mark(key, (span,), kind, code, code.capitalize(), **more)


class Hand:
    """Points at words of the article that a view shows, as somebody with a mouse does."""

    def __init__(self, view, text):
        self.view = view
        self.text = text

    def span(self, words, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def middle(self, words, nth=0):
        """The middle of the first character of ``words``."""
        start = self.span(words, nth).start
        return self._area(grapheme_snap(self.text, Span(start, start + 1))).center().toPoint()

    def click(self, words, keys=NO_KEY, nth=0):
        # Never the second half of a double click.
        QTest.qWait(0)
        QTest.mouseClick(self.view.viewport(), LEFT, keys, self.middle(words, nth))

    def double_click(self, words):
        QTest.mouseDClick(self.view.viewport(), LEFT, NO_KEY, self.middle(words))

    def drag(self, words, keys=NO_KEY, *, backwards=False):
        """Drag from the beginning of ``words`` to their end."""
        begin, end = self._edges(self.span(words))
        if backwards:
            begin, end = end, begin
        port = self.view.viewport()
        QTest.mousePress(port, LEFT, keys, begin)
        QTest.mouseMove(port, (begin + end) / 2)
        self.move(end, keys)
        QTest.mouseRelease(port, LEFT, keys, end)

    def move(self, to, keys):
        # QTest's own moves carry no keys.
        port = self.view.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(to), QPointF(port.mapToGlobal(to)), LEFT, LEFT, keys
        )
        QGuiApplication.sendEvent(port, event)

    def _edges(self, span):
        """Where a hand begins and ends that drags over ``span`` in its direction of writing."""
        first = grapheme_snap(self.text, Span(span.start, span.start + 1))
        last = grapheme_snap(self.text, Span(span.end - 1, span.end))
        begin, end = self._area(first), self._area(last)
        leftwards = (begin.top(), -begin.left()) < (end.top(), -end.left()) and (
            begin.top() == end.top()
        )
        if leftwards:
            return self._point(begin.right(), begin), self._point(end.left(), end)
        return self._point(begin.left(), begin), self._point(end.right(), end)

    def _point(self, x, area):
        return QPoint(round(x), round(area.center().y()))

    def _area(self, cluster):
        return self.view.areas(cluster)[0]
