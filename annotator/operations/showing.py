"""Tell what a project holds as plain values, ready for JSON: its articles, or one of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from annotator.domain.query import read_query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annotator.domain.actor import Actor, Mention
    from annotator.domain.article import Article
    from annotator.domain.highlights import PartyMark
    from annotator.domain.ids import ActorId, ArticleId, MentionId
    from annotator.domain.statement import Link, Party, Statement
    from annotator.domain.suggestion import Suggestion
    from annotator.store.articles import QueueRow
    from annotator.store.project import Project

_CHUNK = 500  # articles


def listed(project: Project, query: str) -> Iterator[dict[str, Any]]:
    """Return what the queue shows of each article that ``query`` finds, in its order.

    ``cluster`` is the same for articles that are nearly the same, and empty for all others.

    Raises:
        BadQueryError: the query cannot be understood.
    """
    rows = found(project, query)
    while some := list(islice(rows, _CHUNK)):
        clusters = project.likeness.clusters([row.id for row in some])
        for row in some:
            yield {
                "id": row.id,
                "title": row.title,
                "outlet": row.outlet,
                "published_on": row.published,
                "language": row.language,
                "state": row.state,
                "statements": row.statements,
                "open_suggestions": row.open,
                "cluster": clusters.get(row.id, ""),
            }


def found(project: Project, query: str) -> Iterator[QueueRow]:
    """Return the rows of the articles that ``query`` finds; errors as for `listed`."""
    numbers = project.articles.numbers(project.coder.id, read_query(query))
    for at in range(0, len(numbers), _CHUNK):
        yield from project.articles.queue_rows(project.coder.id, numbers[at : at + _CHUNK])


def shown(project: Project, article: ArticleId) -> dict[str, Any]:
    """Return all that is known of an article: facts, text, zones, tags, open suggestions.

    Offsets are code points of ``text``, the end not included. ``statements`` are those of
    every coder, in reading order; ``suggestions`` those that this coder has not decided.

    Raises:
        NotFoundError: the project has no such article.
    """
    return _Showing(project, article).all()


class _Showing:
    """An article with what its records refer to."""

    def __init__(self, project: Project, article: ArticleId) -> None:
        self._project = project
        self._article = project.articles.get(article)
        self._text = project.articles.text(article)
        self._statements = project.statements.in_article(article)
        self._mentions = {one.id: one for one in project.mentions.in_article(article)}
        self._actors = self._known(self._statements, self._mentions)
        self._names = {coder.id: coder.name for coder in project.coders.all()}

    def all(self) -> dict[str, Any]:
        """Return the whole article."""
        project, article = self._project, self._article
        links = project.links.of(one.id for one in self._statements)
        suggestions = project.suggestions.in_article(article.id, project.coder.id)
        return {
            **article_facts(article),
            "state": project.assignments.state(article.id, project.coder.id),
            "text": self._text,
            "zones": [
                {"start": z.span.start, "end": z.span.end, "kind": z.kind, "by": z.by}
                for z in article.zones
            ],
            "statements": [self._statement(one, links) for one in self._statements],
            "mentions": [self._mention(one) for one in self._mentions.values()],
            "suggestions": [self._suggestion(s) for s in suggestions if s.fate == "open"],
        }

    def _known(
        self, statements: Sequence[Statement], mentions: Mapping[MentionId, Mention]
    ) -> dict[ActorId, Actor]:
        parties = {party.actor for one in statements for party in one.parties}
        return self._project.actors.some(parties | {one.actor for one in mentions.values()})

    def _statement(self, one: Statement, links: Sequence[Link]) -> dict[str, Any]:
        return {
            "id": one.id,
            "start": one.span.start,
            "end": one.span.end,
            "pieces": [[piece.start, piece.end] for piece in one.pieces],
            "quote": one.span.quote(self._text),
            "type": one.type,
            "speakers": [self._party(party) for party in one.in_role("speaker")],
            "targets": [self._party(party) for party in one.in_role("target")],
            "issue": one.issue,
            "other_issues": [issue.key for issue in one.issues[1:]],
            "form": one.form,
            "modality": one.modality,
            "event_date": one.event_date.iso if one.event_date else "",
            "place": one.place,
            "confidence": one.confidence,
            "note": one.note,
            "links": [
                {"id": link.id, "kind": link.kind, "to": link.target}
                for link in links
                if link.source == one.id
            ],
            "coder": self._names[one.coder],
            "coder_id": one.coder,
            "status": one.status,
            "origin": one.origin,
            "created_at": one.created_at,
            "changed_at": one.changed_at,
            "codebook_version": one.codebook_version,
        }

    def _party(self, party: Party) -> dict[str, Any]:
        actor = self._actors[party.actor]
        named = self._mentions.get(party.mention) if party.mention else None
        return {
            "name": actor.name,
            "type": actor.type,
            "actor_id": actor.id,
            "implied": party.implied,
            "span": [named.span.start, named.span.end] if named else None,
        }

    def _mention(self, one: Mention) -> dict[str, Any]:
        actor = self._actors[one.actor]
        return {
            "id": one.id,
            "start": one.span.start,
            "end": one.span.end,
            "quote": one.span.quote(self._text),
            "actor": actor.name,
            "actor_id": actor.id,
            "kind": one.kind,
            "coder": self._names[one.coder],
        }

    def _suggestion(self, one: Suggestion) -> dict[str, Any]:
        proposal = one.proposal
        return {
            "id": one.id,
            "start": proposal.span.start,
            "end": proposal.span.end,
            "quote": proposal.span.quote(self._text),
            "type": proposal.type,
            "types": [list(ranked) for ranked in proposal.types],
            "speaker": _marked(proposal.speaker),
            "targets": [_marked(target) for target in proposal.targets],
            "form": proposal.form,
            "tier": proposal.tier,
            "score": proposal.score,
            "reason": proposal.reason,
            "producer": one.producer,
        }


def article_facts(article: Article) -> dict[str, Any]:
    """Return what is known of an article without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published_on": article.published.iso if article.published else "",
        "language": article.language,
        "url": article.url,
        "title_origin": article.title_origin,
        "outlet_origin": article.outlet_origin,
        "published_origin": article.published_origin,
        "source_name": article.source_name,
        "encoding": article.encoding,
        "added_at": article.added_at,
        "fingerprint": article.fingerprint,
        "length": article.length,
        "words": article.words,
    }


def _marked(mark: PartyMark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {"name": mark.name, "span": [mark.span.start, mark.span.end] if mark.span else None}
