"""Whom a coder may mean: actors ranked by how near they are, and found by any name."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from annotator.domain.actor import ARTICLE_AUTHOR, folded
from annotator.domain.highlights import PartyMark
from annotator.domain.ids import ActorId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.domain.actor import Actor
    from annotator.domain.changes import Changes
    from annotator.domain.span import Span
    from annotator.operations.sheet import Sheet
    from annotator.store.project import Project

Nearness = Literal["sentence", "article", "recent", "registry"]
NEARNESS: tuple[Nearness, ...] = ("sentence", "article", "recent", "registry")
RECENT_KEPT = 12
ALIKE = 78  # of 100: from here on two names may be one, written differently
SHOWN = 60  # more than that nobody reads


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be chosen: registered, or only seen in this article so far."""

    name: str
    type: str
    nearness: Nearness
    actor: Actor | None = None
    names: tuple[str, ...] = ()  # every name, folded

    @property
    def key(self) -> str:
        """One for each person."""
        return self.actor.id if self.actor else f"name:{self.name}"

    @property
    def mark(self) -> PartyMark | Actor:
        """What operations take for this person."""
        return self.actor or PartyMark(self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was found by what was typed, and whether only by likeness."""

    person: Person
    alias: str = ""  # the folded name that was found, where it is not the first one
    alike: bool = False


class Registry:
    """All actors of the project, kept current, and whom the coder chose lately."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._actors: dict[ActorId, Actor] | None = None
        self._by_name: dict[str, list[ActorId]] = {}
        self._uses: dict[ActorId, int] = {}
        self.version = 0  # another one whenever names may mean somebody else
        self._recent: deque[ActorId] = deque(maxlen=RECENT_KEPT)

    @property
    def actors(self) -> dict[ActorId, Actor]:
        """Every actor, by id; read when first asked for."""
        if self._actors is None:
            self._uses = self._project.actors.used()
            self._actors = {}
            self._enter(self._project.actors.all())
        return self._actors

    def follow(self, changes: Changes) -> None:
        """Read the actors that ``changes`` names."""
        ids = [ActorId(one) for one in changes.of("actor")]
        if self._actors is None or not ids:
            return
        for one in ids:
            if old := self._actors.pop(one, None):
                for name in set(map(folded, old.names)):
                    self._by_name[name].remove(one)
        self._enter(self._project.actors.some(ids).values())

    def named(self, name: str) -> Actor | None:
        """Return who bears ``name``, as their own name first; None if several may."""
        actors = self.actors
        wanted = folded(name)
        bearers = [actors[one] for one in self._by_name.get(wanted, [])]
        own = [actor for actor in bearers if folded(actor.name) == wanted]
        if own:
            return own[0]
        return bearers[0] if len(bearers) == 1 else None

    def use(self, actor: ActorId) -> None:
        """Remember that the coder chose ``actor`` just now."""
        if actor in self._recent:
            self._recent.remove(actor)
        self._recent.appendleft(actor)
        self._uses[actor] = self._uses.get(actor, 0) + 1

    def ranked(self, nearest: Iterable[tuple[Nearness, Person]]) -> list[Person]:
        """Return ``nearest``, then recent ones, then everybody by use; each once."""
        found: dict[str, Person] = {}
        for nearness, person in nearest:
            found.setdefault(person.key, replace(person, nearness=nearness))
        actors = self.actors
        recent = [actors[one] for one in self._recent if one in actors]
        rest = sorted(actors.values(), key=lambda a: (-self._uses.get(a.id, 0), folded(a.name)))
        for actor in recent:
            found.setdefault(actor.id, person_of(actor, "recent"))
        for actor in rest:
            found.setdefault(actor.id, person_of(actor, "registry"))
        return list(found.values())

    def _enter(self, actors: Iterable[Actor]) -> None:
        self.version += 1
        assert self._actors is not None  # noqa: S101 - only after it was read
        for actor in actors:
            self._actors[actor.id] = actor
            for name in set(map(folded, actor.names)):
                self._by_name.setdefault(name, []).append(actor.id)


def person_of(actor: Actor, nearness: Nearness) -> Person:
    """Return a registered actor as somebody to choose."""
    names = tuple(dict.fromkeys(map(folded, actor.names)))
    return Person(actor.name, actor.type, nearness, actor, names)


def matching(people: Sequence[Person], typed: str) -> list[Found]:
    """Return those whom ``typed`` may mean, the likeliest first.

    Case, accents and spacing do not count, in any script. Who bears the words at the
    beginning of a name comes before who bears them inside; within each, the nearest
    first. Names that are only alike come last and say so.
    """
    wanted = folded(typed)
    if not wanted:
        return [Found(person) for person in people[:SHOWN]]
    exact: list[tuple[int, Found]] = []
    others: list[Person] = []
    for person in people:
        best = min(((_fit(name, wanted), name) for name in person.names), default=(9, ""))
        if best[0] < 9:
            alias = best[1] if best[1] != folded(person.name) else ""
            exact.append((best[0], Found(person, alias)))
        else:
            others.append(person)
    exact.sort(key=lambda pair: pair[0])
    return [found for _, found in exact[:SHOWN]] + alike(others, typed)


def alike(people: Iterable[Person], typed: str) -> list[Found]:
    """Return those whose names are nearly ``typed``, the most alike first."""
    from rapidfuzz import fuzz, process

    wanted = folded(typed)
    if len(wanted) < 3:
        return []
    names = [(name, person) for person in people for name in person.names]
    found = process.extract(
        wanted,
        [name for name, _ in names],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        limit=8,
    )
    near: dict[str, Found] = {}
    for name, _, at in found:
        person = names[at][1]
        near.setdefault(person.key, Found(person, name, alike=True))
    return list(near.values())


def _fit(name: str, wanted: str) -> int:
    """How well ``wanted`` fits: whole, at the beginning, at a word's beginning, inside."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    # One letter stands inside nearly every name.
    return 3 if len(wanted) > 1 and wanted in name else 9


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who acts or is named in an article, and where."""

    person: Person
    places: tuple[Span, ...]


@dataclass(slots=True)
class Seen:
    """A name under which the machine saw somebody: how it stands there, and where."""

    type: str
    names: dict[str, None]  # as they stand in the text, folded
    places: list[Span]  # in reading order


class Roll:
    """Who is named in one article: by the machine, by this coder's mentions and parties."""

    def __init__(self, sheet: Sheet, registry: Registry) -> None:
        self._sheet = sheet
        self._registry = registry
        self.read_machine()

    def read_machine(self) -> None:
        """Read anew what the machine has seen."""
        self._seen: dict[str, Seen] = {}
        self._known: tuple[int, dict[str, list[str]]] | None = None
        fold = lru_cache(maxsize=4096)(folded)
        for mark in self._sheet.actor_marks:
            seen = self._seen.get(mark.actor)
            if seen is None:
                seen = self._seen[mark.actor] = Seen(mark.actor_type, {fold(mark.actor): None}, [])
            seen.places.append(mark.span)
            if mark.kind != "pronoun":
                seen.names[fold(mark.text)] = None

    def count(self) -> int:
        """How many they are."""
        return len(self._machine().keys() | self._sheet.named.keys())

    def named(self) -> list[Named]:
        """Return them, who is named most first."""
        places: dict[str, set[Span]] = {
            key: {span for name in names for span in self._seen[name].places}
            for key, names in self._machine().items()
        }
        for mention in self._sheet.mentions.values():
            places.setdefault(mention.actor, set()).add(mention.span)
        for actor in self._sheet.named:
            places.setdefault(actor, set())
        known = self._people()
        found = [Named(known[key], tuple(sorted(spans))) for key, spans in places.items()]
        return sorted(found, key=lambda one: (-len(one.places), folded(one.person.name)))

    def people(self, span: Span) -> list[Person]:
        """Return everybody who may speak or be meant at ``span``, the nearest first.

        Who is named inside it comes first, then who is named or acts elsewhere in the
        article, the nearest before it first, then whom the coder chose lately, then the
        whole registry.
        """
        far = len(self._sheet.text) * 3
        distance = dict.fromkeys(self._sheet.named, far)
        for key, names in self._machine().items():
            near = min(_distance(span, self._seen[name].places) for name in names)
            distance[ActorId(key)] = min(distance.get(ActorId(key), far), near)
        for mention in self._sheet.mentions.values():
            near = _distance(span, [mention.span])
            distance[mention.actor] = min(distance[mention.actor], near)
        known = self._people()
        ranked = sorted(distance, key=lambda key: distance[key])
        nearest: list[tuple[Nearness, Person]] = [
            ("article" if distance[key] else "sentence", known[key]) for key in ranked
        ]
        return self._registry.ranked([*nearest, ("article", self._voice())])

    def _machine(self) -> dict[str, list[str]]:
        """The names that the machine has seen, under the key of whoever bears them."""
        registry = self._registry
        if self._known is None or self._known[0] != registry.version:
            found: dict[str, list[str]] = {}
            for name in self._seen:
                actor = registry.named(name)
                found.setdefault(actor.id if actor else f"name:{name}", []).append(name)
            self._known = (registry.version, found)
        return self._known[1]

    def _people(self) -> dict[str, Person]:
        """Everybody who is named, by key, findable by every name that stands in the text."""
        found: dict[str, Person] = {}
        actors = self._registry.actors
        for key, names in self._machine().items():
            written = [one for name in names for one in self._seen[name].names]
            actor = actors.get(ActorId(key))
            if actor:
                person = person_of(actor, "article")
                found[key] = replace(person, names=tuple(dict.fromkeys((*person.names, *written))))
            else:
                kind = self._seen[names[0]].type
                found[key] = Person(names[0], kind, "article", names=tuple(written))
        for one in self._sheet.named:
            if one not in found and one in actors:
                found[one] = person_of(actors[one], "article")
        return found

    def _voice(self) -> Person:
        author = self._registry.named(ARTICLE_AUTHOR)
        if author:
            return person_of(author, "article")
        return Person(ARTICLE_AUTHOR, "journalist", "article", names=(folded(ARTICLE_AUTHOR),))


def _distance(span: Span, places: Sequence[Span]) -> int:
    """How far the nearest of ``places`` is; 0 inside, what comes after counts double."""
    at = bisect_left(places, span)
    near = places[max(0, at - 1) : at + 1]
    return min(_gap(span, place) for place in near)


def _gap(span: Span, place: Span) -> int:
    if place.overlaps(span):
        return 0
    if place.end <= span.start:
        return span.start - place.end + 1
    return 2 * (place.start - span.end) + 2
