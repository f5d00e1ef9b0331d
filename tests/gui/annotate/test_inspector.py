"""What stands beside the text."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)

from annotator.domain.dates import FuzzyDate
from annotator.domain.highlights import ActorMark
from annotator.domain.span import Span
from annotator.operations.tagging import write_note
from tests.conftest import add_article
from tests.gui.annotate.conftest import ACCUSATION, highlighted

FIRST = "The Press Council took Harbour Radio off the air"
LEFT = Qt.MouseButton.LeftButton
# What is a part of one of these is named by it.
PARTS = (QComboBox, QLineEdit, QAbstractSpinBox, QAbstractItemView)


@pytest.fixture
def inspector(desk):
    return desk.workspace.inspector


def test_nothing_at_hand_says_what_to_do_next(desk, inspector):
    assert inspector.heading.text() == "NOTHING AT HAND"
    assert "Space goes to the next suggestion" in inspector.advice.text()
    assert not inspector.fields.isVisible()
    assert not inspector.decision.isVisible()


def test_no_article_says_so_too(make_desk, project):
    inspector = make_desk(project).workspace.inspector
    assert inspector.advice.text() == "Choose an article on the left."
    assert not inspector.chips.isVisible()


def test_when_all_is_decided_the_next_step_is_the_next_article(desk, inspector):
    desk.press("Space", "Return", "Space", "X", "K")
    assert "Nothing is left to decide" in inspector.advice.text()


def test_a_statement_is_numbered_in_reading_order(desk, inspector):
    desk.go_to("“We punished nobody")
    desk.press("2")
    assert inspector.heading.text() == "STATEMENT 1 OF 1"
    desk.go_to(FIRST)
    desk.press("3")
    assert inspector.heading.text() == "STATEMENT 1 OF 2"
    desk.press("Tab")
    assert inspector.heading.text() == "STATEMENT 2 OF 2"


def test_a_suggestion_gives_its_reason_and_its_shares(desk, inspector):
    desk.press("Space")
    assert inspector.reason.text() == f"Suggested because: {ACCUSATION.reason}"
    assert inspector.shares.text() == "Accusation 80 % · Criticism 20 %"
    assert desk.row("speaker") == ["Mira Talde"]
    assert not inspector.boxes["speaker"].isEnabled()
    assert [chip.key for chip in inspector.chips.chips if chip.isChecked()] == []


@pytest.mark.parametrize(("button", "fate"), [("accept", "accepted"), ("reject", "rejected")])
def test_buttons_decide_too_and_the_keys_go_back_to_the_text(desk, inspector, qtbot, button, fate):
    desk.press("Space")
    qtbot.mouseClick(getattr(inspector, button), LEFT)
    [first, _] = desk.project.suggestions.in_article(desk.article, desk.project.coder.id)
    assert first.fate == fate
    assert desk.workspace.reader.hasFocus()


def test_buttons_name_their_keys(inspector):
    assert inspector.accept.text().endswith("Enter")
    assert inspector.reject.text().endswith("X")
    caps = {name: box.cap.text() for name, box in inspector.boxes.items()}
    assert caps == {"speaker": "S", "target": "G", "issue": "I", "form": "F", "link": "L"}


def test_chips_tag_and_show_the_type(desk, inspector, qtbot):
    desk.go_to(FIRST)
    chip = next(chip for chip in inspector.chips.chips if chip.key == "restriction")
    qtbot.mouseClick(chip, LEFT)
    assert desk.at_hand.type == "restriction"
    assert [chip.key for chip in inspector.chips.chips if chip.isChecked()] == ["restriction"]
    assert desk.workspace.reader.hasFocus()


def test_chips_offer_the_type_of_the_statement_even_when_it_is_rare(desk, inspector):
    desk.go_to(FIRST)
    desk.press("T")
    desk.type("no comment")
    desk.press("Return")
    assert "no_comment" in [chip.key for chip in inspector.chips.chips]


def test_more_opens_all_types(desk, inspector, qtbot):
    desk.go_to(FIRST)
    qtbot.mouseClick(inspector.chips.chips[-1], LEFT)
    assert desk.workspace.picker.title.text() == "Statement type"


def test_what_the_codebook_misses_is_said_and_blocks_nothing(desk):
    desk.go_to(FIRST)
    desk.press("2")
    for entry in desk.workspace.inspector.boxes["speaker"].entries:
        desk.workspace.acts.remove_entry("speaker", entry.key)
    assert desk.row("speaker") == ["missing: who says it"]
    assert desk.row("link") == ["missing: what it answers"]
    desk.press("3")
    assert desk.row("link") == ["What it answers"]


def test_a_note_is_written_in_place(desk, inspector):
    desk.go_to(FIRST)
    desk.press("3", "N")
    desk.type("check the hour")
    desk.press("Shift+Return")
    desk.type("and the day")
    desk.press("Return")
    assert desk.at_hand.note == "check the hour\nand the day"
    assert desk.workspace.reader.hasFocus()


def test_escape_leaves_the_note_as_it_was(desk, inspector):
    desk.go_to(FIRST)
    desk.press("3", "N")
    desk.type("no")
    desk.press("Escape")
    assert desk.at_hand.note == ""
    assert inspector.note.toPlainText() == ""


def test_a_note_is_kept_when_something_else_is_clicked(desk, inspector):
    desk.go_to(FIRST)
    desk.press("3", "N")
    desk.type("kept")
    desk.hand.click("The Reporters' Guild")
    assert [one.note for one in desk.statements] == ["kept"]
    assert inspector.note.toPlainText() == ""


def test_a_note_that_is_being_written_is_kept_before_the_article_changes(desk, project):
    other = add_article(project, "Another text.")
    highlighted(project, other, proposals=(), marks=())
    desk.go_to(FIRST)
    desk.press("3", "N")
    desk.type("kept")
    desk.workspace.show_article(other)
    assert [one.note for one in desk.statements] == ["kept"]


def test_details_are_folded_away_and_kept_one_by_one(desk, inspector):
    desk.go_to(FIRST)
    desk.press("3")
    details = inspector.details
    assert not details.body.isVisible()
    details.button.click()
    details.date.setFocus()
    desk.type("2025-03")
    desk.press("Return")
    assert desk.at_hand.event_date == FuzzyDate("2025-03")
    details.place.setFocus()
    desk.type("Port  Velda")
    desk.press("Return")
    details.confidence.setFocus()
    desk.type("80 %")
    desk.press("Return")
    details.modality.setCurrentIndex(details.modality.findData("planned"))
    details.modality.activated.emit(details.modality.currentIndex())
    made = desk.at_hand
    assert (made.place, made.confidence, made.modality) == ("Port Velda", 0.8, "planned")
    details.button.click()
    assert details._said.text() == "planned · 2025-03 · Port Velda · 80 % sure"


@pytest.mark.parametrize("written", ["14 March", "2025-13", "2025-02-30", "20"])
def test_what_is_no_date_is_named_and_not_kept(desk, inspector, written):
    desk.go_to(FIRST)
    desk.press("3")
    inspector.details.button.click()
    inspector.details.date.setFocus()
    desk.type(written)
    desk.press("Return")
    assert "2025-03-14" in inspector.details.problem.text()
    assert inspector.details.problem.isVisible()
    assert desk.at_hand.event_date is None
    desk.press("Escape")
    assert inspector.details.date.text() == ""
    assert desk.workspace.reader.hasFocus()


@pytest.mark.parametrize("written", ["101", "-1", "sure"])
def test_what_is_no_share_is_named_and_not_kept(desk, inspector, written):
    desk.go_to(FIRST)
    desk.press("3")
    inspector.details.button.click()
    inspector.details.confidence.setFocus()
    desk.type(written)
    desk.press("Return")
    assert "0 to 100" in inspector.details.problem.text()
    assert desk.at_hand.confidence is None


def test_the_history_tells_who_did_what(desk, inspector):
    desk.go_to(FIRST)
    desk.press("3", "4", "Control+Z")
    inspector.history.button.click()
    lines = inspector.history.lines.text().splitlines()
    year = str(datetime.now().astimezone().year)
    assert [line.rsplit(" · ", 1)[1] for line in lines] == [
        "Tag statement",
        "Change type",
        "Undo: Change type",
    ]
    assert all("Sokha" in line and year in line for line in lines)
    write_note(desk.project, desk.at_hand, "x")
    assert inspector.history.lines.text().endswith("Write note")


def test_foreign_words_are_never_rich_text(desk, make_desk, project):
    hostile = "<b>Bold</b> & <img src=x> said “no”."
    article = add_article(project, hostile, title="<i>t</i>")
    highlighted(project, article, proposals=(), marks=())
    desk.open(article)
    desk.press("1", "S")
    desk.type("<u>Eve</u>")
    desk.press("Return")
    assert desk.row("speaker") == ["<u>Eve</u> (implied)"]
    for label in desk.workspace.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_every_control_has_a_name(desk):
    desk.go_to(FIRST)
    desk.press("3")
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView, QPlainTextEdit)
    for kind in kinds:
        for control in desk.workspace.findChildren(kind):
            if not isinstance(control.parent(), PARTS) and control.window() is desk.window:
                assert control.accessibleName() or control.text(), control


def test_the_list_names_statements_and_suggestions_in_reading_order(desk, inspector):
    desk.go_to(FIRST)
    desk.press("3")
    rows = inspector.overview.statement_rows
    seen = [rows.row(n) for n in range(rows.rowCount())]
    assert [(row.decided, row.cap) for row in seen] == [(True, "1"), (False, ""), (False, "")]
    assert seen[1].text == "Accusation? Mira Talde → Press Council"


def test_the_list_is_clicked_and_walked_through_by_keys(desk, inspector, qtbot):
    overview = inspector.overview
    view = overview.statements
    at = view.visualRect(overview.statement_rows.index(1)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=at)
    assert desk.workspace.hand.suggestion is not None
    view.setFocus()
    desk.press("Up")
    assert desk.workspace.hand.suggestion.proposal == ACCUSATION
    assert view.hasFocus()
    desk.press("Return")
    assert desk.workspace.reader.hasFocus()
    desk.press("Return")
    assert desk.at_hand.type == "accusation"


def test_actors_are_counted_and_a_click_goes_to_the_next_place(make_desk, project, qtbot):
    text = "Ana spoke.\n\nBen heard Ana.\n\nAna left."
    article = add_article(project, text)
    places = [0, text.index("Ana.", 10), text.index("Ana left")]
    marks = [ActorMark(Span(at, at + 3), "Ana", "Ana", "journalist") for at in places]
    marks.append(ActorMark(Span(12, 15), "Ben", "Ben", "public"))
    highlighted(project, article, proposals=(), marks=tuple(marks))
    desk = make_desk(project).open(article)
    overview = desk.workspace.inspector.overview
    qtbot.mouseClick(overview.actors_chip, LEFT)
    rows = [overview.actor_rows.row(n) for n in range(overview.actor_rows.rowCount())]
    assert [(row.text, row.cap) for row in rows] == [("Ana", "3"), ("Ben", "1")]
    assert "not in the registry yet" in rows[0].detail
    at = overview.actors.visualRect(overview.actor_rows.index(0)).center()
    seen = []
    for _ in range(4):
        qtbot.mouseClick(overview.actors.viewport(), LEFT, pos=at)
        seen.append(desk.workspace.reader.sentence().quote(text))
    assert seen == ["Ana spoke.", "Ben heard Ana.", "Ana left.", "Ana spoke."]


def test_the_type_of_an_actor_is_corrected(desk, inspector, qtbot):
    overview = inspector.overview
    qtbot.mouseClick(overview.actors_chip, LEFT)
    at = overview.actor_rows.place("name:Mira Talde")
    overview.actors.setFocus()
    overview.actors.setCurrentIndex(overview.actor_rows.index(at))
    qtbot.mouseClick(overview.type_button, LEFT)
    desk.type("expert")
    desk.press("Return")
    [actor] = desk.project.actors.named("Mira Talde")
    assert actor.type == "expert"
    row = overview.actor_rows.row(overview.actor_rows.place(actor.id))
    assert row.detail == "Expert"
