"""Articles in the file: what is known of them, their texts and their sources."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.article import Article, Zone
from annotator.domain.dates import read_date
from annotator.domain.errors import AmbiguousError, NotFoundError
from annotator.domain.ids import ArticleId
from annotator.domain.query import All, ArticleQuery, Words
from annotator.domain.search_words import tokens
from annotator.domain.span import Span
from annotator.store.conditions import as_match, conditions
from annotator.store.counts import Counts
from annotator.store.found import Found
from annotator.store.shelves import ARTICLE
from annotator.store.walks import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlite_utils import Database

    from annotator.domain.article import Source, State
    from annotator.domain.ids import CoderId
    from annotator.domain.query import Order
    from annotator.store.counts import Facet
    from annotator.store.ledger import Step
    from annotator.store.shelves import Record


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What the queue shows of one article, as one coder sees it."""

    id: ArticleId
    title: str
    outlet: str
    published: str
    language: str
    state: State
    statements: int  # this coder's
    open: int  # suggestions that the coder has not decided


class Articles:
    """Read articles; write them through a step."""

    def __init__(self, db: Database) -> None:
        self.counts = Counts(db)
        self._db = db
        self._last: tuple[ArticleId, str] | None = None

    def get(self, article: ArticleId) -> Article:
        """Return the article.

        Raises:
            NotFoundError: the project has none with that id.
        """
        found = ARTICLE.read(self._db, [article])
        if article not in found:
            raise NotFoundError(kind="article", record=article)
        return _from_record(found[article])

    def find(self, named: str) -> ArticleId:
        """Return the id of the one article whose id begins with ``named``.

        Raises:
            NotFoundError, AmbiguousError: there is none, or more than one.
        """
        # A range, not LIKE: it uses the index and knows no wildcards.
        ids = [
            row[0]
            for row in self._db.execute(
                "SELECT id FROM article WHERE id >= ? AND id < ? LIMIT 9", [named, named + "\uffff"]
            )
        ]
        if named in ids:
            return ArticleId(named)
        if not ids or not named:
            raise NotFoundError(kind="article", record=named)
        if len(ids) > 1:
            raise AmbiguousError(kind="article", record=named, count=len(ids))
        return ArticleId(ids[0])

    def all(self) -> Iterator[Article]:
        """Return every article in the order in which they came, read as they are asked for."""
        ids = [row[0] for row in self._db.execute("SELECT id FROM article ORDER BY rowid")]
        for at in range(0, len(ids), 200):
            chunk = ids[at : at + 200]
            found = ARTICLE.read(self._db, chunk)
            yield from (_from_record(found[one]) for one in chunk)

    def count(self) -> int:
        """How many articles there are."""
        return self.counts.among()

    def text(self, article: ArticleId) -> str:
        """Return the text that all offsets of the article count in.

        The last one is kept, since every tag asks for it and a text never changes.
        """
        if self._last and self._last[0] == article:
            return self._last[1]
        row = self._db.execute(
            "SELECT text FROM text JOIN article USING (fingerprint) WHERE id = ?", [article]
        ).fetchone()
        if row is None:
            raise NotFoundError(kind="article", record=article)
        self._last = (article, str(row[0]))
        return self._last[1]

    def forget(self) -> None:
        """Read the text anew when it is asked for next: the article may have gone."""
        self._last = None

    def source(self, article: ArticleId) -> bytes:
        """Return the bytes that the article was read from."""
        row = self._db.execute(
            "SELECT content FROM source JOIN article ON hash = source_hash WHERE id = ?", [article]
        ).fetchone()
        if row is None:
            raise NotFoundError(kind="source", record=article)
        return zlib.decompress(row[0])

    def known(self, fingerprints: Iterable[str]) -> dict[str, str]:
        """Return the titles of the articles that bear one of ``fingerprints``, by fingerprint."""
        return dict(
            self._db.execute(
                "SELECT fingerprint, title FROM article"
                " WHERE fingerprint IN (SELECT value FROM json_each(?))",
                [json.dumps(list(fingerprints))],
            ).fetchall()
        )

    def bearing(self, fingerprints: Iterable[str]) -> dict[str, ArticleId]:
        """Return the ids of the articles that bear one of ``fingerprints``, by fingerprint."""
        return dict(
            self._db.execute(
                "SELECT fingerprint, id FROM article"
                " WHERE fingerprint IN (SELECT value FROM json_each(?))",
                [json.dumps(list(fingerprints))],
            ).fetchall()
        )

    def put(self, step: Step, *articles: Article) -> None:
        """Change what is known of ``articles``, whose texts are there."""
        step.put("article", *map(_to_record, articles))

    def add(self, step: Step, sources: Sequence[Source]) -> None:
        """Add articles with their texts and original bytes.

        Texts and bytes are filed under their hashes and never change, so the ledger
        need not repeat them.
        """
        conn = self._db.conn
        conn.executemany(
            "INSERT OR IGNORE INTO text (fingerprint, text) VALUES (?, ?)",
            ((source.article.fingerprint, source.text) for source in sources),
        )
        # A table of a million rows is one file.
        files = {source.article.source_hash: source.raw for source in sources}
        there = self._sources_there(files)
        conn.executemany(
            "INSERT INTO source (hash, size, content) VALUES (?, ?, ?)",
            (
                (name, len(raw), zlib.compress(raw, 1))
                for name, raw in files.items()
                if name not in there
            ),
        )
        self.put(step, *(source.article for source in sources))

    def _sources_there(self, hashes: Iterable[str]) -> set[str]:
        rows = self._db.execute(
            "SELECT hash FROM source WHERE hash IN (SELECT value FROM json_each(?))",
            [json.dumps(list(hashes))],
        )
        return {row[0] for row in rows}

    def found(
        self, coder: CoderId, query: ArticleQuery, order: Order = "added", seed: int = 0
    ) -> Found:
        """Return the row numbers of the articles that ``query`` finds, read as asked for.

        A number stands for its article until articles are added or removed.

        States and suggestions are those of ``coder``; ``seed`` says which order of chance
        "random" is.
        """
        asked = conditions(self._db, coder, query)
        return Found(Walk(self._db, coder, asked, order, seed))

    def numbers(self, coder: CoderId, query: ArticleQuery) -> Sequence[int]:
        """Return the numbers of all articles that ``query`` finds, in the queue's order."""
        count, last = self.count(), self.last_number()
        if query == ArticleQuery() and count == last:  # none was ever taken away
            return range(1, last + 1)
        return self.found(coder, query).all()

    def queue_rows(self, coder: CoderId, numbers: Sequence[int]) -> list[QueueRow]:
        """Return what the queue shows of the articles at ``numbers``, in that order."""
        rows = self._db.execute(_QUEUE_ROWS, [coder, coder, coder, json.dumps(list(numbers))])
        found = {row[0]: QueueRow(ArticleId(row[1]), *row[2:]) for row in rows}
        return [found[number] for number in numbers if number in found]

    def prints(self, numbers: Sequence[int]) -> Iterator[tuple[ArticleId, str]]:
        """Yield id and fingerprint of the articles at ``numbers``, in no promised order."""
        for at in range(0, len(numbers), _MANY):
            for one, fingerprint in self._db.execute(
                "SELECT id, fingerprint FROM article"
                " WHERE number IN (SELECT value FROM json_each(?))",
                [json.dumps(list(numbers[at : at + _MANY]))],
            ).fetchall():
                yield ArticleId(one), fingerprint

    def titled(self, words: Sequence[str], limit: int) -> list[tuple[ArticleId, str, str]]:
        """Return id, title and outlet of the first articles whose titles hold all ``words``.

        Words of three letters and more are beginnings of words; shorter ones may stand
        anywhere, and are looked for in the first articles only.
        """
        typed = [tokens(word) for word in words]
        facts: list[object]
        if all(one and len(one[-1]) > 2 for one in typed):
            wanted = tuple(Words(one, begins=True, title=True) for one in typed)
            source = "article_words CROSS JOIN article ON number = article_words.rowid"
            clause, facts = "article_words MATCH ?", [as_match(All(wanted))]
        else:
            source = "article"
            clause = " AND ".join(
                ["number <= ?", *("instr(lower(title), lower(?))" for _ in words)]
            )
            facts = [_FIRST, *words]
        rows = self._db.execute(
            f"SELECT id, article.title, outlet FROM {source} WHERE {clause}"  # noqa: S608 - our own names
            " ORDER BY number LIMIT ?",
            [*facts, limit],
        )
        return [(ArticleId(row[0]), row[1], row[2]) for row in rows]

    def there(self, articles: Sequence[ArticleId]) -> list[ArticleId]:
        """Return those of ``articles`` that the project has, in that order."""
        rows = self._db.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM article WHERE id = value)",
            [json.dumps(list(articles))],
        )
        return [ArticleId(row[0]) for row in rows]

    def tags(self, article: ArticleId) -> int:
        """How many statements, mentions and suggestions of anybody stand in the article."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM statement WHERE article = ?1)"
            " + (SELECT count(*) FROM mention WHERE article = ?1)"
            " + (SELECT count(*) FROM suggestion WHERE article = ?1)",
            [article],
        ).fetchone()
        return int(row[0])

    def last_number(self) -> int:
        """The highest number of an article, 0 where there is none."""
        row = self._db.execute("SELECT ifnull(max(number), 0) FROM article").fetchone()
        return int(row[0])

    def number(self, article: ArticleId) -> int | None:
        """Return the article's row number, or None when it is not there."""
        row = self._db.execute("SELECT rowid FROM article WHERE id = ?", [article]).fetchone()
        return row[0] if row else None

    def states(self, coder: CoderId) -> dict[State, int]:
        """Return how many articles are in each state for ``coder``."""
        counts: dict[State, int] = {"todo": 0, "in_progress": 0, "done": 0, "flagged": 0}
        counts |= dict(
            self._db.execute(
                "SELECT state, count(*) FROM assignment WHERE coder = ? GROUP BY state", [coder]
            ).fetchall()
        )
        others = sum(count for state, count in counts.items() if state != "todo")
        counts["todo"] = self.count() - others
        return counts

    def values(self, column: Facet) -> list[tuple[str, int]]:
        """Return the outlets, languages or months there are, each with its count.

        Args:
            column: "outlet", "language" or "month" (``2025-03``; "" where unknown).
        """
        return self.counts.values(column)


