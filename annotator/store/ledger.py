"""The only way to write: each act is a step that knows every record before and after.

Undo, redo, history, audit and the refresh of views all come from the ledger. The
steps of one coder form a chain: each bears the hash of the one before, so that a
change from outside shows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from annotator.domain.changes import Changes
from annotator.domain.errors import ChangedSinceError
from annotator.domain.ids import CoderId, StepId
from annotator.store.shelves import SHELVES
from annotator.support.clock import new_id, now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlite_utils import Database

    from annotator.store.shelves import Record

Act = Literal["begin", "do", "undo", "redo"]  # what begins a project stays
_AT_ONCE = 1000  # changes that are played back together
_Change = tuple[str, str | None, str | None]  # record, before, after
BEGINNING = ""  # what the first step of a coder has as its predecessor's hash


@dataclass(frozen=True, slots=True)
class Entry:
    """One step as the ledger keeps it."""

    id: StepId
    number: int
    label: str
    coder: CoderId
    made_at: str
    act: Act
    plays: StepId | None


@dataclass(frozen=True, slots=True)
class Past:
    """What one step made of one record; None where the record was not there."""

    entry: Entry
    before: Record | None
    after: Record | None


class Step:
    """One act of a coder while it is being written.

    Made by ``Project.step``. Every record that is put or dropped is kept with what it
    was before, so that the step can be played backwards.
    """

    def __init__(
        self,
        db: Database,
        label: str,
        coder: CoderId,
        act: Act = "do",
        plays: StepId | None = None,
    ) -> None:
        self.id = StepId(new_id())
        self.made_at = now()
        self.coder = coder
        self._db = db
        self._label = label
        self._act = act
        self._plays = plays
        self._touched: set[tuple[str, str]] = set()
        self._digest = hashlib.sha256()

    @property
    def changes(self) -> Changes:
        """What was touched so far."""
        return Changes(frozenset(self._touched), self._label)

    def put(self, kind: str, *records: Record) -> None:
        """Write ``records`` of ``kind``, each replacing the one that bears its id.

        A record that is there already, just the same, is left alone.
        """
        shelf = SHELVES[kind]
        before = shelf.read(self._db, [record["id"] for record in records])
        new = [record for record in records if before.get(record["id"]) != record]
        shelf.write(self._db, new, before.keys() & {record["id"] for record in new})
        self._remember(kind, [(r["id"], before.get(r["id"]), r) for r in new])

    def drop(self, kind: str, *ids: str) -> None:
        """Take the records that bear ``ids`` away. What is not there changes nothing."""
        shelf = SHELVES[kind]
        before = shelf.read(self._db, ids)
        shelf.drop(self._db, list(before))
        self._remember(kind, [(record, row, None) for record, row in before.items()])

    def finish(self) -> None:
        """Write the step itself, chained to the coder's last one."""
        last = self._db.execute(
            "SELECT number, hash FROM step WHERE coder = ? ORDER BY number DESC LIMIT 1",
            [self.coder],
        ).fetchone()
        number, previous = (last[0] + 1, last[1]) if last else (1, BEGINNING)
        entry = Entry(
            self.id, number, self._label, self.coder, self.made_at, self._act, self._plays
        )
        self._db.execute(
            "INSERT INTO step (id, number, label, coder, made_at, act, plays, previous, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                entry.id, entry.number, entry.label, entry.coder, entry.made_at, entry.act,
                entry.plays, previous, chained(previous, entry, self._digest.hexdigest()),
            ],
        )  # fmt: skip

    def _remember(
        self, kind: str, images: Sequence[tuple[str, Record | None, Record | None]]
    ) -> None:
        rows = [(kind, record, image(before), image(after)) for record, before, after in images]
        self._touched.update((kind, record) for record, _, _ in images)
        for row in rows:
            self._digest.update(change_bytes(*row))
        self._db.conn.executemany(
            "INSERT INTO change (step, kind, record, before, after) VALUES (?, ?, ?, ?, ?)",
            [(self.id, *row) for row in rows],
        )


