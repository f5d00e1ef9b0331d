"""Changes, undo and messages as a window has them."""

from __future__ import annotations

import pytest

from annotator.domain.errors import NotFoundError, NothingToUndoError
from annotator.gui.messages import MessageBar
from annotator.gui.session import Session
from annotator.gui.theme import theme
from tests.gui.bench import study, tag


def test_a_step_is_told_with_the_records_that_it_touched(qtbot, project):
    radio, *_ = study(project)
    session = Session(project)
    with qtbot.waitSignal(session.changed) as heard:
        made = tag(project, radio, "Mira Talde accused the council")
    assert heard.args[0].of("statement") == {made.id}


def test_undo_says_what_it_took_back(qtbot, project):
    radio, *_ = study(project)
    session = Session(project)
    tag(project, radio, "Mira Talde accused the council")
    assert session.undo() == "Tag statement"
    assert project.statements.in_article(radio) == []
    assert session.redo() == "Tag statement"
    assert len(project.statements.in_article(radio)) == 1


def test_the_codebook_is_read_once(project):
    session = Session(project)
    assert session.codebook is session.codebook
    assert session.codebook == project.codebook


@pytest.fixture
def bar(qtbot):
    bar = MessageBar()
    bar.set_theme(theme("light"))
    qtbot.addWidget(bar)
    return bar


def test_a_message_comes_and_goes(bar):
    assert bar.words == ""
    bar.tell("<b>Reporter</b> & co.")
    assert bar.words == "<b>Reporter</b> & co."  # as it is: no markup is followed
    bar.put_away()
    assert bar.words == ""


def test_a_failure_is_told_with_its_remedy(bar):
    bar.fail(NothingToUndoError(act="undo"))
    assert bar.words == "There is nothing to undo."
    bar.fail(NotFoundError(kind="article", record="77"))
    assert "Look at the list" in bar.words


def test_a_fault_of_ours_is_not_told_as_one_of_theirs(bar):
    with pytest.raises(ZeroDivisionError):
        bar.fail(ZeroDivisionError())
    assert bar.words == ""