_FIRST = 50_000  # numbers of articles that are looked through letter by letter
_MANY = 10_000  # articles that are asked for at once

_QUEUE_ROWS = """
    SELECT article.rowid, article.id, title, outlet, ifnull(published, ''), language,
        ifnull((SELECT state FROM assignment
            WHERE assignment.article = article.id AND assignment.coder = ?), 'todo'),
        (SELECT count(*) FROM statement
            WHERE statement.article = article.id AND statement.coder = ?),
        (SELECT count(*) FROM suggestion
            WHERE suggestion.article = article.id AND NOT EXISTS (SELECT 1 FROM verdict
                WHERE verdict.suggestion = suggestion.id AND verdict.coder = ?))
    FROM article WHERE article.rowid IN (SELECT value FROM json_each(?))
"""


def _to_record(article: Article) -> Record:
    record = {column: getattr(article, column) for column in ARTICLE.columns}
    record["published"] = article.published.iso if article.published else None
    record["zones"] = [
        {"start": z.span.start, "end": z.span.end, "kind": z.kind, "by": z.by}
        for z in article.zones
    ]
    return record


def _from_record(record: Record) -> Article:
    facts = dict(record)
    facts["published"] = read_date(facts["published"])
    facts["zones"] = tuple(
        Zone(Span(zone["start"], zone["end"]), zone["kind"], zone["by"]) for zone in facts["zones"]
    )
    return Article(**facts)
