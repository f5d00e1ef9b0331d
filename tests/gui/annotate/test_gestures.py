"""The gesture that must be nearly free, with its keys counted."""

from __future__ import annotations

from tests.conftest import HOSTILE, add_article
from tests.gui.annotate.conftest import ACCUSATION, DEMAND, TEXT, highlighted, span_of

FIRST = "The Press Council took Harbour Radio off the air"
SENTENCE = FIRST + " at noon on Tuesday."


def test_one_key_tags_the_sentence_under_the_cursor(desk):
    desk.go_to(FIRST)
    assert desk.press("3") == 1
    [made] = desk.statements
    assert made.type == "restriction"
    assert (
        desk.words(made) == "The Press Council took Harbour Radio off the air at noon on Tuesday."
    )
    assert desk.at_hand == made


def test_a_tag_is_on_disk_when_the_screen_shows_it(desk, coder):
    from annotator.store.project import open_project

    desk.go_to(FIRST)
    desk.press("3")
    with open_project(desk.project.path, coder, writable=False) as other:
        assert [one.type for one in other.statements.in_article(desk.article)] == ["restriction"]


def test_the_speaker_is_filled_in_from_what_the_machine_saw_there(desk):
    desk.go_to("Editor Mira Talde")
    desk.press("8")
    assert desk.at_hand.type == "criticism"
    assert desk.names("speaker") == ["Mira Talde"]
    assert desk.row("speaker") == ["Mira Talde"]
    assert desk.row("target") == ["Press Council (implied)"]


def test_the_speaker_is_carried_over_and_shown_as_implied(desk):
    desk.go_to("Editor Mira Talde")
    desk.press("Return", "J")
    assert desk.press("2") == 1
    assert desk.at_hand.type == "denial"
    assert desk.row("speaker") == ["Mira Talde (implied)"]


def test_the_issue_is_carried_over(desk):
    desk.go_to(FIRST)
    desk.press("3", "I")
    desk.type("licens")
    desk.press("Return", "J", "8")
    assert [issue.key for issue in desk.at_hand.issues] == ["media_licensing"]


def test_four_keys_tag_and_name_another_speaker(desk):
    desk.go_to("“We punished nobody")
    keys = desk.press("2", "S", "t", "Return")
    assert keys == 4
    assert (desk.at_hand.type, desk.names("speaker")) == ("denial", ["Tomas Rell"])
    assert len(desk.statements) == 1


def test_speaker_target_and_link_in_few_keys(desk):
    desk.go_to("Editor Mira Talde")
    desk.press("Return")
    accusation = desk.at_hand
    desk.go_to("“We punished nobody")
    keys = desk.press("2", "S", "t", "Return", "G", "m", "Return", "L", "Return")
    assert keys <= 9
    denial = desk.at_hand
    assert desk.names("speaker") == ["Tomas Rell"]
    assert desk.names("target") == ["Mira Talde"]
    [link] = desk.project.links.of([denial.id])
    assert (link.source, link.target, link.kind) == (denial.id, accusation.id, "denies")


def test_enter_accepts_a_suggestion_with_all_its_fields(desk):
    desk.press("Space")
    assert desk.workspace.hand.suggestion.proposal == ACCUSATION
    assert desk.press("Return") == 1
    made = desk.at_hand
    assert (made.type, made.form, made.origin) == ("accusation", "indirect", "accepted")
    assert desk.names("speaker") == ["Mira Talde"]
    assert desk.names("target") == ["Press Council"]


def test_x_rejects_and_undo_brings_it_back(desk):
    desk.press("Space")
    assert desk.press("X") == 1
    keys = {mark.key for mark in desk.workspace.reader.page.lanes.marks}
    assert len(keys) == 1
    desk.press("Control+Z")
    assert desk.workspace.hand.suggestion.proposal == ACCUSATION
    assert len(desk.workspace.reader.page.lanes.marks) == 2


def test_space_goes_round_the_suggestions(desk):
    seen = []
    for keys in (["Space"], ["Space"], ["Space"], ["Shift+Space"]):
        desk.press(*keys)
        seen.append(desk.workspace.hand.suggestion.proposal)
    assert seen == [ACCUSATION, DEMAND, ACCUSATION, DEMAND]


def test_space_says_when_nothing_is_left(desk):
    desk.press("Space", "X", "Space", "X", "Space")
    assert "Nothing is left to decide" in desk.messages.words


def test_a_type_key_on_a_suggestion_corrects_its_type(desk):
    desk.press("Space", "8")
    made = desk.at_hand
    assert (made.type, made.origin) == ("criticism", "changed")
    assert desk.names("speaker") == ["Mira Talde"]
    fates = [s.fate for s in desk.project.suggestions.in_article(desk.article, made.coder)]
    assert fates == ["changed", "open"]


def test_a_type_key_again_changes_the_type_and_makes_no_second_tag(desk):
    desk.go_to(FIRST)
    desk.press("3", "4")
    assert [one.type for one in desk.statements] == ["policy_measure"]
    before = desk.project.saved_at()
    desk.press("4", "4")
    assert [one.type for one in desk.statements] == ["policy_measure"]
    assert desk.project.saved_at() == before


