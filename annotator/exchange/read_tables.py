"""Read articles from the rows of a table: CSV, TSV, spreadsheets, JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from annotator.domain.date_words import dates_in, fuzzy
from annotator.domain.errors import AnnotatorError, NoTextColumnError
from annotator.exchange import limits
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.decoding import decode
from annotator.exchange.job import printable
from annotator.exchange.mapping import Mapping, Preview, guess_mapping
from annotator.exchange.zipsafe import SafeZip
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.domain.article import Source
    from annotator.domain.dates import FuzzyDate
    from annotator.exchange.job import Job

    Table = tuple[list[str], Iterator[list[str]]]

_PREVIEW_ROWS = 20
_GUESS_ROWS = 200
_DELIMITERS = ",;\t|"
_LONG_CELL = 120  # code points; a first row with such a cell is no header
_SAMPLE = 50_000  # code points in which the delimiter is looked for
_PARTED = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_TOO_MANY = N_("it has more than {limit} rows")
_TOO_WIDE = N_("it has {count} columns; the limit is {limit}")


def read_delimited(job: Job) -> Iterator[Source]:
    """Read CSV and TSV in any encoding; comma, semicolon, tab or bar is found."""
    return _articles(job, "table", _delimited(job))


def read_sheet(job: Job) -> Iterator[Source]:
    """Read the first sheet with rows of an XLSX, XLS or ODS workbook."""
    return _articles(job, "sheet", _sheet(job))


def read_json(job: Job) -> Iterator[Source]:
    """Read one JSON object a line, or a list of objects."""
    return _articles(job, "json", _json(job))


def preview_delimited(job: Job) -> Preview:
    """Return the first rows of CSV or TSV."""
    return _preview(_delimited(job))


def preview_sheet(job: Job) -> Preview:
    """Return the first rows of a workbook."""
    return _preview(_sheet(job))


def preview_json(job: Job) -> Preview:
    """Return the first objects as rows."""
    return _preview(_json(job))


def _preview(table: Table) -> Preview:
    headers, rows = table
    first = [_padded(row, len(headers)) for row in islice(rows, _GUESS_ROWS)]
    shown = tuple(map(tuple, first[:_PREVIEW_ROWS]))
    return Preview(tuple(headers), shown, guess_mapping(headers, first))


def _articles(job: Job, kind: str, table: Table) -> Iterator[Source]:
    headers, rows = table
    first = [_padded(row, len(headers)) for row in islice(rows, _GUESS_ROWS)]
    mapping = job.options.mapping or guess_mapping(headers, first)
    places = _places(job, headers, mapping)
    days_first = _days_first(row[places["published"]] for row in first if "published" in places)
    at = 0
    for at, cells in enumerate(_chained(first, rows), start=1):
        limits.refuse_beyond(job.name, at, limits.ROWS, _TOO_MANY)
        row = _padded(cells, len(headers))
        facts = {fact: row[place] for fact, place in places.items()}
        text = facts.pop("text")
        if not text.strip():
            job.count(N_("Rows without text left out: {count}"))
            continue
        try:
            known = _known(job, facts, days_first=days_first)
            yield assemble(job, kind, text, known, at=tr("row {row}", row=at))
        except AnnotatorError as error:
            job.note("row {row} was left out: {reason}", row=at, reason=error.for_people())
    if not at:
        raise job.broken(tr("a table"), tr("it has no rows"))


def _places(job: Job, headers: list[str], mapping: Mapping) -> dict[str, int]:
    """Where each fact stands; `NoTextColumnError` when that is not known of the text."""
    said = {fact: column for fact, column in mapping.to_json().items() if column}
    for fact, column in said.items():
        if column not in headers and fact != "text":
            job.note("it has no column “{column}”", column=column)
    places = {fact: headers.index(column) for fact, column in said.items() if column in headers}
    if "text" not in places:
        known = ", ".join(headers[:30])
        raise NoTextColumnError(path=job.name, column=mapping.text or "text", known=known)
    return places


def _known(job: Job, facts: dict[str, str], *, days_first: bool | None) -> Known:
    written = facts.pop("published", "")
    published = read_cell_date(written, days_first=days_first)
    if written.strip() and not published:
        job.count(N_("Dates that could not be read or have two meanings: {count}"))

    def said(fact: str) -> str:
        return facts.get(fact, "").strip()

    return Known(
        origin="column",
        title=said("title"),
        outlet=said("outlet"),
        author=said("author"),
        published=published,
        url=said("url"),
        language=said("language"),
    )


def read_cell_date(written: str, *, days_first: bool | None = None) -> FuzzyDate | None:
    """Return the date in a cell, or None.

    Args:
        written: as people and programs write it.
        days_first: how "04/05/2025" is meant; None reads it only where it has one meaning.
    """
    words = written.strip()
    if days_first is not None and (parts := _PARTED.match(words)):
        one, two, year = map(int, parts.groups())
        day, month = (one, two) if days_first else (two, one)
        return fuzzy(year, month, day)
    if found := dates_in(words[:100].replace("T", " ")):
        return found[0].date
    if re.fullmatch(r"\d{8}", words):
        return fuzzy(int(words[:4]), int(words[4:6]), int(words[6:]))
    if stamp := re.fullmatch(r"(\d{4})-(\d{2})", words):
        return fuzzy(int(stamp[1]), int(stamp[2]))
    return None


def _days_first(cells: Iterable[str]) -> bool | None:
    """Whether the column writes the day before the month; None where no row tells."""
    told = set()
    for cell in cells:
        if parts := _PARTED.match(cell):
            one, two = int(parts[1]), int(parts[2])
            if one > 12 or two > 12:
                told.add(one > 12)
    return told.pop() if len(told) == 1 else None


def _delimited(job: Job) -> Table:
    decoded = decode(job.name, job.raw, job.options.encoding or None)
    text = decoded.text.lstrip("\ufeff").replace("\x00", "")
    delimiter = "\t" if job.name.lower().endswith((".tsv", ".tab")) else _delimiter(text)
    csv.field_size_limit(limits.TEXT_LENGTH)
    rows = _csv_rows(job, io.StringIO(text, newline=""), delimiter)
    first = next(rows, [])
    limits.refuse_beyond(job.name, len(first), limits.COLUMNS, _TOO_WIDE)
    if any(len(cell) > _LONG_CELL or "\n" in cell.strip() for cell in first):
        return _numbered(len(first)), _chained([first], rows)
    return _distinct(first), rows


def _csv_rows(job: Job, stream: io.StringIO, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(stream, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = tr("line {line}: {reason}", line=reader.line_num, reason=error)
            raise job.broken("CSV", reason) from error
        if any(cell.strip() for cell in row):
            yield row


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first rows into most columns of the same number."""

    def fit(delimiter: str) -> tuple[float, int]:
        try:
            reader = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=delimiter)
            widths = [len(row) for row in islice(reader, 20) if row]
        except csv.Error:
            return 0.0, 0
        if len(widths) > 1 and len(text) > _SAMPLE:
            widths.pop()  # cut in the middle
        width, often = Counter(widths).most_common(1)[0] if widths else (1, 0)
        return (often / len(widths) if width > 1 else 0.0), width

    return max(_DELIMITERS, key=fit)


