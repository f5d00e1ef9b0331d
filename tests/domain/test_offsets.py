import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.offsets import Utf16Map


@pytest.mark.parametrize(
    ("text", "word", "units"),
    [
        pytest.param("they denied it", "denied", (5, 11), id="latin"),
        pytest.param("👍 denied", "denied", (3, 9), id="emoji before"),
        pytest.param("បដិសេធ ok", "ok", (7, 9), id="khmer"),
        pytest.param("🇰🇭🇰🇭x", "x", (8, 9), id="flags"),
        pytest.param("e\u0301\u00a0x", "x", (3, 4), id="combining mark and no-break space"),
    ],
)
def test_a_word_in_units(text, word, units):
    start = text.index(word)
    offsets = Utf16Map(text)
    assert (offsets.to_units(start), offsets.to_units(start + len(word))) == units


def test_the_middle_of_an_emoji_is_its_beginning():
    assert Utf16Map("x👍").to_code_points(2) == 1


@given(st.text(st.characters(codec="utf-8")), st.data())
def test_there_and_back(text, data):
    at = data.draw(st.integers(0, len(text)))
    offsets = Utf16Map(text)
    assert offsets.to_units(at) == len(text[:at].encode("utf-16-le")) // 2
    assert offsets.to_code_points(offsets.to_units(at)) == at
