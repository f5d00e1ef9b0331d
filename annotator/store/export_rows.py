"""One moment of a project, read row by row for an export."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from annotator.domain.dataset import (
    ACTORS,
    ARTICLES,
    CODEBOOK,
    LINKS,
    MENTIONS,
    STATEMENTS,
    Cell,
    Facts,
)
from annotator.domain.errors import NoCoderError
from annotator.domain.statement import ROLES
from annotator.store.codebooks import Codebooks
from annotator.store.coders import Coders
from annotator.store.conditions import where
from annotator.store.connection import close_after_reading, connect_to_read, said_plainly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from annotator.domain.ids import ArticleId, CoderId
    from annotator.domain.query import ArticleQuery

Row = tuple[Cell, ...]
Strings = tuple[str | bool, ...]
_REMEMBERED = 4096  # lists of issues and links, which recur
_CACHE = "PRAGMA cache_size = -32768"  # kibibytes: rows of one statement lie far apart


class ExportRows:
    """Reads the rows of each table, in an order that depends on nothing but the content.

    Args:
        db: a connection inside a transaction, so that all tables are of one moment.
        reader: as whom the query asks for states and suggestions.
        coder: whose tags; None for everybody's.
        query: which articles.
        article: only this one of them, when given.
    """

    def __init__(
        self,
        db: Database,
        reader: CoderId,
        coder: CoderId | None,
        query: ArticleQuery,
        article: ArticleId | None = None,
    ) -> None:
        self._db = db
        self._coder = coder
        self._codebook = Codebooks(db).current()
        self._coders = _told_apart(Coders(db))
        clause, facts = where(db, coder or reader, query)
        clause = clause or "WHERE 1"
        if article is not None:
            clause, facts = f"{clause} AND article.id = ?", [*facts, article]
        self._articles = (clause, facts)
        self._narrowed = clause != "WHERE 1" or coder is not None
        self._read = {
            STATEMENTS.name: self._statements,
            ARTICLES.name: self._article_rows,
            MENTIONS.name: self._mentions,
            ACTORS.name: self._actors,
            LINKS.name: self._links,
            CODEBOOK.name: self._codes,
        }

    def facts(self, query: str, *, guarded: bool) -> Facts:
        """Return where the rows come from; ``query`` as it was typed."""
        title = self._db.execute("SELECT title FROM project").fetchone()[0]
        newest = self._db.execute("SELECT max(made_at) FROM step").fetchone()[0]
        return Facts(
            project=title,
            coder=self._coders[self._coder] if self._coder else "",
            query=query.strip(),
            codebook=self._codebook.name,
            codebook_version=self._codebook.version,
            newest_step=newest or "",
            guarded=guarded,
        )

    def count(self) -> int:
        """How many statements there will be."""
        row = self._select("SELECT count(*)", _STATEMENT_JOIN, "statement").fetchone()
        return int(row[0])

    def rows(self, table: str) -> Iterator[Row]:
        """Return the rows of ``table``, read as they are asked for."""
        return self._read[table]()

    def _statements(self) -> Iterator[Row]:
        groups = {code.key: code.group for code in self._codebook.codes if _is_type(code.set)}
        coders = self._coders
        actors = {
            one: (name, kind)
            for one, name, kind in self._db.execute("SELECT id, name, type FROM actor")
        }
        order = 'title, article.id, statement.start, statement."end", statement.id'
        for row in self._select(_STATEMENT_COLUMNS, _STATEMENT_JOIN, "statement", order):
            (
                one, article, title, outlet, published, language, url, start, end, quote, kind,
                parties, issues, form, modality, event_date, place, links, coder, status, origin,
                confidence, note, created, changed, version, pieces, channel, custom,
            ) = row  # fmt: skip
            primary, others, stances = _issues(issues)
            *parties_of, rest = _parties(parties, actors)
            yield (
                one, article, title, outlet, published, language, url, start, end, quote, kind,
                groups.get(kind, ""), *parties_of, primary, others, form, modality, event_date,
                place, _strings(links), coders[coder], status, origin, confidence, note, created,
                changed, version, _strings(pieces), stances, rest, channel, custom,
            )  # fmt: skip

    def _article_rows(self) -> Iterator[Row]:
        clause, facts = self._articles
        found = self._db.execute(
            f"SELECT {_ARTICLE_COLUMNS} FROM article {clause} ORDER BY title, id",  # noqa: S608
            facts,
        )
        for *facts_of, done_by in found:
            finished = (
                self._coders[one] for one in json.loads(done_by) if self._coder in (None, one)
            )
            yield (*facts_of, tuple(sorted(finished)))

    def _mentions(self) -> Iterator[Row]:
        found = self._select(
            _MENTION_COLUMNS,
            "JOIN mention ON mention.article = article.id JOIN actor ON actor.id = mention.actor",
            "mention",
            'title, article.id, mention.start, mention."end", mention.id',
        )
        for *facts, coder in found:
            yield (*facts, self._coders[coder])

    def _actors(self) -> Iterator[Row]:
        clause, facts = self._articles
        used, given = "", []
        if self._narrowed:
            mine = f"article IN (SELECT article.id FROM article {clause})"  # noqa: S608
            who = "ifnull(coder = ?, 1)"
            given = [*facts, self._coder] * 2
            used = (
                "WHERE id IN (SELECT actor FROM statement_party JOIN statement ON"  # noqa: S608
                f" statement.id = statement WHERE {mine} AND {who}"
                f" UNION SELECT actor FROM mention WHERE {mine} AND {who})"
            )
        found = self._db.execute(f"{_ACTORS} {used} ORDER BY name, id", given)
        for *facts_of, aliases in found:
            yield (*facts_of, _strings(aliases))

    def _links(self) -> Iterator[Row]:
        found = self._select(
            _LINK_COLUMNS,
            "JOIN statement ON statement.article = article.id"
            " JOIN link ON link.source = statement.id"
            " JOIN statement AS answered ON answered.id = link.target",
            "link",
            "title, article.id, statement.start, statement.id, link.id",
        )
        for *facts, coder in found:
            yield (*facts, self._coders[coder])

    def _codes(self) -> Iterator[Row]:
        for code in self._codebook.codes:
            mapping = json.dumps(code.mapping, ensure_ascii=False, sort_keys=True)
            yield (
                code.set, code.key, code.label, code.group, code.definition, code.include,
                code.exclude, code.rule, code.example, code.hotkey, code.order, code.retired,
                mapping if code.mapping else "",
            )  # fmt: skip

    def _select(self, columns: str, join: str, tagged: str, order: str = "") -> Any:  # noqa: ANN401
        """Read ``columns`` of what was tagged in the articles, by the coder or everybody."""
        clause, facts = self._articles
        who, given = ("", []) if self._coder is None else ("AND {}.coder = ?", [self._coder])
        return self._db.execute(
            f"{columns} FROM article {join} {clause} {who.format(tagged)}"
            f" {order and 'ORDER BY ' + order}",
            [*facts, *given],
        )


@contextmanager
def export_rows(
    path: Path,
    reader: CoderId,
    coder: CoderId | None,
    query: ArticleQuery,
    article: ArticleId | None = None,
) -> Iterator[ExportRows]:
    """Open the project at ``path`` for one reading; what others write meanwhile is not seen."""
    db = connect_to_read(path)
    try:
        with said_plainly(path):
            db.execute(_CACHE)
            db.execute("BEGIN")
            yield ExportRows(db, reader, coder, query, article)
    finally:
        close_after_reading(db, path)


def find_coder(path: Path, named: str) -> CoderId:
    """Return the coder whose name, id or beginning of the id is ``named``.

    Raises:
        NoCoderError: there is none, or more than one.
    """
    db = connect_to_read(path)
    try:
        coders = _told_apart(Coders(db))
    finally:
        close_after_reading(db, path)
    exact = [one for one, name in coders.items() if named in (one, name)]
    found = exact or [one for one in coders if named and one.startswith(named)]
    if len(found) != 1:
        raise NoCoderError(coder=named, known=", ".join(coders.values()))
    return found[0]


def _told_apart(coders: Coders) -> dict[CoderId, str]:
    """Return each coder's name, with the beginning of the id where two bear the same."""
    everybody = coders.all()
    times = Counter(one.name for one in everybody)
    return {
        one.id: one.name if times[one.name] == 1 else f"{one.name} ({one.id[:4]})"
        for one in everybody
    }


