"""The sentence at hand, and choosing words by keys."""

from __future__ import annotations

import pytest

from annotator.domain.sentences import sentences
from annotator.domain.span import Span
from annotator.gui.reader.reading import Reading

TEXT = "Police denied it. “Nobody was held,” he said.\n\nThe editors left."


def reading(text: str = TEXT) -> Reading:
    made = Reading(text)
    made.take_sentences(sentences(text))
    return made


def said(span: Span | None, text: str = TEXT) -> str:
    return span.quote(text) if span else ""


def test_the_cursor_begins_at_the_first_sentence_and_keeps_to_the_article():
    at = reading()
    assert said(at.sentence) == "Police denied it."
    assert not at.go_by(-1)
    while at.go_by(1):
        pass
    assert said(at.sentence) == "The editors left."


def test_an_article_without_sentences_has_no_cursor():
    at = reading("")
    assert at.sentence is None
    assert at.proposed is None
    assert not at.go_by(1)
    assert not at.go_to(0)
    assert not at.grow_end()


def test_the_cursor_goes_to_the_sentence_of_a_place():
    at = reading()
    at.go_to(TEXT.index("editors"))
    assert said(at.sentence) == "The editors left."
    at.go_to(0)
    assert said(at.sentence) == "Police denied it."


def test_new_sentences_leave_the_cursor_where_it_was():
    at = reading()
    at.go_to(TEXT.index("editors"))
    at.take_sentences(sentences(TEXT)[1:])
    assert said(at.sentence) == "The editors left."


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        (["shrink_end"], "Police denied it"),
        (["shrink_end", "shrink_end"], "Police denied"),
        (["shrink_end", "shrink_end", "grow_end"], "Police denied it"),
        (["shrink_start"], "denied it."),
        (["shrink_start", "grow_start"], "Police denied it."),
        (["grow_end"], "Police denied it. “"),
        (["shrink_end"] * 9, "Police"),
        (["shrink_start"] * 9, "."),
    ],
)
def test_the_sentence_grows_and_shrinks_by_words(acts, words):
    at = reading()
    for act in acts:
        getattr(at, act)()
    assert said(at.selection) == words
    assert at.proposed == at.selection


def test_choosing_nothing_leaves_the_sentence():
    at = reading()
    at.select(Span(0, 6))
    at.select(None)
    assert at.proposed == at.sentence


def test_a_selection_is_stretched_from_the_end_that_stays():
    at = reading()
    at.drag(TEXT.index("denied"), TEXT.index(" it"), words=True)
    at.extend(TEXT.index(" was"), words=True)
    assert said(at.selection) == "denied it. “Nobody"
    at.extend(2, words=True)
    assert said(at.selection) == "Police"


def test_without_a_selection_the_sentence_is_stretched():
    at = reading()
    at.extend(TEXT.index(" was"), words=True)
    assert said(at.selection) == "Police denied it. “Nobody"
    last = reading()
    last.go_to(TEXT.index("editors"))
    last.extend(TEXT.index("held"), words=True)
    assert said(last.selection) == "held,” he said.\n\nThe editors left."


def test_a_drag_over_nothing_but_white_space_chooses_nothing():
    at = reading()
    gap = TEXT.index("\n\n")
    at.drag(gap, gap + 2, words=True)
    assert at.selection is None


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("They don’t know", 7, "don’t"),
        ("👍🏽 yes", 0, "👍🏽"),
        ("a\u00a0b", 1, None),
        ("end", 3, None),
    ],
)
def test_the_word_at_a_place(text, at, word):
    assert (said(Reading(text).word_at(at), text) or None) == word


def test_a_word_deep_in_a_very_long_line_is_found_at_once():
    text = "x" * 500_000 + " denied " + "y" * 500_000
    at = text.index("denied")
    assert said(Reading(text).word_at(at + 2), text) == "denied"
