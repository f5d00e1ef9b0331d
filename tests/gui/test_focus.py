"""The keys go where the researcher looks: back to the text when something is put away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from annotator.domain.span import Span
from tests.conftest import add_article
from tests.gui.bench import RADIO, accusation, highlighted


def hints(bench):
    return dict(bench.window.status.hints)


def reader(bench):
    return bench.window.workspace.reader


def test_a_message_closed_by_its_cross_leaves_the_keys_to_the_text(bench):
    bench.window.messages.tell("Done.")
    [cross] = bench.window.messages.findChildren(QToolButton)
    cross.setFocus(Qt.FocusReason.MouseFocusReason)
    bench.click(cross)
    assert bench.focus is reader(bench)
    bench.press("J", "J", "1")
    assert len(bench.project.statements.in_article(bench.window.workspace.article)) == 1


def test_escape_closes_the_search_whichever_has_the_focus(bench):
    bar = bench.window.workspace.find_bar
    bench.press("Ctrl+F")
    bench.type("council")
    bench.press("Escape")
    assert bar.isHidden()
    assert bench.focus is reader(bench)
    bench.press("Ctrl+F")
    reader(bench).setFocus()
    bench.press("Escape")
    assert bar.isHidden()


def test_only_keys_that_work_where_the_focus_is_are_offered(bench):
    assert hints(bench)["J"] == "next sentence"
    assert "Esc" not in hints(bench)
    bench.press("Ctrl+L")
    assert "J" not in hints(bench)
    assert "1\u20139" not in hints(bench)
    assert hints(bench)["Esc"] == "back to the text"
    bench.press("Escape")
    assert hints(bench)["1\u20139"] == "tag"


def test_the_list_of_another_article_begins_at_its_first_statement(make_bench, project):
    for title in ("First", "Second"):
        text = "\n\n".join([title, *(RADIO.split("\n\n")[-1] for _ in range(40))])
        step = len(RADIO.split("\n\n")[-1]) + 2
        article = add_article(project, text)
        first = accusation(text).span.start
        highlighted(project, article, [_moved(text, first + step * n) for n in range(40)])
    bench = make_bench(project, tips_seen=True)
    bar = bench.window.workspace.inspector.overview.statements.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    bench.press("Alt+Right")
    QTest.qWait(50)
    assert bar.value() == 0


def _moved(text, start):
    found = accusation(text)
    return replace(found, span=Span(start, start + len(found.span)), speaker=None, targets=())


def test_keys_act_on_what_was_clicked_in_a_list(bench):
    workspace = bench.window.workspace
    click_row(bench, workspace.inspector.overview.statements, 0)
    assert bench.focus is reader(bench)
    bench.press("Return")
    assert len(bench.project.statements.in_article(workspace.article)) == 1
    click_row(bench, bench.window.queue.list, 1)
    assert bench.focus is reader(bench)
    assert bench.shown == "Union disputes tax on paper"
    bench.press("J", "1")
    assert len(bench.project.statements.in_article(workspace.article)) == 1


def test_a_chip_that_was_clicked_leaves_the_keys_to_the_text(bench):
    for chip in (
        bench.chip("has.suggestions"),
        bench.window.workspace.inspector.overview.actors_chip,
    ):
        assert not chip.focusPolicy() & Qt.FocusPolicy.ClickFocus
        bench.click(chip)
        assert bench.focus is reader(bench)


def click_row(bench, view, row):
    place = view.visualRect(view.model().index(row, 0)).center()
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
