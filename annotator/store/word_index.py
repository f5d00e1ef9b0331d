"""The index of words and the counts of articles, kept up with the articles.

Both are written in the transaction that writes the article, so that an undo, a redo or
a crash leaves them right. The index holds no text: what was put in is taken out by
giving the same words again, and an article's text never changes.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.search_words import spread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlite_utils import Database

VERSION = 1  # of how words are told apart; another one has the index made anew
_CHUNK = 1000  # articles
Facets = tuple[str, str, str]  # outlet, language, month


@dataclass(frozen=True, slots=True)
class Known:
    """What index and counts hold of one article."""

    number: int
    title: str
    facets: Facets


def known(db: Database, ids: Collection[str]) -> dict[str, Known]:
    """Return what is known of those of the articles ``ids`` that are there, by id."""
    found = {}
    for chunk in _chunks(ids):
        for one, number, title, *facets in db.execute(
            f"SELECT id, number, title, {_FACETS} FROM article"  # noqa: S608 - our own names
            " WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(chunk)],
        ):
            found[one] = Known(number, title, (facets[0], facets[1], facets[2]))
    return found


def highest(db: Database) -> int:
    """Return the highest number of an article; the next ones come above it."""
    return int(db.execute("SELECT ifnull(max(number), 0) FROM article").fetchone()[0])


def add(db: Database, above: int) -> None:
    """Take the articles with numbers beyond ``above`` into index and counts."""
    counts: Counter[Facets] = Counter()
    while rows := db.execute(
        f"SELECT number, title, text, {_FACETS} FROM article"  # noqa: S608
        " JOIN text USING (fingerprint) WHERE number > ? ORDER BY number LIMIT ?",
        [above, _CHUNK],
    ).fetchall():
        _index(db, ((row[0], row[1], row[2]) for row in rows))
        counts.update((row[3], row[4], row[5]) for row in rows)
        above = rows[-1][0]
    _count(db, counts)


def change(db: Database, before: dict[str, Known], after: dict[str, Known]) -> None:
    """Follow articles whose title or facets may be others now."""
    counts: Counter[Facets] = Counter()
    for one, now in after.items():
        was = before[one]
        if was.title != now.title:
            text = _texts(db, [now.number])[now.number]
            _forget(db, [(now.number, was.title, text)])
            _index(db, [(now.number, now.title, text)])
        counts[was.facets] -= 1
        counts[now.facets] += 1
    _count(db, counts)


def drop(db: Database, articles: dict[str, Known]) -> None:
    """Take articles, which are still there, out of index and counts."""
    for chunk in _chunks(articles):
        there = {articles[one].number: articles[one].title for one in chunk}
        texts = _texts(db, there)
        _forget(db, ((number, title, texts[number]) for number, title in there.items()))
    counts: Counter[Facets] = Counter()
    counts.subtract(one.facets for one in articles.values())
    _count(db, counts)


def is_current(db: Database) -> bool:
    """Whether the index is as this version of the program makes it."""
    return bool(db.execute("SELECT version = ? FROM word_index", [VERSION]).fetchone()[0])


def make_anew(db: Database) -> None:
    """Fill the index from all articles, in one transaction."""
    with db.atomic():
        db.execute("INSERT INTO article_words (article_words) VALUES ('delete-all')")
        db.execute("DELETE FROM article_count")
        add(db, 0)
        db.execute("UPDATE word_index SET version = ?", [VERSION])


_FACETS = "outlet, language, ifnull(substr(published, 1, 7), '')"


def _index(db: Database, rows: Iterable[tuple[int, str, str]]) -> None:
    db.conn.executemany(
        "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)",
        ((number, spread(title), spread(text)) for number, title, text in rows),
    )


def _forget(db: Database, rows: Iterable[tuple[int, str, str]]) -> None:
    db.conn.executemany(
        "INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        ((number, spread(title), spread(text)) for number, title, text in rows),
    )


def _texts(db: Database, numbers: Iterable[int]) -> dict[int, str]:
    return dict(
        db.execute(
            "SELECT number, text FROM article JOIN text USING (fingerprint)"
            " WHERE number IN (SELECT value FROM json_each(?))",
            [json.dumps(list(numbers))],
        ).fetchall()
    )


def _count(db: Database, counts: Counter[Facets]) -> None:
    """Add ``counts``, which may be negative, to those that are kept."""
    more = [(*facets, count) for facets, count in counts.items() if count > 0]
    less = [(-count, *facets) for facets, count in counts.items() if count < 0]
    db.conn.executemany(
        "INSERT INTO article_count (outlet, language, month, articles) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
        more,
    )
    which = "outlet = ? AND language = ? AND month = ?"
    db.conn.executemany(
        f"DELETE FROM article_count WHERE articles <= ? AND {which}",  # noqa: S608
        less,
    )
    db.conn.executemany(
        f"UPDATE article_count SET articles = articles - ? WHERE {which}",  # noqa: S608
        less,
    )


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    every = list(ids)
    return (every[at : at + _CHUNK] for at in range(0, len(every), _CHUNK))
