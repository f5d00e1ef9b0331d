"""How many articles there are of each outlet, language, month and state."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from annotator.store.conditions import conditions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlite_utils import Database

    from annotator.domain.article import State
    from annotator.domain.ids import CoderId
    from annotator.domain.query import ArticleQuery
    from annotator.store.conditions import Clause, Conditions

Facet = Literal["outlet", "language", "month"]
FACETS: tuple[Facet, ...] = get_args(Facet)
_SLICE = 32_768  # numbers that are counted first; each slice is twice the one before
_LARGEST = 131_072
_MONTH = "ifnull(substr(article.published, 1, 7), '')"
# What is kept, under the names that conditions use; a month stands for its days.
_KEPT = """(SELECT outlet, language, nullif(month, '') AS published, month, articles
    FROM article_count) AS article"""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of articles, or the least that it is."""

    articles: int
    exact: bool


@dataclass(slots=True)
class FacetCounts:
    """What the articles of a query are like: each value with its number of articles.

    Attributes:
        articles: how many there are.
        exact: whether time sufficed for all of them; else every number is the least, and
            states are left out.
    """

    articles: int = 0
    outlet: Counter[str] = field(default_factory=Counter)
    language: Counter[str] = field(default_factory=Counter)
    month: Counter[str] = field(default_factory=Counter)
    state: Counter[State] = field(default_factory=Counter)
    exact: bool = True


class Counts:
    """Counts articles; what is kept is told at once, the rest is counted as time allows."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._took = 0.0  # seconds of the last slice; the next will take as long

    def among(self, facets: Iterable[Clause] = ()) -> int:
        """Return how many articles fulfil ``facets``, or a little more where days are asked.

        Without any, how many articles there are.
        """
        sql, facts = _where(facets)
        row = self._db.execute(
            f"SELECT ifnull(sum(articles), 0) FROM {_KEPT} {sql}",  # noqa: S608 - our own names
            facts,
        ).fetchone()
        return int(row[0])

    def values(self, facet: Facet) -> list[tuple[str, int]]:
        """Return the values of ``facet`` in their order, each with its number of articles."""
        return self._db.execute(
            f"SELECT {facet} AS value, sum(articles) FROM article_count"  # noqa: S608 - one of ours
            " GROUP BY value ORDER BY value"
        ).fetchall()

    def count(self, coder: CoderId, query: ArticleQuery, seconds: float) -> Count:
        """Return how many articles ``query`` finds, counted for about ``seconds`` at most."""
        asked = conditions(self._db, coder, query)
        if _is_kept(asked):
            return Count(self.among(asked.facets), exact=True)
        articles, until = 0, time.monotonic() + seconds
        for rows, is_last in self._slices(asked, "count(*)"):
            articles += rows[0][0]
            if not is_last and time.monotonic() > until - self._took:
                return Count(articles, exact=False)
        return Count(articles, exact=True)

    def facets(self, coder: CoderId, query: ArticleQuery, seconds: float) -> FacetCounts:
        """Return what the articles of ``query`` are like, counted for about ``seconds`` at most.

        States are those of ``coder``.
        """
        asked = conditions(self._db, coder, query)
        found, until = FacetCounts(), time.monotonic() + seconds
        if _is_kept(asked):
            sql, facts = _where(asked.facets)
            kept = f"SELECT outlet, language, month, articles FROM {_KEPT} {sql}"  # noqa: S608
            _gather(found, self._db.execute(kept, facts))
        else:
            what = f"article.outlet, article.language, {_MONTH}, count(*)"
            for rows, is_last in self._slices(asked, what, "GROUP BY 1, 2, 3"):
                _gather(found, rows)
                if not is_last and time.monotonic() > until - self._took:
                    found.exact = False
                    return found
        found.state.update(self._states(coder, asked))
        others = sum(count for state, count in found.state.items() if state != "todo")
        found.state["todo"] = found.articles - others
        return found

    def _states(self, coder: CoderId, asked: Conditions) -> dict[State, int]:
        """Return how many have a state that is written down; few articles have one."""
        also = asked.all
        sql = f"AND ({also.sql})" if also.sql else ""
        return dict(
            self._db.execute(
                "SELECT state, count(*) FROM assignment CROSS JOIN article"  # noqa: S608
                f" ON article.id = assignment.article WHERE coder = ? {sql} GROUP BY state",
                [coder, *also.facts],
            ).fetchall()
        )

    def _slices(
        self, asked: Conditions, what: str, group: str = ""
    ) -> Iterator[tuple[list[tuple[Any, ...]], bool]]:
        """Yield ``what`` of each slice of the articles, and whether it is the last."""
        highest = self._db.execute("SELECT ifnull(max(number), 0) FROM article").fetchone()[0]
        rest = asked.without_words
        also = f"AND ({rest.sql})" if rest.sql else ""
        words = [asked.match] if asked.match else []
        sql = f"SELECT {what} FROM article WHERE number > ? AND number <= ?"  # noqa: S608
        if words:
            join = "CROSS JOIN article ON article.number = article_words.rowid"
            sql = (
                f"SELECT {what} FROM article_words {join if also or group else ''}"  # noqa: S608
                " WHERE article_words MATCH ?"
                " AND article_words.rowid > ? AND article_words.rowid <= ?"
            )
        start, is_last = 0, False
        # A beginning of words is gathered anew with each slice, so there is one slice only.
        size = highest if asked.begins else _SLICE
        while not is_last:
            is_last = start + size >= highest
            facts = [*words, start, start + size, *rest.facts]
            began = time.monotonic()
            rows = self._db.execute(f"{sql} {also} {group}", facts).fetchall()
            self._took = time.monotonic() - began
            yield rows, is_last
            start, size = start + size, max(size, min(size * 2, _LARGEST))


def _gather(found: FacetCounts, rows: Iterable[tuple[str, str, str, int]]) -> None:
    for outlet, language, month, count in rows:
        found.articles += count
        found.outlet[outlet] += count
        found.language[language] += count
        found.month[month] += count


def _is_kept(asked: Conditions) -> bool:
    """Whether what is kept tells all: days are not, only months."""
    days = any(
        isinstance(fact, str) and len(fact.rstrip("~")) > len("2025-03")
        for clause in asked.facets
        if "published" in clause.sql
        for fact in clause.facts
        if not str(fact).startswith("[")
    )
    return not (asked.match or asked.others or days)


def _where(clauses: Iterable[Clause]) -> tuple[str, list[Any]]:
    parts = list(clauses)
    if not parts:
        return "", []
    sql = " AND ".join(f"({part.sql})" for part in parts)
    return f"WHERE {sql}", [fact for part in parts for fact in part.facts]
