"""The ledger: every record before and after, chained, so that nothing is forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.actor import Actor
from annotator.domain.coder import Assignment, Coder
from annotator.domain.draft import Draft
from annotator.domain.highlights import PartyMark
from annotator.domain.ids import ActorId, CoderId
from annotator.domain.span import Span
from annotator.domain.statement import IssueTag, Party, Statement
from annotator.operations import tagging
from annotator.store.ledger import BEGINNING
from annotator.store.shelves import SHELVES


def steps(project):
    return project._db.execute(
        "SELECT number, act, previous, hash FROM step WHERE coder = ? ORDER BY number",
        [project.coder.id],
    ).fetchall()


def test_each_step_bears_the_hash_of_the_one_before(project, article):
    tagging.tag_statement(project, article, Draft(Span(0, 3), "denial"))
    project.undo()
    project.redo()
    found = steps(project)
    assert [number for number, *_ in found] == [1, 2, 3, 4, 5]
    assert [act for _, act, *_ in found] == ["begin", "do", "do", "undo", "redo"]
    assert [previous for *_, previous, _ in found] == [BEGINNING, *[one[3] for one in found[:-1]]]
    assert len({one[3] for one in found}) == 5


def test_history_tells_what_each_step_made_of_a_record(project, article):
    one = tagging.tag_statement(project, article, Draft(Span(0, 3), "denial"))
    tagging.change_type(project, one, "accusation")
    project.undo()
    past = project.history("statement", one.id)
    assert [entry.entry.label for entry in past] == ["Tag statement", "Change type", "Change type"]
    assert [entry.after["type"] for entry in past] == ["denial", "accusation", "denial"]
    assert past[0].before is None
    assert past[1].before == past[0].after
    assert project.history("statement", "none") == []


def test_listeners_hear_of_each_step_once_it_is_kept(project, article):
    heard = []

    def listen(changes):
        heard.append((changes, project._db.conn.in_transaction))

    project.on_change(listen)
    one = tagging.tag_statement(
        project, article, Draft(Span(0, 30), "denial", speakers=(PartyMark("Open Line"),))
    )
    [(changes, open_)] = heard
    assert not open_
    assert changes.label == "Tag statement"
    assert changes.of("statement") == {one.id}
    assert changes.has("actor", "link")
    assert not changes.has("link")
    project.undo()
    assert heard[1][0].of("statement") == {one.id}


def test_a_record_that_stays_as_it_is_is_left_alone(project):
    actor = Actor(ActorId("a1"), "Open Line", aliases=("OL", "Línea Abierta"))
    with project.step("Add") as step:
        project.actors.put(step, actor)
        project.actors.put(step, actor)
    assert len(project.history("actor", "a1")) == 1
    with project.step("Again") as step:
        project.actors.put(step, actor)
        assert step.changes.records == frozenset()
    assert project.undoable() == "Add"
    assert project.actors.all() == [actor]


def test_a_record_left_alone_beside_a_changed_one_keeps_its_parts(project):
    stays = Actor(ActorId("a1"), "Open Line", aliases=("OL", "Línea Abierta"))
    with project.step("Add") as step:
        project.actors.put(step, stays, Actor(ActorId("a2"), "Zeal"))
    changed = Actor(ActorId("a2"), "Zeal", aliases=("Z",))
    with project.step("Change") as step:
        project.actors.put(step, stays, changed)
        assert step.changes.of("actor") == {"a2"}
    assert project.actors.all() == [stays, changed]


def test_one_step_may_touch_a_record_twice(project):
    with project.step("Twice") as step:
        project.actors.put(step, Actor(ActorId("a1"), "One"))
        project.actors.put(step, Actor(ActorId("a1"), "Two", aliases=("Three",)))
    project.undo()
    assert project.actors.all() == []
    project.redo()
    assert [(one.name, one.aliases) for one in project.actors.all()] == [("Two", ("Three",))]


def test_parts_keep_their_order_and_go_with_their_record(project, article):
    text = project.articles.text(article)
    with project.step("Add") as step:
        for mark in ("a1", "a2"):
            project.actors.put(step, Actor(ActorId(mark), mark))
        statement = Statement(
            "s1",
            article,
            (Span(0, 3), Span(5, 9), Span(9, 12)),
            "denial",
            project.coder.id,
            parties=(Party("target", "a2"), Party("speaker", "a1"), Party("target", "a1")),
            issues=(IssueTag("b"), IssueTag("a", "against")),
            custom={"ក": "x"},
        )
        project.statements.put(step, text, statement)
    assert project.statements.get("s1") == statement
    assert statement.span == Span(0, 12)
    with project.step("Drop") as step:
        project.statements.drop(step, "s1")
    for table in ("statement_piece", "statement_party", "statement_issue"):
        assert project._db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    project.undo()
    assert project.statements.get("s1") == statement


def test_to_drop_what_is_not_there_changes_nothing(project):
    with project.step("Drop") as step:
        step.drop("actor", "none")
        assert step.changes.records == frozenset()


@pytest.mark.parametrize("kind", SHELVES)
def test_every_shelf_fits_its_tables(project, kind):
    shelf = SHELVES[kind]
    columns = {row[1] for row in project._db.execute(f"PRAGMA table_info({kind})")}
    assert set(shelf.columns) <= columns
    for part in shelf.parts:
        found = {row[1] for row in project._db.execute(f"PRAGMA table_info({part.table})")}
        assert found == {kind, "position", *part.columns}


def test_thousands_of_records_in_one_step(project, article):
    text = project.articles.text(article)
    made = [
        Statement(f"s{number}", article, (Span(number % 50, 60),), "denial", project.coder.id)
        for number in range(3000)
    ]
    with project.step("Many") as step:
        project.statements.put(step, text, *made)
    project.undo()
    assert project.statements.count() == 0
    project.redo()
    assert project.statements.count() == 3000


def test_who_only_looked_is_not_entered(project, article):
    project.coder = Coder(CoderId("c0de2"), "Dara")
    with project.step("Nothing"):
        pass
    assert [coder.name for coder in project.coders.all()] == ["Sokha"]


def test_a_new_name_is_in_the_ledger_and_undo_keeps_it(project, article):
    project.coder = replace(project.coder, name="Sokha Chan")
    with project.step("Flag") as step:
        project.assignments.put(step, Assignment(article, project.coder.id, "flagged"))
    project.undo()
    assert project.assignments.state(article, project.coder.id) == "todo"
    names = [past.after["name"] for past in project.history("coder", project.coder.id)]
    assert names == ["Sokha", "Sokha Chan"]
    assert [coder.name for coder in project.coders.all()] == ["Sokha Chan"]
