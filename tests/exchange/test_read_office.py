"""Documents of word processors give the words that they show, and say what they hide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import fingerprint
from annotator.domain.errors import (
    BrokenFileError,
    EmptyTextError,
    LockedFileError,
)
from tests.exchange import made
from tests.exchange.made import REPORT, read, read_one

MAKERS = {"docx": made.docx, "odt": made.odt, "rtf": made.rtf}
W_T = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
# Letters, signs and joiners of every script; no controls, no halves of a pair, no line ends.
LINES = st.lists(
    st.text(
        st.characters(
            codec="utf-8",
            exclude_categories=("Cc", "Cs", "Zl", "Zp"),
            exclude_characters="\ufeff\ufffe\uffff",
        ),
        min_size=1,
    )
    .map(lambda line: " ".join(line.split(" ")).strip())
    .filter(lambda line: any(char.isalnum() for char in line)),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("kind", MAKERS)
def test_every_character_of_a_report_arrives(kind):
    source = read_one(f"report.{kind}", MAKERS[kind](REPORT))
    assert [line for line in source.text.split("\n") if line] == list(REPORT)
    article = source.article
    assert article.source_kind == kind
    assert article.fingerprint == fingerprint(source.text)
    assert article.length == len(source.text)
    assert article.language == "en"


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf"])
@given(lines=LINES)
def test_any_text_comes_through_as_it_was_written(kind, lines):
    raw = MAKERS[kind](lines)
    kept = [line for line in read_one(f"a.{kind}", raw).text.split("\n") if line.strip()]
    assert [line.strip() for line in kept] == [line.strip() for line in lines]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_document_without_text_is_named(kind):
    with pytest.raises(EmptyTextError):
        read(f"a.{kind}", MAKERS[kind]([""]))


def test_word_shows_insertions_and_drops_deletions_and_both_are_told():
    body = (
        f"<w:p>{W_T.format('The minister ')}"
        "<w:del w:id='1'><w:r><w:delText>never </w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{W_T.format('openly ')}</w:ins>{W_T.format('denied it.')}"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r></w:p>"
    )
    (source,), notes = read("a.docx", made.docx([], body=body))
    assert source.text == "The minister openly denied it. unseen"
    assert "Deletions, still marked as changes, left out: 1" in notes
    assert "Pieces of hidden text that were read with the rest: 1" in notes


def test_word_tables_and_line_breaks_are_read():
    body = (
        f"<w:tbl><w:tr><w:tc><w:p>{W_T.format('Left cell')}</w:p></w:tc>"
        f"<w:tc><w:p>{W_T.format('Right cell')}</w:p></w:tc></w:tr></w:tbl>"
        f"<w:p>{W_T.format('After it.')}</w:p>"
    )
    text = read_one("a.docx", made.docx([], body=body)).text
    assert text.split("\n\n") == ["Left cell", "Right cell", "After it."]


def test_the_documents_title_serves_where_the_text_has_no_headline():
    sentence = "The court said that it would hear the case of the two reporters on Monday."
    article = read_one("a.docx", made.docx([sentence], title="Court to hear reporters")).article
    assert (article.title, article.title_origin) == ("Court to hear reporters", "document")
    with_headline = ["Court To Hear Two Reporters", "", sentence, sentence.replace("two", "2")]
    article = read_one("a.docx", made.docx(with_headline, title="Document of Sophea")).article
    assert (article.title, article.title_origin) == ("Court To Hear Two Reporters", "headline")


def test_spaces_tabs_and_breaks_of_opendocument_are_characters():
    body = "<text:p>one<text:s text:c='3'/>two<text:tab/>three<text:line-break/>four</text:p>"
    assert read_one("a.odt", made.odt([], body=body)).text == "one   two\tthree\nfour"


def test_opendocument_leaves_out_deletions_comments_and_hidden_text():
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:p>Kept <office:annotation><text:p>a comment</text:p></office:annotation>"
        "words<text:hidden-text>secret</text:hidden-text> here.</text:p>"
    )
    (source,), notes = read("a.odt", made.odt([], body=body))
    assert source.text == "Kept words here."
    assert len(notes) == 3


def test_a_locked_opendocument_text_says_so():
    raw = made.zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
            "content.xml": b"\x93\x11\x08",
        }
    )
    with pytest.raises(LockedFileError):
        read("a.odt", raw)


def test_rich_text_in_an_old_code_page_is_read():
    raw = b"{\\rtf1\\ansi\\ansicpg1251\\deff0 \\'cc\\'e8\\'ed\\'e8\\'f1\\'f2\\'f0 said so.\\par}"
    assert read_one("a.rtf", raw).text == "Министр said so."


def test_a_book_is_read_in_the_order_of_its_spine():
    raw = made.epub([[REPORT[0]], [REPORT[1], REPORT[2]]], title="Press in court", date=made.DATE)
    source = read_one("a.epub", raw)
    assert source.text.split("\n") == [REPORT[0], "", REPORT[1], REPORT[2]]
    assert source.article.published.iso == made.DATE
    assert source.article.title == "Press in court"


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_document_that_is_cut_off_is_named(kind, share):
    whole = made.epub([list(REPORT)]) if kind == "epub" else MAKERS[kind](REPORT)
    with pytest.raises(BrokenFileError):
        read(f"a.{kind}", whole[: int(len(whole) * share)])


def test_the_bytes_are_kept_and_only_the_name_of_the_file():
    raw = made.docx(REPORT)
    source = read_one("report.docx", raw)
    assert source.raw is raw
    assert source.article.source_name == "report.docx"
