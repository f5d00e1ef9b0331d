"""Selections grow to what people see as words and characters, in every script."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.domain.article import Zone
from annotator.domain.errors import OutsideTextError
from annotator.domain.span import Span
from annotator.domain.words import (
    grapheme_snap,
    next_word_end,
    previous_word_start,
    snap,
    trimmed,
    word_count,
)

PIECES = (
    *("denied", "Chan-o-cha", "don’t", "U.S.", "2,000.50", "foo_bar", "x@y.org", "it", "--", "—"),
    *(" ", "  ", "\n", "\u00a0", "\u200b", "\u200d", ".", ",", "“", "”", "-", "’", "'"),
    *("បដិសេធ", "កម្ពុជា", "ព័ត៌មាន", "ก", "กำ", "ไทย", "新闻", "ニュース", "क्षत्रिय", "한국"),
    *(
        "اتُّهِمَت",
        "وقالت",
        "שלום",
        "e\u0301",
        "\u0301",
        "n\u0303",
        "👍🏽",
        "👨‍👩‍👧",
        "🇰🇭",
        "🇰",
        "1️⃣",
        "𝒜",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
ANY_TEXTS = TEXTS | st.text(min_size=1)


@st.composite
def texts_with_spans(draw, texts=ANY_TEXTS):
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


def cluster_edges(text):
    return {0, *(found.end() for found in regex.finditer(r"\X", text))}


@pytest.mark.parametrize(
    ("text", "selected", "snapped"),
    [
        pytest.param("They denied it.", "nie", "denied", id="inside a word"),
        pytest.param("They denied it.", "y den", "They denied", id="across two"),
        pytest.param("They denied it.", " denied ", "denied", id="white space goes"),
        pytest.param("They denied it.", "it.", "it.", id="punctuation stays"),
        pytest.param("They denied it.", ".", ".", id="punctuation alone"),
        pytest.param("Gen. Chan-o-cha won", "o", "Chan-o-cha", id="hyphens"),
        pytest.param("They don’t know", "t k", "don’t know", id="apostrophe"),
        pytest.param("citizens’ rights", "citizen", "citizens", id="apostrophe at the end"),
        pytest.param("a trade-off—or not", "off", "trade-off", id="dashes part"),
        pytest.param("some 2,000.50 riel", "000", "2,000.50", id="number"),
        pytest.param("បដិសេធ", "\u17b7", "ដិ", id="khmer vowel"),
        pytest.param("កម្ពុជា", "\u17d2", "ម្ពុ", id="khmer subscript"),
        pytest.param("ao👨‍👩‍👧b", "👩", "👨‍👩‍👧", id="family"),
        pytest.param("🇰🇭🇹🇭", "🇭", "🇰🇭", id="flag"),
        pytest.param("👍🏽 yes", "🏽", "👍🏽", id="skin tone"),
        pytest.param("Cafe\u0301 x", "e", "Cafe\u0301", id="combining mark"),
        pytest.param("لقد اتُّهِمَت", "ت", "اتُّهِمَت", id="harakat"),
        pytest.param("5\u00a0May", "\u00a0Ma", "May", id="no-break space"),
    ],
)
def test_snapping(text, selected, snapped):
    start = text.index(selected)
    assert snap(text, Span(start, start + len(selected))).quote(text) == snapped


def test_white_space_alone_is_kept_whole():
    assert snap("a \n b", Span(1, 4)) == Span(1, 4)
    assert trimmed("a \n b", Span(1, 4)) is None


def test_a_character_may_be_selected_for_itself():
    assert grapheme_snap("denied 👍🏽", Span(2, 3)) == Span(2, 3)
    assert grapheme_snap("denied 👍🏽", Span(8, 9)) == Span(7, 9)


@pytest.mark.parametrize("grow", [snap, grapheme_snap])
def test_a_span_beyond_the_text_is_refused(grow):
    with pytest.raises(OutsideTextError):
        grow("short", Span(2, 6))


@given(texts_with_spans())
def test_snapping_holds_what_was_selected_and_splits_no_character(given_text):
    text, span = given_text
    snapped = snap(text, span)
    selected = trimmed(text, span) or span
    edges = cluster_edges(text)
    assert snapped.holds(selected)
    assert {snapped.start, snapped.end} <= edges
    assert snap(text, snapped) == snapped


@given(texts_with_spans())
def test_snapping_to_characters_takes_no_more_than_it_must(given_text):
    text, span = given_text
    edges = cluster_edges(text)
    assert grapheme_snap(text, span) == Span(
        max(edge for edge in edges if edge <= span.start),
        min(edge for edge in edges if edge >= span.end),
    )


@given(texts_with_spans(), ANY_TEXTS, ANY_TEXTS)
def test_what_stands_in_other_lines_does_not_matter(given_text, before, after):
    text, span = given_text
    assume("\n" not in text)
    whole = f"{before}\n{text}\n{after}"
    by = len(before) + 1
    assert snap(whole, span.shifted(by)) == snap(text, span).shifted(by)


@given(texts_with_spans(TEXTS))
def test_a_word_deep_in_a_long_line_is_the_same_word(given_text):
    text, span = given_text
    before = "The spokesperson denied everything again. " * 80
    assume(not text[0].isspace() and text[0].isalnum())
    assert snap(before + text, span.shifted(len(before))) == snap(text, span).shifted(len(before))


@given(ANY_TEXTS)
def test_walking_forwards_ends_at_the_last_word_and_never_stands_still(text):
    at, edges = 0, cluster_edges(text)
    while (end := next_word_end(text, at)) != at:
        assert end > at
        assert end in edges
        at = end
    assert not text[at:].strip()


@given(ANY_TEXTS)
def test_walking_backwards_begins_at_the_first_word(text):
    at, edges = len(text), cluster_edges(text)
    while (start := previous_word_start(text, at)) != at:
        assert start < at
        assert start in edges
        at = start
    assert not text[:at].strip()


def test_walking_stops_at_words_and_at_punctuation():
    text = "“They  don’t know,” he said."
    ends, at = [], 0
    while (end := next_word_end(text, at)) != at:
        ends.append(text[at:end])
        at = end
    assert ends == ["“", "They", "  don’t", " know", ",”", " he", " said", "."]
    starts = []
    while (start := previous_word_start(text, at)) != at:
        starts.append(text[start:at])
        at = start
    assert starts == [".", "said", "he ", ",” ", "know", "don’t ", "They  ", "“"]


def test_walking_from_inside_a_word_goes_to_its_own_ends():
    assert next_word_end("They denied it", 7) == 11
    assert previous_word_start("They denied it", 7) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. denied it: 2,000.50 riel, don’t.", 7),
        ("Chan-o-cha — “no” … 👍🏽", 2),
        ("اتُّهِمَت الوزارة", 2),
        ("Cafe\u0301 e\u0301te\u0301", 2),
        ("新闻自由", 4),
        ("ក្រសួងព័ត៌មាន", 3),
        ("", 0),
    ],
)
def test_counting_words(text, words):
    assert word_count(text) == words


def test_dimmed_zones_are_not_counted():
    text = "Minister denies it\nAds\nHe denied it."
    ads, headline = Span(19, 22), Span(0, 18)
    assert word_count(text, [Zone(ads, "debris"), Zone(headline, "headline")]) == 6
    assert word_count(text, [Zone(Span(0, len(text)), "repeat"), Zone(ads, "debris")]) == 0


def test_words_are_found_at_once_in_a_long_line():
    text = "They denied it again. " * 50_000
    middle = text.index("denied", len(text) // 2)
    began = time.process_time()
    for at in range(middle, middle + 1000):
        snap(text, Span(at, at + 1))
    assert time.process_time() - began < 1
