"""From what a query asks for to what SQLite is asked: words for the index, the rest as SQL."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotator.domain.actor import folded
from annotator.domain.query import All, Either, Fact, Near, Not, Words
from annotator.domain.search_words import spellings, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlite_utils import Database

    from annotator.domain.ids import CoderId
    from annotator.domain.query import ArticleQuery, Condition

OUTLET_IS = "article.outlet = ?"
LANGUAGE_IS = "article.language = ?"
_EVER = "~"  # comes after every digit and hyphen


@dataclass(slots=True)
class Clause:
    """A piece of SQL about a row of ``article``, and the values of its marks."""

    sql: str
    facts: list[Any] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.sql)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a query asks of SQLite; all of it must hold.

    Attributes:
        match: for the index of words; empty when no words are asked for.
        facets: outlet, language and date, which one index can answer.
        others: what must be looked up for each article.
        sources: ways to come at the articles that fulfil one of the others, each a
            query for their numbers.
    """

    match: str
    facets: tuple[Clause, ...]
    others: tuple[Clause, ...]
    sources: tuple[Clause, ...]

    @property
    def begins(self) -> bool:
        """Whether a beginning of words is asked for."""
        return '" *' in self.match

    @property
    def without_words(self) -> Clause:
        """Everything but the words, as one clause; empty where there is nothing else."""
        return _and((*self.facets, *self.others))

    @property
    def only_facets(self) -> Clause:
        """Outlet, language and date as one clause."""
        return _and(self.facets)

    @property
    def all(self) -> Clause:
        """Everything as one clause; empty where nothing is asked."""
        words = [Clause(_AMONG_WORDS, [self.match])] if self.match else []
        return _and((*words, *self.facets, *self.others))

    @property
    def one_by_one(self) -> Clause:
        """The same, where the words of each article are looked up by themselves."""
        return _and((*self.facets, self.one_by_one_but_facets))

    @property
    def one_by_one_but_facets(self) -> Clause:
        """The same without outlet, language and date."""
        # A beginning is gathered from all its words each time it is asked for: so only once.
        each = _AMONG_WORDS if self.begins else _HOLDS_WORDS
        words = [Clause(each, [self.match])] if self.match else []
        return _and((*self.others, *words))


def conditions(db: Database, coder: CoderId, query: ArticleQuery) -> Conditions:
    """Return what ``query`` asks for, where states and suggestions are those of ``coder``."""
    return _Reader(db, coder).read(query)


def where(db: Database, coder: CoderId, query: ArticleQuery) -> tuple[str, list[Any]]:
    """Return the WHERE clause that ``query`` asks for, and its facts; empty for everything."""
    clause = conditions(db, coder, query).all
    return (f"WHERE {clause.sql}" if clause.sql else "", clause.facts)


def as_match(condition: Condition) -> str | None:
    """Return ``condition`` as FTS5 understands it; None where it asks for more than words."""
    if isinstance(condition, Words):
        return _phrase(condition)
    if isinstance(condition, Near):
        return _near(condition)
    if isinstance(condition, Either):
        parts = [as_match(part) for part in condition.parts]
        return " OR ".join(f"({part})" for part in parts) if all(parts) else None
    if isinstance(condition, All):
        wanted = [as_match(one) for one in condition.parts if not isinstance(one, Not)]
        unwanted = [as_match(one.part) for one in condition.parts if isinstance(one, Not)]
        if not wanted or not all(wanted) or not all(unwanted):
            return None
        match = " AND ".join(f"({part})" for part in wanted)
        return f"({match}) NOT ({' OR '.join(f'({p})' for p in unwanted)})" if unwanted else match
    return None


# A plus sign keeps SQLite from going the long way round: through every article of a word or
# type, once for each row of what it is joined with.
_AMONG_WORDS = "+article.number IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)"
_HOLDS_WORDS = """EXISTS (SELECT 1 FROM article_words
    WHERE article_words.rowid = article.number AND article_words MATCH ?)"""
_STATE = "(SELECT state FROM assignment WHERE article = article.id AND coder = ?)"
_HAS_TYPE = """EXISTS (SELECT 1 FROM statement
    WHERE statement.article = article.id AND +statement.type = ?)"""
