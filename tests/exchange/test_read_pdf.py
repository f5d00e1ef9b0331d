"""A PDF gives paragraphs as they were before they were printed."""

from __future__ import annotations

import pytest

from annotator.domain.errors import BeyondLimitError, BrokenFileError, EmptyTextError, ScanError
from annotator.exchange import limits
from annotator.exchange.page_lines import PageLine, paragraphs, without_running
from tests.exchange import made
from tests.exchange.made import pdf_lines, read, read_one

PICTURE = b"q 500 0 0 700 40 40 cm /I1 Do Q\n"


def test_lines_become_paragraphs_and_cut_words_are_whole_again():
    raw = made.pdf(
        [
            pdf_lines(
                [
                    "The minister’s office said on Monday that “nothing” had been de-",
                    "cided about the licence of the newspaper, which has been off the",
                    "air since May.",
                    "",
                    "A well-known editor, who asked not to be named, said that a well-",
                    "known rule had been broken.",
                ]
            )
        ]
    )
    first, second = read_one("a.pdf", raw).text.split("\n\n")
    assert first.endswith(
        "had been decided about the licence of the newspaper, which has been off the air since May."
    )
    assert second.endswith("said that a well-known rule had been broken.")


def test_running_heads_and_page_numbers_go_and_sentences_run_on():
    pages = []
    for number in range(1, 5):
        head = pdf_lines([f"MEKONG DAILY   10 March 2025   page {number}"], y=810)
        foot = pdf_lines([f"- {number} -"], y=30)
        body = pdf_lines(
            [
                f"Paragraph {number} tells at length what the court had to say about the",
                f"case of the two reporters and goes on beyond the end of page {number} with",
            ]
        )
        pages.append(head + body + foot)
    (source,), notes = read("a.pdf", made.pdf(pages))
    assert "MEKONG DAILY" not in source.text
    assert "page 1 with Paragraph 2 tells" in source.text
    assert notes == ("Running heads, feet and page numbers left out: 8",)


def test_columns_are_read_one_after_the_other():
    left = pdf_lines(["Left column begins with a", "sentence that goes on."], x=60)
    right = pdf_lines(["Right column has another", "sentence of its own."], x=320)
    text = read_one("a.pdf", made.pdf([left + right])).text
    assert text.index("goes on.") < text.index("Right column")


def test_a_scan_is_named_as_such():
    with pytest.raises(ScanError, match="its 2 pages hold pictures"):
        read("a.pdf", made.pdf([PICTURE, PICTURE]))
    with pytest.raises(EmptyTextError):
        read("a.pdf", made.pdf([b""]))


def test_text_recognised_in_a_scan_is_read_and_told():
    line = "A sentence that was recognised in the picture of a page."
    (source,), notes = read("a.pdf", made.pdf([PICTURE + pdf_lines([line], mode=3)]))
    assert source.text == line
    assert any("OCR" in note for note in notes)


def test_text_that_nobody_sees_is_told():
    content = pdf_lines(["A sentence that everybody sees."]) + pdf_lines(["unseen"], y=300, mode=3)
    _, notes = read("a.pdf", made.pdf([content]))
    assert any("not visible" in note for note in notes)


def test_the_title_of_the_file_serves_unless_it_is_a_programs():
    lines = ["The court said that it would hear the case on Monday and then decide."]
    named = read_one("a.pdf", made.pdf([pdf_lines(lines)], title="Court to hear reporters"))
    assert named.article.title == "Court to hear reporters"
    junk = read_one("a.pdf", made.pdf([pdf_lines(lines)], title="Microsoft Word - final.docx"))
    assert junk.article.title_origin == "first sentence"


def test_too_many_pages_are_refused_with_the_number(monkeypatch):
    monkeypatch.setattr(limits, "PAGES", 3)
    with pytest.raises(BeyondLimitError, match="4 pages; the limit is 3"):
        read("a.pdf", made.pdf([pdf_lines(["x y z"])] * 4))


@pytest.mark.parametrize("raw", [b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF", made.pdf([b""])[:200]])
def test_a_pdf_that_is_cut_off_is_named(raw):
    with pytest.raises(BrokenFileError):
        read("a.pdf", raw)


def test_words_are_joined_by_what_the_text_writes_elsewhere():
    page = [
        PageLine("the news\ufffepaper and the counter\ufffeclaim"),
        PageLine("A newspaper repeats the counter-claim twice."),
    ]
    assert paragraphs([page]).startswith("the newspaper and the counter-claim")


def test_khmer_lines_are_joined_without_a_space():
    page = [
        PageLine("ក្រសួងព័ត៌មានបាន", 0, 500, 700, 12, 0.2),
        PageLine("ប្រកាសដកហូត។", 0, 300, 684, 12, 0.22),
    ]
    assert paragraphs([page]) == "ក្រសួងព័ត៌មានបានប្រកាសដកហូត។"


def test_what_stands_once_at_an_edge_stays():
    pages = [[PageLine(f"{word} at the top"), PageLine("and a body")] for word in ("A", "B", "C")]
    pages = [[*page[:1], PageLine("body " * (n + 3)), *page[1:]] for n, page in enumerate(pages)]
    kept, dropped = without_running(pages)
    assert [page[0].words for page in kept] == ["A at the top", "B at the top", "C at the top"]
    assert dropped == 3  # "and a body", the last line of every page
