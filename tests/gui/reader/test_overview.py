"""The scroll bar shows where in the article the marks are."""

from __future__ import annotations

from annotator.domain.span import Span
from annotator.gui.reader.marks import Mark
from annotator.gui.theme import theme

LONG = "\n\n".join(f"Paragraph {n:03} says that they denied it." for n in range(200))
LIGHT = theme("light")


def rows(view, colour, x=5):
    view.viewport().grab()
    image = view.verticalScrollBar().grab().toImage()
    return [y for y in range(image.height()) if image.pixelColor(x, y) == colour]


def on(words, key, kind="statement", code="denial"):
    start = LONG.index(words)
    return Mark(key, (Span(start, start + len(words)),), kind, code, code)


def test_a_tick_stands_at_its_share_of_the_page(shown):
    view, _ = shown(LONG)
    view.set_marks([on("Paragraph 100 says", "m")])
    (first, last) = rows(view, LIGHT.code_colour("denial"))
    assert last == first + 1
    assert abs(first - 760 * 0.5) < 8


def test_suggestions_are_grey_and_half_as_wide(shown):
    view, _ = shown(LONG)
    view.set_marks([on("Paragraph 050 says", "m", "suggestion")])
    assert len(rows(view, LIGHT.muted)) == 2
    assert rows(view, LIGHT.muted, x=8) == []


def test_what_is_decided_goes_before_what_is_proposed(shown):
    view, _ = shown(LONG)
    view.set_marks([on("Paragraph 050", "a", "suggestion"), on("050 says", "b")])
    assert len(rows(view, LIGHT.code_colour("denial"))) == 2


def test_ticks_follow_marks_and_theme(shown):
    view, _ = shown(LONG)
    view.set_marks([on("Paragraph 050", "a")])
    assert rows(view, LIGHT.code_colour("denial"))
    view.set_theme(theme("dark"))
    assert rows(view, theme("dark").code_colour("denial"))
    view.set_marks([])
    assert rows(view, theme("dark").code_colour("denial")) == []


def test_the_bar_scrolls_the_page_also_to_far_places(shown):
    view, _ = shown(LONG)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    end = LONG.index("Paragraph 199")
    assert view.areas(Span(end, end + 9))
    bar.setValue(bar.maximum() // 2)
    view.viewport().grab()
    middle = view.hit(view.viewport().rect().center()).caret
    assert abs(middle / len(LONG) - 0.5) < 0.05
    bar.setValue(0)
    assert view.areas(Span(0, 9))


def test_a_short_article_has_ticks_beside_its_lines(shown):
    text = "One.\n\nTwo was denied.\n\nThree."
    view, hand = shown(text)
    start = text.index("Two")
    view.set_marks([Mark("m", (Span(start, start + 3),), "statement", "denial", "Denial")])
    line = view.areas(hand.span("Two"))[0]
    (first, _) = rows(view, LIGHT.code_colour("denial"))
    assert abs(first - line.top()) < line.height()
