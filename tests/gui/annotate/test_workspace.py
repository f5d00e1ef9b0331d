"""The workspace as a whole: what it shows, what it must not do, and large articles."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt

from annotator.domain.article import Zone
from annotator.domain.coder import Coder
from annotator.domain.dates import FuzzyDate
from annotator.domain.draft import Draft
from annotator.domain.highlights import Highlights
from annotator.domain.ids import CoderId
from annotator.domain.span import Span
from annotator.gui.actions import Need
from annotator.gui.theme import theme
from annotator.nlp import pipeline
from annotator.operations import suggesting
from annotator.operations.tagging import change_type, tag_statement
from annotator.store.project import open_project
from annotator.support.work import Work
from tests.conftest import add_article
from tests.gui.annotate.conftest import ACCUSATION, TEXT, TITLE, highlighted, span_of

FIRST = "The Press Council took Harbour Radio off the air"


def test_marks_say_type_and_parties(desk):
    desk.press("Space", "Return")
    marks = {mark.decided: mark for mark in desk.workspace.reader.page.lanes.marks}
    assert (marks[True].heading, marks[True].parties) == (
        "Accusation",
        "Mira Talde → Press Council",
    )
    assert (marks[False].heading, marks[False].parties) == ("Demand? 0.71", "Reporters' Guild")


def test_counts_are_told(desk, qtbot):
    with qtbot.waitSignal(desk.workspace.counts_changed) as told:
        desk.press("Space", "Return")
    assert told.args == [1, 5, 1]


def test_an_implied_new_actor_counts_too(desk, qtbot):
    desk.press("Space", "Return", "S")
    desk.type("Somebody Else")
    with qtbot.waitSignal(desk.workspace.counts_changed) as told:
        desk.press("Return")
    assert told.args == [1, 6, 1]


def test_what_is_at_hand_is_told(desk, qtbot):
    base = Need.PROJECT | Need.WRITABLE | Need.ARTICLE | Need.SPAN
    assert desk.workspace.at_hand() == base
    desk.press("Space")
    assert desk.workspace.at_hand() == base | Need.SUGGESTION
    desk.press("Return")
    assert desk.workspace.at_hand() == base | Need.STATEMENT


def test_without_an_article_nothing_is_at_hand(make_desk, project):
    desk = make_desk(project)
    assert desk.workspace.at_hand() == Need.PROJECT | Need.WRITABLE
    desk.press("1", "Space", "Tab", "O")


def test_what_colleagues_tagged_is_not_shown(make_desk, project, coder):
    article = add_article(project, TEXT)
    highlighted(project, article)
    project.coder = Coder(CoderId("other"), "Vanna")
    tag_statement(project, article, Draft(span_of(FIRST), "denial"))
    project.coder = coder
    desk = make_desk(project).open(article)
    assert [mark.kind for mark in desk.workspace.reader.page.lanes.marks] == ["suggestion"] * 2
    assert desk.workspace.inspector.overview.statement_rows.rowCount() == 2


def test_what_somebody_else_changes_is_seen_at_once(desk):
    desk.go_to(FIRST)
    desk.press("3")
    change_type(desk.project, desk.at_hand, "threat")
    assert desk.workspace.inspector.heading.text() == "STATEMENT 1 OF 1"
    [mark] = [m for m in desk.workspace.reader.page.lanes.marks if m.decided]
    assert mark.code == "threat"


def test_a_read_only_project_shows_all_and_changes_nothing(make_desk, project, coder):
    article = add_article(project, TEXT)
    highlighted(project, article)
    tag_statement(project, article, Draft(span_of(FIRST), "restriction"))
    with open_project(project.path, coder, writable=False) as other:
        desk = make_desk(other).open(article)
        inspector = desk.workspace.inspector
        assert not desk.workspace.at_hand() & Need.WRITABLE
        desk.press("Tab")
        assert desk.at_hand.type == "restriction"
        assert "it was opened for reading" in inspector.advice.text()
        assert not inspector.chips.isEnabled()
        assert not any(box.isEnabled() for box in inspector.boxes.values())
        assert inspector.note.isReadOnly()
        desk.press("4", "S", "G", "I", "F", "L", "N", "T", "X", "Return", "Delete", "U")
        for name in ("tag.threat", "tag.more", "field.speaker", "field.note"):
            desk.workspace.perform(name)
        assert not desk.workspace.picker.isVisible()
        assert [one.type for one in desk.statements] == ["restriction"]
        desk.press("Space")
        assert desk.workspace.hand.suggestion.proposal == ACCUSATION
        assert not inspector.accept.isEnabled()


def test_an_act_that_fails_is_told_and_changes_nothing(desk):
    desk.go_to(FIRST)
    desk.workspace.perform("tag.no_such_type")
    assert "no_such_type" in desk.messages.words
    assert desk.statements == []
    desk.press("3")
    assert [one.type for one in desk.statements] == ["restriction"]


def test_the_machine_reads_an_article_that_is_shown(make_desk, project, qtbot):
    article = add_article(project, TEXT)
    desk = make_desk(project)
    with qtbot.waitSignal(desk.session.machine_wrote, timeout=30_000):
        desk.open(article)
        assert desk.jobs.running
    assert project.suggestions.producer(article) == pipeline.producer("en")
    marks = desk.workspace.reader.page.lanes.marks
    assert len(marks) == len(project.suggestions.in_article(article, project.coder.id)) > 0
    assert desk.workspace.reader.page.actors.things


def slow(monkeypatch):
    """Let the machine wait for a sign before it has read anything."""
    sign = Event()
    real = suggesting.highlight

    def highlight(project, articles):
        work = real(project, articles)

        def compute(progress):
            sign.wait(10)
            progress.report(0, 1)
            return [
                (project_article, Highlights("en", proposals=(ACCUSATION,)))
                for project_article, _ in work.compute(progress)
            ]

        return Work(compute, work.keep)

    monkeypatch.setattr(suggesting, "highlight", highlight)
    return sign


def test_nothing_of_another_article_appears_when_one_goes_on_meanwhile(
    make_desk, project, qtbot, monkeypatch
):
    sign = slow(monkeypatch)
    first = add_article(project, TEXT)
    other = add_article(project, "Another text. It says nothing.")
    highlighted(project, other, proposals=(), marks=())
    desk = make_desk(project).open(first)
    assert desk.jobs.running
    desk.open(other)
    sign.set()
    qtbot.waitUntil(lambda: desk.jobs.running is None)
    assert project.suggestions.producer(first) is None
    assert desk.workspace.reader.page.lanes.marks == ()
    with qtbot.waitSignal(desk.session.machine_wrote, timeout=30_000):
        desk.open(first)
    assert len(desk.workspace.reader.page.lanes.marks) == 1


def test_tagging_goes_on_while_the_machine_reads(make_desk, project, qtbot, monkeypatch):
    sign = slow(monkeypatch)
    article = add_article(project, TEXT)
    desk = make_desk(project).open(article)
    desk.go_to("Editor Mira Talde")
    desk.press("1")
    made = desk.at_hand
    with qtbot.waitSignal(desk.session.machine_wrote, timeout=30_000):
        sign.set()
    assert desk.at_hand == made
    assert len(desk.workspace.reader.page.lanes.marks) == 2


def test_what_goes_wrong_beside_is_told(make_desk, project, qtbot, monkeypatch):
    from annotator.domain.errors import NotFoundError

    def fails(_progress):
        raise NotFoundError(kind="lexicon", record="en")

    monkeypatch.setattr(suggesting, "highlight", lambda *_: Work(fails, lambda _: None))
    desk = make_desk(project).open(add_article(project, TEXT))
    qtbot.waitUntil(lambda: "lexicon" in desk.messages.words)
    desk.press("1")
    assert len(desk.statements) == 1


def test_the_heading_doubts_what_was_guessed(make_desk, project, qtbot):
    article = add_article(
        project,
        TEXT,
        outlet="Delta Post",
        outlet_origin="person",
        published=FuzzyDate("2025-03-14"),
        published_origin="caption",
        source_name="radio.txt",
        zones=(Zone(span_of(TITLE), "headline"),),
        title=TITLE,
        title_origin="headline",
    )
    highlighted(project, article)
    desk = make_desk(project).open(article)
    heading = desk.workspace.reader.page.furniture.heading
    words = project.articles.get(article).words
    assert heading.in_text
    assert heading.meta == (f"Delta Post · 14 March 2025 ? · {words} words · English · radio.txt")
    [title] = desk.workspace.reader.areas(span_of(TITLE))
    tip = desk.workspace._tips.tip(QPoint(int(title.left()) + 5, int(title.bottom()) + 16))
    assert "Date: found in a caption; nobody confirmed it yet" in tip
    assert "Outlet: confirmed" in tip
    assert desk.workspace._tips.tip(title.center().toPoint()) == ""
    assert desk.workspace._tips.tip(QPoint(int(title.left()) + 5, 600)) == ""


def test_light_and_dark(desk):
    desk.press("Space", "Return", "S")
    for name in ("dark", "light"):
        desk.workspace.set_theme(theme(name))
        picture = desk.workspace.grab().toImage()
        corner = desk.workspace.reader.mapTo(desk.workspace, QPoint(4, 300))
        assert picture.pixelColor(corner) == theme(name).paper


def test_find_and_zoom(desk):
    desk.workspace.perform("find.open")
    desk.type("council")
    assert desk.workspace.reader.scene.hits is not None
    desk.press("Escape")
    assert desk.workspace.reader.hasFocus()
    desk.workspace.perform("view.zoom_in")
    assert desk.workspace.reader.zoom() == 110
    desk.workspace.perform("view.zoom_reset")
    assert desk.workspace.reader.zoom() == 100


def test_every_command_of_the_reader_is_known(desk):
    from annotator.gui.actions import Where

    for command in desk.commands:
        if command.where is Where.READER:
            assert desk.workspace.knows(command.name)


LINE = "Speaker number {n} of the river towns accused the harbour office of hiding the report. "
MANY = 10_000


@pytest.fixture(scope="module")
def large():
    """A text of a megabyte in ten thousand sentences, forty to a paragraph."""
    lines = [LINE.format(n=n).ljust(105, "x").replace("xx", " a").rstrip() for n in range(MANY)]
    lines = [line.rstrip(". a") + "." for line in lines]
    paragraphs = [" ".join(lines[at : at + 40]) for at in range(0, MANY, 40)]
    return "\n\n".join(paragraphs)


def test_ten_thousand_statements_stay_fluid(make_desk, project, large):
    from annotator.domain.ids import StatementId
    from annotator.domain.sentences import sentences
    from annotator.domain.statement import Statement

    article = add_article(project, large)
    highlighted(project, article, proposals=(), marks=())
    spans = sentences(large)
    made = [
        Statement(StatementId(f"{n:032x}"), article, (span,), "accusation", project.coder.id)
        for n, span in enumerate(spans)
    ]
    with project.step("Many") as step:
        project.statements.put(step, large, *made)
    desk = make_desk(project).open(article)
    assert len(desk.workspace.reader.page.lanes.marks) == len(spans) > 9_000
    read = []
    real = project.statements.some

    def some(ids):
        read.extend(ids)
        return real(ids)

    project.statements.some = some
    inner = Span(spans[5000].start + 8, spans[5000].start + 20)
    desk.workspace.reader.move_to(spans[5000])
    desk.workspace.reader.select(inner)
    desk.press("2")
    assert desk.at_hand.span == inner
    desk.press("Control+Z")
    assert len(set(read)) <= 3
    assert len(desk.workspace.reader.page.lanes.marks) == len(spans)


def test_where_an_actor_was_decided_is_drawn_so_until_it_is_undone(desk):
    def decided():
        return {a.name for a in desk.workspace.reader.page.actors.things if a.decided}

    assert decided() == set()
    desk.press("Space", "Return")
    assert decided() == {"Mira Talde"}
    desk.press("Control+Z")
    assert decided() == set()
    assert len(desk.workspace.reader.page.actors) == 5


def test_a_note_is_kept_when_the_window_closes(desk):
    desk.go_to(FIRST)
    desk.press("3", "N")
    desk.type("kept")
    desk.window.close()
    assert [one.note for one in desk.statements] == ["kept"]


def test_a_screen_reader_is_told_what_an_act_has_made(desk):
    desk.press("Space", "Return")
    said = desk.workspace.reader.accessibleDescription()
    assert said == "Accusation, Mira Talde against Press Council"


def test_lists_are_mirrored_where_people_read_leftwards(desk, qapp):
    desk.press("Space", "Return", "T")
    lists = desk.workspace.inspector.overview.statements
    ink = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        desk.window.setLayoutDirection(direction)
        picture = lists.viewport().grab().toImage()
        colour = theme("light").code_colour("accusation")
        across = [x for x in range(picture.width()) if picture.pixelColor(x, 15) == colour]
        ink[direction] = across[0] / picture.width()
    assert ink[Qt.LayoutDirection.LeftToRight] < 0.1
    assert ink[Qt.LayoutDirection.RightToLeft] > 0.9
