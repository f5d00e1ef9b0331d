"""Look whether a project file holds together; nothing is written."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from annotator.domain.article import fingerprint
from annotator.domain.errors import OutsideTextError
from annotator.domain.ids import CoderId, StepId
from annotator.domain.span import Quote, Span, quote_with_context
from annotator.store.connection import close_after_reading, connect_to_read
from annotator.store.ledger import BEGINNING, Entry, chained, change_bytes, image
from annotator.store.schema import differences
from annotator.store.shelves import SHELVES
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

_CHUNK = 500  # records
_READING = N_("{kind} {record}: it cannot be read.")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: where, and what."""

    kind: str
    record: str
    says: str  # a template for translators

    def for_people(self) -> str:
        """Return the finding in the reader's language, without a word of the articles."""
        return tr(self.says, kind=self.kind, record=self.record)


def check(path: Path) -> Iterator[Finding]:
    """Tell everything that does not hold in the project at ``path``, as it is found.

    Raises:
        NoProjectError, NotAProjectError, NewerProjectError: it is no project of ours.
        DamagedProjectError: it is too damaged to look into.
    """
    db = connect_to_read(path)
    try:
        db.execute("BEGIN")  # one moment, whatever others write meanwhile
        for part in (
            _file,
            _schema,
            _references,
            _articles,
            _order,
            _sources,
            _parties,
            _chains,
            _records,
            _library,
        ):
            try:
                yield from part(db)
            except (sqlite3.DatabaseError, ValueError, zlib.error):
                # ValueError: what should be JSON, a date or UTF-8 is none any more.
                yield Finding(part.__name__.strip("_"), "", N_("The {kind} cannot be read."))
    finally:
        close_after_reading(db, path)


def _file(db: Database) -> Iterator[Finding]:
    for (told,) in db.execute("PRAGMA integrity_check(20)"):
        if told != "ok":
            yield Finding("file", told, N_("The file is damaged: {record}"))


def _schema(db: Database) -> Iterator[Finding]:
    for kind, name in differences(db):
        says = N_("{kind} {record}: it is lacking, was changed, or is none of Annotator's.")
        yield Finding(kind, name, says)


def _references(db: Database) -> Iterator[Finding]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        says = N_("{kind} {record}: it refers to a record that is not there.")
        yield Finding(str(table), f"{row if row is not None else ''} → {parent}", says)


def _articles(db: Database) -> Iterator[Finding]:
    """See that each text is the one that came in, and that every quotation stands in it."""
    rows = db.execute(
        "SELECT id, article.fingerprint, length, text FROM article"
        " LEFT JOIN text USING (fingerprint) ORDER BY id"
    )
    for article, mark, length, text in rows:
        if text is None or fingerprint(text) != mark or len(text) != length:
            says = N_("{kind} {record}: its text is not the one that was imported.")
            yield Finding("article", article, says)
            continue
        for kind in ("statement", "mention"):
            yield from _quotes(db, kind, article, text)
        yield from _places(db, article, length)


def _quotes(db: Database, kind: str, article: str, text: str) -> Iterator[Finding]:
    rows = db.execute(
        f'SELECT id, start, "end", exact, prefix, suffix FROM {kind} WHERE article = ?',  # noqa: S608
        [article],
    )
    for record, start, end, *kept in rows:
        try:
            there = quote_with_context(text, Span(start, end))
        except OutsideTextError:
            yield Finding(kind, record, N_("{kind} {record}: it ends beyond its article."))
            continue
        if there != Quote(*kept):
            says = N_("{kind} {record}: its quotation is not what stands in the text.")
            yield Finding(kind, record, says)


def _places(db: Database, article: str, length: int) -> Iterator[Finding]:
    """See that pieces, zones and suggestions lie where they can."""
    wrong = db.execute(
        """SELECT 'statement', id FROM statement WHERE article = ?1 AND (
            start IS NOT (SELECT min(start) FROM statement_piece WHERE statement = id) OR
            "end" IS NOT (SELECT max("end") FROM statement_piece WHERE statement = id))
        UNION ALL SELECT 'article', article FROM article_zone WHERE article = ?1 AND "end" > ?2
        UNION ALL SELECT 'suggestion', id FROM suggestion WHERE article = ?1 AND "end" > ?2""",
        [article, length],
    )
    for kind, record in wrong:
        yield Finding(kind, record, N_("{kind} {record}: its places do not fit together."))


def _order(db: Database) -> Iterator[Finding]:
    """See that the entries of each list are counted from 0 without a gap."""
    for kind, shelf in SHELVES.items():
        for part in shelf.parts:
            rows = db.execute(
                f"SELECT {kind} FROM {part.table} GROUP BY {kind}"  # noqa: S608 - our own names
                " HAVING min(position) <> 0 OR max(position) <> count(*) - 1"
            )
            for (record,) in rows:
                yield Finding(kind, record, _NOT_BY_STEP)


