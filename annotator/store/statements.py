"""Statements and links in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotator.domain.dates import read_date
from annotator.domain.errors import AmbiguousError, NotFoundError
from annotator.domain.ids import StatementId
from annotator.domain.span import Span, quote_with_context
from annotator.domain.statement import IssueTag, Link, Party, Statement
from annotator.store.shelves import LINK, STATEMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from annotator.domain.ids import ArticleId, CoderId, LinkId
    from annotator.store.ledger import Step
    from annotator.store.shelves import Record


class Statements:
    """Read statements; write them through a step."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, statement: StatementId) -> Statement:
        """Return the statement.

        Raises:
            NotFoundError: the project has none with that id.
        """
        found = self.some([statement])
        if not found:
            raise NotFoundError(kind="statement", record=statement)
        return found[0]

    def find(self, named: str) -> StatementId:
        """Return the id of the one statement whose id begins with ``named``; as for articles."""
        ids = [
            row[0]
            for row in self._db.execute(
                "SELECT id FROM statement WHERE id >= ? AND id < ? LIMIT 9",
                [named, named + "\uffff"],
            )
        ]
        if not ids or not named:
            raise NotFoundError(kind="statement", record=named)
        if len(ids) > 1 and named not in ids:
            raise AmbiguousError(kind="statement", record=named, count=len(ids))
        return StatementId(named if named in ids else ids[0])

    def some(self, ids: Sequence[StatementId]) -> list[Statement]:
        """Return those of ``ids`` that are there, in that order."""
        found = STATEMENT.read(self._db, ids)
        return [_from_record(found[one]) for one in ids if one in found]

    def in_article(self, article: ArticleId, coder: CoderId | None = None) -> list[Statement]:
        """Return an article's statements in reading order, outermost first.

        They are ``coder``'s, or everybody's when no coder is given.
        """
        ids = [
            row[0]
            for row in self._db.execute(
                "SELECT id FROM statement WHERE article = ? AND ifnull(coder = ?, 1)"
                ' ORDER BY start, "end" DESC, created_at, id',
                [article, coder],
            )
        ]
        return self.some(ids)

    def before(self, article: ArticleId, start: int, coder: CoderId) -> Statement | None:
        """Return the coder's statement that begins last before ``start``, or None."""
        row = self._db.execute(
            "SELECT id FROM statement WHERE article = ? AND start < ? AND coder = ?"
            ' ORDER BY start DESC, "end", id DESC LIMIT 1',
            [article, start, coder],
        ).fetchone()
        return self.get(StatementId(row[0])) if row else None

    def count(self, coder: CoderId | None = None) -> int:
        """How many statements there are, of ``coder`` or of everybody."""
        row = self._db.execute(
            "SELECT count(*) FROM statement WHERE ifnull(coder = ?, 1)", [coder]
        ).fetchone()
        return int(row[0])

    def usage(self, coder: CoderId) -> dict[str, int]:
        """Return how often ``coder`` used each statement type."""
        return dict(
            self._db.execute(
                "SELECT type, count(*) FROM statement WHERE coder = ? GROUP BY type", [coder]
            ).fetchall()
        )

    def put(self, step: Step, text: str, *statements: Statement) -> None:
        """Add ``statements`` of one article, each replacing the one that bears its id.

        Their quotes are taken from ``text``, the article's.

        Raises:
            OutsideTextError: a statement ends beyond the text.
        """
        step.put("statement", *(_to_record(statement, text) for statement in statements))

    def drop(self, step: Step, *statements: StatementId) -> None:
        """Take ``statements`` away. Links to them must go first or with them."""
        step.drop("statement", *statements)


class Links:
    """Read links between statements; write them through a step."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, statements: Iterable[StatementId]) -> list[Link]:
        """Return the links from or to any of ``statements``, by id."""
        among = json.dumps(list(statements))
        ids = [
            row[0]
            for row in self._db.execute(
                "SELECT id FROM link WHERE source IN (SELECT value FROM json_each(?1))"
                " UNION SELECT id FROM link WHERE target IN (SELECT value FROM json_each(?1))"
                " ORDER BY id",
                [among],
            )
        ]
        return self.some(ids)

    def some(self, ids: Sequence[LinkId]) -> list[Link]:
        """Return those of ``ids`` that are there, by id."""
        return [Link(**record) for _, record in sorted(LINK.read(self._db, ids).items())]

    def put(self, step: Step, *links: Link) -> None:
        """Add ``links``, each replacing the one that bears its id."""
        step.put(
            "link", *({column: getattr(link, column) for column in LINK.columns} for link in links)
        )

    def drop(self, step: Step, *links: LinkId) -> None:
        """Take ``links`` away."""
        step.drop("link", *links)


def _to_record(statement: Statement, text: str) -> Record:
    quote = quote_with_context(text, statement.span)
    same = set(STATEMENT.columns) - {
        "start", "end", "exact", "prefix", "suffix", "event_date", "custom",
    }  # fmt: skip
    return {column: getattr(statement, column) for column in same} | {
        "start": statement.span.start,
        "end": statement.span.end,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "event_date": statement.event_date.iso if statement.event_date else None,
        "custom": json.dumps(statement.custom, ensure_ascii=False, sort_keys=True),
        "pieces": [{"start": piece.start, "end": piece.end} for piece in statement.pieces],
        "parties": [
            {"role": party.role, "actor": party.actor, "mention": party.mention}
            for party in statement.parties
        ],
        "issues": [{"key": issue.key, "stance": issue.stance} for issue in statement.issues],
    }


def _from_record(record: Record) -> Statement:
    derived = {"start", "end", "exact", "prefix", "suffix"}
    facts = {column: record[column] for column in STATEMENT.columns if column not in derived}
    facts["event_date"] = read_date(facts["event_date"])
    facts["custom"] = json.loads(facts["custom"]) if facts["custom"] != "{}" else {}
    return Statement(
        **facts,
        pieces=tuple(Span(piece["start"], piece["end"]) for piece in record["pieces"]),
        parties=tuple(Party(**party) for party in record["parties"]),
        issues=tuple(IssueTag(**issue) for issue in record["issues"]),
    )
