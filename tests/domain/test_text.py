"""A text is cleaned once: byte order mark and line ends, nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text import clean_text


@pytest.mark.parametrize(
    ("decoded", "clean"),
    [
        pytest.param("\ufeffThey denied it.", "They denied it.", id="byte order mark"),
        pytest.param("One.\r\nTwo.\rThree.\n", "One.\nTwo.\nThree.\n", id="line ends"),
        pytest.param("\r\r\n\n", "\n\n\n", id="empty lines"),
        pytest.param(
            "e\u0301 5\u00a0May\u2028 x\u200b", "e\u0301 5\u00a0May\u2028 x\u200b", id="rest"
        ),
        pytest.param("x\ufeffy", "x\ufeffy", id="mark inside"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_cleaning(decoded, clean):
    assert clean_text(decoded) == clean


@given(st.text())
def test_a_clean_text_stays_as_it_is(decoded):
    once = clean_text(decoded)
    assert clean_text(once) == once
    assert "\r" not in once
    assert not once.startswith("\ufeff")


@given(st.text(st.characters(exclude_characters="\r\ufeff")))
def test_nothing_else_changes(decoded):
    assert clean_text(decoded) == decoded
    assert clean_text(decoded.replace("\n", "\r\n")) == decoded
