"""Downloads of news archives, many articles in a file, become single articles.

The texts are our own; their frames are those that the archives write.
"""

from __future__ import annotations

import pytest

from annotator.exchange.news_exports import split_factiva, split_nexis
from tests.exchange import made
from tests.exchange.made import REPORT, read

TITLES = ("Court fines radio host over remark", "Union decries raid on newsroom")
OUTLETS = ("Mekong Daily (Phnom Penh)", "The River Post")
DATES = ("March 10, 2025 Monday", "May 3, 2024 Friday 1:00 PM GMT")
ISO = ("2025-03-10", "2024-05-03")
AUTHORS = ("Chan Sophea", "")
BODIES = ((REPORT[0], REPORT[1], REPORT[2]), (REPORT[3], REPORT[5]))


def new_nexis() -> list[str]:
    lines = ["User Name: Desk", "Date and Time: Tuesday, April 1, 2025 9:00 AM", "Documents (2)"]
    for n, title in enumerate(TITLES, start=1):
        lines += [f"{n}. {title}", "Client/Matter: -None-", "Search Terms: press freedom", ""]
    for title, outlet, date, author, body in zip(
        TITLES, OUTLETS, DATES, AUTHORS, BODIES, strict=True
    ):
        lines += ["", title, outlet, date, "", f"Copyright 2025 {outlet} All Rights Reserved", ""]
        lines += ["Section: NEWS; Pg. A3", "Length: 120 words"]
        lines += [f"Byline: {author}"] if author else []
        lines += ["", "Body", "", *body, "", "Classification", "", "Language: ENGLISH", ""]
        lines += ["Publication-Type: Newspaper", "", "Load-Date: March 11, 2025", ""]
        lines += ["End of Document"]
    return lines


def old_nexis() -> list[str]:
    lines = []
    for n, (title, outlet, date, author, body) in enumerate(
        zip(TITLES, OUTLETS, DATES, AUTHORS, BODIES, strict=True), start=1
    ):
        lines += ["", f"{n} of 2 DOCUMENTS", "", outlet, "", date, "", title, ""]
        lines += [f"BYLINE: {author}", ""] if author else []
        lines += ["SECTION: NEWS; Pg. A3", "", "LENGTH: 120 words", ""]
        for paragraph in body:
            lines += [paragraph, ""]
        lines += ["LOAD-DATE: March 11, 2025", "", "LANGUAGE: ENGLISH", ""]
        lines += ["PUBLICATION-TYPE: Newspaper", "", f"Copyright 2025 {outlet}", ""]
    return lines


def factiva() -> list[str]:
    lines = []
    dates = ("10 March 2025", "3 May 2024")
    for n, (title, outlet, date, author, body) in enumerate(
        zip(TITLES, OUTLETS, dates, AUTHORS, BODIES, strict=True)
    ):
        lines += [title, *([f"By {author}"] if author else []), "1,120 words", date]
        lines += ["08:15", outlet, "MEKDAY", "3", "English", f"© 2025 {outlet}.", *body]
        lines += [f"Document MEKDAY002025031{n}el3a0001{n}", ""]
    return lines


def factiva_fields() -> list[str]:
    lines = []
    for n, (title, outlet, author, body) in enumerate(
        zip(TITLES, OUTLETS, AUTHORS, BODIES, strict=True)
    ):
        lines += [f"HD {title}", *([f"BY By {author}"] if author else []), "WC 1,120 words"]
        lines += [
            f"PD {('10 March 2025', '3 May 2024')[n]}",
            f"SN {outlet}",
            "SC MEKDAY",
            "LA English",
        ]
        lines += [f"CY © 2025 {outlet}", "LP", body[0], "TD", *body[1:], "NS gcrim : Crime"]
        lines += [f"AN Document MEKDAY002025031{n}el3a0001{n}", ""]
    return lines


def factiva_page() -> bytes:
    articles = ""
    for n, (title, outlet, author, body) in enumerate(
        zip(TITLES, OUTLETS, AUTHORS, BODIES, strict=True)
    ):
        by = f"<div>By {author}</div>" if author else ""
        paragraphs = "".join(
            f'<p class="articleParagraph enarticleParagraph">{p}</p>' for p in body
        )
        articles += (
            f'<div id="article-X{n}"><div class="article enArticle"><div id="hd"><span class='
            f"'enHeadline'>{title}</span></div>{by}<div>1,120 words</div><div>"
            f"{('10 March 2025', '3 May 2024')[n]}</div><div>08:15</div><div>{outlet}</div>"
            f"<div>MEKDAY</div><div>English</div><div>© 2025 {outlet}.</div>{paragraphs}"
            f"<p>Document MEKDAY002025031{n}el3a0001{n}</p></div></div>"
        )
    return f"<html><head><title>Factiva</title></head><body>{articles}</body></html>".encode()


EXPORTS = {"new": new_nexis, "old": old_nexis, "factiva": factiva, "fields": factiva_fields}


def files():
    for name, lines in EXPORTS.items():
        yield f"{name}.txt", "\n".join(lines()).encode()
        yield f"{name}.docx", made.docx(lines())
        yield f"{name}.rtf", made.rtf(lines())
        yield f"{name}.odt", made.odt(lines())
        paragraphs = "".join(f"<p>{line}</p>" for line in lines())
        yield f"{name}.html", f"<html><body>{paragraphs}</body></html>".encode()
    yield "factiva_page.html", factiva_page()


@pytest.mark.parametrize(
    ("name", "raw"), list(files()), ids=lambda value: value if type(value) is str else ""
)
def test_each_article_of_an_export_comes_with_its_facts(name, raw):
    sources, notes = read(name, raw)
    assert [source.article.title for source in sources] == list(TITLES)
    assert [source.article.outlet for source in sources] == list(OUTLETS)
    assert [source.article.published.iso for source in sources] == list(ISO)
    assert sources[0].article.author == AUTHORS[0]
    assert {source.article.published_origin for source in sources} == {"archive"}
    for source, title, body in zip(sources, TITLES, BODIES, strict=True):
        lines = [line for line in source.text.split("\n") if line]
        assert lines == [title, *body]
        assert source.article.zones[0].kind == "headline"
    assert notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(REPORT),
        "Body\n\nThe word “End of Document” stands here in a sentence.\nEnd of Document.",
        "He was number 3 of 20\n\nLENGTH: unknown",
        "Document of the month\n500 words\nnothing else",
        "",
    ],
)
def test_other_texts_are_no_export(text):
    assert split_nexis(text) == []
    assert split_factiva(text) == []


def test_an_export_of_which_a_part_is_not_understood_stays_whole():
    lines = new_nexis()
    lines[lines.index(DATES[1])] = "no date at all"
    (source,), _ = read("x.txt", "\n".join(lines).encode())
    assert TITLES[0] in source.text
    assert TITLES[1] in source.text
