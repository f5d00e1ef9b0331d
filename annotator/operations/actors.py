"""Find or name actors, and the places where a text names them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

import regex

from annotator.domain.actor import ARTICLE_AUTHOR, Actor, Mention, folded
from annotator.domain.errors import AmbiguousError
from annotator.domain.ids import ActorId, MentionId
from annotator.domain.span import Span
from annotator.domain.statement import Party
from annotator.support.clock import new_id
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.domain.actor import MentionKind
    from annotator.domain.highlights import ActorMark, PartyMark
    from annotator.domain.ids import ArticleId
    from annotator.domain.statement import Role
    from annotator.store.ledger import Step
    from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one step about one article is written: the text, and who is named where."""

    project: Project
    step: Step
    article: ArticleId
    text: str
    marks: tuple[ActorMark, ...] = ()


def desk(project: Project, step: Step, article: ArticleId) -> Desk:
    """Return what is needed to write about ``article`` in ``step``."""
    marks = project.suggestions.actors(article)
    return Desk(project, step, article, project.articles.text(article), tuple(marks))


def name_party(at: Desk, span: Span, role: Role, mark: PartyMark) -> Party:
    """Return the party that ``mark`` names, entered in the registry where it is new.

    It is *implied* when neither ``mark`` nor the words of ``span`` name it.
    """
    actor = find_or_add(at.project, at.step, mark.name, at.marks)
    return bear_role(at, span, role, actor, mark.span)


def bear_role(at: Desk, span: Span, role: Role, actor: Actor, place: Span | None = None) -> Party:
    """Return ``actor`` as a party, *implied* when ``span`` does not name it, there or at all."""
    place = place or _place(at, span, actor)
    if place is None or not span.holds(place):
        return Party(role, actor.id)
    return Party(role, actor.id, _mention(at, place, actor))


def find_or_add(project: Project, step: Step, name: str, marks: Sequence[ActorMark] = ()) -> Actor:
    """Return the actor who bears ``name``, adding one when nobody does.

    A new actor takes the type that the machine's ``marks`` propose.

    Raises:
        AmbiguousError: several actors have ``name`` as an alias and none as its name.
    """
    name = " ".join(name.split())
    bearers = project.actors.named(name)
    own = [actor for actor in bearers if folded(actor.name) == folded(name)]
    if own:
        return own[0]
    if len(bearers) > 1:
        raise AmbiguousError(kind=tr("actor"), record=name, count=len(bearers))
    if bearers:
        return bearers[0]
    kind = "journalist" if name == ARTICLE_AUTHOR else _proposed_type(marks, name)
    actor = Actor(ActorId(new_id()), name, kind)
    project.actors.put(step, actor)
    return actor


def type_named_actor(project: Project, article: ArticleId, name: str, actor_type: str) -> Actor:
    """Say what kind of actor it is whom ``article`` names so; a new one is registered.

    Errors as for `find_or_add`, and `UnknownCodeError` for the type.
    """
    project.codebook.check("actor_type", actor_type)
    with project.step(tr("Change actor type")) as step:
        actor = find_or_add(project, step, name, project.suggestions.actors(article))
        changed = replace(actor, type=actor_type)
        project.actors.put(step, changed)
    return changed


def add_alias(project: Project, actor: Actor, alias: str) -> Actor:
    """Remember another name of ``actor``."""
    if folded(alias) in map(folded, actor.names):
        return actor
    changed = replace(actor, aliases=(*actor.aliases, " ".join(alias.split())))
    with project.step(tr("Add alias")) as step:
        project.actors.put(step, changed)
    return changed


def party_names(project: Project, parties: Sequence[Party]) -> list[str]:
    """Return the names of the actors of ``parties``, in their order."""
    known = project.actors.some(party.actor for party in parties)
    return [known[party.actor].name for party in parties if party.actor in known]


def _proposed_type(marks: Sequence[ActorMark], name: str) -> str:
    wanted = folded(name)
    return next((m.actor_type for m in marks if folded(m.actor) == wanted), "unknown")


def _place(at: Desk, span: Span, actor: Actor) -> Span | None:
    """Return the first place inside ``span`` that names ``actor``, or None."""
    names = set(map(folded, actor.names))
    for mark in _marks_from(at.marks, span.start):
        if mark.span.start >= span.end:
            break
        if span.holds(mark.span) and (folded(mark.actor) in names or folded(mark.text) in names):
            return mark.span
    # Word boundaries count only beside letters: Khmer writes names without spaces.
    words = "|".join(regex.escape(name) for name in sorted(actor.names, key=len, reverse=True))
    found = regex.search(
        rf"(?<![\p{{Latin}}\p{{N}}])(?:{words})(?![\p{{Latin}}\p{{N}}])",
        at.text,
        flags=regex.IGNORECASE,
        pos=span.start,
        endpos=span.end,
    )
    return Span(*found.span()) if found else None


def _marks_from(marks: Sequence[ActorMark], start: int) -> Iterator[ActorMark]:
    """Return the marks that begin at ``start`` or after; they are in reading order."""
    return islice(marks, bisect_left(marks, start, key=lambda mark: mark.span.start), None)


def _mention(at: Desk, place: Span, actor: Actor) -> MentionId:
    """Return this coder's mention of ``actor`` at ``place``, made where there is none."""
    coder = at.project.coder.id
    if known := at.project.mentions.at(at.article, place, actor.id, coder):
        return known
    here = takewhile(
        lambda mark: mark.span.start == place.start, _marks_from(at.marks, place.start)
    )
    kind: MentionKind = next((mark.kind for mark in here if mark.span == place), "name")
    mention = Mention(MentionId(new_id()), at.article, place, actor.id, coder, kind)
    at.project.mentions.put(at.step, at.text, mention)
    return mention.id
