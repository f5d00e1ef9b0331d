"""Whom a coder may mean: actors ranked by how near they are, and found by any name."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
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
        assert self._actors is not None  # noqa: S101 - only after it was read
        for actor in actors:
            self._actors[actor.id] = actor
            for name in set(map(folded, actor.names)):
                self._by_name.setdefault(name, []).append(actor.id)


def person_of(actor: Actor, nearness: Nearness) -> Person:
    """Return a registered actor as somebody to choose."""
    names = tuple(dict.fromkeys(map(folded, actor.names)))
    return Person(actor.name, actor.type, nearness, actor, names)


def people(sheet: Sheet, registry: Registry, span: Span) -> list[Person]:
    """Return everybody who may speak or be meant at ``span``, the nearest first.

    Who is named inside it comes first, then who is named or speaks elsewhere in the
    article (the nearest before it first), then whom the coder chose lately, then the
    whole registry.
    """
    inside: list[tuple[Nearness, Person]] = []
    around: list[tuple[int, Person]] = []
    for place, person in _named_places(sheet, registry):
        if place.overlaps(span):
            inside.append(("sentence", person))
        else:
            around.append((_distance(span, place), person))
    around.sort(key=lambda pair: pair[0])
    parties = dict.fromkeys(party.actor for one in sheet.statements for party in one.parties)
    speaking: list[tuple[Nearness, Person]] = [
        ("article", person_of(actor, "article")) for actor in map(sheet.actor, parties) if actor
    ]
    author = registry.named(ARTICLE_AUTHOR)
    voice = (
        person_of(author, "article")
        if author
        else Person(ARTICLE_AUTHOR, "journalist", "article", names=(folded(ARTICLE_AUTHOR),))
    )
    nearby: list[tuple[Nearness, Person]] = [("article", person) for _, person in around]
    return registry.ranked([*inside, *nearby, *speaking, ("article", voice)])


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


def _named_places(sheet: Sheet, registry: Registry) -> Iterable[tuple[Span, Person]]:
    """Where somebody is named, by this coder's mentions and by the machine's marks."""
    for mention in sheet.mentions.values():
        if actor := sheet.actor(mention.actor):
            yield mention.span, person_of(actor, "article")
    seen: dict[str, Person] = {}
    for mark in sheet.actor_marks:
        if mark.kind == "pronoun":
            continue
        person = seen.get(mark.actor)
        if person is None:
            actor = registry.named(mark.actor)
            person = (
                person_of(actor, "article")
                if actor
                else Person(mark.actor, mark.actor_type, "article", names=(folded(mark.actor),))
            )
        if (name := folded(mark.text)) not in person.names:
            person = replace(person, names=(*person.names, name))
        seen[mark.actor] = person
    for mark in sheet.actor_marks:
        if mark.kind != "pronoun":
            yield mark.span, seen[mark.actor]


def _distance(span: Span, place: Span) -> int:
    """How far ``place`` is; what comes after counts double, since texts name before."""
    return span.start - place.end if place.end <= span.start else 2 * (place.start - span.end) + 1


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who acts or is named in an article, and where."""

    person: Person
    places: tuple[Span, ...]


class Roll:
    """Who is named in one article: by the machine, by this coder's mentions and parties."""

    def __init__(self, sheet: Sheet, registry: Registry) -> None:
        self._sheet = sheet
        self._registry = registry
        self.read_machine()

    def read_machine(self) -> None:
        """Read anew what the machine has seen."""
        self._seen: dict[str, list[Span]] = {}
        self._types: dict[str, str] = {}
        for mark in self._sheet.actor_marks:
            self._seen.setdefault(mark.actor, []).append(mark.span)
            self._types.setdefault(mark.actor, mark.actor_type)

    def count(self) -> int:
        """How many they are."""
        return len(self._machine() | self._coded())

    def named(self) -> list[Named]:
        """Return them, who is named most first."""
        machine = self._machine()
        places: dict[str, set[Span]] = {}
        for key, names in machine.items():
            places[key] = {span for name in names for span in self._seen[name]}
        for mention in self._sheet.mentions.values():
            places.setdefault(mention.actor, set()).add(mention.span)
        for key in self._coded():
            places.setdefault(key, set())
        found = [
            Named(self._person(key, machine), tuple(sorted(spans))) for key, spans in places.items()
        ]
        return sorted(found, key=lambda one: (-len(one.places), folded(one.person.name)))

    def _machine(self) -> dict[str, list[str]]:
        """The names that the machine has seen, under the key of whoever bears them."""
        found: dict[str, list[str]] = {}
        for name in self._seen:
            actor = self._registry.named(name)
            found.setdefault(actor.id if actor else f"name:{name}", []).append(name)
        return found

    def _coded(self) -> dict[str, None]:
        named = dict.fromkeys(mention.actor for mention in self._sheet.mentions.values())
        parties = (party.actor for one in self._sheet.statements for party in one.parties)
        return dict.fromkeys((*named, *parties))

    def _person(self, key: str, machine: dict[str, list[str]]) -> Person:
        if actor := self._registry.actors.get(ActorId(key)):
            return person_of(actor, "article")
        name = machine[key][0]
        return Person(name, self._types[name], "article", names=(folded(name),))
