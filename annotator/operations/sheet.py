"""What one coder made of one article so far, kept current record by record.

A view of an article with ten thousand statements must not read them all after each
act: the sheet reads them once, then only what a step touched.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.ids import ActorId, ArticleId, LinkId, MentionId, StatementId, SuggestionId
from annotator.store.project import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from annotator.domain.actor import Actor, Mention
    from annotator.domain.changes import Changes
    from annotator.domain.coder import Coder
    from annotator.domain.span import Span
    from annotator.domain.statement import Link, Role, Statement
    from annotator.domain.suggestion import Suggestion
    from annotator.store.project import Project


Place = tuple[int, int, str, str]  # where one comes in reading order; last its id


@dataclass(frozen=True, slots=True)
class Touched:
    """What looks different after a step, but for the numbers of statements that follow."""

    statements: frozenset[StatementId] = frozenset()
    suggestions: frozenset[SuggestionId] = frozenset()
    mentions: bool = False
    actors: bool = False  # some actor of the registry, new or not
    renamed: bool = False  # an actor whom this coder's statements or mentions name

    def __bool__(self) -> bool:
        return bool(self.statements or self.suggestions or self.mentions or self.actors)

    def __or__(self, other: Touched) -> Touched:
        """What two steps together make look different."""
        return Touched(
            self.statements | other.statements,
            self.suggestions | other.suggestions,
            self.mentions or other.mentions,
            self.actors or other.actors,
            self.renamed or other.renamed,
        )


class Sheet:
    """One article with this coder's statements and links and the machine's proposals."""

    def __init__(self, project: Project, article: ArticleId) -> None:
        self.project = project
        self.coder = project.coder.id
        self.article = project.articles.get(article)
        self.text = project.articles.text(article)
        self.statements: list[Statement] = []
        self._orders: list[Place] = []  # of the statements
        self.places: list[Place] = []  # of statements and open suggestions together
        self.named: Counter[ActorId] = Counter()  # how often parties and mentions name whom
        self._by_id: dict[StatementId, Statement] = {}
        self._links: dict[LinkId, Link] = {}
        self._answers: dict[StatementId, list[Link]] = {}
        self._actors: dict[ActorId, Actor] = {}
        self.mentions: dict[MentionId, Mention] = {}
        self.suggestions: list[Suggestion] = []
        self._suggested: dict[SuggestionId, Suggestion] = {}
        self._read_coded()
        self.read_machine()

    def hand_over(self, project: Project) -> None:
        """Follow ``project`` from now on, not the connection that read the sheet."""
        self.project = project
        project.suggestions.recall(self.article.id, self.actor_marks)

    def statement(self, statement: str | None) -> Statement | None:
        """Return the statement with that id, if this coder has it here."""
        return self._by_id.get(StatementId(statement or ""))

    def suggestion(self, suggestion: str | None) -> Suggestion | None:
        """Return the open suggestion with that id, or None."""
        found = self._suggested.get(SuggestionId(suggestion or ""))
        return found if found and found.fate == "open" else None

    def number(self, statement: Statement) -> int:
        """Which one it is in reading order, from 1."""
        return bisect_left(self._orders, _order(statement)) + 1

    def answers(self, statement: StatementId) -> list[Link]:
        """Return the links by which ``statement`` answers others."""
        return self._answers.get(statement, [])

    def actor(self, actor: ActorId) -> Actor | None:
        """Return an actor whom the coder's statements or mentions here name."""
        return self._actors.get(actor)

    def names(self, statement: Statement, role: Role) -> list[str]:
        """Return who bears ``role``, by name, in order."""
        known = (self._actors.get(party.actor) for party in statement.in_role(role))
        return [actor.name for actor in known if actor]

    def standing_at(self, span: Span) -> list[Statement]:
        """Return the statements whose place is just ``span``."""
        at = bisect_left(self._orders, (span.start, -span.end, "", StatementId("")))
        found = []
        while at < len(self.statements) and self.statements[at].span == span:
            found.append(self.statements[at])
            at += 1
        return found

    def suggested_at(self, span: Span) -> Suggestion | None:
        """Return the open suggestion whose place is just ``span``."""
        at = bisect_left(self.suggestions, span.start, key=lambda s: s.proposal.span.start)
        while at < len(self.suggestions) and self.suggestions[at].proposal.span.start == span.start:
            if self.suggestions[at].proposal.span == span:
                return self.suggestions[at]
            at += 1
        return None

    def read_machine(self) -> None:
        """Read anew what the machine proposes."""
        project, article = self.project, self.article.id
        found = project.suggestions.in_article(article, self.coder)
        self._suggested = {one.id: one for one in found}
        self.suggestions = [one for one in found if one.fate == "open"]
        self.places = sorted([*self._orders, *map(_place, self.suggestions)])
        self.actor_marks = project.suggestions.actors(article)

    def follow(self, changes: Changes) -> Touched:
        """Read what ``changes`` names, and say what looks different now."""
        article = self.article.id
        if article in changes.of("article"):
            self.article = self.project.articles.get(article)
        mentions = self._follow_mentions(map(MentionId, changes.of("mention")))
        renamed = self._follow_actors(map(ActorId, changes.of("actor")))
        statements = self._follow_statements(map(StatementId, changes.of("statement")))
        linked = self._follow_links(map(LinkId, changes.of("link")))
        return Touched(
            statements=frozenset(statements | linked | self._with_actors(renamed)),
            suggestions=frozenset(self._follow_verdicts(changes.of("verdict"))),
            mentions=mentions,
            actors=bool(changes.of("actor")),
            renamed=bool(renamed),
        )

    def _read_coded(self) -> None:
        project, article = self.project, self.article.id
        coder = self.coder
        self.statements = project.statements.in_article(article, coder)
        self._by_id = {one.id: one for one in self.statements}
        self._orders = [_order(one) for one in self.statements]
        for link in project.links.of(self._by_id):
            self._enter_link(link)
        self.mentions = {one.id: one for one in project.mentions.in_article(article, coder)}
        self.named.update(party.actor for one in self.statements for party in one.parties)
        self.named.update(mention.actor for mention in self.mentions.values())
        self._actors = project.actors.some(self.named)

    def _follow_statements(self, touched: Iterable[StatementId]) -> set[StatementId]:
        ids = list(touched)
        mine = {
            one.id: one
            for one in self.project.statements.some(ids)
            if one.article == self.article.id and one.coder == self.coder
        }
        seen = set()
        for one in ids:
            if old := self._by_id.pop(one, None):
                self._leave(old)
                seen.add(one)
            if new := mine.get(one):
                self._enter(new)
                seen.add(one)
        self._meet(party.actor for one in mine.values() for party in one.parties)
        return seen

    def _enter(self, statement: Statement) -> None:
        order = _order(statement)
        at = bisect_left(self._orders, order)
        self._orders.insert(at, order)
        self.statements.insert(at, statement)
        insort(self.places, order)
        self._by_id[statement.id] = statement
        self.named.update(party.actor for party in statement.parties)

    def _leave(self, statement: Statement) -> None:
        order = _order(statement)
        at = bisect_left(self._orders, order)
        del self._orders[at], self.statements[at]
        del self.places[bisect_left(self.places, order)]
        self._forget(party.actor for party in statement.parties)

    def _forget(self, actors: Iterable[ActorId]) -> None:
        for actor in actors:
            self.named[actor] -= 1
            if not self.named[actor]:
                del self.named[actor]

    def _follow_links(self, touched: Iterable[LinkId]) -> set[StatementId]:
        ids = list(touched)
        sources = set()
        for one in ids:
            old = self._links.pop(one, None)
            if old is not None:
                self._answers[old.source].remove(old)
                if not self._answers[old.source]:
                    del self._answers[old.source]
                sources.add(old.source)
        for link in self.project.links.some(ids):
            if link.source in self._by_id:
                self._enter_link(link)
                sources.add(link.source)
        return sources & set(self._by_id) if sources else sources

    def _enter_link(self, link: Link) -> None:
        if link.source in self._by_id:
            self._links[link.id] = link
            self._answers.setdefault(link.source, []).append(link)

    def _follow_actors(self, touched: Iterable[ActorId]) -> set[ActorId]:
        known = {one for one in touched if one in self._actors}
        found = self.project.actors.some(known)
        for one in known:
            self._actors.pop(one)
        self._actors |= found
        return known

    def _follow_mentions(self, touched: Iterable[MentionId]) -> bool:
        ids = list(touched)
        found = {
            key: one
            for key, one in self.project.mentions.some(ids).items()
            if one.article == self.article.id and one.coder == self.coder
        }
        gone = [old for one in ids if (old := self.mentions.pop(one, None))]
        self._forget(old.actor for old in gone)
        self.mentions |= found
        self.named.update(one.actor for one in found.values())
        self._meet(one.actor for one in found.values())
        return bool(gone or found)

    def _follow_verdicts(self, touched: Iterable[str]) -> set[SuggestionId]:
        seen = set()
        for verdict in touched:
            one = SuggestionId(verdict.partition(":")[0])
            old = self._suggested.get(one)
            new = self.project.suggestions.get(one, self.coder) if old else None
            if old is None or new is None or old == new:
                continue
            self._suggested[one] = new
            if old.fate == "open":
                del self.suggestions[bisect_left(self.suggestions, _place(old), key=_place)]
                del self.places[bisect_left(self.places, _place(old))]
            if new.fate == "open":
                insort(self.suggestions, new, key=_place)
                insort(self.places, _place(new))
            seen.add(one)
        return seen

    def _with_actors(self, actors: set[ActorId]) -> set[StatementId]:
        if not actors:
            return set()
        return {
            one.id for one in self.statements if any(party.actor in actors for party in one.parties)
        }

    def _meet(self, actors: Iterable[ActorId]) -> None:
        new = {one for one in actors if one not in self._actors}
        if new:
            self._actors |= self.project.actors.some(new)


def read_beside(path: Path, coder: Coder, article: ArticleId) -> Sheet:
    """Read an article's sheet through a connection of its own, on whatever thread.

    Who takes the sheet hands it over and has it follow what changed meanwhile.

    Raises:
        NotFoundError: the project has no such article any more.
    """
    with open_project(path, coder, writable=False) as reading:
        return Sheet(reading, article)


def _order(statement: Statement) -> Place:
    """Reading order as the store has it: by start, longest first, then the older one."""
    span = statement.span
    return (span.start, -span.end, statement.created_at, statement.id)


def _place(suggestion: Suggestion) -> Place:
    span = suggestion.proposal.span
    return (span.start, -span.end, "", suggestion.id)
