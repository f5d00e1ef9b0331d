"""Where the records of each kind stand: a main table and the tables of its parts.

The ledger handles whole records, a statement with its speakers and issues say, as
one mapping. A shelf takes such a mapping apart into rows and puts it together again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotator.store import word_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A list inside a record: the table that holds its entries and their columns."""

    name: str
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tables of one kind of record.

    The main table's name is the kind's. Each part's table begins with the columns
    (kind, position), so that entries keep their order.
    """

    kind: str
    columns: tuple[str, ...]
    parts: tuple[Part, ...] = field(default=())

    def read(self, db: Database, ids: Sequence[str]) -> dict[str, Record]:
        """Return the records that bear ``ids`` and are there, by id."""
        among = json.dumps(list(ids))
        found = {
            row[0]: dict(zip(self.columns, row, strict=True))
            for row in db.execute(
                f"SELECT {_names(self.columns)} FROM {self.kind}"  # noqa: S608 - our own names
                " WHERE id IN (SELECT value FROM json_each(?))",
                [among],
            )
        }
        for part in self.parts if found else ():
            for record in found.values():
                record[part.name] = []
            for owner, *entry in db.execute(
                f"SELECT {self.kind}, {_names(part.columns)} FROM {part.table}"  # noqa: S608
                f" WHERE {self.kind} IN (SELECT value FROM json_each(?))"
                f" ORDER BY {self.kind}, position",
                [among],
            ):
                found[owner][part.name].append(dict(zip(part.columns, entry, strict=True)))
        return found

    def write(self, db: Database, records: Iterable[Mapping[str, Any]], replaced: set[str]) -> None:
        """Put ``records`` on the shelf; ``replaced`` are the ids of those that are there."""
        records = list(records)
        db.conn.executemany(
            f"INSERT INTO {self.kind} ({_names(self.columns)}) VALUES ({_marks(self.columns)})"  # noqa: S608
            f" ON CONFLICT (id) DO UPDATE SET {_updates(self.columns)}",
            [tuple(record[column] for column in self.columns) for record in records],
        )
        for part in self.parts:
            self._clear(db, part, replaced)
            db.conn.executemany(
                f"INSERT INTO {part.table} ({self.kind}, position, {_names(part.columns)})"  # noqa: S608
                f" VALUES (?, ?, {_marks(part.columns)})",
                [
                    (record["id"], position, *(entry[column] for column in part.columns))
                    for record in records
                    for position, entry in enumerate(record[part.name])
                ],
            )

    def drop(self, db: Database, ids: Sequence[str]) -> None:
        """Take the records that bear ``ids`` off the shelf."""
        for part in self.parts:
            self._clear(db, part, set(ids))
        db.execute(
            f"DELETE FROM {self.kind} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
            [json.dumps(list(ids))],
        )

    def _clear(self, db: Database, part: Part, owners: set[str]) -> None:
        if owners:
            db.execute(
                f"DELETE FROM {part.table}"  # noqa: S608
                f" WHERE {self.kind} IN (SELECT value FROM json_each(?))",
                [json.dumps(sorted(owners))],
            )


@dataclass(frozen=True, slots=True)
class ArticleShelf(Shelf):
    """The articles, whose words and counts are kept up with them."""

    def write(self, db: Database, records: Iterable[Mapping[str, Any]], replaced: set[str]) -> None:
        """Put ``records`` on the shelf, into the index of words and into the counts."""
        records = list(records)
        before = word_index.known(db, replaced)
        highest = word_index.highest(db)
        Shelf.write(self, db, records, replaced)
        word_index.change(db, before, word_index.known(db, replaced))
        word_index.add(db, highest)

    def drop(self, db: Database, ids: Sequence[str]) -> None:
        """Take the articles that bear ``ids`` off the shelf, the index and the counts."""
        word_index.drop(db, word_index.known(db, ids))
        Shelf.drop(self, db, ids)


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _marks(columns: Sequence[str]) -> str:
    return ", ".join("?" * len(columns))


def _updates(columns: Sequence[str]) -> str:
    return ", ".join(f'"{c}" = excluded."{c}"' for c in columns if c != "id")


PROJECT = Shelf("project", ("id", "title", "description", "language", "blind", "created_at"))
CODER = Shelf("coder", ("id", "name", "colour", "public_key"))
CODEBOOK = Shelf("codebook", ("id", "version", "name", "precedence", "codes", "made_at"))
ARTICLE = ArticleShelf(
    "article",
    (
        "id", "title", "fingerprint", "length", "words", "language", "outlet", "author",
        "published", "url", "title_origin", "outlet_origin", "published_origin", "source_name",
        "source_kind", "source_hash", "encoding", "added_at",
    ),
    (Part("zones", "article_zone", ("start", "end", "kind", "by")),),
)  # fmt: skip
ASSIGNMENT = Shelf("assignment", ("id", "article", "coder", "state", "mode"))
ACTOR = Shelf(
    "actor",
    ("id", "name", "type", "country", "note", "external_id"),
    (Part("aliases", "actor_alias", ("name",)),),
)
MENTION = Shelf(
    "mention",
    ("id", "article", "start", "end", "exact", "prefix", "suffix", "actor", "kind", "coder"),
)
STATEMENT = Shelf(
    "statement",
    (
        "id", "article", "start", "end", "exact", "prefix", "suffix", "type", "form", "modality",
        "channel", "event_date", "place", "confidence", "note", "custom", "status", "origin",
        "suggestion", "codebook_version", "coder", "created_at", "changed_at",
    ),
    (
        Part("pieces", "statement_piece", ("start", "end")),
        Part("parties", "statement_party", ("role", "actor", "mention")),
        Part("issues", "statement_issue", ("key", "stance")),
    ),
)  # fmt: skip
LINK = Shelf("link", ("id", "source", "target", "kind", "coder"))
VERDICT = Shelf("verdict", ("id", "suggestion", "article", "coder", "fate", "statement"))
SAVED_SEARCH = Shelf("saved_search", ("id", "name", "query", "order", "made_at"))

SHELVES = {
    shelf.kind: shelf
    for shelf in (
        PROJECT, CODER, CODEBOOK, ARTICLE, ASSIGNMENT, ACTOR, MENTION, STATEMENT, LINK, VERDICT,
        SAVED_SEARCH,
    )
}  # fmt: skip
