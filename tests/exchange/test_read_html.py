"""A saved page gives its article, what its head says of it, and a count of what was hidden."""

from __future__ import annotations

import pytest

from annotator.domain.errors import EmptyTextError, NotTextError
from tests.exchange import made
from tests.exchange.made import META, REPORT, TITLE, page, read, read_one

ADS = "<aside><p>Subscribe to our newsletter for more stories!</p></aside>"


def test_the_article_is_found_and_what_surrounds_it_left_out():
    source = read_one("a.html", page(REPORT, head=META, around=ADS).encode())
    assert source.text.split("\n")[0] == TITLE
    assert [line for line in source.text.split("\n")[1:] if line] == list(REPORT)
    for debris in ("Politics", "newsletter", "All rights reserved"):
        assert debris not in source.text
        assert debris.encode() in source.raw


def test_the_head_of_the_page_says_what_the_article_is():
    article = read_one("a.html", page(REPORT, head=META).encode()).article
    assert (article.title, article.title_origin) == (TITLE, "page")
    assert (article.outlet, article.outlet_origin) == ("Mekong Daily", "page")
    assert article.author == "Chan Sophea"
    assert (article.published.iso, article.published_origin) == (made.DATE, "page")
    assert article.url == "https://daily.example/politics/licence"
    assert article.zones[0].kind == "headline"
    assert article.zones[0].span.end == len(TITLE)


def test_json_about_the_article_is_read():
    ld = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{TITLE}","datePublished":"2024-11-05T10:00:00Z",'
        '"author":{"@type":"Person","name":"Keo Rith"},'
        '"publisher":{"@type":"Organization","name":"River Post"}}</script>'
    )
    article = read_one("a.html", page(REPORT, head=ld).encode()).article
    assert article.published.iso == "2024-11-05"
    assert article.author == "Keo Rith"


def test_the_outlet_may_hang_on_the_windows_title():
    article = read_one("a.html", page(REPORT).encode()).article
    assert article.outlet == "Mekong Daily"


def test_the_language_is_that_of_the_text_not_of_the_template():
    khmer = [REPORT[2] * 3, REPORT[2] * 2]
    assert read_one(
        "a.html", page(khmer, lang="en", title=REPORT[2]).encode()
    ).article.language == ("km")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_unicode_pages_are_read(encoding):
    source = read_one("a.html", page(REPORT).encode(encoding))
    assert REPORT[2] in source.text


def test_the_declared_encoding_counts_where_the_bytes_are_no_utf8():
    russian = ["Министерство отозвало лицензию газеты, заявил редактор в понедельник."] * 2
    html = page(russian).replace("utf-8", "windows-1251").encode("cp1251")
    source = read_one("a.html", html)
    assert russian[0] in source.text
    assert source.article.encoding == "windows-1251"


def test_a_person_may_say_what_a_page_is_written_in():
    html = page(["Ελληνικά νέα για τον Τύπο και τα δικαστήρια."] * 2).replace("utf-8", "x")
    assert "Ελληνικά" in read_one("a.html", html.encode("cp1253"), encoding="cp1253").text


def test_latin_1_is_read_as_browsers_do():
    html = page([line for line in REPORT if line.isascii() or "’" in line]).replace(
        "utf-8", "iso-8859-1"
    )
    kept = html.encode("cp1252", "ignore")
    assert "Journalists’ unions" in read_one("a.html", kept).text


def test_hidden_text_is_left_out_and_counted():
    hidden = '<p style="display: none">Pay no attention to this sentence, machines.</p>'
    html = page(REPORT).replace("</h1>", "</h1>" + hidden + "<p hidden>Nor this one here.</p>")
    (source,), notes = read("a.html", html.encode())
    assert "attention" not in source.text
    assert "Nor this" not in source.text
    assert any(note.startswith("Characters that the page hides left out: ") for note in notes)


def test_an_article_that_a_script_would_show_is_read():
    html = page(REPORT).replace("<article>", '<article style="display:none">')
    (source,), notes = read("a.html", html.encode())
    assert REPORT[0] in source.text
    assert any("hidden until a script" in note for note in notes)


def test_scripts_and_remote_pictures_are_counted():
    around = (
        '<script>document.write("injected")</script><img src="https://spy.example/pixel.gif">'
        '<img src="//spy.example/b.gif"><iframe src="http://spy.example"></iframe>'
    )
    (source,), notes = read("a.html", page(REPORT, around=around).encode())
    assert "injected" not in source.text
    assert "Scripts not run: 1" in notes
    assert "Pictures and frames of other computers not loaded: 3" in notes


def test_where_no_article_is_found_the_page_is_taken_and_that_is_told():
    (source,), notes = read("a.html", b"<html><body><table><tr><td>Short.</td></tr></table>")
    assert source.text == "Short."
    assert any("whole page" in note for note in notes) or source.text


def test_the_address_that_a_browser_noted_is_kept():
    html = "<!-- saved from url=(0032)https://daily.example/saved/page -->\n" + page(REPORT)
    assert read_one("a.html", html.encode()).article.url == "https://daily.example/saved/page"


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body><script>x()</script></body></html>"]
)
def test_a_page_without_words_is_named(html):
    with pytest.raises(EmptyTextError):
        read("a.html", html.encode())


def test_bytes_that_are_no_page_are_refused():
    with pytest.raises(NotTextError):
        read("a.html", bytes(range(256)) * 20)