def chained(previous: str, entry: Entry, changes: str) -> str:
    """Return the hash of a step: of its predecessor's, its own facts and its changes'."""
    facts = [
        previous, entry.id, entry.number, entry.label, entry.coder, entry.made_at, entry.act,
        entry.plays, changes,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def change_bytes(kind: str, record: str, before: str | None, after: str | None) -> bytes:
    """Return what is hashed of one change."""
    return json.dumps([kind, record, before, after], ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def play(db: Database, played: StepId, label: str, step: Step) -> None:
    """Write into ``step`` what every record of ``played`` was before it.

    Raises:
        ChangedSinceError: a record is no longer as ``played`` left it.
    """
    for kind, run in _runs(_backwards(db, played)):
        there = SHELVES[kind].read(db, [record for record, _, _ in run])
        if any(image(there.get(record)) != after for record, _, after in run):
            raise ChangedSinceError(label=label)
        gone = [record for record, before, _ in run if before is None]
        back = [json.loads(before) for _, before, _ in run if before is not None]
        if gone:
            step.drop(kind, *gone)
        if back:
            step.put(kind, *back)


def _backwards(db: Database, step: StepId) -> Iterator[tuple[str, _Change]]:
    """Return what ``step`` changed, the last first, read some at a time: it may be a million."""
    last = None
    while rows := db.execute(
        "SELECT id, kind, record, before, after FROM change"
        " WHERE step = ? AND id < ifnull(?, 9e18) AND kind <> 'coder'"  # who did it has done it
        " ORDER BY id DESC LIMIT ?",
        [step, last, _AT_ONCE],
    ).fetchall():
        last = rows[-1][0]
        for _, kind, record, before, after in rows:
            yield kind, (record, before, after)


def _runs(changes: Iterable[tuple[str, _Change]]) -> Iterator[tuple[str, list[_Change]]]:
    """Group changes that follow one another, are of one kind and touch no record twice."""
    kind, run, seen = "", list[_Change](), set[str]()
    for of, change in changes:
        if run and (of != kind or change[0] in seen or len(run) == _AT_ONCE):
            yield kind, run
            run, seen = [], set()
        kind = of
        run.append(change)
        seen.add(change[0])
    if run:
        yield kind, run


def undo_candidate(db: Database, coder: CoderId) -> Entry | None:
    """Return the coder's latest act that stands, or None.

    Each undo takes one act off the top and each redo puts it back, so going backwards
    the acts to skip are the undos not yet made good by a redo.
    """
    skipped = 0
    for entry in entries(db, coder):
        if entry.act == "begin":
            return None
        if entry.act == "undo":
            skipped += 1
        elif entry.act == "redo":
            skipped -= 1
        elif skipped == 0:
            return entry
        else:
            skipped -= 1
    return None


def redo_candidate(db: Database, coder: CoderId) -> Entry | None:
    """Return the coder's undo that a redo would take back, or None.

    Only what was undone after the last new act can come back.
    """
    skipped = 0
    for entry in entries(db, coder):
        if entry.act in ("begin", "do"):
            return None
        if entry.act == "redo":
            skipped += 1
        elif skipped == 0:
            return entry
        else:
            skipped -= 1
    return None


def entries(db: Database, coder: CoderId) -> Iterator[Entry]:
    """Return the coder's steps, the latest first, read as they are asked for."""
    for row in db.execute(
        "SELECT id, number, label, coder, made_at, act, plays FROM step"
        " WHERE coder = ? ORDER BY number DESC",
        [coder],
    ):
        yield Entry(*row)


def history(db: Database, kind: str, record: str) -> list[Past]:
    """Return the steps that touched a record, oldest first, each with before and after."""
    rows = db.execute(
        "SELECT step.id, number, label, coder, made_at, act, plays, before, after"
        " FROM change JOIN step ON step.id = change.step"
        " WHERE kind = ? AND record = ? ORDER BY change.id",
        [kind, record],
    )
    return [Past(Entry(*row[:7]), _record(row[7]), _record(row[8])) for row in rows]


def image(record: Mapping[str, Any] | None) -> str | None:
    """Return a record as the ledger keeps it: the same text for the same content."""
    if record is None:
        return None
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _record(image: str | None) -> Record | None:
    record: Record | None = json.loads(image) if image else None
    return record
