"""Tables as CSV: what goes in comes out of any reader, and nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.dataset import TABLES, Column, Table
from annotator.exchange.write_csv import guarded, unguarded, write_table

TABLE = Table(
    "things",
    "Things.",
    (
        Column("id", "Id.", unique=True),
        Column("name", "Name."),
        Column("speaker", "Who.", several=True),
        Column("implied", "Whether.", "boolean", several=True),
        Column("targets", "Whom.", "list"),
        Column("count", "How many.", "integer"),
        Column("share", "How sure.", "number"),
        Column("retired", "Whether.", "boolean"),
    ),
    ("id",),
)
# No lone surrogates: a text that was decoded has none.
words = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["=1+1", "'=1", "''@x", "+33", "-", "@me", "\tx", "\rx", "\nx", '"', 'a,"b"\r\n', " ", "'"]
)
names = st.lists(words, max_size=3).map(tuple)
rows = st.tuples(
    words,
    words,
    names,
    st.lists(st.booleans(), max_size=3).map(tuple),
    names,
    st.integers(0, 2_000_000),
    st.none() | st.floats(0, 1),
    st.booleans(),
)


def read(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def one_or_list(cell, kind=str):
    """What the README says: one value plain, several as a JSON list, none as nothing."""
    if not cell:
        return ()
    try:
        found = json.loads(cell)
    except ValueError:
        return (cell,)
    if isinstance(found, list):
        return tuple(found)
    return (found if kind is bool else cell,)


def back(cells, *, guard):
    """The values that a row of ``TABLE`` was made from."""
    text = unguarded if guard else str
    one, name, speaker, implied, targets, count, share, retired = cells
    return (
        text(one),
        text(name),
        one_or_list(text(speaker)),
        one_or_list(implied, bool),
        tuple(json.loads(targets)),
        int(count),
        float(share) if share else None,
        retired == "true",
    )


@pytest.mark.parametrize("guard", [True, False])
@given(given_rows=st.lists(rows, max_size=5))
def test_every_value_comes_back(tmp_path, given_rows, guard):
    file = tmp_path / "things.csv"
    written = write_table(file, TABLE, given_rows, guard=guard)
    header, *found = read(file)
    assert tuple(header) == TABLE.header
    expected = [
        # An empty name alone in its cell cannot be told from nobody.
        (one, name, () if speaker == ("",) else speaker, *rest)
        for one, name, speaker, *rest in given_rows
    ]
    assert [back(cells, guard=guard) for cells in found] == expected
    assert written.rows == len(given_rows)
    assert written.size == file.stat().st_size
    assert written.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


@given(words)
def test_a_guarded_cell_never_runs_and_comes_back(cell):
    safe = guarded(cell)
    assert safe[:1] not in set("=+-@\t\r")
    assert unguarded(safe) == cell


@given(words)
def test_most_cells_are_left_alone(cell):
    if not cell.lstrip("'").startswith(tuple("=+-@\t\r")):
        assert guarded(cell) == cell


def test_no_cell_of_any_column_runs(tmp_path):
    formula = '=HYPERLINK("http://example.org","x")'
    row = (formula, formula, (formula,), (True,), (formula, formula), 1, None, False)
    write_table(tmp_path / "a.csv", TABLE, [row], guard=True)
    [_, cells] = read(tmp_path / "a.csv")
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]


def test_lines_end_as_the_standard_says(tmp_path):
    write_table(tmp_path / "a.csv", TABLES[0], [], guard=True)
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.endswith(b"custom\r\n")
    assert not raw.startswith(b"\xef\xbb\xbf")


def test_the_columns_of_the_statements_are_those_promised():
    promised = (
        "statement_id, article_id, article_title, outlet, published_on, language, url, start, end,"
        " quote, type, type_group, speaker, speaker_type, speaker_implied, targets, target_types,"
        " issue, other_issues, form, modality, event_date, place, links, coder, status, origin,"
        " confidence, note, created_at, changed_at, codebook_version"
    )
    fixed = tuple(promised.split(", "))
    assert TABLES[0].header[: len(fixed)] == fixed  # more may follow


def peak(file, count):
    """Bytes that were held at most while ``count`` different rows were written."""
    made = (
        (f"{n:032x}", f"n{n}", (f"s{n}",), (True,), (f"t{n}",), n, 0.5, False) for n in range(count)
    )
    tracemalloc.start()
    try:
        write_table(file, TABLE, made, guard=True)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_rows(tmp_path):
    few, many = peak(tmp_path / "a.csv", 10_000), peak(tmp_path / "b.csv", 40_000)
    assert many < few * 1.2