def _is_type(code_set: str) -> bool:
    return code_set == "statement_type"


@lru_cache(maxsize=_REMEMBERED)
def _strings(listed: str) -> tuple[str, ...]:
    return tuple(json.loads(listed))


@lru_cache(maxsize=_REMEMBERED)
def _issues(listed: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the primary issue, the others, and the stances where there are any."""
    issues = json.loads(listed)
    keys = [key for key, _ in issues] or [""]
    stances = tuple(stance for _, stance in issues)
    return keys[0], tuple(keys[1:]), stances if any(stances) else ()


def _parties(listed: str | None, actors: dict[str, tuple[str, str]]) -> tuple[Strings, ...]:
    """Return speakers, targets and other parties as the cells that they fill.

    These are the speakers' names, types and whether each is implied, the targets' names
    and types, and the others each with its role. In ``listed`` each party is one word: the
    first letter of its role, 1 for implied, and the actor's id.
    """
    names, kinds, implied, targets, target_kinds, others = [], [], [], [], [], []
    for party in listed.split() if listed else ():
        name, kind = actors[party[2:]]
        role = party[0]
        if role == "s":
            names.append(name)
            kinds.append(kind)
            implied.append(party[1] == "1")
        elif role == "t":
            targets.append(name)
            target_kinds.append(kind)
        else:
            others.append(f"{_ROLES[role]}:{name}")
    return (
        tuple(names), tuple(kinds), tuple(implied), tuple(targets), tuple(target_kinds),
        tuple(others),
    )  # fmt: skip


_ROLES = {role[0]: role for role in ROLES}


# CROSS JOIN keeps the order of the tables: articles by title, then their tags by place,
# both as their indexes have them, so that nothing is sorted and nothing kept in memory.
_STATEMENT_JOIN = "CROSS JOIN statement ON statement.article = article.id"
_STATEMENT_COLUMNS = """
    SELECT statement.id, statement.article, title, outlet, ifnull(published, ''),
        article.language, url, statement.start, statement."end", exact, type,
        (SELECT group_concat(substr(role, 1, 1) || (mention IS NULL) || actor, ' ')
            FROM (SELECT role, mention, actor FROM statement_party
                WHERE statement = statement.id ORDER BY position)),
        (SELECT json_group_array(json_array(key, stance)) FROM
            (SELECT key, stance FROM statement_issue
                WHERE statement = statement.id ORDER BY position)),
        form, modality, ifnull(event_date, ''), place,
        (SELECT json_group_array(kind || ':' || target) FROM
            (SELECT kind, target FROM link WHERE source = statement.id ORDER BY kind, target)),
        coder, status, origin, confidence, note, created_at, changed_at, codebook_version,
        CASE WHEN EXISTS
            (SELECT 1 FROM statement_piece WHERE statement = statement.id AND position = 1)
        THEN (SELECT json_group_array(start || ':' || "end") FROM
            (SELECT start, "end" FROM statement_piece
                WHERE statement = statement.id ORDER BY position))
        ELSE '[]' END,
        channel, iif(custom = '{}', '', custom)
"""
_ARTICLE_COLUMNS = """
    id, title, outlet, author, ifnull(published, ''), language, url, length, words, title_origin,
    outlet_origin, published_origin, source_name, source_kind, source_hash, encoding,
    fingerprint, added_at,
    (SELECT json_group_array(coder) FROM assignment
        WHERE assignment.article = article.id AND state = 'done')
"""
_MENTION_COLUMNS = """
    SELECT mention.id, mention.article, mention.start, mention."end", exact, actor.id,
        actor.name, actor.type, mention.kind, coder
"""
_ACTORS = """
    SELECT id, name, type, country, note, external_id,
        (SELECT json_group_array(name) FROM
            (SELECT name FROM actor_alias WHERE actor = actor.id ORDER BY position))
    FROM actor
"""
_LINK_COLUMNS = """
    SELECT link.id, link.kind, link.source, link.target, statement.article, answered.article,
        link.coder
"""
