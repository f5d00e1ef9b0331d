"""Whom a coder may mean, in which order, found by which words."""

from __future__ import annotations

import pytest

from annotator.domain.actor import Actor
from annotator.domain.changes import Changes
from annotator.domain.draft import Draft
from annotator.domain.highlights import ActorMark, Highlights, PartyMark
from annotator.domain.ids import ActorId
from annotator.domain.span import Span
from annotator.operations.choosing import Registry, Roll, matching, person_of
from annotator.operations.sheet import Sheet
from annotator.operations.tagging import name_parties, tag_statement
from tests.conftest import add_article

TEXT = "Ana met Ben in town. Later Cyr spoke. Then Dov left with Ana."


def register(project, name, *aliases, id_=None):
    actor = Actor(ActorId(id_ or name), name, aliases=aliases)
    with project.step("Add actor") as step:
        project.actors.put(step, actor)
    return actor


@pytest.fixture
def article(project):
    article = add_article(project, TEXT)
    marks = []
    for name in ("Ana", "Ben", "Cyr", "Dov"):
        at = TEXT.index(name)
        marks.append(ActorMark(Span(at, at + 3), name, name, "public"))
    at = TEXT.rindex("Ana")
    marks.append(ActorMark(Span(at, at + 3), "Ana", "Ana", "public"))
    with project.machine_writes():
        project.suggestions.keep(article, "test", Highlights("en", actors=tuple(marks)))
    return article


def names(people):
    return [person.name for person in people]


def test_the_nearest_come_first(project, article):
    register(project, "Zoe")
    roll = Roll(Sheet(project, article), Registry(project))
    cyr = Span(21, 37)
    found = roll.people(cyr)
    assert names(found) == ["Cyr", "Ben", "Dov", "Ana", "[article author]", "Zoe"]
    assert [one.nearness for one in found] == [
        "sentence",
        "article",
        "article",
        "article",
        "article",
        "registry",
    ]


def test_who_acts_without_being_named_counts_as_of_this_article(project, article):
    made = tag_statement(project, article, Draft(Span(0, 20), "denial"))
    name_parties(project, made, "speaker", [PartyMark("Somebody Else")])
    roll = Roll(Sheet(project, article), Registry(project))
    assert roll.count() == 5
    assert names(roll.people(Span(0, 20)))[4] == "Somebody Else"
    assert {one.person.name: len(one.places) for one in roll.named()} == {
        "Ana": 2,
        "Ben": 1,
        "Cyr": 1,
        "Dov": 1,
        "Somebody Else": 0,
    }


def test_a_registered_actor_takes_the_place_of_the_name_that_the_machine_saw(project, article):
    ana = register(project, "Ana Bell", "Ana")
    roll = Roll(Sheet(project, article), Registry(project))
    assert roll.count() == 4
    first = roll.people(Span(0, 20))[0]
    assert (first.name, first.actor) == ("Ana Bell", ana)
    assert len(roll.named()[0].places) == 2


def test_the_registry_follows_changes(project, coder):
    registry = Registry(project)
    project.on_change(registry.follow)
    assert registry.actors == {}
    actor = register(project, "Salma", "سلمى")
    assert registry.named("سلمى") == actor
    register(project, "Selma Haddad", id_="Salma")
    assert registry.named("سلمى") is None
    assert registry.named("selma HADDAD").name == "Selma Haddad"
    project.undo()
    assert registry.named("سلمى") == actor
    project.undo()
    assert registry.named("Salma") is None
    registry.follow(Changes(frozenset({("statement", "x")})))


def test_who_bears_a_name_that_two_bear_is_not_guessed(project):
    register(project, "John Doe", "JD")
    register(project, "Jane Doe", "JD")
    registry = Registry(project)
    assert registry.named("JD") is None
    assert registry.named("jane doe").name == "Jane Doe"


def people(*named):
    return [
        person_of(Actor(ActorId(name), name, aliases=tuple(aliases)), "registry")
        for name, *aliases in named
    ]


KNOWN = people(
    ("Hun Sen", "Samdech Hun Sen", "ហ៊ុន សែន"),
    ("Sen Monorom",),
    ("Essen Press",),
    ("Jérôme Ünal",),
    ("Reporters' Guild", "RG"),
    ("سلمى حداد", "Salma Haddad"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sen", ["Sen Monorom", "Hun Sen", "Essen Press"]),
        ("s", ["Hun Sen", "Sen Monorom", "سلمى حداد"]),
        ("hun sen", ["Hun Sen"]),
        ("ហ៊ុន", ["Hun Sen"]),
        ("jerome u", ["Jérôme Ünal"]),
        ("UNAL", ["Jérôme Ünal"]),
        ("rg", ["Reporters' Guild"]),
        ("reporters’", ["Reporters' Guild"]),
        ("حداد", ["سلمى حداد"]),
        ("haddad", ["سلمى حداد"]),
        ("", [person.name for person in KNOWN]),
    ],
)
def test_names_are_found_in_any_script(typed, found):
    assert [one.person.name for one in matching(KNOWN, typed) if not one.alike] == found


@pytest.mark.parametrize("typed", ["Hun Senn", "jerom unal", "Reporter Guild", "Salma Hadad"])
def test_names_that_are_alike_say_so(typed):
    [found] = matching(KNOWN, typed)
    assert found.alike


def test_a_name_like_nobody_s_finds_nobody():
    assert matching(KNOWN, "Quill Ostra") == []
    assert matching(KNOWN, "xq") == []
