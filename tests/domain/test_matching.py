"""What a search found is marked where it stands, in code points."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import BadQueryError
from annotator.domain.matching import Matcher, concordance, snippet
from annotator.domain.query import read_query
from annotator.domain.search_words import spread, tokens
from annotator.domain.span import Span
from tests.conftest import HOSTILE

KHMER = "ក្រសួងព័ត៌មានបានបដិសេធការចោទប្រកាន់នេះ។"
SPACED = "ក្រសួង\u200bព័ត៌មាន\u200bបាន\u200bបដិសេធ។"


def found(query, text):
    return [span.quote(text) for span in Matcher(read_query(query)).spans(text)]


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("denied", ["denied"]),
        ("DENIED editor", ["editor", "denied"]),
        ("den*", ["denied"]),
        ("deni", []),
        ('"denied it"', ["denied it"]),
        ('"it denied"', []),
        ("café", ["Cafe\u0301"]),
        ("cafe\u0301", ["Cafe\u0301"]),
        ("cafe", []),
        ("បដិសេធ", ["បដិសេធ"]),
        ("ដិសេ", ["ដិសេ"]),
        ("الحظر", ["الحظر"]),
        ('"5 may"', ["5\u00a0May"]),
        ("NOT denied", []),
        ("unfair OR zebra", ["unfair"]),
        ("NEAR(editor may, 4)", ["editor", "May"]),  # "denied it on 5" between them
        ("NEAR(editor may, 3)", []),
        ("NEAR(may editor, 9)", ["editor", "May"]),
        ("title:denied", []),
    ],
)
def test_words_are_found_where_they_stand(query, quotes):
    assert found(query, HOSTILE) == quotes


def test_khmer_is_found_with_and_without_spaces_of_no_width():
    assert found("ព័ត៌មានបាន", KHMER) == ["ព័ត៌មានបាន"]
    assert found("ព័ត៌មានបាន", SPACED) == ["ព័ត៌មាន\u200bបាន"]
    assert found('"ព័ត៌មាន\u200bបាន"', KHMER) == ["ព័ត៌មានបាន"]


@pytest.mark.parametrize(
    ("query", "text"),
    [("記者", "外国記者会は"), ("ข่าว", "นักข่าวสองคน"), ("ຂ່າວ", "ນັກຂ່າວ"), ("သတင်း", "မြန်မာသတင်းစာ")],
)
def test_part_of_a_sentence_without_spaces_is_found(query, text):
    assert found(query, text) == [query]


def test_a_word_beside_khmer_is_a_word():
    assert found("radio", "សារRadioថ្មី") == ["Radio"]
    assert found("dio", "សារRadioថ្មី") == []


@given(st.text(st.sampled_from(KHMER + "ខa \u200b"), min_size=1), st.data())
def test_every_run_of_letters_of_a_khmer_text_is_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    words = tokens(text[start:end])
    if words and "a" not in "".join(words) and all(one[0].isalpha() for one in words):
        assert Matcher(read_query(f'"{text[start:end]}"')).spans(text)


@given(st.text())
def test_what_is_set_apart_for_the_index_reads_the_same(text):
    assert tokens(spread(text)) == tokens(text)


@given(st.text("ab \nកេ👍é", min_size=1), st.text("ab កé*", min_size=1))
def test_spans_lie_in_the_text_in_order(text, query):
    try:
        spans = Matcher(read_query(query)).spans(text)
    except BadQueryError:
        return
    assert all(one.end <= two.start for one, two in pairwise(spans))
    shown = snippet(text, spans, 20)
    assert len(shown.text) <= 20
    for mark in shown.marks:
        quote = text[shown.start + mark.start : shown.start + mark.end]
        assert mark.quote(shown.text).split() == quote.split()


def test_a_snippet_shows_where_most_was_found():
    text = "One ban here. " + "Nothing at all. " * 40 + "A ban on a ban of bans.\nA ban stays. " * 2
    spans = Matcher(read_query("ban")).spans(text)
    shown = snippet(text, spans)
    assert shown.cut_before
    assert len(shown.marks) >= 5
    assert all(mark.quote(shown.text) == "ban" for mark in shown.marks)
    assert "\n" not in shown.text
    assert text[shown.start :].startswith(shown.text[:20])


def test_a_snippet_of_nothing_found_is_the_beginning():
    shown = snippet("A short text.", [])
    assert (shown.start, shown.text, shown.marks) == (0, "A short text.", ())
    assert not shown.cut_before
    assert not shown.cut_after


def test_a_concordance_has_both_sides():
    text = "The radio\nwas shut. The radio is back."
    spans = Matcher(read_query("radio")).spans(text)
    hits = list(concordance(text, spans, 9))
    assert [(one.before, one.match, one.after) for one in hits] == [
        ("The ", "radio", " was shut"),
        ("hut. The ", "radio", " is back."),
    ]
    assert hits[1].span == Span(24, 29)