_HAS_SUGGESTIONS = """(article.suggestions > 0
    AND EXISTS (SELECT 1 FROM suggestion WHERE suggestion.article = article.id
        AND NOT EXISTS (SELECT 1 FROM verdict WHERE verdict.suggestion = suggestion.id
            AND verdict.coder = ?)))"""
_HAS_ACTOR = """(EXISTS (SELECT 1 FROM mention WHERE mention.article = article.id
        AND +mention.actor IN (SELECT value FROM json_each(?)))
    OR EXISTS (SELECT 1 FROM statement CROSS JOIN statement_party
        ON statement_party.statement = statement.id WHERE statement.article = article.id
        AND +statement_party.actor IN (SELECT value FROM json_each(?))))"""
_HAS_CODER = """(EXISTS (SELECT 1 FROM assignment WHERE assignment.article = article.id
        AND assignment.coder IN (SELECT value FROM json_each(?)))
    OR EXISTS (SELECT 1 FROM statement WHERE statement.article = article.id
        AND statement.coder IN (SELECT value FROM json_each(?))))"""
_HAS_NO_CODER = "NOT EXISTS (SELECT 1 FROM assignment WHERE assignment.article = article.id)"

# What is asked of the coder's own; the coder comes first.
_OWN = {"state": f"ifnull({_STATE}, 'todo') = ?", "has": _HAS_SUGGESTIONS}

_OF_STATE = """SELECT number FROM assignment CROSS JOIN article ON article.id = assignment.article
    WHERE coder = ? AND state = ?"""
_OF_TYPE = """SELECT DISTINCT number FROM statement CROSS JOIN article
    ON article.id = statement.article WHERE statement.type = ?"""
_OF_SUGGESTIONS = "SELECT number FROM article WHERE suggestions > 0"
_OF_ACTOR = """SELECT number FROM mention CROSS JOIN article ON article.id = mention.article
        WHERE mention.actor IN (SELECT value FROM json_each(?))
    UNION SELECT number FROM statement_party CROSS JOIN statement
        ON statement.id = statement_party.statement
        CROSS JOIN article ON article.id = statement.article
        WHERE statement_party.actor IN (SELECT value FROM json_each(?))"""


class _Reader:
    def __init__(self, db: Database, coder: CoderId) -> None:
        self._db = db
        self._coder = coder

    def read(self, query: ArticleQuery) -> Conditions:
        parts = [*_plain(query), *query.also]
        match = as_match(All(tuple(one for one in parts if _is_words(one)))) or ""
        rest = [one for one in parts if not (match and _is_words(one))]
        facets = [one for one in rest if isinstance(one, Fact) and one.name in _FACETS]
        others = [one for one in rest if one not in facets]
        return Conditions(
            match=match,
            facets=tuple(self._fact(one) for one in facets),
            others=tuple(map(self._clause, others)),
            sources=tuple(filter(None, map(self._source, others))),
        )

    def _clause(self, condition: Condition) -> Clause:
        match = as_match(condition)
        if match:
            return Clause(_HOLDS_WORDS, [match])
        if isinstance(condition, Fact):
            return self._fact(condition)
        if isinstance(condition, Not):
            inside = self._clause(condition.part)
            return Clause(f"NOT ({inside.sql})", inside.facts)
        if isinstance(condition, All | Either):
            parts = [self._clause(part) for part in condition.parts]
            return _joined(" AND " if isinstance(condition, All) else " OR ", parts)
        raise AssertionError(condition)

    def _fact(self, fact: Fact) -> Clause:
        """Return the clause of a field; it is never NULL, so that NOT turns it round."""
        if fact.name in _OWN:
            return Clause(_OWN[fact.name], [self._coder, fact.value][: _OWN[fact.name].count("?")])
        read: dict[str, Callable[[str], Clause]] = {
            "outlet": self._outlet,
            "lang": lambda value: Clause(LANGUAGE_IS, [value]),
            "month": _month,
            "date": _dates,
            "type": lambda value: Clause(_HAS_TYPE, [value]),
            "actor": lambda value: Clause(_HAS_ACTOR, [self._actors(value)] * 2),
            "coder": self._coder_is,
        }
        return read[fact.name](fact.value)

    def _source(self, condition: Condition) -> Clause | None:
        """Return how to come at the articles that fulfil ``condition``, where they may be few."""
        if not isinstance(condition, Fact):
            return None
        name, value = condition.name, condition.value
        if name == "state" and value != "todo":
            return Clause(_OF_STATE, [self._coder, value])
        if name == "type":
            return Clause(_OF_TYPE, [value])
        if name == "has":
            return Clause(_OF_SUGGESTIONS)
        if name == "actor":
            return Clause(_OF_ACTOR, [self._actors(value)] * 2)
        return None

    def _outlet(self, value: str) -> Clause:
        """The outlet itself; where none is written just so, those that differ in case only."""
        known = [row[0] for row in self._db.execute("SELECT DISTINCT outlet FROM article_count")]
        if value in known:
            return Clause(OUTLET_IS, [value])
        alike = [one for one in known if folded(one) == folded(value)]
        return Clause("article.outlet IN (SELECT value FROM json_each(?))", [json.dumps(alike)])

    def _actors(self, name: str) -> str:
        wanted = folded(name)
        rows = self._db.execute(
            "SELECT id, name FROM actor UNION ALL SELECT actor, name FROM actor_alias"
        )
        return json.dumps(sorted({one for one, known in rows if folded(known) == wanted}))

    def _coder_is(self, name: str) -> Clause:
        return Clause(_HAS_CODER, [self._coders(name)] * 2) if name else Clause(_HAS_NO_CODER)

    def _coders(self, name: str) -> str:
        wanted = folded(name)
        rows = self._db.execute("SELECT id, name FROM coder")
        return json.dumps([one for one, known in rows if one == name or folded(known) == wanted])


