"""An article with thousands of tags shows its text at once; its tags come in beside."""

from __future__ import annotations

import pytest

from annotator.domain.draft import Draft
from annotator.domain.highlights import ActorMark, Highlights
from annotator.domain.ids import StatementId
from annotator.domain.sentences import sentences
from annotator.domain.span import Span
from annotator.domain.statement import Statement
from annotator.nlp import pipeline
from annotator.operations.tagging import tag_statement
from tests.conftest import add_article

LONG = "\n\n".join(
    f"Officials of district {n} denied the report. 👍🏽 The union said it was unfair."
    for n in range(4_000)
)


@pytest.fixture
def long(project):
    """A long article with 2,000 statements, and one that is short."""
    article = add_article(project, LONG)
    made = [
        Statement(StatementId(f"{n:032x}"), article, (span,), "denial", project.coder.id)
        for n, span in enumerate(sentences(LONG)[:2_000])
    ]
    with project.step("Many") as step:
        project.statements.put(step, LONG, *made)
    keep(project, article)
    return article


def keep(project, article, *marks):
    with project.machine_writes():
        project.suggestions.keep(
            article, pipeline.producer("en"), Highlights("en", actors=tuple(marks))
        )


def test_the_text_is_there_before_the_tags(make_desk, project, long, qtbot):
    desk = make_desk(project)
    desk.workspace.show_article(long)
    assert desk.workspace.article == long
    assert desk.workspace.reader.page.blocks.text == LONG
    assert desk.workspace.hand.sheet is None
    assert not desk.actions["tag.denial"].isEnabled()
    qtbot.waitUntil(lambda: desk.workspace.hand.sheet is not None, timeout=60_000)
    assert len(desk.workspace.reader.page.lanes.marks) == 2_000
    desk.workspace.focus_reader()
    desk.workspace.reader.move_to(sentences(LONG)[3_000])
    desk.press("1")
    assert desk.at_hand.span == sentences(LONG)[3_000]


def test_what_changes_meanwhile_is_not_missed(make_desk, project, long, qtbot):
    desk = make_desk(project)
    desk.workspace.show_article(long)
    new = tag_statement(project, long, Draft(Span(5, 14), "accusation"))
    place = Span(0, 9)
    keep(project, long, ActorMark(place, LONG[:9], "Officials", "government"))
    desk.session.tell_machine_wrote([long])
    qtbot.waitUntil(lambda: desk.workspace.hand.sheet is not None, timeout=60_000)
    assert desk.workspace.hand.sheet.statement(new.id) == new
    assert [mark.span for mark in desk.workspace.hand.sheet.actor_marks] == [place]
    assert len(desk.workspace.reader.page.lanes.marks) == 2_001
    project.undo()
    assert len(desk.workspace.reader.page.lanes.marks) == 2_000


def test_nothing_of_the_article_before_stays_in_the_inspector(make_desk, project, long):
    short = add_article(project, "The union met.\n\nIt said nothing.")
    keep(project, short)
    desk = make_desk(project).open(short)
    desk.press("1")
    overview = desk.workspace.inspector.overview
    assert overview.statement_rows.rowCount() == 1
    desk.workspace.show_article(long)
    assert overview.statement_rows.rowCount() == 0
    assert not desk.workspace.inspector.quote.isVisible()


def test_turning_the_page_calls_it_off(make_desk, project, long, qtbot):
    short = add_article(project, "The union met.\n\nIt said nothing.")
    keep(project, short)
    desk = make_desk(project)
    desk.workspace.show_article(long)
    desk.workspace.show_article(short)
    assert desk.workspace.article == short
    qtbot.waitUntil(lambda: desk.jobs.running is None, timeout=60_000)
    assert desk.workspace.article == short
    assert desk.workspace.reader.page.lanes.marks == ()


def test_who_calls_it_off_is_told_and_may_open_it_again(make_desk, project, long, qtbot):
    desk = make_desk(project)
    desk.workspace.show_article(long)
    desk.jobs.cancel(desk.jobs.running)
    qtbot.waitUntil(lambda: desk.jobs.running is None, timeout=60_000)
    assert desk.workspace.hand.sheet is None
    assert "open it again" in desk.messages.words
    desk.open(long)
    assert len(desk.workspace.reader.page.lanes.marks) == 2_000
