"""Words are found whatever their case and accents."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from annotator.gui.reader.find import MOST, FindBar, Finder

LONG = "\n\n".join(f"Paragraph {n} says that they denied it." for n in range(200))


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Ministry and the ministry", "MINISTRY", ["Ministry", "ministry"]),
        ("A café, a cafe\u0301, a cafe", "cafe", ["café", "cafe\u0301", "cafe"]),
        ("A cafe", "café", ["cafe"]),
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("She said “don’t” twice", '"don\'t"', ["“don’t”"]),
        ("10\u00a0000 people\nagain", "10 000 people again", ["10\u00a0000 people\nagain"]),
        ("👍🏽 denied 🇰🇭 denied", "denied", ["denied", "denied"]),
        ("ក្រសួងមហាផ្ទៃ", "មហាផ្ទៃ", ["មហាផ្ទៃ"]),
        ("رفضت وزارة الداخلية", "وزارة", ["وزارة"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing here", "x", []),
        ("nothing here", "", []),
        ("", "x", []),
    ],
)
def test_found_are_the_articles_own_words(text, words, found):
    assert [span.quote(text) for span in Finder(text).all(words)] == found


def test_a_megabyte_is_searched_while_one_types():
    finder = Finder("Les députés ont nié les faits. " * 33_000)
    finder.all("x")
    started = time.process_time()
    assert len(finder.all("nie")) == MOST
    assert time.process_time() - started < 0.2


def test_hits_are_gone_through_in_both_directions(shown):
    view, _ = shown(LONG)
    assert view.find_words("DENIED", on=False) == (1, 200)
    assert view.find_words("DENIED") == (2, 200)
    assert view.find_words("DENIED", forward=False) == (1, 200)
    assert view.find_words("DENIED", forward=False) == (200, 200)
    assert view.find_words("DENIED") == (1, 200)
    assert view.find_words("nowhere") == (0, 0)


def test_a_search_begins_where_one_reads(shown):
    view, hand = shown(LONG)
    view.move_to(hand.span("Paragraph 100 "))
    assert view.find_words("denied", on=False) == (101, 200)
    assert view.sentence().quote(LONG) == "Paragraph 100 says that they denied it."


def test_the_hit_is_brought_into_view_and_can_be_tagged(shown):
    view, hand = shown(LONG)
    view.find_words("paragraph 150")
    assert view.areas(hand.span("Paragraph 150"))
    assert view.proposed_span().quote(LONG).startswith("Paragraph 150 says")


@pytest.fixture
def bar(shown, qtbot):
    view, _ = shown(LONG)
    made = FindBar(view)
    qtbot.addWidget(made)
    return made


def said(bar):
    return bar.findChild(QLabel).text()


def test_the_bar_counts_while_one_types(bar):
    bar.open()
    line = bar.findChild(QLineEdit)
    QTest.keyClicks(line, "paragraph 1")
    assert said(bar) == "1 of 111"
    QTest.keyClick(line, Qt.Key.Key_F3)
    assert said(bar) == "2 of 111"
    QTest.keyClick(line, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert said(bar) == "1 of 111"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert said(bar) == "2 of 111"
    QTest.keyClicks(line, "xyz")
    assert said(bar) == "No hits"
    line.clear()
    assert said(bar) == ""


def test_the_bar_opens_with_what_was_sought_and_closes_with_escape(bar, qtbot):
    bar.open("denied")
    assert said(bar) == "1 of 200"
    bar.next()
    bar.previous()
    line = bar.findChild(QLineEdit)
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    bar.open()
    assert line.selectedText() == "denied"


def test_everything_in_the_bar_has_a_name(bar):
    for widget in (*bar.findChildren(QToolButton), *bar.findChildren(QLineEdit)):
        assert widget.accessibleName()
