"""How a project file is opened: looked at first, never written to unless it is ours."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from annotator.domain.errors import (
    CannotReadError,
    CannotWriteError,
    DamagedProjectError,
    NewerProjectError,
    NoProjectError,
    NotAProjectError,
    OlderProjectError,
)
from annotator.store import schema, word_index
from annotator.store.library import Database
from annotator.store.migrations import migrations
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID = 0x416E6E6F  # "Anno", at byte 68 of every project file
FORMAT = len(migrations._migrations)  # noqa: SLF001 - the library tells the number no other way
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_CHECKED_AT_OPENING = 64 * 2**20  # bytes; a larger file is checked by `annotator check`

# In the order of section 2.2 of the design's safety notes; FULL and WAL together are
# the fastest way in which a commit survives a power cut.
_EVERY_TIME = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA busy_timeout = 5000",
)
_TO_WRITE = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -32768",  # kibibytes: an import writes all over the indexes
)


def look_at(path: Path) -> int:
    """Return the format of the project at ``path`` from its first bytes alone.

    Raises:
        NoProjectError, CannotReadError, NotAProjectError, NewerProjectError: as named.
    """
    if not path.exists():
        raise NoProjectError(path=path)
    if not path.is_file():
        raise NotAProjectError(path=path, reason=tr("it is no file."))
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise CannotReadError(path=path, reason=error.strerror or str(error)) from error
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise NotAProjectError(path=path, reason=tr("it is a file of another kind."))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAProjectError(path=path, reason=tr("it is a database of another program."))
    theirs = int.from_bytes(header[60:64], "big")
    if theirs > FORMAT:
        raise NewerProjectError(path=path, theirs=theirs, ours=FORMAT)
    return theirs


def connect_to_read(path: Path, *, any_format: bool = False) -> Database:
    """Open the project at ``path`` for reading; nothing can be written through it.

    Raises:
        DamagedProjectError: what is in the file cannot be read.
        OlderProjectError: it has an earlier format, and ``any_format`` is not asked for.
    """
    look_at(path)
    with said_plainly(path):
        connection = _connect(f"{path.resolve().as_uri()}?mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            # On a medium that takes no writes SQLite cannot make its index of the
            # journal; with nothing in the journal, the file alone is the whole truth.
            connection.close()
            if _has_bytes(_journal(path)):
                raise
            connection = _connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1")
        db = _checked(Database(connection, execute_plugins=False), path)
        if not any_format and _format_of(db) < FORMAT:
            db.close()
            raise OlderProjectError(path=path)
        return db


def connect_to_write(path: Path) -> Database:
    """Open the project at ``path`` for writing, after a look that writes nothing."""
    connect_to_read(path, any_format=True).close()
    with said_plainly(path):
        connection = _connect(f"{path.resolve().as_uri()}?mode=rw")
        for pragma in _TO_WRITE:
            connection.execute(pragma)
        return Database(connection, execute_plugins=False)


def connect_to_new(path: Path | None) -> Database:
    """Make an empty project of the empty file ``path``; None makes one in memory."""
    name = f"{path.resolve().as_uri()}?mode=rw" if path else "file::memory:"
    connection = _connect(name)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for pragma in _TO_WRITE:
        connection.execute(pragma)
    db = Database(connection, execute_plugins=False)
    grow_up(db)
    return db


def grow_up(db: Database) -> None:
    """Bring the file to this version's format."""
    migrations.apply(db)
    if not word_index.is_current(db):
        word_index.make_anew(db)
    db.execute(f"PRAGMA user_version = {FORMAT}")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that the first bytes say so too


def close_after_reading(db: Database, path: Path) -> None:
    """Close ``db``, and take away the empty journal that reading left beside ``path``.

    SQLite makes one also for a reader, who may not take it away again: it goes with the
    last of those who may write. Into the file itself nothing is written.
    """
    db.close()
    with suppress(sqlite3.Error, OSError):
        journal = _journal(path)
        if journal.exists() and not _has_bytes(journal):
            last = _connect(f"{path.resolve().as_uri()}?mode=rw")
            try:
                last.execute("SELECT 1 FROM sqlite_schema").fetchone()
            finally:
                last.close()


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn SQLite's refusals into sentences that name the file."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.OperationalError as error:
        if _means(error, "full", "readonly", "i/o", "locked", "unable to open"):
            raise CannotWriteError(path=path, reason=tr(_said(error))) from error
        if _means(error, "malformed", "corrupt", "could not decode"):
            raise DamagedProjectError(path=path, reason=str(error)) from error
        raise
    except sqlite3.DatabaseError as error:
        raise DamagedProjectError(path=path, reason=str(error)) from error


_SAID = (
    ("full", N_("the disk is full.")),
    ("readonly", N_("it may only be read.")),
    ("locked", N_("another program is writing to it.")),
    ("unable to open", N_("it could not be opened.")),
    ("i/o", N_("the disk reported a fault.")),
)


def _said(error: sqlite3.Error) -> str:
    return next(sentence for word, sentence in _SAID if word in str(error).lower())


def _means(error: sqlite3.Error, *words: str) -> bool:
    return any(word in str(error).lower() for word in words)


def _journal(path: Path) -> Path:
    """Where SQLite keeps the journal: beside the file itself, not beside a link to it."""
    file = path.resolve()
    return file.with_name(file.name + "-wal")


def _has_bytes(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    for pragma in _EVERY_TIME:
        connection.execute(pragma)
    return connection


def _format_of(db: Database) -> int:
    """The format with what the journal says, which the first bytes of the file may lag behind."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _checked(db: Database, path: Path) -> Database:
    """Return ``db`` after a look at its structure, the whole of it where it is small."""
    theirs = _format_of(db)
    if theirs > FORMAT:  # said in the journal only, where `look_at` does not look
        db.close()
        raise NewerProjectError(path=path, theirs=theirs, ours=FORMAT)
    tables = set(db.table_names())
    lacking = {"article", "statement", "step"} - tables
    if lacking:
        db.close()
        raise DamagedProjectError(path=path, reason=tr("tables are missing."))
    if strange := schema.commands_of_others(db, theirs):
        db.close()
        reason = tr("it holds commands that are not ours ({names}).", names=", ".join(strange))
        raise DamagedProjectError(path=path, reason=reason)
    if path.stat().st_size <= _CHECKED_AT_OPENING:
        told = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if told != "ok":
            db.close()
            raise DamagedProjectError(path=path, reason=told.splitlines()[-1])
    return db
