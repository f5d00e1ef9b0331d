"""Which articles are nearly the same, as the machine found it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator.domain.article import Zone
from annotator.domain.ids import ArticleId
from annotator.domain.span import Span
from annotator.store.connection import close_after_reading, connect_to_read, said_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlite_utils import Database


class Likeness:
    """Read groups of articles; keep them in ``Project.machine_writes``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def lacks(self, method: str) -> bool:
        """Whether there is an article that was not compared by ``method``."""
        row = self._db.execute(
            "SELECT EXISTS (SELECT 1 FROM article LEFT JOIN likeness ON article = id"
            " WHERE method IS NOT ?)",
            [method],
        ).fetchone()
        return bool(row[0])

    def clusters(self, articles: Sequence[ArticleId]) -> dict[ArticleId, str]:
        """Return the groups of those of ``articles`` that others are like."""
        rows = self._db.execute(
            "SELECT article, cluster FROM likeness AS one"
            " WHERE article IN (SELECT value FROM json_each(?)) AND cluster IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM likeness AS other WHERE other.cluster = one.cluster"
            " AND other.article <> one.article)",
            [json.dumps(list(articles))],
        )
        return {ArticleId(article): cluster for article, cluster in rows}

    def like(self, article: ArticleId) -> list[ArticleId]:
        """Return the group of ``article`` in the queue's order; itself alone where none is."""
        rows = self._db.execute(
            "SELECT id FROM likeness JOIN article ON id = article WHERE cluster ="
            " (SELECT cluster FROM likeness WHERE article = ?) ORDER BY number",
            [article],
        )
        return [ArticleId(row[0]) for row in rows] or [article]

    def keep(self, rows: Iterable[tuple[ArticleId, str, bytes, str | None]]) -> None:
        """Keep (article, method, marks, group) of each; articles that are gone stay away."""
        self._db.conn.executemany(
            "INSERT INTO likeness (article, method, marks, cluster)"
            " SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM article WHERE id = ?1)"
            " ON CONFLICT (article) DO UPDATE SET method = excluded.method,"
            " marks = excluded.marks, cluster = excluded.cluster",
            rows,
        )

    def regroup(self, rows: Iterable[tuple[ArticleId, str | None]]) -> None:
        """Keep (article, group) of articles whose marks are there."""
        self._db.conn.executemany("UPDATE likeness SET cluster = ?2 WHERE article = ?1", rows)


class LikenessReader:
    """One moment of a project, read for comparing its texts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, method: str) -> Iterator[tuple[ArticleId, bytes, str]]:
        """Return (article, marks, group) of those compared by ``method``, in queue order."""
        for article, marks, cluster in self._db.execute(
            "SELECT article, marks, ifnull(cluster, '') FROM article JOIN likeness ON article = id"
            " WHERE method = ? AND marks <> x'' ORDER BY number",
            [method],
        ):
            yield ArticleId(article), marks, cluster

    def lacking(self, method: str) -> list[ArticleId]:
        """Return the articles that were not compared by ``method``, in queue order."""
        rows = self._db.execute(
            "SELECT id FROM article LEFT JOIN likeness ON article = id"
            " WHERE method IS NOT ? ORDER BY number",
            [method],
        )
        return [ArticleId(row[0]) for row in rows]

    def text(self, article: ArticleId) -> tuple[str, list[Zone]]:
        """Return the article's text and zones."""
        text = self._db.execute(
            "SELECT text FROM text JOIN article USING (fingerprint) WHERE id = ?", [article]
        ).fetchone()[0]
        zones = self._db.execute(
            'SELECT start, "end", kind, by FROM article_zone WHERE article = ? ORDER BY position',
            [article],
        )
        return text, [Zone(Span(start, end), kind, by) for start, end, kind, by in zones]


@contextmanager
def read_likeness(path: Path) -> Iterator[LikenessReader]:
    """Open the project at ``path`` for one reading; what others write meanwhile is not seen."""
    db = connect_to_read(path)
    try:
        with said_plainly(path):
            db.execute("BEGIN")
            yield LikenessReader(db)
    finally:
        close_after_reading(db, path)
