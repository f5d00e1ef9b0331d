import pytest

from annotator.domain.actor import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("Müller ", "muller"),
        ("People’s Party", "people's  party"),
        ("Ö", "o\u0308"),
    ],
)
def test_accents_case_and_spaces_do_not_count(one, other):
    assert folded(one) == folded(other)


def test_khmer_vowels_and_arabic_letters_do_count():
    assert folded("ខ្មែរ") != folded("ខ្មរ")
    assert folded("سلمى") != folded("سلما")