def _sheet(job: Job) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    from annotator.domain.errors import LockedFileError

    if job.raw.startswith(b"PK"):
        SafeZip(job, tr("a spreadsheet")).check_all()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(job.raw))
        sheets = [book.get_sheet_by_index(at) for at in range(len(book.sheet_names))]
    except PasswordError as error:
        raise LockedFileError(path=job.name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise job.broken(tr("a spreadsheet")) from error
    filled = [sheet for sheet in sheets if sheet.height and sheet.width]
    if not filled:
        raise job.broken(tr("a spreadsheet"), tr("it has no rows"))
    if len(filled) > 1:
        sentence = N_("only the first sheet, “{sheet}”, was read; {count} others were not")
        job.note(sentence, sheet=filled[0].name, count=len(filled) - 1)
    limits.refuse_beyond(job.name, filled[0].width, limits.COLUMNS, _TOO_WIDE)
    rows = (row for cells in filled[0].iter_rows() if any(row := [_cell(one) for one in cells]))
    return _distinct(next(rows, [])), rows


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a workbook holds
    """A cell as text: whole numbers without ".0", dates as ISO."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _json(job: Job) -> Table:
    decoded = decode(job.name, job.raw, job.options.encoding or None)
    records = _records(job, decoded.text.lstrip("\ufeff"))
    first = list(islice(records, _GUESS_ROWS))
    headers = list(dict.fromkeys(key for record in first for key in record))
    limits.refuse_beyond(job.name, len(headers), limits.COLUMNS, _TOO_WIDE)
    rows = (
        [printable(record.get(key, "")) for key in headers] for record in _chained(first, records)
    )
    return headers, rows


def _records(job: Job, text: str) -> Iterator[dict[str, str]]:
    if text.lstrip().startswith("["):
        whole = _parsed(job, text, 1)
        for record in whole if isinstance(whole, list) else []:
            yield _flat(job, record, 1)
        return
    # Not `splitlines`: JSON may hold U+2028 as it is.
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        if line.strip():
            yield _flat(job, _parsed(job, line, number), number)


def _parsed(job: Job, text: str, line: int) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(text)
    except ValueError as error:
        where = tr("line {line} is no JSON object", line=line)
        raise job.broken("JSON", where) from error


def _flat(job: Job, record: Any, line: int) -> dict[str, str]:  # noqa: ANN401 - any JSON
    """An object's texts and numbers; of lists of texts what they hold, joined; no more."""
    if not isinstance(record, dict):
        raise job.broken("JSON", tr("line {line} is no JSON object", line=line))
    flat = {}
    for key, value in record.items():
        if isinstance(value, str):
            flat[key] = value
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            flat[key] = ", ".join(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            flat[key] = str(value)
    return flat


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _distinct(headers: list[str]) -> list[str]:
    """Headers that are not empty and not twice the same."""
    seen: Counter[str] = Counter()
    named = []
    for at, header in enumerate(headers, start=1):
        name = " ".join(printable(header).split()) or tr("column {number}", number=at)
        seen[name] += 1
        named.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return named


def _numbered(many: int) -> list[str]:
    return [tr("column {number}", number=at) for at in range(1, many + 1)]


def _chained(first: Iterable[Any], rest: Iterable[Any]) -> Iterator[Any]:
    yield from first
    yield from rest
