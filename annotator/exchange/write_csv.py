"""The tables of a dataset as CSV (RFC 4180, UTF-8), row by row."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass
from operator import getitem
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from typing_extensions import Buffer

    from annotator.domain.dataset import Cell, Column, Table

# What makes a spreadsheet run a cell. Apostrophes before it count too: so the one that
# is put in front can be told from one that stood there.
_RUNS = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_QUOTE_FOR = re.compile(r'[",\r\n]')
_END = "\r\n"
_BLOCK = 1 << 16  # bytes
_REMEMBERED = 4096  # cells of a column
_as_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written of one table."""

    rows: int
    size: int  # bytes
    sha256: str


def write_table(
    file: Path, table: Table, rows: Iterable[tuple[Cell, ...]], *, guard: bool
) -> Written:
    """Write ``rows`` of ``table`` under its header; no more than one row is in memory.

    With ``guard`` cells that a spreadsheet would run get an apostrophe in front.
    """
    count = 0
    line = _line_writer(table, guard=guard)
    hashing = _HashingFile(file, "wb")
    block = io.BufferedWriter(hashing, _BLOCK)
    with io.TextIOWrapper(block, encoding="utf-8", newline="") as stream:
        stream.write(",".join(table.header) + _END)
        for row in rows:
            stream.write(line(row))
            count += 1
    return Written(count, hashing.size, hashing.digest.hexdigest())


def written_line(table: Table, row: tuple[Cell, ...], *, guard: bool) -> str:
    """Return ``row`` as `write_table` writes it, without the line's end."""
    return _line_writer(table, guard=guard)(row).removesuffix(_END)


def guarded(cell: str) -> str:
    """Return ``cell`` with an apostrophe in front where a spreadsheet would run it."""
    return "'" + cell if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what was given to `guarded` to make ``cell``."""
    return cell[1:] if _GUARDED.match(cell) else cell


class _HashingFile(io.FileIO):
    """A file that knows the size and the hash of what was written to it."""

    def __init__(self, file: Path, mode: str) -> None:
        super().__init__(file, mode)
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, block: Buffer, /) -> int:
        """Write what the disk takes of ``block`` and return how much that was."""
        taken = super().write(block)
        self.digest.update(memoryview(block)[:taken])
        self.size += taken
        return taken


class _Recurring(dict[Any, str]):
    """How the values of a column are written, where they recur: each worked out once."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: Any) -> str:  # noqa: ANN401 - whatever the column holds
        if len(self) >= _REMEMBERED:
            self.clear()
        cell = self[value] = self._write(value)
        return cell


class _Unique:
    """The same for a column of values that do not recur."""

    __slots__ = ("_write",)

    def __init__(self, write: Callable[[Any], str]) -> None:
        self._write = write

    def __getitem__(self, value: Any) -> str:  # noqa: ANN401 - whatever the column holds
        return self._write(value)


def _line_writer(table: Table, *, guard: bool) -> Callable[[tuple[Any, ...]], str]:
    """Return what makes a line of a row.

    ``csv.writer`` looks at every character of every cell. Most cells of these tables
    recur, and to look them up takes a third of its time.
    """
    cells = [
        (_Unique if column.unique else _Recurring)(_writer_of(column, guard=guard))
        for column in table.columns
    ]
    shape = ",".join(["%s"] * len(cells)) + _END

    def line(row: tuple[Any, ...]) -> str:
        return shape % tuple(map(getitem, cells, row))

    return line


def _writer_of(column: Column, *, guard: bool) -> Callable[[Any], str]:
    """Return what writes one value of ``column``."""
    text = _guarded_text if guard else _text
    if column.type == "list":
        return _list
    if column.several:
        return lambda values: text(_one_or_list(values))
    return text if column.type == "string" else _fact


def _text(value: str) -> str:
    if _QUOTE_FOR.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value


def _guarded_text(value: str) -> str:
    return _text("'" + value if _RUNS.match(value) else value)


def _list(values: tuple[Cell, ...]) -> str:
    return _text(_as_json(values))


def _fact(value: float | None) -> str:
    """Return a number or a yes or no; what is not known as nothing."""
    return "" if value is None else _as_json(value)


def _one_or_list(values: tuple[str | bool, ...]) -> str:
    """Return the one value as it is, several as a JSON list, none as nothing.

    One value that is a JSON list itself is written as a list of one, so that a reader
    who sees a list always has one.
    """
    if not values:
        return ""
    only = values[0]
    if len(values) > 1 or (isinstance(only, str) and _is_list(only)):
        return _as_json(values)
    return only if isinstance(only, str) else _fact(only)


def _is_list(value: str) -> bool:
    try:
        return isinstance(json.loads(value), list)
    except (ValueError, RecursionError):
        return False
