"""One open project: read it, write it in steps, undo and redo."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.errors import (
    CannotWriteError,
    ChangedSinceError,
    NothingToUndoError,
    ProjectExistsError,
    ReadOnlyError,
)
from annotator.store import connection, ledger, word_index
from annotator.store.actors import Actors, Mentions
from annotator.store.articles import Articles
from annotator.store.codebooks import Codebooks
from annotator.store.coders import Assignments, Coders
from annotator.store.likeness import Likeness
from annotator.store.lock import WriterLock
from annotator.store.saved import SavedSearches
from annotator.store.statements import Links, Statements
from annotator.store.suggestions import Suggestions
from annotator.support.atomic import whole_file
from annotator.support.clock import new_id, now
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from annotator.domain.changes import Changes
    from annotator.domain.codebook import Codebook
    from annotator.domain.coder import Coder
    from annotator.domain.ids import StepId


class Project:
    """An open project file, owned by the thread that opened it.

    Attributes:
        path: where it lies; None for one in memory.
        coder: whose acts the steps are.
        read_only: why nothing can be written, or an empty string.
    """

    def __init__(
        self,
        db: Database,
        coder: Coder,
        path: Path | None = None,
        lock: WriterLock | None = None,
        read_only: str = "",
    ) -> None:
        self.path = path
        self.coder = coder
        self.read_only = read_only
        self.articles = Articles(db)
        self.statements = Statements(db)
        self.links = Links(db)
        self.actors = Actors(db)
        self.mentions = Mentions(db)
        self.coders = Coders(db)
        self.assignments = Assignments(db)
        self.codebooks = Codebooks(db)
        self.suggestions = Suggestions(db)
        self.searches = SavedSearches(db)
        self.likeness = Likeness(db)
        self._db = db
        self._lock = lock
        self._listeners: list[Callable[[Changes], None]] = []
        self._in_step = False
        self._closed = False

    @property
    def title(self) -> str:
        """The project's title."""
        return str(self._db.execute("SELECT title FROM project").fetchone()[0])

    @property
    def codebook(self) -> Codebook:
        """The codebook in use."""
        return self.codebooks.current()

    def on_change(self, listener: Callable[[Changes], None]) -> None:
        """Have ``listener`` told of every step, after it is on disk."""
        self._listeners.append(listener)

    @contextmanager
    def step(self, label: str, act: ledger.Act = "do") -> Iterator[ledger.Step]:
        """Write one act: all of it is kept or none, and it is on disk at the end.

        Args:
            label: what the act is called in the Undo menu and in the history.
            act: "begin" for what cannot be undone, the making of the project.

        Raises:
            ReadOnlyError: the project is open for reading only.
            CannotWriteError: the disk does not take it; nothing of the step is kept.
        """
        with self._writing() as db:
            step = ledger.Step(db, label, self.coder.id, act)
            self.coders.enter(step, self.coder)
            entered = step.changes
            yield step
            if step.changes == entered:
                # Not to a savepoint: while one is open, SQLite copies what each row touches.
                db.execute("ROLLBACK")
                return
            step.finish()
        self._announce(step.changes)

    @contextmanager
    def machine_writes(self) -> Iterator[None]:
        """Keep what the machine made, which is no act of a coder and is not undone."""
        with self._writing():
            yield

    def undo(self) -> Changes:
        """Take back this coder's latest act, as a step of its own.

        Raises:
            NothingToUndoError: there is none.
            ChangedSinceError: what it made is used or was changed since.
        """
        entry = ledger.undo_candidate(self._db, self.coder.id)
        if entry is None:
            raise NothingToUndoError(act=tr("undo"))
        return self._play("undo", entry.id, entry.label)

    def redo(self) -> Changes:
        """Bring back what the latest undo took; errors as for `undo`."""
        entry = ledger.redo_candidate(self._db, self.coder.id)
        if entry is None:
            raise NothingToUndoError(act=tr("redo"))
        return self._play("redo", entry.id, entry.label)

    def undoable(self) -> str:
        """The label of the act that `undo` would take back, or an empty string."""
        entry = ledger.undo_candidate(self._db, self.coder.id)
        return entry.label if entry else ""

    def redoable(self) -> str:
        """The label of the act that `redo` would bring back, or an empty string."""
        entry = ledger.redo_candidate(self._db, self.coder.id)
        return entry.label if entry else ""

    def history(self, kind: str, record: str) -> list[ledger.Past]:
        """Return the steps that touched a record, oldest first, with before and after."""
        return ledger.history(self._db, kind, record)

    def saved_at(self) -> str:
        """When the latest step was made, in UTC, or an empty string."""
        return self._db.execute("SELECT max(made_at) FROM step").fetchone()[0] or ""

    def close(self) -> None:
        """Leave one whole file behind and let others write. Closing twice does no harm."""
        if self._closed:
            return
        self._closed = True
        try:
            if not self.read_only and self.path:
                with suppress(sqlite3.OperationalError):  # the journal keeps what was saved
                    self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            if self.read_only and self.path:
                connection.close_after_reading(self._db, self.path)
            else:
                self._db.close()
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Close; what SQLite could not read is said plainly."""
        self.close()
        if isinstance(error, sqlite3.DatabaseError) and self.path:
            with connection.said_plainly(self.path):
                raise error

    def _play(self, act: ledger.Act, played: StepId, label: str) -> Changes:
        try:
            with self._writing() as db:
                step = ledger.Step(db, label, self.coder.id, act, played)
                ledger.play(db, played, label, step)
                step.finish()
        except sqlite3.IntegrityError as error:  # something else refers to what would go
            raise ChangedSinceError(label=label) from error
        self.actors.forget()
        self.articles.forget()
        self._announce(step.changes)
        return step.changes

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        if self.read_only:
            raise ReadOnlyError(project=self.path or self.title, reason=self.read_only)
        if self._in_step:
            raise RuntimeError("Steps do not nest: hand the open step on instead.")
        self._in_step = True
        path = self.path
        try:
            if path is None:
                with self._transaction() as db:
                    yield db
            else:
                with connection.said_plainly(path), self._transaction() as db:
                    yield db
        finally:
            self._in_step = False

    @contextmanager
    def _transaction(self) -> Iterator[Database]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            if self._db.conn.in_transaction:  # a step in which nothing was done is over already
                self._db.execute("COMMIT")
        except BaseException:
            if self._db.conn.in_transaction:
                self._db.execute("ROLLBACK")
            self.actors.forget()
            self.articles.forget()
            raise

    def _announce(self, changes: Changes) -> None:
        if changes.records:
            for listener in self._listeners:
                listener(changes)


def create_project(path: Path | None, title: str, codebook: Codebook, coder: Coder) -> Project:
    """Make a project at ``path`` (None: in memory) and open it for writing.

    The file appears whole: it is made under another name first. Only its owner may read it.

    Raises:
        ProjectExistsError: something bears the name already.
        CannotWriteError: the folder is not there or takes no files.
    """
    if path is None:
        project = Project(connection.connect_to_new(None), coder)
        _begin(project, title, codebook)
        return project
    if path.exists():
        raise ProjectExistsError(path=path)
    try:
        with (
            whole_file(path) as part,
            connection.said_plainly(path),
            Project(connection.connect_to_new(part), coder, part) as project,
        ):
            _begin(project, title, codebook)
    except OSError as error:
        raise CannotWriteError(path=path, reason=error.strerror or str(error)) from error
    return open_project(path, coder)


def open_project(path: Path, coder: Coder, *, writable: bool = True) -> Project:
    """Open the project at ``path``.

    Raises:
        NoProjectError, NotAProjectError, NewerProjectError, DamagedProjectError: the file
            is not one of ours; it was not written to.
        ProjectInUseError: somebody else has it open for writing.
        CannotWriteError: the file or its folder may only be read.
    """
    if not writable:
        if connection.look_at(path) < connection.FORMAT:
            open_project(path, coder).close()  # which brings it up to date
        db = connection.connect_to_read(path)
        return Project(db, coder, path, read_only=tr("it was opened for reading."))
    format_ = connection.look_at(path)
    try:
        lock = WriterLock(path, coder.name)
    except OSError as error:
        raise CannotWriteError(path=path, reason=error.strerror or str(error)) from error
    try:
        db = connection.connect_to_write(path)
        if format_ < connection.FORMAT or not word_index.is_current(db):
            connection.grow_up(db)
    except BaseException:
        lock.release()
        raise
    return Project(db, _as_known(Coders(db), coder), path, lock)


def _as_known(coders: Coders, coder: Coder) -> Coder:
    """Return the coder with the colour that the project knows them by."""
    known = coders.get(coder.id)
    return replace(coder, colour=known.colour) if known else coder


def _begin(project: Project, title: str, codebook: Codebook) -> None:
    with project.step(tr("New project"), act="begin") as step:
        step.put(
            "project",
            {
                "id": new_id(),
                "title": title,
                "description": "",
                "language": codebook.language,
                "blind": 0,
                "created_at": now(),
            },
        )
        project.codebooks.put(step, codebook)
