"""Title, outlet, author and date are found where the text shows them, with their origin."""

from __future__ import annotations

import pytest

from annotator.domain.zoning import lay_out
from annotator.exchange.metadata import find_metadata, shortened

HEADLINE = "Minister Denies Closing the Radio Station in Carrow"
BODY = (
    "The information minister denied that he had ordered the station closed.\n\n"
    "“Nobody gave such an order,” he told reporters outside the parliament building.\n\n"
    "The station’s editor, who was questioned for two hours, said the police had shown one."
)


def found_in(text, *, stem="article-17", language="en"):
    return find_metadata(text, lay_out(text), stem, language)


def published(text, **facts):
    found = found_in(text, **facts)
    return (found.published.iso if found.published else None, found.published_origin)


def test_the_headline_is_the_title():
    found = found_in(f"The Velda Times\n\nAds\n\n{HEADLINE}\n\n{BODY}")
    assert (found.title, found.title_origin) == (HEADLINE, "headline")
    assert (found.outlet, found.outlet_origin) == ("The Velda Times", "site line")


def test_without_a_headline_the_first_sentence_is_the_title():
    found = found_in(BODY)
    assert found.title_origin == "first sentence"
    assert found.title == "The information minister denied that he had ordered the station closed."


def test_without_a_report_the_file_name_is_the_title():
    found = found_in("Ads\n\n587 views\n")
    assert (found.title, found.title_origin) == ("article-17", "file name")


def test_a_title_does_not_turn_the_line_around():
    headline = "Minister \u202edenies\u202c \u2067closing\u2069 the radio"
    assert found_in(f"{headline}\n\n{BODY}").title == "Minister denies closing the radio"


@pytest.mark.parametrize("bar", [" | ", " - ", " – "])
def test_the_outlet_that_hangs_on_the_headline_is_taken_off(bar):
    found = found_in(f"{HEADLINE}{bar}The Velda Times\n\n{BODY}")
    assert (found.title, found.outlet) == (HEADLINE, "The Velda Times")


def test_a_bar_in_the_headline_itself_stays():
    assert found_in(f"Press freedom - a timeline\n\n{BODY}").title == "Press freedom - a timeline"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Sok Dara | 14 March 2025", "Sok Dara"),
        ("By Sok Dara and Nadja Verrow", "Sok Dara and Nadja Verrow"),
        ("By Ana de la Cruz, Velda Times", "Ana de la Cruz"),
        ("Par Odile Garrivan", "Odile Garrivan"),
        ("ដោយ៖ សុខ ដារ៉ា", "សុខ ដារ៉ា"),
        ("Sok Dara\n14 March 2025", "Sok Dara"),
        ("PORT VELDA, 14 March 2025", ""),
        ("Phnom Penh, 14 March 2025", ""),
        ("Velda Times | 14 March 2025", ""),
    ],
)
def test_authors(line, author):
    assert found_in(f"{HEADLINE}\n\n{line}\n\n{BODY}").author == author


def test_a_name_beside_the_date_is_the_author_where_the_foot_says_so():
    text = f"{HEADLINE}\n\nSefa Lind, 22 June 2025\n\n{BODY}\n\nSefa Lind writes about the law."
    assert found_in(text).author == "Sefa Lind"


def test_the_outlet_of_a_byline():
    found = found_in(f"{HEADLINE}\n\nBy Ana Cruz, Velda Times\n\n{BODY}")
    assert (found.outlet, found.outlet_origin) == ("Velda Times", "byline")


