"""Take the tables of a Discourse Network Analyzer file as plain rows, and nothing else of it.

A stranger's database can hold triggers, views and damaged pages. So the file is copied
into memory first, the copy can only be read, and only from tables that are known here.
"""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any

from annotator.domain.corpus import ForeignProjectError
from annotator.domain.errors import CannotReadError, TooLargeError
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[dict[str, Any]]

SIZE_LIMIT = 200_000_000  # bytes
ROWS_LIMIT = 5_000_000  # of one table
_SECONDS = 60
_VALUE_LIMIT = 50_000_000  # bytes of one value
_MAGIC = b"SQLite format 3\x00"
# What DNA 2 and 3 keep; the rest (passwords, permissions, colours of words) is not touched.
_TABLES = (
    "SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "STATEMENTS",
    "STATEMENTLINKS", "DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT",
    "ENTITIES", "ATTRIBUTES", "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES", "ATTRIBUTEMETADATA",
    "REGEXES",
)  # fmt: skip
_NEEDED = {"CODERS", "DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES"}
_UNREAD = {"password"}  # columns
_READ_ONLY = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}


def is_database(path: Path) -> bool:
    """Whether the file begins as an SQLite database does."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def read_dna_tables(path: Path) -> dict[str, Rows]:
    """Return the rows of each known table by the table's name in capitals.

    A table that the file lacks has no rows. The file is only read.

    Raises:
        CannotReadError, TooLargeError: it is not there, or beyond 200 MB.
        ForeignProjectError: it is no DNA file, is damaged, or is built to do harm.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise TooLargeError(path=path, size=path.stat().st_size, limit=SIZE_LIMIT)
        content = bytearray(path.read_bytes())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotReadError(path=path, reason=reason) from error
    if not content.startswith(_MAGIC):
        raise _refused(path, N_("it is no database."))
    if any(_has_bytes(path.with_name(path.name + end)) for end in ("-wal", "-journal")):
        raise _refused(path, N_("another program is writing to it; close it there first."))
    copy = sqlite3.connect(":memory:")
    try:
        content[18:20] = b"\x01\x01"  # no journal lies beside a copy in memory
        copy.deserialize(content)
        return _read(path, copy)
    except (sqlite3.Error, OverflowError, MemoryError) as error:
        raise _refused(path, N_("it is damaged ({error})."), error=error) from error
    finally:
        copy.close()


def _read(path: Path, copy: sqlite3.Connection) -> dict[str, Rows]:
    deadline = time.monotonic() + _SECONDS
    copy.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
    copy.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _VALUE_LIMIT)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
        copy.execute(f"PRAGMA {pragma}")
    told = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if told != "ok":
        raise _refused(path, N_("it is damaged ({error})."), error=str(told).splitlines()[-1])
    schema = copy.execute("SELECT type, name, ifnull(sql, '') FROM sqlite_schema").fetchall()
    if any(kind in ("view", "trigger") for kind, _, _ in schema):
        raise _refused(path, N_("it holds views or triggers, which no DNA file has."))
    if any(sql.upper().lstrip().startswith("CREATE VIRTUAL") for _, _, sql in schema):
        raise _refused(path, N_("it holds virtual tables, which no DNA file has."))
    there = {name.upper(): name for kind, name, _ in schema if kind == "table"}
    if lacking := sorted(_NEEDED - there.keys()):
        raise _refused(path, N_("it lacks the tables {names}."), names=", ".join(lacking))
    columns = {
        table: [row[1] for row in copy.execute(f"PRAGMA table_info({_quoted(there[table])})")]
        for table in _TABLES
        if table in there
    }
    copy.set_authorizer(_only_reading)
    return {
        table: _rows(path, copy, there[table], columns[table]) if table in there else []
        for table in _TABLES
    }


def _rows(path: Path, copy: sqlite3.Connection, table: str, columns: list[str]) -> Rows:
    wanted = [column for column in columns if column.lower() not in _UNREAD]
    names = ", ".join(map(_quoted, wanted))
    cursor = copy.execute(f"SELECT {names} FROM {_quoted(table)}")  # noqa: S608 - quoted names
    rows = cursor.fetchmany(ROWS_LIMIT)
    if cursor.fetchone() is not None:
        raise _refused(path, N_("{table} has too many rows."), table=table)
    return [dict(zip(wanted, row, strict=True)) for row in rows]


def _only_reading(act: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if act in _READ_ONLY else sqlite3.SQLITE_DENY


def _has_bytes(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _refused(path: Path, says: str, **facts: object) -> ForeignProjectError:
    return ForeignProjectError(path=path, tool="DNA", reason=tr(says, **facts))
