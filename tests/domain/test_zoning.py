"""Debris is dimmed, the report never is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import DIMMED
from annotator.domain.debris import read_phrases
from annotator.domain.zoning import find_zones, lay_out

HEADLINE = "Minister Denies Closing the Radio Station in Carrow"
BODY = (
    "The information minister on Monday denied that he had ordered the station closed.\n\n"
    "“Nobody gave such an order,” he told reporters outside the parliament building.\n\n"
    "The station’s editor, who was questioned for two hours, said the police had shown one."
)
LINES = (
    *(HEADLINE, "Ads", "587 views", "[email\u00a0protected]", "Related Stories", "The Velda Times"),
    *("By Sok Dara | 14 March 2025", "Photo: Supplied", "14 March 2025", "", " ", "16:52", "—"),
    *BODY.split("\n\n"),
    *("ការផ្សាយពាណិជ្ជកម្ម", "ក្រសួងបានបដិសេធ។", "👍🏽", "وقالت سلمى", "x" * 300, "He left.587 views"),
)


def zoned(text):
    return [(zone.kind, zone.span.quote(text)) for zone in find_zones(text)]


def around(line, *, at_end=False):
    return f"{HEADLINE}\n\n{BODY}\n\n{line}" if at_end else f"{HEADLINE}\n\n{line}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        *("Ads", "ADVERTISEMENT", "Advertisement:", "587 views", "1,204 views", "2.3K shares"),
        *("2,318 views · 64 comments", "3 min read", "[email protected]", "[email\u00a0protected]"),
        *("[email protected ]", "Related Stories", "Latest News", "Share this article"),
        *("Facebook  Twitter  Telegram", "Facebook | X | WhatsApp", "Subscribe to our newsletter"),
        *("Read more: What we know so far", "READ MORE: Five things about the ban", "Read more"),
        *("© 2025 The Velda Times", "Copyright 2024 Velda Media. All rights reserved.", "***"),
        *("Follow us on Telegram", "Listen to this article · 7 min", "news@velda.example"),
        *("https://velda.example/a/1", "@velda_times #radio"),
        *("Publicité", "Lire aussi : La radio fermée", "Partager cet article", "12 commentaires"),
        *("Publicidad", "Lea también: La radio cerrada", "Lo más leído", "300 vistas"),
        *("ការផ្សាយពាណិជ្ជកម្ម", "អត្ថបទទាក់ទង", "អានបន្ត៖ តម្លៃអង្ករ", "ចែករំលែក", "២០០ នាក់មើល"),
    ],
)
def test_debris_is_zoned_as_a_whole_line(line):
    text = around(line, at_end=True)
    assert zoned(text) == [("headline", HEADLINE), ("debris", line.strip())]


@pytest.mark.parametrize(
    "line",
    [
        "Facebook denied it.",
        "He counted 587 views.",
        "Ads were pulled from the paper.",
        "Subscribers to our newsletter protested",
        "“Share this article,” he said",
        "By Monday the ministry had closed the station.",
        "By 2 of the accused",
        "Photo agencies were barred from the hall.",
        "On 14 March 2025 the court sat again.",
        "The ruling came under article 305 (penal code)",
        "The law protects the press (see article 19).",
        "The latest news from the court was bad.",
        "“Yes.”",
        "Advertisement revenue fell, the editor told Reuters",
        "In the end she wrote to [email protected] and got no answer.",
        "៥៨៧ នាក់ត្រូវបានចាប់ខ្លួន។",
    ],
)
def test_the_report_is_left_alone(line):
    assert zoned(around(line, at_end=True)) == [("headline", HEADLINE)]


def test_the_same_short_answer_may_be_given_twice():
    text = f"{BODY}\n“Yes.”\nDid he see them?\n“Yes.”"
    assert zoned(text) == []


@pytest.mark.parametrize(
    "line",
    [
        *(
            "By Sok Dara",
            "BY SOK DARA",
            "By Sok Dara and Nadja Verrow",
            "By Sok Dara | 14 March 2025",
        ),
        *("By Ana de la Cruz, Velda Times", "14 March 2025", "Friday, March 14, 2025 at 6:40 p.m."),
        *("Published 2 April 2025, 18:40 · Updated 2 April 2025, 21:05", "26/11/2024"),
        *("PORT VELDA, 1 July 2023", "Velda Times / Agencies | 10.10.2024", "2025-03-14 18:40"),
        *(
            "Par Odile Garrivan",
            "Por Juno Ferrask",
            "Publié le 14 mars 2025",
            "14 de marzo de 2025",
        ),
        *("ថ្ងៃអង្គារ ទី១៨ ខែកុម្ភៈ ឆ្នាំ២០២៥", "ដោយ៖ សុខ ដារ៉ា", "Last updated 3 hours ago"),
    ],
)
def test_bylines_near_the_top(line):
    assert zoned(around(line)) == [("headline", HEADLINE), ("byline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Listeners outside the station on Monday. (Velda Times’s Facebook)",
        "Listeners outside the station, 14 March 2025. (Photo: Pim Esterly)",
        "Listeners outside the station. Photo: Pim Esterly",
        "Photo: Supplied",
        "Photo by Pim Esterly",
        "The minister in 2023. REUTERS/Pim Esterly",
        "The minister in 2023. [AFP]",
        "Crédit photo : P. Esterly",
        "រូបថត៖ សុខ ដារ៉ា",
    ],
)
def test_captions(line):
    assert zoned(around(line)) == [("headline", HEADLINE), ("caption", line)]


def test_a_doubled_line_under_the_headline_is_a_caption():
    line = "The station’s courtyard on Monday."
    text = f"{HEADLINE}\n\n{line}\n{line}\n\n{BODY}"
    assert zoned(text) == [("headline", HEADLINE), ("caption", line), ("repeat", line)]


def test_a_caption_without_its_credit_is_a_repeat():
    line = "Listeners outside the station on Monday."
    text = f"{HEADLINE}\n{line} (Photo: Supplied)\n\n{BODY}\n\n{line}"
    assert [kind for kind, _ in zoned(text)] == ["headline", "caption", "repeat"]


def test_a_repeated_paragraph_is_dimmed_the_second_time():
    first = BODY.split("\n\n", maxsplit=1)[0]
    text = f"{BODY}\n\n{first}"
    [zone] = find_zones(text)
    assert (zone.kind, zone.span.end) == ("repeat", len(text))


@pytest.mark.parametrize(
    ("above", "site"),
    [
        ("The Velda Times\n\n", "The Velda Times"),
        ("THE VELDA COURIER\nANALYSIS\n", "THE VELDA COURIER"),
        ("Petrel Online › Politics\n", "Petrel Online › Politics"),
        ("Cambodian Journalists Alliance Association\n\nAds\n\n", None),
        ("Free Velda\n\nAds\n\n", "Free Velda"),
        ("Radio Free Velda\n14 March 2025\n", "Radio Free Velda"),
        ("Home > Politics\n", None),
        ("Politics\n", None),
        ("Ads\nShare\n", None),
    ],
)
def test_the_headline_is_found_under_the_name_of_the_site(above, site):
    text = f"{above}{HEADLINE}\n\n{BODY}"
    layout = lay_out(text)
    assert layout.headline.quote(text) == HEADLINE
    if site:
        assert layout.site.quote(text) == site
    over = [zone.kind for zone in layout.zones if zone.span.end < layout.headline.start]
    assert set(over) <= {"debris", "byline"}
    assert len(over) == len(above.split("\n")) - above.count("\n\n") - 1


@pytest.mark.parametrize(
    "headline",
    [
        *(
            "Is the Press Free?",
            "Court Fines Daily Post",
            "Radio Station Loses Licence",
            "Ban Stands",
        ),
        "Station closed; editor says “they wanted names”",
        "ក្រសួងបិទគេហទំព័រព័ត៌មានមួយ ខណៈសហជីពទាមទារឲ្យបើកវិញ",
        "وزارة الإعلام تنفي إغلاق المحطة",
    ],
)
def test_headlines(headline):
    assert zoned(f"{headline}\n\n{BODY}") == [("headline", headline)]


def test_the_line_under_the_headline_belongs_to_it():
    deck = "Editor was questioned for two hours about her sources"
    text = f"{HEADLINE}\n{deck}\n\n{BODY}"
    assert zoned(text) == [("headline", HEADLINE), ("headline", deck)]


def test_a_doubled_headline_is_a_headline_once():
    assert [kind for kind, _ in zoned(f"{HEADLINE}\n\n{HEADLINE}\n\n{BODY}")] == [
        "headline",
        "repeat",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BODY, id="begins with a sentence"),
        pytest.param("they denied it", id="one line"),
        pytest.param(
            "The minister on Monday denied that he had ordered\nthe station closed, and said so"
            "\nto reporters.\n\nThey left.",
            id="wrapped at a width",
        ),
        pytest.param(f"PORT VELDA, March 14 — {BODY}", id="dateline"),
        pytest.param("", id="nothing"),
    ],
)
def test_texts_without_a_headline(text):
    assert find_zones(text) == ()


def test_titles_under_a_heading_of_other_stories_go_with_it():
    text = f"{BODY}\n\nRelated Stories\n\nMinister opens a bridge\n\nRice prices rise\n\n12 views"
    assert [kind for kind, _ in zoned(text)] == ["debris"] * 4


def test_a_report_may_go_on_below_a_list_of_stories():
    text = (
        f"{HEADLINE}\n\n{BODY}\n\nRelated Stories\n\nA line of verse\n\nThe court sits on Monday."
    )
    assert zoned(text)[1:] == [("debris", "Related Stories")]


@pytest.mark.parametrize(
    ("sentence", "glued"),
    [
        ("The editor said she had lost trust.", "587 views"),
        ("The editor said she had lost “trust.”", "1,204 views"),
        ("The editor writes about the law.", " [email\u00a0protected]"),
        ("The editor said she had lost trust.", "The Velda Times"),
    ],
)
def test_debris_glued_to_a_sentence_is_dimmed_alone(sentence, glued):
    assert zoned(f"{BODY}\n\n{sentence}{glued}") == [("debris", glued.strip())]


def test_phrases_can_be_edited():
    phrases = read_phrases('[en]\nline = ["Velda’s  Own Notice"]\n'.encode())
    text = f"{BODY}\n\nVELDA'S OWN NOTICE!"
    assert [zone.kind for zone in lay_out(text, phrases).zones] == ["debris"]


def test_no_sentence_of_the_real_articles_is_dimmed(real_seeds):
    dimmed = {}
    for file in real_seeds.glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        for zone in find_zones(text):
            dimmed.setdefault(file.name[:3], []).append((zone.kind, zone.span.quote(text)[:24]))
    assert dimmed == {
        "001": [
            ("debris", "Cambodian Journalists Al"),
            ("debris", "Ads"),
            ("headline", "Anti-Scam Commission Mee"),
            ("caption", "Prime Minister Hun Manet"),
            ("repeat", "Prime Minister Hun Manet"),
            ("debris", "587 views"),
        ],
        "002": [
            ("headline", "Hun Sen Instructs Minist"),
            ("debris", "[email\u00a0protected]"),
            ("debris", "Related Stories"),
            ("debris", "Latest News"),
        ],
    }


@given(st.lists(st.sampled_from(LINES), max_size=20).map("\n".join) | st.text())
def test_zones_are_in_order_and_within_the_text(text):
    end = 0
    for zone in find_zones(text):
        assert end <= zone.span.start
        end = zone.span.end
        words = zone.span.quote(text)
        assert words == words.strip()
        assert "\n" not in words
    assert end <= len(text)


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
def test_what_is_dimmed_is_never_a_sentence_that_stands_there_once(text):
    for zone in find_zones(text):
        words = zone.span.quote(text)
        if zone.kind in DIMMED and text.count(words) == 1:
            assert words not in BODY.split("\n\n")


def test_a_long_text_is_zoned_in_half_a_second():
    text = f"{HEADLINE}\n\n" + "".join(f"{number}. {BODY}\n\n" for number in range(4000))
    began = time.process_time()
    find_zones(text)
    assert time.process_time() - began < 1  # a loaded machine; 0.2 s when it is free