def test_coming_back_to_a_tagged_sentence_does_not_tag_it_twice(desk):
    desk.go_to(FIRST)
    desk.press("3", "J", "K", "3")
    assert [one.type for one in desk.statements] == ["restriction"]


def test_selected_words_are_tagged_beside_the_statement_at_hand(desk):
    desk.go_to(FIRST)
    desk.press("3")
    desk.hand.drag("off the air")
    desk.press("7")
    assert {(one.type, desk.words(one)) for one in desk.statements} == {
        ("restriction", SENTENCE),
        ("threat", "off the air"),
    }
    assert desk.workspace.reader.selection() is None


def test_u_moves_the_statement_to_the_selected_words(desk):
    desk.go_to(FIRST)
    desk.press("3")
    desk.hand.drag("took Harbour Radio off the air")
    desk.press("U")
    assert [desk.words(one) for one in desk.statements] == ["took Harbour Radio off the air"]


def test_u_without_a_selection_changes_nothing_and_says_why(desk):
    desk.go_to("“We punished nobody")
    desk.hand.drag("We punished nobody")
    desk.press("2", "U")
    assert desk.words() == "We punished nobody"
    assert "Select the words first" in desk.messages.words


def test_shift_and_arrows_grow_and_shrink_what_will_be_tagged(desk):
    desk.go_to(FIRST)
    desk.press("Shift+Left", "Shift+Left", "3")
    assert desk.words() == "The Press Council took Harbour Radio off the air at noon on"


def test_delete_removes_and_undo_brings_back_where_it_was(desk):
    desk.go_to(FIRST)
    desk.press("3", "Delete")
    assert desk.statements == []
    assert desk.at_hand is None
    desk.go_to("The Reporters' Guild")
    desk.press("Control+Z")
    assert desk.at_hand.type == "restriction"
    assert desk.workspace.reader.sentence() == desk.at_hand.span
    desk.press("Control+Shift+Z")
    assert desk.statements == []


def test_tab_goes_from_statement_to_statement(desk):
    desk.go_to(FIRST)
    desk.press("3")
    desk.go_to("“We punished nobody")
    desk.press("2", "Tab")
    assert desk.at_hand.type == "restriction"
    desk.press("Shift+Tab")
    assert desk.at_hand.type == "denial"


def test_o_and_clicks_reach_every_one_of_nested_statements(desk):
    desk.go_to(FIRST)
    desk.press("3")
    desk.hand.drag("Harbour Radio off the air")
    desk.press("7")
    desk.hand.drag("off the air")
    desk.press("9")
    seen = set()
    for _ in range(3):
        desk.press("O")
        seen.add(desk.at_hand.type)
    assert seen == {"restriction", "threat", "support"}
    clicked = []
    for _ in range(3):
        desk.hand.click("off the air")
        clicked.append(desk.at_hand.type)
    assert sorted(clicked) == ["restriction", "support", "threat"]


def test_done_asks_for_the_next_article(desk, qtbot):
    with qtbot.waitSignal(desk.workspace.finished_article):
        desk.press("Control+Return")
    assert desk.project.assignments.state(desk.article, desk.project.coder.id) == "done"
    desk.workspace.perform("article.flag")
    assert desk.project.assignments.state(desk.article, desk.project.coder.id) == "flagged"


def test_letters_in_fields_do_not_tag(desk):
    desk.go_to(FIRST)
    desk.press("3", "N")
    desk.type("1 and 2 X")
    desk.press("Return")
    assert [(one.type, one.note) for one in desk.statements] == [("restriction", "1 and 2 X")]
    desk.press("S")
    desk.type("x12")
    assert [one.type for one in desk.statements] == ["restriction"]
    desk.press("Escape")
    assert desk.workspace.reader.hasFocus()


def test_hostile_text_comes_out_as_it_was_selected(make_desk, project):
    desk = make_desk(project)
    article = add_article(project, HOSTILE)
    highlighted(project, article, proposals=(), marks=())
    desk.open(article)
    for key, words in (
        ("1", "ក្រសួងបានបដិសេធ👍🏽"),
        ("2", "Cafe\u0301 editor denied"),
        ("3", "سلمى حداد"),
        ("4", "👨‍👩‍👧 unfair"),
        ("5", "5\u00a0May"),
    ):
        desk.hand.drag(words)
        desk.press(key)
        assert desk.words() == words
    assert len(desk.statements) == 5


def test_sentences_of_hostile_text_are_tagged_whole(make_desk, project):
    desk = make_desk(project)
    article = add_article(project, HOSTILE)
    highlighted(project, article, proposals=(), marks=())
    desk.open(article)
    desk.press("1")
    assert desk.words() == "🇰🇭 ក្រសួងបានបដិសេធ👍🏽។"
    desk.press("J", "J", "2")
    assert desk.words() == "وقالت سلمى حداد إن الحظر ظالم."


def test_the_cursor_passes_over_page_debris(make_desk, project):
    from annotator.domain.article import Zone

    debris = "587 views"
    text = f"{debris}\n\n{TEXT}"
    article = add_article(project, text, zones=(Zone(span_of(debris, text), "debris"),))
    highlighted(project, article, proposals=(), marks=())
    desk = make_desk(project).open(article)
    assert desk.workspace.reader.sentence().quote(text) == "Council shuts harbour radio"