@pytest.mark.parametrize(
    ("text", "iso", "origin"),
    [
        pytest.param(
            f"{HEADLINE}\n\nUpdated 3 April 2025 · Published 2 April 2025\n\n{BODY}",
            "2025-04-02",
            "byline",
            id="published before updated",
        ),
        pytest.param(
            f"{HEADLINE}\n\nPORT VELDA, 1 July 2023\n\n{BODY}", "2023-07-01", "dateline", id="line"
        ),
        pytest.param(
            f"{HEADLINE}\n\nPORT VELDA, Oct. 9, 2024 (LPA) - {BODY}",
            "2024-10-09",
            "dateline",
            id="dateline",
        ),
        pytest.param(
            f"Port Velda, 2024-10-09 — {BODY}", "2024-10-09", "dateline", id="no headline"
        ),
        pytest.param(
            f"{HEADLINE}\n\nThe yard, June 27, 2025. (Photo: Supplied)\n\n5 May 2024 was a Sunday."
            f"\n\n{BODY}",
            "2025-06-27",
            "caption",
            id="caption before text",
        ),
        pytest.param(
            f"The ban began on June 30, 2023.\n\n{BODY}", "2023-06-30", "text", id="first third"
        ),
        pytest.param(f"{BODY}\n\n{BODY}\n\nIt began on June 30, 2023.", None, "", id="too late"),
        pytest.param(f"{BODY} Elections are due in 2027.", None, "", id="bare year"),
        pytest.param(f"In May 2024 it began. {BODY}", None, "", id="month of the text"),
        pytest.param(
            f"On 3 May 2024 — a Friday — they left.\n\n{BODY}", "2024-05-03", "text", id="dashes"
        ),
        pytest.param(
            f"The ban, he said on 3 May 2024 — was wrong. {BODY}",
            "2024-05-03",
            "text",
            id="no place",
        ),
        pytest.param(f"{HEADLINE}\n\n04/05/2025\n\n{BODY}", None, "", id="day or month"),
        pytest.param(
            f"{BODY}\n\n{BODY}x\n\nPublished on 3 May 2024",
            "2024-05-03",
            "byline",
            id="at the foot",
        ),
    ],
)
def test_dates(text, iso, origin):
    assert published(text) == (iso, origin)


@pytest.mark.parametrize(
    ("rest", "iso"),
    [
        pytest.param("The court sits on 20 March 2024.", "2024-03-14", id="one year"),
        pytest.param("He was elected in 2013 and 2018.", None, id="two years"),
        pytest.param("It began on March 14, 2024, not in 2018.", "2024-03-14", id="same day"),
        pytest.param("Nothing was decided.", None, id="no year"),
    ],
)
def test_a_dateline_without_a_year(rest, iso):
    text = f"PORT VELDA, March 14 — {BODY}\n\n{BODY}s\n\n{BODY}t\n\n{rest}"
    assert published(text) == (iso, "dateline" if iso else "")


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("14 марта 2025", "ru", "2025-03-14"),
        ("Thứ hai, ngày 14 tháng 3 năm 2025", "vi", "2025-03-14"),
        ("Montag, 14. März 2025, 18:40", "de", "2025-03-14"),
        ("14 มีนาคม 2568", "th", None),
        ("2025", "ru", None),
        ("14 марта 2025", "xx", None),
    ],
)
def test_dates_in_other_languages(line, language, iso):
    text = f"{HEADLINE}\n\n{line}\n\n{BODY}"
    assert published(text, language=language) == (iso, "byline" if iso else "")


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("A short one.", "A short one."),
        ("The ministry denied it, again and again.", "The ministry denied it…"),
        ("x" * 40, "x" * 23 + "…"),
        ("ក្រសួងព័ត៌មានបានប្រកាសដកហូតអាជ្ញាប័ណ្ណ", None),
    ],
)
def test_shortening(sentence, title):
    short = shortened(sentence, 24)
    assert len(short) <= 24
    assert title is None or short == title


def test_what_the_real_articles_say_of_themselves(real_seeds):
    found = {}
    for file in sorted(real_seeds.glob("*.txt")):
        one = found_in(file.read_text(encoding="utf-8"), stem=file.stem)
        date = one.published.iso if one.published else None
        found[file.name[:3]] = (one.title[:34], one.outlet, date, one.published_origin)
        assert len(one.title) <= 110
    assert found == {
        "000": ("The Ministry of Posts and Telecomm", "", "2023-06-30", "text"),
        "001": (
            "Anti-Scam Commission Meets Amid Am",
            "Cambodian Journalists Alliance Association",
            "2025-06-27",
            "caption",
        ),
        "002": ("Hun Sen Instructs Ministers to For", "", None, ""),
    }
