"""Rows become articles; which column is what is guessed, shown, and can be said."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import BeyondLimitError, BrokenFileError, NoTextColumnError
from annotator.exchange import formats, limits
from annotator.exchange.job import Job
from annotator.exchange.mapping import Mapping, guess_mapping
from annotator.exchange.read_tables import read_cell_date
from tests.exchange import made
from tests.exchange.made import REPORT, read

CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"),
    min_size=1,
).filter(str.strip)


def table(rows, delimiter=",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def test_columns_are_guessed_and_each_row_is_an_article():
    raw = table(
        [
            ["ID", "Headline", "Full Text", "Source", "Date", "URL", "Byline"],
            [
                "007",
                "One",
                "\n".join(REPORT),
                "Mekong Daily",
                "2025-03-10",
                "https://a.example/1",
                "A B",
            ],
            ["008", "Two", REPORT[3], "River Post", "", "https://a.example/2", ""],
        ]
    )
    (one, two), notes = read("t.csv", raw)
    assert one.text == "\n".join(REPORT)
    assert one.article.title == "One"
    assert one.article.title_origin == "column"
    assert one.article.outlet == "Mekong Daily"
    assert one.article.published.iso == "2025-03-10"
    assert one.article.url == "https://a.example/1"
    assert one.article.author == "A B"
    assert one.article.source_name == "t.csv, row 1"
    assert two.article.published is None
    assert two.article.language == "ar"
    assert one.raw is two.raw is raw
    assert notes == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(texts=st.lists(CELLS, min_size=1, max_size=4))
def test_any_text_survives_a_table(delimiter, texts):
    raw = table([["title", "text"], *(["t", text] for text in texts)], delimiter)
    sources, _ = read("t.csv", raw)
    assert [source.text for source in sources] == [text.strip("\n") for text in texts]


@given(texts=st.lists(CELLS, min_size=1, max_size=4))
def test_any_text_survives_json_lines(texts):
    raw = "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts).encode()
    sources, _ = read("t.jsonl", raw)
    assert [source.text for source in sources] == texts


def test_a_person_may_say_which_column_is_what():
    raw = table([["a", "b", "text"], ["Real title", REPORT[0], "not the text"]])
    mapping = Mapping(text="b", title="a")
    (source,), _ = read("t.csv", raw, mapping=mapping)
    assert (source.text, source.article.title) == (REPORT[0], "Real title")
    with pytest.raises(NoTextColumnError, match="gone"):
        read("t.csv", raw, mapping=Mapping(text="gone"))


def test_a_table_without_a_text_column_asks_for_one():
    with pytest.raises(NoTextColumnError) as caught:
        read("t.csv", table([["id", "name"], ["1", "x"], ["2", "y"]]))
    assert "id, name" in caught.value.for_people()


def test_a_table_without_headers_gets_numbered_ones():
    (one, two), _ = read("t.csv", table([["1", REPORT[0]], ["2", REPORT[1]]]))
    assert (one.text, two.text) == (REPORT[0], REPORT[1])


def test_the_preview_shows_first_rows_and_the_guess():
    raw = table([["when", "body"], *([f"2025-01-{day:02}", REPORT[0]] for day in range(1, 29))])
    shown = formats.preview(Job("t.csv", raw))
    assert shown.headers == ("when", "body")
    assert len(shown.rows) == 20
    assert shown.mapping == Mapping(text="body")
    assert Mapping.from_json(shown.mapping.to_json()) == shown.mapping


def test_of_two_text_columns_the_fuller_one_is_taken():
    headers = ["text", "content"]
    assert guess_mapping(headers, [["short", "long " * 50]]).text == "content"


def test_empty_and_unreadable_rows_are_counted():
    raw = table([["text", "date"], ["", "x"], ["Some words.", "the other day"], ["More.", ""]])
    sources, notes = read("t.csv", raw)
    assert len(sources) == 2
    assert "Rows without text left out: 1" in notes
    assert "Dates that could not be read or have two meanings: 1" in notes


def test_a_column_tells_whether_the_day_comes_first():
    raw = table([["text", "date"], ["One.", "04/05/2025"], ["Two.", "25/05/2025"]])
    (one, two), _ = read("t.csv", raw)
    assert one.article.published.iso == "2025-05-04"
    assert two.article.published.iso == "2025-05-25"
    (alone,), notes = read("t.csv", table([["text", "date"], ["One.", "04/05/2025"]]))
    assert alone.article.published is None
    assert notes


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2025-03-10T08:00:00Z", "2025-03-10"),
        ("20250310", "2025-03-10"),
        ("10 March 2025", "2025-03-10"),
        ("2025-03", "2025-03"),
        ("25/12/2024", "2024-12-25"),
    ],
)
def test_dates_as_programs_write_them(cell, iso):
    assert read_cell_date(cell).iso == iso


@pytest.mark.parametrize("cell", ["2025", "12", "04/05/2025", "2568-01-02", "yesterday", ""])
def test_what_is_no_whole_date_is_none(cell):
    assert read_cell_date(cell) is None


def test_a_workbook_is_read_and_other_sheets_are_told():
    raw = made.xlsx([["title", "text", "year"], ["007", "\n".join(REPORT), 2025]], sheets=2)
    (source,), notes = read("t.xlsx", raw)
    assert source.text == "\n".join(REPORT)
    assert source.article.title == "007"
    assert any("first sheet" in note for note in notes)


def test_a_list_of_objects_and_old_encodings_are_read():
    (source,), _ = read("t.json", json.dumps([{"text": REPORT[2], "tags": ["a"]}]).encode())
    assert source.text == REPORT[2]
    raw = "title;text\nÉté;Le ministère a nié les faits à Genève, où l’été commençait.\n"
    (source,), _ = read("t.csv", raw.encode("cp1252"))
    assert source.article.title == "Été"


def test_a_column_separator_of_unicode_does_not_cut_a_json_line():
    raw = '{"text": "one\u2028two\u0085three"}\n{"text": "x"}'.encode()
    sources, _ = read("t.jsonl", raw)
    assert sources[0].text == "one\u2028two\u0085three"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("t.jsonl", b'{"text": "a"}\n{"text": \n'),
        ("t.jsonl", b'{"text": "a"}\n[1, 2]\n'),
        ("t.csv", b"text,date\n"),
        ("t.xlsx", made.xlsx([["text"], ["x"]])[:300]),
    ],
)
def test_a_broken_table_is_named(name, raw):
    with pytest.raises(BrokenFileError):
        read(name, raw)


def test_too_many_rows_and_columns_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 2)
    with pytest.raises(BeyondLimitError):
        read("t.csv", table([["text"], ["a b"], ["c d"], ["e f"]]))
    with pytest.raises(BeyondLimitError, match="1,200 columns"):
        read("t.csv", table([[f"c{n}" for n in range(1200)]]))


def test_a_lone_half_of_a_pair_becomes_a_replacement_sign():
    (source,), _ = read("t.jsonl", b'{"text": "before \\ud83d after \\u0000."}\n')
    assert source.text == "before \ufffd after ."
