"""What the machine proposes for each article, and what each coder decided about it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from annotator.domain.highlights import ActorMark, Attribution, PartyMark, Proposal
from annotator.domain.ids import ArticleId, StatementId, SuggestionId
from annotator.domain.span import Span
from annotator.domain.suggestion import Suggestion, suggestion_id
from annotator.store.shelves import VERDICT
from annotator.support.clock import now

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.domain.highlights import Highlights
    from annotator.domain.ids import CoderId
    from annotator.domain.suggestion import Verdict
    from annotator.store.ledger import Step


class Suggestions:
    """Read proposals; keep new ones in ``Project.machine_writes``, verdicts in a step."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._last: tuple[tuple[str, str], list[ActorMark]] | None = None

    def producer(self, article: ArticleId) -> str | None:
        """Return who made the article's highlights, or None when nobody did yet."""
        row = self._db.execute(
            "SELECT producer FROM highlighting WHERE article = ?", [article]
        ).fetchone()
        return row[0] if row else None

    def lacking(
        self, producers: dict[str, str], other: str, numbers: tuple[int, int]
    ) -> list[ArticleId]:
        """Return the articles that the current producer has not seen, in the queue's order.

        Args:
            producers: the producer's name for each language.
            other: its name for every language not among them.
            numbers: which articles to look at, by number, both included.
        """
        rows = self._db.execute(
            "SELECT article.id FROM article LEFT JOIN highlighting"
            " ON highlighting.article = article.id WHERE number BETWEEN ? AND ?"
            " AND producer IS NOT"
            " ifnull((SELECT value FROM json_each(?) WHERE key = article.language), ?)"
            " ORDER BY number",
            [*numbers, json.dumps(producers), other],
        )
        return [ArticleId(row[0]) for row in rows]

    def keep(self, article: ArticleId, producer: str, highlights: Highlights) -> None:
        """Keep ``highlights`` in place of what any producer had proposed for the article.

        What a coder has accepted or refused stays as it is: the verdict bears the words.
        """
        db = self._db
        row = db.execute("SELECT fingerprint FROM article WHERE id = ?", [article]).fetchone()
        if row is None:  # it was taken away while the machine read it
            return
        fingerprint = row[0]
        db.execute(
            "INSERT INTO highlighting (article, producer, actors, attributions, made_at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (article) DO UPDATE SET"
            " producer = excluded.producer, actors = excluded.actors,"
            " attributions = excluded.attributions, made_at = excluded.made_at",
            [
                article,
                producer,
                _dump([asdict(mark) for mark in highlights.actors]),
                _dump([asdict(one) for one in highlights.attributions]),
                now(),
            ],
        )
        db.execute("DELETE FROM suggestion WHERE article = ?", [article])
        db.conn.executemany(
            "INSERT OR IGNORE INTO suggestion"
            ' (id, article, producer, start, "end", type, tier, score, rule, reason, proposal)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    suggestion_id(fingerprint, producer, p), article, producer, p.span.start,
                    p.span.end, p.type, p.tier, p.score, p.rule, p.reason, _dump(asdict(p)),
                )
                for p in highlights.proposals
            ],
        )  # fmt: skip

    def actors(self, article: ArticleId) -> list[ActorMark]:
        """Return where the machine saw an actor named, in reading order.

        The last article's are kept: every tag in it asks for them.
        """
        made = self._db.execute(
            "SELECT made_at FROM highlighting WHERE article = ?", [article]
        ).fetchone()
        key = (article, made[0] if made else "")
        if self._last is None or self._last[0] != key:
            marks = [
                ActorMark(**(mark | {"span": Span(**mark["span"])}))
                for mark in self._seen(article, "actors")
            ]
            self._last = (key, marks)
        return list(self._last[1])

    def recall(self, article: ArticleId, marks: list[ActorMark]) -> None:
        """Keep what was read through another connection, as `actors` keeps it."""
        made = self._db.execute(
            "SELECT made_at FROM highlighting WHERE article = ?", [article]
        ).fetchone()
        self._last = ((article, made[0] if made else ""), marks)

    def attributions(self, article: ArticleId) -> list[Attribution]:
        """Return the words that the machine saw given to somebody, in reading order."""
        spans = ("source", "cue", "content")
        return [
            Attribution(**(one | {name: tuple(Span(**s) for s in one[name]) for name in spans}))
            for one in self._seen(article, "attributions")
        ]

    def in_article(self, article: ArticleId, coder: CoderId) -> list[Suggestion]:
        """Return the article's suggestions in reading order with what ``coder`` decided."""
        return self._read(coder, "suggestion.article = ?", [article])

    def get(self, suggestion: SuggestionId, coder: CoderId) -> Suggestion | None:
        """Return one suggestion with what ``coder`` decided, or None when it is not there."""
        found = self._read(coder, "suggestion.id = ?", [suggestion])
        return found[0] if found else None

    def overlapping(self, article: ArticleId, span: Span, coder: CoderId) -> list[Suggestion]:
        """Return the suggestions that share a character with ``span``, in reading order."""
        return self._read(
            coder,
            'suggestion.article = ? AND start < ? AND "end" > ?',
            [article, span.end, span.start],
        )

    def _read(self, coder: CoderId, where: str, facts: list[object]) -> list[Suggestion]:
        rows = self._db.execute(
            f"SELECT suggestion.id, suggestion.article, proposal, producer,"  # noqa: S608 - see above
            " ifnull(fate, 'open'), statement"
            " FROM suggestion LEFT JOIN verdict"
            " ON verdict.suggestion = suggestion.id AND verdict.coder = ?"
            f' WHERE {where} ORDER BY start, "end" DESC, suggestion.id',
            [coder, *facts],
        )
        return [
            Suggestion(
                SuggestionId(row[0]),
                ArticleId(row[1]),
                _proposal(json.loads(row[2])),
                row[3],
                row[4],
                StatementId(row[5]) if row[5] else None,
            )
            for row in rows
        ]

    def decide(self, step: Step, verdict: Verdict) -> None:
        """Write down what a coder decided."""
        step.put("verdict", {column: getattr(verdict, column) for column in VERDICT.columns})

    def reopen(self, step: Step, article: ArticleId, statement: StatementId) -> None:
        """Forget the verdict that made ``statement``, which is being taken away."""
        rows = self._db.execute(
            "SELECT id FROM verdict WHERE article = ? AND statement = ?", [article, statement]
        )
        step.drop("verdict", *[row[0] for row in rows])

    def _seen(self, article: ArticleId, column: str) -> list[dict[str, Any]]:
        row = self._db.execute(
            f"SELECT {column} FROM highlighting WHERE article = ?",  # noqa: S608 - our own name
            [article],
        ).fetchone()
        seen: list[dict[str, Any]] = json.loads(row[0]) if row else []
        return seen


def _proposal(facts: dict[str, Any]) -> Proposal:
    return Proposal(
        **(
            facts
            | {
                "span": Span(**facts["span"]),
                "types": tuple((key, share) for key, share in facts["types"]),
                "speaker": _party(facts["speaker"]),
                "targets": tuple(filter(None, map(_party, facts["targets"]))),
            }
        )
    )


def _party(facts: dict[str, Any] | None) -> PartyMark | None:
    if facts is None:
        return None
    return PartyMark(facts["name"], Span(**facts["span"]) if facts["span"] else None)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
