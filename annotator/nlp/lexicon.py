"""Words that the rules know, read once from ``resources/lexicons``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from annotator.nlp.inflection import forms
from annotator.support.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.domain.highlights import Tier
    from annotator.nlp.inflection import Shape

TOPIC = 0.6  # an act's noun may only be what a sentence is about: it weighs less than its verb
Frame = Literal["say", "show", "think", "ask", "judge", "deny", "will", "back"]


@dataclass(frozen=True, slots=True)
class Sense:
    """A verb form that may give words to somebody; ``particle`` must follow when not empty."""

    lemma: str
    shape: Shape
    frame: Frame
    tier: Tier
    type: str = ""
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A verb form that may be an act; ``objects`` say what it must be done to, if not empty."""

    lemma: str
    shape: Shape
    type: str
    weight: float
    particle: str = ""
    objects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a type."""

    type: str
    weight: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of one language's words; all keys are lower case.

    ``heads`` and ``groups`` give the codebook's actor type, ``countries`` the country's
    usual name, ``peoples`` the country of an adjective or people ("" if there is none).
    """

    senses: Mapping[str, tuple[Sense, ...]] = field(default_factory=dict)
    acts: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    cues: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    peoples: Mapping[str, str] = field(default_factory=dict)
    role_types: Mapping[str, str] = field(default_factory=dict)
    blame: Mapping[str, str] = field(default_factory=dict)
    honorifics: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    before_roles: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    place_heads: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    possessors: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    barriers: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    feelings: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    joins_for: frozenset[str] = frozenset()
    joins_on: frozenset[str] = frozenset()
    joins_of: frozenset[str] = frozenset()
    listing_heads: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    raising: frozenset[str] = frozenset()

    def phrases(self) -> dict[str, list[str]]:
        """Return what must be looked for as phrases, by the label that a match gets."""
        return {
            "cue": list(self.cues),
            "group": list(self.groups),
            "known": [*self.known, *self.countries, *self.peoples, *self.places],
            "honorific": list(self.honorifics),
        }


@lru_cache(maxsize=4)
def lexicon_for(language: str) -> Lexicon:
    """Return the words of ``language``; of one without a lexicon none are known."""
    if language == "en":
        return english()
    return Lexicon()


@lru_cache(maxsize=1)
def english() -> Lexicon:
    """Return the English lexicon, read on first use."""
    verbs = _read("verbs")
    acts = _read("actions")["acts"]
    organisations = _read("organisations")
    places = _read("places")
    words = {name: frozenset(entries) for name, entries in _read("words").items()}
    titles = _read("titles")
    return Lexicon(
        senses=_senses(verbs["verbs"]),
        blame=_turned(verbs["blame"]),
        role_types=_turned(titles["types"]),
        acts=_acts(acts),
        cues=_cues(
            [
                *_read("cues")["cues"],
                *(
                    {**act, "words": act["nouns"], "weight": act["weight"] * TOPIC}
                    for act in acts
                    if "nouns" in act
                ),
            ]
        ),
        honorifics=frozenset(titles["honorifics"]),
        roles=frozenset(titles["roles"]),
        before_roles=frozenset(titles["before"]),
        heads=_by_word(organisations, "heads"),
        groups=_by_word(organisations, "groups"),
        known=_by_word(organisations, "names"),
        countries=_countries(places),
        peoples=_peoples(places),
        places=_lower(places["places"]["regions"] + places["places"]["cities"]),
        place_heads=frozenset(places["places"]["heads"]),
        **words,
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("lexicons", "en", f"{name}.toml").read_text(encoding="utf-8"))


def _lower(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(entry.lower() for entry in entries)


def _split(entry: str) -> tuple[str, str]:
    verb, _, particle = entry.partition(" +")
    return verb, particle


def _senses(groups: Iterable[dict[str, Any]]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for group in groups:
        for entry in group["list"]:
            verb, particle = _split(entry)
            lemma = verb.split()[0]
            for form, shape in forms(verb):
                sense = Sense(
                    lemma, shape, group["frame"], group["tier"], group.get("type", ""), particle
                )
                found.setdefault(form, []).append(sense)
    # What needs a particle is more specific, so it is tried first.
    return {form: tuple(sorted(them, key=lambda s: not s.particle)) for form, them in found.items()}


def _acts(groups: Iterable[dict[str, Any]]) -> dict[str, tuple[Act, ...]]:
    found: dict[str, list[Act]] = {}
    for group in groups:
        objects = frozenset(group.get("objects", ()))
        for entry in group["verbs"]:
            verb, particle = _split(entry)
            lemma = verb.split()[0]
            for form, shape in forms(verb):
                act = Act(lemma, shape, group["type"], group["weight"], particle, objects)
                found.setdefault(form, []).append(act)
    return {form: tuple(sorted(them, key=lambda a: not a.particle)) for form, them in found.items()}


def _cues(groups: Iterable[dict[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for group in groups:
        for words in group["words"]:
            found.setdefault(words, []).append(Cue(group["type"], group["weight"]))
    return {words: tuple(them) for words, them in found.items()}


def _by_word(organisations: dict[str, Any], part: str) -> dict[str, str]:
    # The first actor type that claims a word keeps it.
    found: dict[str, str] = {}
    for actor_type, parts in organisations.items():
        for word in parts.get(part, ()):
            found.setdefault(word, actor_type)
    return found


def _turned(words_by_key: dict[str, list[str]]) -> dict[str, str]:
    return {word: key for key, words in words_by_key.items() for word in words}


def _countries(places: dict[str, Any]) -> dict[str, str]:
    usual = {name.lower(): name for name in places["countries"]}
    return usual | {name.lower(): country for name, country in places["also"].items()}


def _peoples(places: dict[str, Any]) -> dict[str, str]:
    of_countries = {
        people.lower(): country
        for country, peoples in places["countries"].items()
        for people in peoples
    }
    return {people.lower(): "" for people in places["places"]["peoples"]} | of_countries
