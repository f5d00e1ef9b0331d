"""What the machine proposes lives apart, and what a coder decided about it stays."""

from __future__ import annotations

import pytest

from annotator.domain.coder import Coder
from annotator.domain.highlights import ActorMark, Attribution, Highlights, PartyMark, Proposal
from annotator.domain.ids import CoderId
from annotator.domain.span import Span
from annotator.operations import suggesting, tagging
from annotator.operations.checking import check
from annotator.store.project import open_project
from tests.conftest import HOSTILE, add_article


def proposal(start, end, code="denial", rule="rule"):
    return Proposal(
        span=Span(start, end),
        types=((code, 0.7), ("criticism", 0.2)),
        form="indirect",
        tier="B",
        score=0.61,
        reason="“denied” after a title",
        rule=rule,
        speaker=PartyMark("Salma Haddad", Span(start, start + 2)),
        targets=(PartyMark("ក្រសួង"),),
    )


HIGHLIGHTS = Highlights(
    language="en",
    actors=(ActorMark(Span(0, 3), "🇰🇭", "Cambodia", "state", "name", "LOC"),),
    attributions=(
        Attribution(
            (Span(0, 1),), (Span(1, 2),), (Span(2, 9), Span(12, 20)), "mixed", "A", "rule", "Salma"
        ),
        Attribution((), (), (Span(3, 4),), "direct", "C", "rule"),
    ),
    proposals=(proposal(0, 9), proposal(0, 20), proposal(12, 20)),
)


def keep(project, article, producer="test 1", highlights=HIGHLIGHTS):
    with project.machine_writes():
        project.suggestions.keep(article, producer, highlights)


def seen(project, article, coder=None):
    return project.suggestions.in_article(article, coder or project.coder.id)


def test_highlights_come_back_as_they_were(project, article):
    keep(project, article)
    assert tuple(project.suggestions.actors(article)) == HIGHLIGHTS.actors
    assert tuple(project.suggestions.attributions(article)) == HIGHLIGHTS.attributions
    found = seen(project, article)
    outermost_first = [proposal(0, 20), proposal(0, 9), proposal(12, 20)]
    assert [one.proposal for one in found] == outermost_first
    assert {one.fate for one in found} == {"open"}
    assert {one.producer for one in found} == {"test 1"}


def test_before_any_there_are_none(project, article):
    assert project.suggestions.producer(article) is None
    assert seen(project, article) == []
    assert project.suggestions.actors(article) == []


def test_they_are_no_step(project, article):
    keep(project, article)
    assert project.undoable() == "Import article"
    assert project.statements.count() == 0


def test_two_desks_name_the_same_suggestion_alike(project, article):
    other = add_article(project, HOSTILE + "x")
    keep(project, article)
    keep(project, other)
    here = {one.id for one in seen(project, article)}
    keep(project, article)
    assert {one.id for one in seen(project, article)} == here
    assert not here & {one.id for one in seen(project, other)}


def test_a_newer_producer_replaces_what_is_open(project, article):
    keep(project, article)
    keep(project, article, "test 2", Highlights("en", proposals=(proposal(5, 9),)))
    [one] = seen(project, article)
    assert (one.producer, one.proposal.span) == ("test 2", Span(5, 9))
    assert project.suggestions.producer(article) == "test 2"


def test_what_was_decided_stays_decided(project, article):
    keep(project, article)
    first, second, third = seen(project, article)
    made = suggesting.accept(project, first)
    suggesting.reject(project, second)
    keep(project, article)  # the same producer again
    fates = {one.id: (one.fate, one.statement) for one in seen(project, article)}
    assert fates == {
        first.id: ("accepted", made.id),
        second.id: ("rejected", None),
        third.id: ("open", None),
    }


def test_each_coder_decides_alone(project, article):
    keep(project, article)
    first, *_ = seen(project, article)
    suggesting.reject(project, first)
    assert {one.fate for one in seen(project, article, CoderId("c0de2"))} == {"open"}
    path = project.path
    project.close()
    with open_project(path, Coder(CoderId("c0de2"), "Dara")) as other:
        suggesting.accept(other, first)
        assert seen(other, article)[0].fate == "accepted"
        assert seen(other, article, project.coder.id)[0].fate == "rejected"


def test_undo_opens_it_again(project, article):
    keep(project, article)
    first, *_ = seen(project, article)
    suggesting.accept(project, first)
    project.undo()
    assert seen(project, article)[0].fate == "open"
    assert project.statements.count() == 0
    project.redo()
    assert seen(project, article)[0].fate == "accepted"


def test_to_take_the_statement_away_opens_it_again(project, article):
    keep(project, article)
    made = suggesting.accept(project, seen(project, article)[0])
    tagging.untag(project, made)
    assert seen(project, article)[0].fate == "open"
    assert list(check(project.path)) == []


@pytest.mark.parametrize("change", ["type", "span", "speaker"])
def test_a_changed_one_is_remembered_as_changed(project, article, change):
    keep(project, article)
    made = suggesting.accept(project, seen(project, article)[0])
    if change == "type":
        made = tagging.change_type(project, made, "accusation")
    elif change == "span":
        made = tagging.change_span(project, made, Span(1, 9))
    else:
        made = tagging.name_parties(project, made, "speaker", [PartyMark("Open Line")])
    assert made.origin == "changed"
    assert seen(project, article)[0].fate == "changed"


def test_a_note_leaves_it_accepted(project, article):
    keep(project, article)
    made = suggesting.accept(project, seen(project, article)[0])
    assert tagging.write_note(project, made, "sure").origin == "accepted"
    assert seen(project, article)[0].fate == "accepted"


def test_lacking_are_those_that_the_producer_has_not_seen(project, article):
    other = add_article(project, "Other text.", language="km")
    third = add_article(project, "Third text.")
    keep(project, article, "en 2")
    keep(project, other, "xx 1")
    keep(project, third, "en 1")
    lacking = project.suggestions.lacking
    everything = (1, project.articles.last_number())
    assert lacking({"en": "en 2"}, "xx 1", everything) == [third]
    assert lacking({}, "xx 1", everything) == [article, third]
    assert lacking({}, "xx 1", (1, 1)) == [article]
