"""Ways through the articles in the order asked for, a slice at a time."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING

from annotator.store.conditions import LANGUAGE_IS, OUTLET_IS, Clause
from annotator.store.counts import Counts
from annotator.store.permutation import Permutation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlite_utils import Database

    from annotator.domain.ids import CoderId
    from annotator.domain.query import Order
    from annotator.store.conditions import Conditions

FEW = 5_000  # articles that are read and sorted at once
RANKED = 20_000  # articles that are weighed by relevance
_FEW_TO_PROBE = 2_000  # articles whose words are looked up one by one
_SLICE = 256  # rows that are looked at first; where few of them fit, the next are twice as many
_LARGEST = 16_384

_OPEN = """(SELECT count(*) FROM suggestion WHERE suggestion.article = article.id
    AND NOT EXISTS (SELECT 1 FROM verdict WHERE verdict.suggestion = suggestion.id
        AND verdict.coder = ?))"""
_SORTED: dict[Order, str] = {
    "added": "+article.number",  # the sign keeps SQLite from reading every article in order
    "newest": "article.published IS NULL, article.published DESC, article.number DESC",
    "oldest": "article.published IS NULL, article.published, article.number",
    "title": "article.title, article.id",
    "suggestions": f"CASE article.suggestions WHEN 0 THEN 0 ELSE {_OPEN} END DESC, article.number",
    "random": "+article.number",
    "relevance": "few.rank, article.number",
}
_WITHOUT_ARTICLE = {"added", "newest", "oldest", "random"}
# Indexes in the order of dates, by what must be one value for that; the narrowest first.
_BY_DATE = (
    ({OUTLET_IS, LANGUAGE_IS}, "article_by_facets"),
    ({LANGUAGE_IS}, "article_by_language"),
    (set[str](), "article_by_date"),
)


class Walk:
    """One way through the articles that fulfil a query.

    Args:
        coder: whose suggestions and states count.
        seed: which order of chance, for "random".
    """

    def __init__(
        self, db: Database, coder: CoderId, asked: Conditions, order: Order, seed: int
    ) -> None:
        self._db = db
        self._coder = coder
        self._asked = asked
        self._order = order
        self._seed = seed
        self.wanted = _SLICE  # how many numbers are still to come, for whoever reads on

    def slices(self) -> Iterator[Sequence[int]]:
        """Yield the numbers in order; a slice may be empty, and its length is no promise.

        "relevance" is "newest" where no words are asked for, or too many articles hold them.
        """
        few = self._few()
        if few is not None:
            yield few
        elif self._order == "added":
            yield from self._by_number()
        elif self._order == "random":
            yield from self._by_chance()
        elif self._order == "suggestions":
            yield from self._by_suggestions()
        elif self._order == "title":
            yield from self._by_index("title", "id", descending=False)
        else:
            newest = self._order == "newest"
            yield from self._by_index("published", "number", descending=newest)
            yield from self._by_number("article.published IS NULL", descending=newest)

    def _few(self) -> Sequence[int] | None:
        """Return all numbers in their order where few articles come into question, else None."""
        asked, order = self._asked, self._order
        if order == "relevance":
            return self._by_rank()
        limit = _FEW_TO_PROBE if asked.match else FEW
        ways = [(self._count(one, limit), one, asked.one_by_one) for one in asked.sources]
        if facets := asked.only_facets:
            source = f"SELECT number, published FROM article WHERE {facets.sql}"  # noqa: S608
            count = Counts(self._db).among(asked.facets)
            ways.append((count, Clause(source, facets.facts), asked.one_by_one_but_facets))
        size, smallest, also = min(ways, key=itemgetter(0), default=(limit + 1, None, None))
        if smallest and also is not None and size <= limit:
            return self._sort(smallest, also)
        if not asked.match or order == "added":  # the index of words is in that order
            return None
        numbers = self._holding(FEW)
        if numbers is None:
            return None
        return self._sort(
            Clause("SELECT value AS number FROM json_each(?)", [json.dumps(numbers)]),
            asked.without_words,
        )

    def _by_rank(self) -> Sequence[int] | None:
        """Return what fits best first; the newest first where too much fits to be weighed."""
        if not self._asked.match or self._holding(RANKED) is None:
            self._order = "newest"
            return self._few()
        rank = "SELECT rowid AS number, bm25(article_words, 8.0, 1.0) AS rank FROM article_words"
        match = [self._asked.match]
        return self._sort(
            Clause(f"{rank} WHERE article_words MATCH ?", match), self._asked.without_words
        )

    def _holding(self, limit: int) -> list[int] | None:
        """Return the numbers of the articles that hold the words; None for more than ``limit``."""
        sql = "SELECT rowid FROM article_words WHERE article_words MATCH ? LIMIT ?"
        numbers = self._numbers(sql, [self._asked.match, limit + 1])
        return numbers if len(numbers) <= limit else None

    def _count(self, source: Clause, limit: int) -> int:
        row = self._db.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM ({source.sql}) LIMIT {limit + 1})",  # noqa: S608
            source.facts,
        ).fetchone()
        return int(row[0])

    def _sort(self, few: Clause, also: Clause) -> Sequence[int]:
        order = _SORTED[self._order]
        sql = (
            f"SELECT article.number FROM ({few.sql}) AS few"  # noqa: S608 - our own names
            f" CROSS JOIN article ON article.number = few.number WHERE {also.sql or 1}"
        )
        if not also and "published" in few.sql and self._order in _WITHOUT_ARTICLE:
            sql = f"SELECT article.number FROM ({few.sql}) AS article"  # noqa: S608
        mine = [self._coder] * order.count("?")
        numbers = self._numbers(f"{sql} ORDER BY {order}", [*few.facts, *also.facts, *mine])
        if self._order == "random" and numbers:
            shuffled = Permutation(len(numbers), self._seed)
            return [numbers[shuffled[at] - 1] for at in range(len(numbers))]
        return numbers

    def _by_number(self, only: str = "", *, descending: bool = False) -> Iterator[Sequence[int]]:
        """Go by number, through the index of words where words are asked for."""
        rest = self._asked.without_words
        also = " ".join(f"AND ({sql})" for sql in (only, rest.sql) if sql)
        key, source, words = "article.number", "article NOT INDEXED", []
        if self._asked.match:
            words = [self._asked.match]
            key, source = "article_words.rowid", "article_words"
            also = f"AND article_words MATCH ? {also}"
            if rest.sql or only:
                source += " CROSS JOIN article ON article.number = article_words.rowid"
        order = f"ORDER BY {key} {'DESC' if descending else 'ASC'}"
        highest, start, size = self._highest(), 0, _SLICE
        if self._asked.begins:  # SQLite gathers its words anew each time: so it is asked seldom
            sign, start = ("<", highest + 1) if descending else (">", 0)
            sql = f"SELECT {key} FROM {source} WHERE {key} {sign} ? {also} {order} LIMIT ?"  # noqa: S608
            while part := self._numbers(sql, [start, *words, *rest.facts, size]):
                yield part
                start, size = part[-1], self._next(size, len(part))
            return
        sql = f"SELECT {key} FROM {source} WHERE {key} > ? AND {key} <= ? {also} {order}"  # noqa: S608
        while start < highest:
            end = start + size
            between = [max(0, highest - end), highest - start] if descending else [start, end]
            part = self._numbers(sql, [*between, *words, *rest.facts])
            yield part
            start, size = end, self._next(size, len(part))

    def _by_index(self, column: str, tie: str, *, descending: bool) -> Iterator[Sequence[int]]:
        """Follow the index of ``column``; what has no value there is left out."""
        facets, others = self._asked.only_facets, self._asked.one_by_one_but_facets
        direction, sign = ("DESC", "<") if descending else ("ASC", ">")
        order = f"ORDER BY {{0}}{column} {direction}, {{0}}{tie} {direction}"
        key: tuple[object, ...] = ()
        size = _SLICE
        while True:
            beyond = f"AND ({column}, {tie}) {sign} (?, ?)" if key else ""
            sql = (
                f"SELECT number, {column}, {tie}, 1 FROM article"  # noqa: S608 - our own names
                f" INDEXED BY {self._index(column)} WHERE {column} IS NOT NULL {beyond}"
                f" AND {facets.sql or 1} {order.format('')} LIMIT ?"
            )
            if others:
                sql = (
                    f"WITH slice AS MATERIALIZED ({sql})"  # noqa: S608
                    f" SELECT slice.number, slice.{column}, slice.{tie}, {others.sql}"
                    " FROM slice CROSS JOIN article ON article.number = slice.number"
                    f" {order.format('slice.')}"
                )
            rows = self._db.execute(sql, [*key, *facets.facts, size, *others.facts]).fetchall()
            part = [row[0] for row in rows if row[3]]
            yield part
            if len(rows) < size:
                return
            key, size = rows[-1][1:3], self._next(size, len(part))

    def _index(self, column: str) -> str:
        if column == "title":
            return "article_by_title"
        asked = {clause.sql for clause in self._asked.facets}
        return next(index for needed, index in _BY_DATE if needed <= asked)

    def _by_suggestions(self) -> Iterator[Sequence[int]]:
        """Go by the number of open suggestions, most first.

        The kept number counts all; how many of them a coder has decided is worked out for
        the articles where there are any, which are as many as one person can read. Of
        equals those that were begun come first.
        """
        decided = self._decided()
        kept = [
            row[0]
            for row in self._db.execute(
                "SELECT DISTINCT suggestions FROM article WHERE suggestions > 0"
            )
        ]
        here: dict[int, list[int]] = {}
        for number in self._those(list(decided)):
            here.setdefault(decided[number], []).append(number)
        for count in sorted({0, *kept, *here}, reverse=True):
            if count in here:
                yield sorted(here[count])
            only = f"article.suggestions = {count}"
            slices = self._by_number(only) if count == 0 else self._of_count(count)
            for part in slices:
                yield [number for number in part if number not in decided]

    def _of_count(self, count: int) -> Iterator[Sequence[int]]:
        each = self._asked.one_by_one
        last, size = 0, _SLICE
        while True:
            rows = self._db.execute(
                "WITH slice AS MATERIALIZED (SELECT number FROM article"  # noqa: S608
                " INDEXED BY article_by_suggestions WHERE suggestions > 0 AND suggestions = ?"
                " AND number > ? ORDER BY number LIMIT ?)"
                f" SELECT slice.number, {each.sql or 1} FROM slice"
                " CROSS JOIN article ON article.number = slice.number ORDER BY slice.number",
                [count, last, size, *each.facts],
            ).fetchall()
            part = [row[0] for row in rows if row[1]]
            yield part
            if len(rows) < size:
                return
            last, size = rows[-1][0], self._next(size, len(part))

    def _decided(self) -> dict[int, int]:
        """Return how many are open of each article of which the coder has decided some."""
        return dict(
            self._db.execute(
                "SELECT article.number, article.suggestions - count(*) FROM verdict"
                " CROSS JOIN suggestion ON suggestion.id = verdict.suggestion"
                " CROSS JOIN article ON article.id = suggestion.article"
                " WHERE verdict.coder = ? GROUP BY article.number",
                [self._coder],
            ).fetchall()
        )

    def _by_chance(self) -> Iterator[Sequence[int]]:
        highest = self._highest()
        shuffled = Permutation(highest, self._seed)
        start, size = 0, _SLICE
        while start < highest:
            drawn = [shuffled[at] for at in range(start, min(start + size, highest))]
            part = self._those(drawn)
            yield part
            start, size = start + size, self._next(size, len(part))

    def _those(self, numbers: Sequence[int]) -> list[int]:
        """Return those of ``numbers`` that fulfil the query, in their order."""
        each = self._asked.one_by_one
        there = set(
            self._numbers(
                "SELECT article.number FROM json_each(?) AS one CROSS JOIN article"  # noqa: S608
                f" ON article.number = one.value WHERE {each.sql or 1}",
                [json.dumps(list(numbers)), *each.facts],
            )
        )
        return [number for number in numbers if number in there]

    def _next(self, size: int, came: int) -> int:
        """Return how many rows to look at next, after ``came`` of ``size`` fitted."""
        if came * 4 < size:
            return min(size * 2, _LARGEST)
        return max(_SLICE, min(self.wanted, _LARGEST))

    def _highest(self) -> int:
        row = self._db.execute("SELECT ifnull(max(number), 0) FROM article").fetchone()
        return int(row[0])

    def _numbers(self, sql: str, facts: list[object]) -> list[int]:
        return [row[0] for row in self._db.execute(sql, facts)]