_FACETS = {"outlet", "lang", "month", "date"}


def _plain(query: ArticleQuery) -> Iterable[Condition]:
    """The plain fields of ``query``, as conditions like the others."""
    for word in query.words:
        if words := tokens(word):
            yield Words(words)
    given = {
        "state": query.state,
        "outlet": query.outlet,
        "lang": query.language,
        "month": query.month,
        "type": query.type,
        "has": "suggestions" if query.suggestions else None,
    }
    yield from (Fact(name, value) for name, value in given.items() if value is not None)


def _is_words(condition: Condition) -> bool:
    inside = condition.part if isinstance(condition, Not) else condition
    return as_match(inside) is not None


def _phrase(words: Words) -> str:
    ways = [_quoted(way, begins=words.begins) for way in spellings(words.tokens)]
    match = ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"
    return f"title : {match}" if words.title else match


def _near(near: Near) -> str:
    spelt = [spellings(part.tokens) for part in near.parts]
    ways = []
    for at in range(max(map(len, spelt))):
        phrases = [
            _quoted(way[min(at, len(way) - 1)], begins=part.begins)
            for way, part in zip(spelt, near.parts, strict=True)
        ]
        ways.append(f"NEAR({' '.join(phrases)}, {near.within})")
    return " OR ".join(ways)


def _quoted(words: tuple[str, ...], *, begins: bool) -> str:
    """A phrase for FTS5: of letters, digits and marks only, so nothing in it can be a sign."""
    return f'"{" ".join(words)}"{" *" if begins else ""}'


def _month(value: str) -> Clause:
    if not value:
        return Clause("article.published IS NULL")
    if len(value) == len("2025-03"):
        return Clause(
            "(article.published IS NOT NULL AND article.published BETWEEN ? AND ?)",
            [value, value + _EVER],
        )
    return Clause("ifnull(substr(article.published, 1, 7), '') = ?", [value])


def _dates(value: str) -> Clause:
    """A day, month or year, or two of them; who has only a month counts with all its days."""
    if not value:
        return Clause("article.published IS NULL")
    first, dots, last = value.partition("..")
    last = last if dots else first
    wider = [first[:size] for size in (4, 7) if size < len(first)]
    # Between comes first: so an index can be followed from the one end to the other.
    return Clause(
        "(article.published IS NOT NULL AND article.published BETWEEN ? AND ?"
        " AND (article.published >= ?"
        " OR article.published IN (SELECT value FROM json_each(?))))",
        [first[:4], (last + _EVER) if last else _EVER, first, json.dumps(wider)],
    )


def _and(parts: Iterable[Clause]) -> Clause:
    return _joined(" AND ", [part for part in parts if part])


def _joined(word: str, parts: list[Clause]) -> Clause:
    return Clause(
        word.join(part.sql if len(parts) == 1 else f"({part.sql})" for part in parts),
        [fact for part in parts for fact in part.facts],
    )
