import pytest

from annotator.domain.dates import FuzzyDate, read_date


@pytest.mark.parametrize(
    ("iso", "precision"), [("2025", "year"), ("2025-03", "month"), ("2025-03-14", "day")]
)
def test_the_shape_tells_the_precision(iso, precision):
    assert FuzzyDate(iso).precision == precision


@pytest.mark.parametrize("iso", ["", "25", "2025-3", "2025-13", "2025-02-30", "14/03/2025"])
def test_what_is_no_date_cannot_be_made(iso):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, it is refused
        FuzzyDate(iso)


def test_no_date_is_none():
    assert read_date(None) is None
    assert read_date("") is None
