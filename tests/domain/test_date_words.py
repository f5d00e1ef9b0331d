"""Dates are read as newspapers write them, and doubtful ones are not read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.date_words import dates_in, day_and_month, years_in

THIS_YEAR = datetime.now(UTC).year


def read(text):
    return [(found.span.quote(text), found.date.iso) for found in dates_in(text)]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("June 30, 2023", "2023-06-30"),
        ("june 30 2023", "2023-06-30"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("March 1st, 2025", "2025-03-01"),
        ("14 March 2025", "2025-03-14"),
        ("14 Mar. 2025", "2025-03-14"),
        ("3rd of May, 2024", "2024-05-03"),
        ("2025-03-14", "2025-03-14"),
        ("2025/3/4", "2025-03-04"),
        ("14/03/2025", "2025-03-14"),
        ("03/14/2025", "2025-03-14"),
        ("10.10.2024", "2024-10-10"),
        ("March 2025", "2025-03"),
        ("14 mars 2025", "2025-03-14"),
        ("1er juin 2024", "2024-06-01"),
        ("27 août 2025", "2025-08-27"),
        ("14 de marzo de 2025", "2025-03-14"),
        ("5 de enero del 2024", "2024-01-05"),
        ("ថ្ងៃទី២៧ ខែមិថុនា ឆ្នាំ២០២៥", "2025-06-27"),
        ("២៧ មិថុនា ២០២៥", "2025-06-27"),
        ("ទី១៨ ខែកុម្ភៈ ឆ្នាំ២០២៥", "2025-02-18"),
        ("ខែមិថុនាឆ្នាំ២០២៥", "2025-06"),
    ],
)
def test_dates(written, iso):
    assert read(f"It was published ({written}), they say.") == [(written, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "04/05/2025",
        "elections in 2017",
        "30 February 2025",
        "14 March 2568",
        "14 March 1568",
        "31/31/2025",
        "June 30",
        "version 2025-03-14-2",
        "10.10.2024.5",
        "May 20, 00",
        f"14 March {THIS_YEAR + 2}",
        "12025-03-14",
    ],
)
def test_what_is_no_date_or_doubtful(text):
    assert [found for found in dates_in(text) if found.date.precision == "day"] == []


def test_dates_come_in_reading_order():
    text = "Between 2024-01-05 and March 3, 2025, after 1 May 2023."
    assert [iso for _, iso in read(text)] == ["2024-01-05", "2025-03-03", "2023-05-01"]


def test_a_day_without_a_year():
    assert day_and_month("PORT VELDA, March 14", 0, 20) == (3, 14)
    assert day_and_month("Port Velda, 14 mars", 0, 19) == (3, 14)
    assert day_and_month("Port Velda", 0, 10) is None


def test_years_named():
    assert years_in("From 2013 to 2017, 1,984 people; page 20255; 1789; 2025-03-14") == {
        2013,
        2017,
        2025,
    }


@given(
    st.dates(min_value=datetime(1900, 1, 1).date(), max_value=datetime(THIS_YEAR, 12, 31).date())
)
def test_every_day_is_read_back(day):
    for written in (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        assert read(f"on {written} in Velda") == [(written, day.isoformat())]


@given(st.text(st.sampled_from("0123456789-/. ,MayJune២០ខែ\n")))
def test_dates_never_overlap(text):
    end = 0
    for found in dates_in(text):
        assert found.span.start >= end
        end = found.span.end
