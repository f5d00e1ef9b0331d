"""Sentences are cut where readers cut them, and never lose a character."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.sentences import paragraphs, sentences

# What texts of our researchers are made of, thrown together.
PIECES = (
    *("The minister", "Mr.", "U.S.", "Jan.", "J.", "said", "he", "No.", "7", "3.5", "10", "Inc."),
    *(
        ".",
        "?",
        "!",
        "…",
        "...",
        "។",
        "؟",
        "。",
        "।",
        ",",
        ":",
        "“",
        "”",
        '"',
        "’",
        "(",
        ")",
        "[1]",
    ),
    *(" ", "  ", "\n", "\n\n", "\u00a0", "\t", "\u2028", "\u200b", "—", "-", "« ", " »"),
    *("បដិសេធ", "وقالت", "👍🏽", "👨‍👩‍👧", "🇰🇭", "Cafe\u0301", "community.Next", "www.example.com"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text()


def cut(text):
    return [span.quote(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Valdoun met Dr. Kim, Gen. Sok and Lt. Col. Prak.",
        "It happened on Jan. 5 in St. Helier.",
        "J. K. Rowling and John F. Kennedy never met.",
        "The U.S. President’s office and the U.N. Council agreed.",
        "She came at 5 p.m. Sunday with the rest, e.g. the editors, vs. nobody.",
        "Prices rose 3.5 per cent to $1.25 million.",
        "Article No. 7 and art. 19 stand.",
        "“What?” he said.",
        "“Who paid?” Odile Garrivan asked.",
        "“Never!” the minister shouted.",
        "“But…the best way is reform,” she said.",
        "Wait . . . what?",
        "He left (at 5 p.m.) Friday night.",
        "The page example.com and www.Example.com were blocked.",
        "The law is said to be in force (No. 12.) Nobody knows.",
        "« Non, dit-il, jamais. »",
        "1. The first demand",
    ],
)
def test_one_sentence(whole):
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["He denied it.", "They left."], id="full stop"),
        pytest.param(["“Not true,” he said.", "“Ask them.”"], id="attribution inside"),
        pytest.param(["“It is a lie.”", "The minister left."], id="quotation ends"),
        pytest.param(["“We welcome it.", "We can cooperate.”"], id="two in one quotation"),
        pytest.param(["He was told.", "“Why?”", "She left."], id="question quoted"),
        pytest.param(["They elected him in 2017.", "15 people came."], id="number begins"),
        pytest.param(["He works for Acme Inc.", "The firm denied it."], id="Inc. ends"),
        pytest.param(["They live in the U.S.", "He left."], id="U.S. ends"),
        pytest.param(["He said no.", "They left."], id="no is a word here"),
        pytest.param(["It was Plan B.", "The court agreed."], id="a letter ends"),
        pytest.param(["eBay rose.", "iPhone sales fell."], id="small letter begins"),
        pytest.param(["“Oui.”", "« Non. »", "Il part."], id="quotation marks"),
        pytest.param(["He agreed.", "(She did not.)", "They left."], id="brackets"),
        pytest.param(["It is so.[12]", "It is not."], id="footnote"),
        pytest.param(["Really?!", "Yes!!!", "So…", "And then?"], id="many marks"),
        pytest.param(["Headline without a stop", "The first sentence."], id="headline"),
        pytest.param(["ក្រសួងបានប្រកាស។", "គាត់បដិសេធ៕"], id="khmer"),
        pytest.param(["هل هذا صحيح؟", "نعم.", "لا۔"], id="arabic"),
        pytest.param(["यह है।", "वह था॥"], id="devanagari"),
    ],
)
def test_several_sentences(parts):
    assert cut("\n".join(parts)) == parts
    if parts[0].startswith("Headline"):
        return
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the community.Next they came.", ["the community.", "Next they came."]),
        ("ends with “reports.”The man", ["ends with “reports.”", "The man"]),
        ("បានប្រកាស។អ្នកនាំពាក្យ", ["បានប្រកាស។", "អ្នកនាំពាក្យ"]),
        ("他说了。然后走了。", ["他说了。", "然后走了。"]),
        ("他说「是的。」然后走了。", ["他说「是的。」然后走了。"]),
        ("Ask Yahoo.Mail.com now", ["Ask Yahoo.Mail.com now"]),
    ],
)
def test_glued_sentences(text, parts):
    assert cut(text) == parts


def test_paragraphs_are_lines_with_text():
    text = "  One \n\n \u00a0\n\tTwo. Three.  \n"
    assert [span.quote(text) for span in paragraphs(text)] == ["One", "Two. Three."]


def test_nothing_has_no_sentences():
    assert sentences(" \n\u00a0\n") == paragraphs("") == ()


@given(TEXTS)
def test_no_character_is_lost_and_none_is_told_twice(text):
    for spans in (sentences(text), paragraphs(text)):
        end = 0
        covered = set()
        for span in spans:
            words = span.quote(text)
            assert span.start >= end
            assert "\n" not in words
            assert words == words.strip()
            end = span.end
            covered.update(range(span.start, span.end))
        assert all(char.isspace() or at in covered for at, char in enumerate(text))


@given(TEXTS)
def test_sentences_lie_within_paragraphs(text):
    blocks = paragraphs(text)
    assert all(any(block.holds(sentence) for block in blocks) for sentence in sentences(text))


def test_the_real_articles_are_cut_as_people_cut_them(real_seeds):
    counts = [
        len(sentences(file.read_text(encoding="utf-8")))
        for file in sorted(real_seeds.glob("*.txt"))
    ]
    assert counts == [11, 36, 19]


def test_a_long_text_takes_less_than_a_second():
    text = "“Mr. Sok denied it,” he said. The U.S. embassy (in Carrow) did not… yet.\n" * 13_500
    began = time.process_time()
    assert len(sentences(text)) == 27_000
    assert time.process_time() - began < 1.5  # a loaded machine; 0.1 s when it is free
