"""Labels stand beside their lines, never over one another, and fold where there is no room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtTest import QTest

from annotator.domain.span import Span
from annotator.gui.reader.marks import Mark
from annotator.gui.reader.style import fitted
from annotator.gui.theme import theme
from tests.gui.reader.hand import mark

TEXT = "\n\n".join(f"Paragraph {n} says that they denied it {n} times." for n in range(60))


def crowd(count, code="denial"):
    """Marks that all begin in the first lines."""
    return [
        Mark(f"m{n}", (Span(n, n + 40),), "statement", code, "Denial", "Police → Union of editors")
        for n in range(count)
    ]


def test_a_label_stands_at_its_first_line(shown):
    view, hand = shown(TEXT)
    view.set_marks([mark(TEXT, "a", "Paragraph 3 says"), mark(TEXT, "b", "Paragraph 8 says")])
    for key, area in view.labels():
        line = view.areas(hand.span("Paragraph 3 " if key == "a" else "Paragraph 8 "))[0]
        assert line.top() <= area.top() <= line.bottom()
        assert area.left() > line.right()


@pytest.mark.parametrize("count", [2, 5, 9, 30])
def test_labels_never_cover_one_another(shown, count):
    view, _ = shown(TEXT)
    view.set_marks(crowd(count))
    areas = [area for _, area in view.labels()]
    assert len(areas) >= min(count, 4)
    assert all(above.bottom() < below.top() for above, below in pairwise(areas))


def test_a_crowd_is_counted_rather_than_pushed_away(shown):
    view, hand = shown(TEXT)
    view.set_marks(crowd(30))
    line = view.areas(hand.span("Paragraph 0 "))[0]
    assert all(area.top() < line.top() + 160 for _, area in view.labels())
    view.viewport().grab()


def test_labels_stand_still_while_one_scrolls(shown):
    text = "Words that go on and on. " * 400
    marks = [
        Mark(f"m{n}", (Span(n * 45, n * 45 + 60),), "statement", "denial", "Denial", "A → B")
        for n in range(200)
    ]
    view, _ = shown(text)
    view.set_marks(marks)
    view.scroll_by(700)
    before = dict(view.labels())
    for step in range(1, 12):
        view.scroll_by(20)
        for key, area in view.labels():
            if key in before and area.top() > 0:
                assert area.top() == pytest.approx(before[key].top() - 20 * step, abs=1), key


def test_in_a_narrow_window_bars_stand_for_labels(shown):
    view, hand = shown(TEXT, width=420)
    view.set_marks(
        [
            mark(TEXT, "a", "Paragraph 3 says that they denied", parties="Police → Union"),
            mark(TEXT, "b", "they denied it 3", kind="suggestion", score=0.5),
        ]
    )
    assert view.page.style.margin == 0
    bars = dict(view.labels())
    assert set(bars) == {"a", "b"}
    assert bars["a"].right() < view.viewport().width()
    assert bars["a"].left() >= view.areas(hand.span("Paragraph 3 says"))[0].right()
    told = []
    view.mark_activated.connect(told.append)
    middle = bars["a"].center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told == ["a"]
    assert view.tip(middle).replace("\u200e", "") == "Denial · Police → Union"
    view.viewport().grab()


def test_tips_name_all_marks_on_a_word(shown):
    view, hand = shown(TEXT)
    view.set_marks(
        [
            mark(TEXT, "a", "Paragraph 3 says that they denied", badge="↩ 1"),
            mark(TEXT, "b", "they denied it 3", kind="suggestion", score=0.5),
        ]
    )
    assert view.tip(hand.middle("denied it 3")) == "Denial? 0.50\nDenial ↩ 1"
    assert view.tip(hand.middle("Paragraph 5 ")) == ""


def test_too_long_a_label_is_cut_and_keeps_its_score(shown):
    view, _ = shown(TEXT)
    long = Mark("m", (Span(0, 9),), "suggestion", "x", "Acknowledgement of it all " * 3, score=0.82)
    view.set_marks([long])
    assert [key for key, _ in view.labels()] == ["m"]
    (label,) = view._labels
    assert label.rows[0].endswith("…? 0.82")


@pytest.mark.parametrize("zoom", [80, 100, 150, 200, 250])
@pytest.mark.parametrize("width", [240, 420, 600, 810, 1200, 2400])
def test_column_and_margin_fit_every_width(qapp, width, zoom):
    style = fitted(theme("light"), zoom, width)
    assert style.left >= 0
    assert style.left + style.column <= max(width, 6 * style.letter + 24)
    if style.margin:
        assert style.margin_left + style.margin <= width
        assert style.column >= 40 * style.letter


def test_a_wide_window_keeps_the_measure(qapp):
    style = fitted(theme("light"), 100, 2400)
    assert 66 <= style.column / style.letter <= 74
    assert style.left > 700


def test_the_arrow_points_from_speaker_to_target_in_every_script(shown):
    view, _ = shown(TEXT)
    view.set_marks([mark(TEXT, "m", "they denied", parties="وزارة الداخلية → اتحاد الصحفيين")])
    assert [key for key, _ in view.labels()] == ["m"]
    (label,) = view._labels
    assert all(row.startswith("\u200e") for row in label.rows[1:2])
    layout = QTextLayout("".join(label.rows[1:]), theme("light").fonts.ui(12))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1000)
    layout.endLayout()
    at = layout.text().index("→")
    assert line.cursorToX(2)[0] < line.cursorToX(at)[0] < line.cursorToX(at + 5)[0]
