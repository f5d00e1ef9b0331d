"""What is read stays where it is, and what is asked for comes into view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest

from annotator.domain.span import Span
from tests.gui.reader.hand import mark

CTRL = Qt.KeyboardModifier.ControlModifier
LONG = "\n\n".join(f"Paragraph {n} says that they denied it {n} times." for n in range(200))


def test_pages_and_ends_are_a_key_away(shown):
    view, hand = shown(LONG)
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    view.viewport().grab()
    assert 500 < bar.value() < 760
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.areas(hand.span("199 times"))
    view.viewport().grab()
    assert bar.value() == bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert not view.areas(hand.span("199 times"))
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.areas(hand.span("Paragraph 0 "))


def test_the_sentence_at_hand_stays_in_view(shown):
    view, _ = shown(LONG)
    for _ in range(60):
        view.next_sentence()
        (area, *_) = view.areas(view.sentence())
        assert 0 < area.top() < view.viewport().height() - area.height()
    for _ in range(60):
        view.previous_sentence()
        assert view.areas(view.sentence())


def test_the_mark_at_hand_comes_into_view(shown):
    view, hand = shown(LONG)
    view.set_marks([mark(LONG, "far", "Paragraph 150 says")])
    assert not view.areas(hand.span("Paragraph 150 says"))
    view.set_current("far")
    assert view.areas(hand.span("Paragraph 150 says"))
    view.set_current(None)
    view.set_current("unknown")


def test_dragging_over_the_edge_scrolls(shown, qtbot):
    view, hand = shown(LONG)
    begin = hand.middle("Paragraph 3 ")
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    hand.move(QPoint(200, view.viewport().height() + 80), Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 200)
    end = QPoint(200, view.viewport().height() - 20)
    hand.move(end, Qt.KeyboardModifier.NoModifier)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    still = view.verticalScrollBar().value()
    assert view.selection().quote(LONG).startswith("Paragraph 3 says")
    assert view.selection().end > LONG.index("Paragraph 14 ")
    qtbot.wait(60)
    assert view.verticalScrollBar().value() == still


def wheel(view, turned, keys=Qt.KeyboardModifier.NoModifier, pixels=0):
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(0, pixels),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(view.viewport(), event)


def test_the_wheel_scrolls_and_zooms(shown, qtbot):
    view, hand = shown(LONG)
    before = view.areas(hand.span("Paragraph 5 "))[0].top()
    wheel(view, -120)
    assert view.areas(hand.span("Paragraph 5 "))[0].top() == before - 3 * view.page.style.pitch
    wheel(view, 0, pixels=-7)
    assert view.areas(hand.span("Paragraph 5 "))[0].top() == before - 3 * view.page.style.pitch - 7
    with qtbot.waitSignal(view.zoomed) as told:
        wheel(view, 120, CTRL)
    assert told.args == [110]
    wheel(view, -120, CTRL)
    assert view.zoom() == 100


def test_zoom_has_limits_and_keeps_the_place(shown):
    view, hand = shown(LONG)
    told = []
    view.zoomed.connect(told.append)
    view.set_current(None)
    view.move_to(hand.span("Paragraph 90 "))
    for _ in range(30):
        view.zoom_in()
    assert view.zoom() == 250 == told[-1]
    assert view.areas(hand.span("Paragraph 90 "))
    for _ in range(30):
        view.zoom_out()
    assert view.zoom() == 80
    assert view.areas(hand.span("Paragraph 90 "))
    view.zoom_reset()
    assert view.zoom() == 100


def test_what_is_read_does_not_jump_when_what_is_above_is_laid_out(shown):
    text = "\n".join("Long words again. " * (n % 40 + 1) for n in range(400))
    view, _ = shown(text)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.viewport().grab()
    hit = view.hit(QPoint(100, 300))
    span = Span(hit.caret, hit.caret + 3)
    for _ in range(60):
        top = view.areas(span)[0].top()
        view.scroll_by(-10)
        assert view.areas(span)[0].top() == pytest.approx(top + 10, abs=1)
        view.scroll_by(10)
        view.scroll_by(-300)
        view.scroll_by(300)


def test_marks_above_make_room_without_moving_what_is_read(shown):
    view, hand = shown(LONG)
    view.move_to(hand.span("Paragraph 40 "))
    top = view.areas(hand.span("Paragraph 40 "))[0].top()
    view.set_marks(
        [
            mark(LONG, "a", "Paragraph 2 says that"),
            mark(LONG, "b", "says that they denied it 2 times"),
        ]
    )
    assert view.areas(hand.span("Paragraph 40 "))[0].top() == top


def test_another_width_keeps_the_place(shown):
    view, hand = shown(LONG)
    view.move_to(hand.span("Paragraph 100 "))
    view.resize(500, 760)
    QTest.qWait(0)
    assert view.areas(hand.span("Paragraph 100 "))