def _sources(db: Database) -> Iterator[Finding]:
    rows = db.execute(
        "SELECT id FROM article WHERE source_hash <> ''"
        " AND NOT EXISTS (SELECT 1 FROM source WHERE hash = source_hash)"
    )
    for (article,) in rows:
        yield Finding("article", article, N_("{kind} {record}: its source is not there."))
    for mark, size, content in db.execute("SELECT hash, size, content FROM source"):
        try:
            raw = zlib.decompress(content)
        except zlib.error:
            yield Finding("source", mark, _READING)
            continue
        if len(raw) != size or hashlib.sha256(raw).hexdigest() != mark:
            says = N_("{kind} {record}: its bytes are not those that were imported.")
            yield Finding("source", mark, says)


def _parties(db: Database) -> Iterator[Finding]:
    """See that whom a statement names is named there, by its coder."""
    wrong = db.execute(
        """SELECT DISTINCT statement.id FROM statement_party
        JOIN statement ON statement.id = statement_party.statement
        JOIN mention ON mention.id = statement_party.mention
        WHERE mention.actor <> statement_party.actor OR mention.article <> statement.article
            OR mention.coder <> statement.coder
            OR mention.start < statement.start OR mention."end" > statement."end"
        """
    )
    for (statement,) in wrong:
        says = N_("{kind} {record}: it does not name a party where it says so.")
        yield Finding("statement", statement, says)


def _chains(db: Database) -> Iterator[Finding]:
    """See that each coder's steps follow one another as they were made."""
    last: dict[str, tuple[int, str]] = defaultdict(lambda: (0, BEGINNING))
    rows = db.execute(
        "SELECT id, number, label, coder, made_at, act, plays, previous, hash FROM step"
        " ORDER BY coder, number"
    )
    for row in rows:
        step, number, label, coder, made_at, act, plays, previous, mark = row
        entry = Entry(StepId(step), number, label, CoderId(coder), made_at, act, plays)
        before = last[coder]
        last[coder] = (number, mark)
        made = chained(previous, entry, _digest(db, step))
        if (number - 1, previous) != before or made != mark:
            yield Finding("step", step, N_("{kind} {record}: it was changed after it was made."))


def _digest(db: Database, step: str) -> str:
    digest = hashlib.sha256()
    for change in db.execute(
        "SELECT kind, record, before, after FROM change WHERE step = ? ORDER BY id", [step]
    ):
        digest.update(change_bytes(*change))
    return digest.hexdigest()


def _records(db: Database) -> Iterator[Finding]:
    """See that every record is as its last step left it."""
    for kind, shelf in SHELVES.items():
        rows = db.execute(
            "SELECT record, after, max(id) FROM change WHERE kind = ? GROUP BY record", [kind]
        )
        for chunk in _chunks(rows):
            there = shelf.read(db, [record for record, _, _ in chunk])
            for record, after, _ in chunk:
                if image(there.get(record)) != after:
                    yield Finding(kind, record, _NOT_BY_STEP)
        if kind == "coder":  # one who made no step is named by nothing
            continue
        for (record,) in db.execute(
            f"SELECT id FROM {kind} WHERE NOT EXISTS"  # noqa: S608 - our own names
            f" (SELECT 1 FROM change WHERE change.kind = ? AND record = {kind}.id)",
            [kind],
        ):
            yield Finding(kind, record, _NOT_BY_STEP)


def _library(db: Database) -> Iterator[Finding]:
    """See that index and counts know the articles, each once."""
    for (article,) in db.execute(
        "SELECT article.id FROM article WHERE NOT EXISTS"
        " (SELECT 1 FROM article_words_docsize AS words WHERE words.id = number)"
    ):
        yield Finding("article", article, N_("{kind} {record}: the search does not find it."))
    (beyond,) = db.execute(
        "SELECT count(*) FROM article_words_docsize AS words"
        " WHERE NOT EXISTS (SELECT 1 FROM article WHERE number = words.id)"
    ).fetchone()
    wrong = db.execute(
        "SELECT outlet, language, ifnull(substr(published, 1, 7), ''), count(*) FROM article"
        " GROUP BY 1, 2, 3 EXCEPT SELECT outlet, language, month, articles FROM article_count"
    ).fetchone()
    kept = db.execute("SELECT ifnull(sum(articles), 0) FROM article_count").fetchone()
    there = db.execute("SELECT count(*) FROM article").fetchone()
    if beyond or wrong or kept != there:
        yield Finding("library", "", N_("The counts of the articles are not right."))


_NOT_BY_STEP = N_("{kind} {record}: it was changed outside of Annotator.")


def _chunks(
    rows: Iterable[tuple[str, str | None, int]],
) -> Iterator[list[tuple[str, str | None, int]]]:
    given = iter(rows)
    while chunk := list(islice(given, _CHUNK)):
        yield chunk
