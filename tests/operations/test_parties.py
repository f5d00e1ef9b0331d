"""Who speaks and who is meant: kept as it was where nothing was said about it."""

from __future__ import annotations

import pytest

from annotator.domain.actor import Actor
from annotator.domain.draft import Draft
from annotator.domain.errors import UnknownCodeError
from annotator.domain.highlights import Highlights, PartyMark, Proposal
from annotator.domain.ids import ActorId
from annotator.domain.span import Span
from annotator.operations.actors import type_named_actor
from annotator.operations.linking import candidates, lacks, link_statements
from annotator.operations.tagging import name_parties, tag_statement
from tests.conftest import add_article

TEXT = "They searched the office, said Ana Bell. The police denied it."


@pytest.fixture
def article(project):
    return add_article(project, TEXT)


def span_of(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_who_bears_the_role_already_stays_named_where_it_is_named(project, article):
    they = PartyMark("Police", span_of("They"))
    made = tag_statement(
        project, article, Draft(span_of("They searched the office"), "accusation", targets=(they,))
    )
    police = project.actors.named("Police")[0]
    ana = Actor(ActorId("ana"), "Ana Bell")
    with project.step("Add actor") as step:
        project.actors.put(step, ana)
    changed = name_parties(project, made, "target", [police, ana])
    assert changed.in_role("target")[0] == made.in_role("target")[0]
    assert not changed.in_role("target")[0].implied
    assert changed.in_role("target")[1].implied


def test_actors_of_one_name_are_told_apart(project, article):
    twins = [Actor(ActorId(key), "Ana Bell") for key in ("one", "two")]
    with project.step("Add actors") as step:
        project.actors.put(step, *twins)
    made = tag_statement(project, article, Draft(span_of("said Ana Bell"), "assertion"))
    named = name_parties(project, made, "speaker", [twins[1]])
    [party] = named.in_role("speaker")
    assert (party.actor, party.implied) == ("two", False)


def test_a_tag_where_the_machine_proposed_one_remembers_it(project, article):
    span = span_of("The police denied it.")
    proposed = Proposal(span, (("denial", 0.9),), "indirect", "A", 0.9, "a verb", "r")
    with project.machine_writes():
        project.suggestions.keep(article, "test", Highlights("en", proposals=(proposed,)))
    [suggestion] = project.suggestions.in_article(article, project.coder.id)
    same = tag_statement(project, article, Draft(span, "denial", form="indirect"))
    assert (same.origin, same.suggestion) == ("accepted", suggestion.id)
    project.undo()
    other = tag_statement(project, article, Draft(span, "denial", form="direct"))
    assert (other.origin, other.suggestion) == ("changed", suggestion.id)
    [decided] = project.suggestions.in_article(article, project.coder.id)
    assert (decided.fate, decided.statement) == ("changed", other.id)


def test_what_lacks_is_named(project, article):
    blame = tag_statement(project, article, Draft(span_of("They searched"), "accusation"))
    denial = tag_statement(
        project,
        article,
        Draft(span_of("The police denied it."), "denial", speakers=(PartyMark("Police"),)),
    )
    assert lacks(blame, []) == {"speaker"}
    assert lacks(denial, []) == {"link"}
    link = link_statements(project, denial, blame, "denies")
    assert lacks(denial, [link]) == frozenset()
    assert candidates(project, denial, among=[blame, denial]) == candidates(project, denial)


def test_a_denial_most_likely_answers_blame(project):
    words = ("They searched it.", "It rained.", "The police denied it.")
    article = add_article(project, " ".join(words))
    starts = (0, 18, 29)
    blame, rain, denial = (
        tag_statement(project, article, Draft(Span(start, start + len(said)), code))
        for start, said, code in zip(
            starts, words, ("accusation", "assertion", "denial"), strict=True
        )
    )
    assert candidates(project, denial) == [blame, rain]
    assert candidates(project, rain) == [blame, denial]


def test_the_type_of_whom_the_machine_saw_can_be_said(project, article):
    typed = type_named_actor(project, article, "Ana  Bell", "journalist")
    assert project.actors.named("Ana Bell") == [typed]
    assert typed.type == "journalist"
    project.undo()
    assert project.actors.named("Ana Bell") == []
    with pytest.raises(UnknownCodeError):
        type_named_actor(project, article, "Ana Bell", "wizard")
