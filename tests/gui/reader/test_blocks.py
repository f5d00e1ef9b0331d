"""What is laid out at a time holds every word of the text, and is never too long."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.reader.blocks import LONGEST, Blocks

texts = st.text(st.sampled_from("ab \n\té👍🇰🇭ក្ខ\u0301\u00a0\u2028"), max_size=300)


@given(texts)
def test_every_word_lies_in_one_block(text):
    blocks = Blocks(text)
    covered = [
        at
        for start, end in zip(blocks.starts, blocks.ends, strict=True)
        for at in range(start, end)
    ]
    assert len(covered) == len(set(covered))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert "\n" not in "".join(text[at] for at in covered)


@given(texts)
def test_what_is_shown_has_the_code_points_of_the_text(text):
    blocks = Blocks(text)
    for block in range(len(blocks)):
        assert len(blocks.shown(block)) == blocks.ends[block] - blocks.starts[block]


@given(texts, st.integers(0, 300), st.integers(1, 50))
def test_blocks_of_a_stretch_are_found(text, start, length):
    blocks = Blocks(text)
    end = start + length
    expected = [
        block
        for block in range(len(blocks))
        if blocks.starts[block] < end and blocks.ends[block] > start
    ]
    assert list(blocks.within(start, end)) == expected


@pytest.mark.parametrize("piece", ["word ", "x", "👨‍👩‍👧‍👦", "ខ្មែរ", "e\u0301", "🇰🇭"])
def test_long_lines_are_cut_between_characters(piece):
    text = piece * (20_000 // len(piece))
    blocks = Blocks(text)
    assert len(blocks) > 5
    assert max(e - s for s, e in zip(blocks.starts, blocks.ends, strict=True)) <= LONGEST
    edges = {found.start() for found in regex.finditer(r"\X", text)}
    assert set(blocks.starts) <= edges
    assert blocks.opens == [True] + [False] * (len(blocks) - 1)
    assert blocks.paragraph(len(blocks) - 1) == 0


def test_a_megabyte_without_a_break_is_cut_at_once():
    started = time.process_time()
    blocks = Blocks("x" * 1_000_000)
    assert time.process_time() - started < 0.5
    assert blocks.ends[-1] == 1_000_000


def test_a_cluster_longer_than_a_block_is_cut_all_the_same():
    blocks = Blocks("e" + "\u0301" * 10_000)
    assert blocks.ends[-1] == 10_001


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n"])
def test_an_article_without_words_has_one_block(text):
    assert len(Blocks(text)) == 1
    assert Blocks(text).at(0) == 0


@pytest.mark.parametrize(
    "odd", ["\u2029", "\x0b", "\x0c", "\x85", "\x00", "\ufffc", "\ud800", "\x1f"]
)
def test_what_qt_takes_for_more_than_a_letter_is_shown_as_one(odd):
    shown = Blocks(f"a{odd}b").shown(0)
    assert shown != f"a{odd}b"
    assert len(shown) == 3
