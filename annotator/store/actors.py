"""Actors, their aliases and the places where they are named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotator.domain.actor import Actor, Mention, folded
from annotator.domain.ids import ActorId, ArticleId, MentionId
from annotator.domain.span import Span, quote_with_context
from annotator.store.shelves import ACTOR, MENTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from annotator.domain.ids import CoderId
    from annotator.store.ledger import Step


class Actors:
    """Read the registry of actors; write it through a step."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._by_name: dict[str, list[ActorId]] | None = None

    def named(self, name: str) -> list[Actor]:
        """Return the actors who bear ``name``, as their own name first, then as an alias.

        Case, accents and spacing do not count.
        """
        wanted = folded(name)
        bearers = [
            actor
            for actor in self.some(self._names().get(wanted, [])).values()
            if wanted in map(folded, actor.names)
        ]
        return sorted(bearers, key=lambda actor: folded(actor.name) != wanted)

    def forget(self) -> None:
        """Read the names anew when they are asked for next: they may have changed."""
        self._by_name = None

    def some(self, ids: Iterable[ActorId]) -> dict[ActorId, Actor]:
        """Return those of ``ids`` that are there, by id."""
        found = ACTOR.read(self._db, list(ids))
        return {ActorId(one): _from_record(record) for one, record in found.items()}

    def all(self) -> list[Actor]:
        """Return every actor by name."""
        ids = [row[0] for row in self._db.execute("SELECT id FROM actor ORDER BY name, id")]
        found = self.some(ids)
        return [found[one] for one in ids]

    def used(self, article: ArticleId | None = None) -> dict[ActorId, int]:
        """Return how often each actor is a party of a statement, in ``article`` or at all."""
        return dict(
            self._db.execute(
                "SELECT actor, count(*) FROM statement_party JOIN statement ON id = statement"
                " WHERE ifnull(article = ?, 1) GROUP BY actor",
                [article],
            ).fetchall()
        )

    def put(self, step: Step, *actors: Actor) -> None:
        """Add ``actors``, each replacing the one that bears its id."""
        step.put(
            "actor",
            *(
                {column: getattr(actor, column) for column in ACTOR.columns}
                | {"aliases": [{"name": alias} for alias in actor.aliases]}
                for actor in actors
            ),
        )
        if self._by_name is not None:
            _enter(self._by_name, actors)

    def _names(self) -> dict[str, list[ActorId]]:
        if self._by_name is None:
            self._by_name = _enter({}, self.all())
        return self._by_name


def _enter(names: dict[str, list[ActorId]], actors: Iterable[Actor]) -> dict[str, list[ActorId]]:
    """Add the actors' names to ``names``; what an actor was called before may stay."""
    for actor in actors:
        for name in actor.names:
            bearers = names.setdefault(folded(name), [])
            if actor.id not in bearers:
                bearers.append(actor.id)
    return names


class Mentions:
    """Read where actors are named; write it through a step."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def some(self, ids: Iterable[MentionId]) -> dict[MentionId, Mention]:
        """Return those of ``ids`` that are there, by id."""
        found = MENTION.read(self._db, list(ids))
        return {
            MentionId(one): Mention(
                id=MentionId(one),
                article=record["article"],
                span=Span(record["start"], record["end"]),
                actor=record["actor"],
                coder=record["coder"],
                kind=record["kind"],
            )
            for one, record in found.items()
        }

    def in_article(self, article: ArticleId, coder: CoderId | None = None) -> list[Mention]:
        """Return an article's mentions in reading order, of ``coder`` or of everybody."""
        ids = [
            row[0]
            for row in self._db.execute(
                "SELECT id FROM mention WHERE article = ? AND ifnull(coder = ?, 1)"
                ' ORDER BY start, "end" DESC, id',
                [article, coder],
            )
        ]
        found = self.some(ids)
        return [found[one] for one in ids]

    def at(
        self, article: ArticleId, span: Span, actor: ActorId, coder: CoderId
    ) -> MentionId | None:
        """Return the coder's mention of ``actor`` at just this place, or None."""
        row = self._db.execute(
            'SELECT id FROM mention WHERE article = ? AND start = ? AND "end" = ?'
            " AND actor = ? AND coder = ? ORDER BY id",
            [article, span.start, span.end, actor, coder],
        ).fetchone()
        return MentionId(row[0]) if row else None

    def next(self, actor: ActorId, number: int, after: int) -> tuple[ArticleId, Span] | None:
        """Return the first place that names ``actor`` after a place, in the queue's order.

        ``number`` is the row number of the article where to begin, ``after`` the code
        point in it behind which the place must begin.
        """
        row = self._db.execute(
            'SELECT article.id, start, "end" FROM mention JOIN article ON article.id = article'
            " WHERE actor = ? AND (article.rowid, start) > (?, ?)"
            " ORDER BY article.rowid, start LIMIT 1",
            [actor, number, after],
        ).fetchone()
        return (ArticleId(row[0]), Span(row[1], row[2])) if row else None

    def unused(self, mentions: Sequence[MentionId]) -> list[MentionId]:
        """Return those of ``mentions`` that no statement refers to."""
        rows = self._db.execute(
            "SELECT value FROM json_each(?) WHERE NOT EXISTS"
            " (SELECT 1 FROM statement_party WHERE mention = value)",
            [json.dumps(list(mentions))],
        )
        return [MentionId(row[0]) for row in rows]

    def put(self, step: Step, text: str, *mentions: Mention) -> None:
        """Add ``mentions`` of one article, whose text is given for the quote."""
        records = []
        for mention in mentions:
            quote = quote_with_context(text, mention.span)
            records.append(
                {
                    "id": mention.id,
                    "article": mention.article,
                    "start": mention.span.start,
                    "end": mention.span.end,
                    "exact": quote.exact,
                    "prefix": quote.prefix,
                    "suffix": quote.suffix,
                    "actor": mention.actor,
                    "kind": mention.kind,
                    "coder": mention.coder,
                }
            )
        step.put("mention", *records)

    def drop(self, step: Step, *mentions: MentionId) -> None:
        """Take ``mentions`` away."""
        step.drop("mention", *mentions)


def _from_record(record: dict[str, object]) -> Actor:
    aliases = record["aliases"]
    assert isinstance(aliases, list)  # noqa: S101 - a shelf's part is always a list
    facts = {column: str(record[column]) for column in ACTOR.columns if column != "id"}
    return Actor(
        id=ActorId(str(record["id"])), aliases=tuple(alias["name"] for alias in aliases), **facts
    )
