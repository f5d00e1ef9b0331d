"""Whom, what, how: lists that are searched by typing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from annotator.domain.actor import Actor
from annotator.domain.ids import ActorId
from annotator.operations.actors import add_alias, type_named_actor
from tests.conftest import add_article
from tests.gui.annotate.conftest import TEXT, highlighted

FIRST = "The Press Council took Harbour Radio off the air"


def register(project, name, *aliases, kind="unknown"):
    actor = Actor(ActorId(name), name, kind, aliases=aliases)
    with project.step("Add actor") as step:
        project.actors.put(step, actor)
    return actor


@pytest.fixture
def tagged(desk):
    """The first sentence tagged, and at hand."""
    desk.go_to(FIRST)
    desk.press("3")
    return desk


def test_who_is_named_in_the_sentence_comes_first(tagged):
    register(tagged.project, "Zed Elsewhere")
    tagged.press("S")
    listed = tagged.listed
    assert set(listed[:2]) == {"Press Council", "Harbour Radio"}
    assert listed.index("Mira Talde") < listed.index("Zed Elsewhere")
    assert "[article author]" in listed


def test_whom_the_coder_chose_lately_comes_before_the_rest_of_the_registry(make_desk, project):
    for name in ("Anna Aard", "Bela Beer", "Zora Zink"):
        register(project, name)
    other = add_article(project, "Somebody spoke here. Nobody else did.")
    article = add_article(project, TEXT)
    for one in (other, article):
        highlighted(project, one, proposals=(), marks=())
    desk = make_desk(project).open(other)
    desk.press("1", "S")
    desk.type("zora")
    desk.press("Return")
    desk.open(article)
    desk.go_to(FIRST)
    desk.press("3", "S")
    assert desk.listed.index("Zora Zink") < desk.listed.index("Anna Aard")


@pytest.mark.parametrize(
    ("name", "alias", "typed"),
    [
        ("Press Minister", "រដ្ឋមន្ត្រី", "រដ្ឋ"),
        ("Salma Haddad", "سلمى حداد", "حداد"),
        ("Jérôme Béla", "", "jerome b"),
        ("National Gendarmerie", "NG", "ng"),
        ("Ştefan Öz", "", "stefan o"),
    ],
)
def test_any_name_in_any_script_finds_the_actor(tagged, name, alias, typed):
    register(tagged.project, name, *filter(None, [alias]))
    tagged.press("S")
    tagged.type(typed)
    assert tagged.listed[0] == name
    tagged.press("Return")
    assert tagged.names("speaker") == [name]


def test_an_alias_that_was_just_added_is_found(tagged):
    actor = register(tagged.project, "Salma Haddad")
    tagged.press("S", "Escape")
    add_alias(tagged.project, actor, "سلمى")
    tagged.press("S")
    tagged.type("سلمى")
    assert tagged.listed[0] == "Salma Haddad"


def test_escape_goes_back_and_nothing_has_changed(tagged):
    before, saved = tagged.at_hand, tagged.project.saved_at()
    for key in ("S", "G", "I", "F", "L", "T"):
        tagged.press(key)
        assert tagged.workspace.picker.isVisible()
        tagged.press("Down", "Escape")
        assert not tagged.workspace.picker.isVisible()
        assert tagged.workspace.reader.hasFocus()
    assert tagged.at_hand == before
    assert tagged.project.saved_at() == saved


def test_an_unknown_name_becomes_an_actor(tagged):
    tagged.press("S")
    tagged.type("Quill  Ostra")
    assert tagged.listed == ["New actor “Quill Ostra”"]
    tagged.press("Return")
    assert tagged.row("speaker") == ["Quill Ostra (implied)"]
    assert [actor.name for actor in tagged.project.actors.named("quill ostra")] == ["Quill Ostra"]


def test_near_names_are_shown_before_an_actor_is_made(tagged):
    register(tagged.project, "Tomas Rell")
    tagged.press("S")
    tagged.type("Thomas Rel")
    assert tagged.listed == ["Tomas Rell", "New actor “Thomas Rel”"]
    tagged.press("Return")
    assert tagged.workspace.picker.isVisible()
    assert tagged.project.actors.named("Thomas Rel") == []
    tagged.press("Up", "Return")
    assert tagged.names("speaker") == ["Tomas Rell"]


def test_enter_twice_makes_somebody_who_only_looks_alike(tagged):
    register(tagged.project, "Tomas Rell")
    tagged.press("S")
    tagged.type("Thomas Rel")
    tagged.press("Return", "Return")
    assert tagged.names("speaker") == ["Thomas Rel"]


def test_a_name_that_stands_in_the_words_is_not_implied(tagged):
    tagged.press("G")
    tagged.type("harb")
    tagged.press("Return")
    [target] = tagged.at_hand.in_role("target")
    mention = tagged.project.mentions.some([target.mention])[target.mention]
    assert mention.span.quote(TEXT) == "Harbour Radio"
    assert tagged.row("target") == ["Harbour Radio"]


def test_several_targets_are_added_and_taken_away(tagged):
    tagged.press("G")
    tagged.type("harb")
    tagged.press("Shift+Return")
    assert tagged.workspace.picker.isVisible()
    tagged.type("tald")
    tagged.press("Shift+Return", "Return")
    assert tagged.names("target") == ["Harbour Radio", "Mira Talde"]
    assert len(tagged.statements) == 1
    first = tagged.workspace.inspector.boxes["target"]
    first.removed.emit(first.entries[0].key)
    assert tagged.names("target") == ["Mira Talde"]
    tagged.press("G")
    tagged.type("tald")
    tagged.press("Shift+Return", "Escape")
    assert tagged.names("target") == []


def test_enter_means_only_this_one(tagged):
    tagged.press("S", *"mira", "Return", "S", *"guild", "Return")
    assert tagged.names("speaker") == ["Reporters' Guild"]


def test_issues_first_one_then_more(tagged):
    tagged.press("I")
    tagged.type("licens")
    tagged.press("Shift+Return")
    tagged.type("content")
    tagged.press("Shift+Return", "Return")
    assert [i.key for i in tagged.at_hand.issues] == ["media_licensing", "content_control"]
    tagged.press("I")
    tagged.type("safety")
    tagged.press("Return")
    assert [i.key for i in tagged.at_hand.issues] == ["journalist_safety"]


def test_form(tagged):
    tagged.press("F")
    tagged.type("mixed")
    tagged.press("Return")
    assert tagged.at_hand.form == "mixed"
    assert tagged.row("form") == ["Mixed quote"]


def test_every_type_can_be_found_by_name_with_its_rule(tagged, codebook):
    tagged.press("J", "T")
    picker = tagged.workspace.picker
    assert len(tagged.listed) == len(codebook.of("statement_type"))
    tagged.type("justif")
    rule = codebook.get("statement_type", "justification")
    for words in (rule.definition, rule.include, rule.exclude, rule.example):
        assert words in picker.explanation.words
    tagged.press("Return")
    assert tagged.at_hand.type == "justification"
    assert len(tagged.statements) == 2


def test_the_type_that_is_used_most_comes_first(tagged):
    tagged.press("J", "3", "J", "8", "J", "T")
    assert tagged.listed[0] == "Restriction"


def test_t_changes_the_type_of_the_statement_at_hand(tagged):
    tagged.press("T")
    tagged.type("violence")
    tagged.press("Return")
    assert [one.type for one in tagged.statements] == ["violence"]


def test_a_denial_answers_the_accusation_against_its_speaker(desk):
    desk.go_to(FIRST)
    desk.press("3")
    desk.press("Space", "Return")
    desk.go_to("“We punished nobody")
    desk.press("2", "S")
    desk.type("press c")
    desk.press("Return", "L")
    assert desk.listed[0].startswith("2 · Accusation, Mira Talde → Press Council")
    assert desk.workspace.picker.kind == "denies"
    desk.press("Return")
    assert desk.row("link") == ["2 · Accusation, Mira Talde → Press Council (Denies)"]
    denial = desk.at_hand
    [mark] = [m for m in desk.workspace.reader.page.lanes.marks if m.key == denial.id]
    assert mark.heading == "Denial ↩ 2"


def test_the_kind_of_a_link_is_changed_by_keys_and_the_link_taken_away(desk):
    desk.press("Space", "Return")
    desk.go_to("“We punished nobody")
    desk.press("2", "L", "Tab", "Down", "Return")
    [link] = desk.project.links.of([desk.at_hand.id])
    assert link.kind == "counters"
    desk.press("L", "Return")
    [link] = desk.project.links.of([desk.at_hand.id])
    assert link.kind == "denies"
    desk.press("L", "Shift+Return", "Escape")
    assert desk.project.links.of([desk.at_hand.id]) == []


def test_numbers_of_answers_follow_the_reading_order(desk):
    desk.press("Space", "Return")
    desk.go_to("“We punished nobody")
    desk.press("2", "L", "Return")
    denial = desk.at_hand
    desk.go_to(FIRST)
    desk.press("3")
    [mark] = [m for m in desk.workspace.reader.page.lanes.marks if m.key == denial.id]
    assert mark.heading == "Denial ↩ 2"
    desk.press("Control+Z")
    [mark] = [m for m in desk.workspace.reader.page.lanes.marks if m.key == denial.id]
    assert mark.heading == "Denial ↩ 1"


def test_a_click_elsewhere_puts_the_list_away(tagged):
    tagged.press("S")
    tagged.hand.click("lift the order")
    assert not tagged.workspace.picker.isVisible()


def test_clicking_a_row_asks_its_question(tagged, qtbot):
    box = tagged.workspace.inspector.boxes["speaker"]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert tagged.workspace.picker.isVisible()
    assert tagged.workspace.picker.title.text() == "Speaker"


def test_two_actors_of_one_name_are_told_apart(tagged):
    register(tagged.project, "John Doe", kind="journalist")
    other = Actor(ActorId("second"), "John Doe", "expert")
    with tagged.project.step("Add actor") as step:
        tagged.project.actors.put(step, other)
    tagged.press("S")
    tagged.type("john")
    assert tagged.listed[:2] == ["John Doe", "John Doe"]
    tagged.press("Down", "Return")
    [party] = tagged.at_hand.in_role("speaker")
    tagged.press("S")
    tagged.type("john")
    choices = tagged.workspace.picker.choices
    found = [choices.choice(row) for row in range(choices.rowCount())]
    assert [one.key for one in found if one and one.chosen] == [party.actor]


def test_a_renamed_actor_shows_its_new_name(tagged):
    tagged.press("S", *"mira", "Return")
    [party] = tagged.at_hand.in_role("speaker")
    actor = tagged.project.actors.some([party.actor])[party.actor]
    with tagged.project.step("Rename") as step:
        tagged.project.actors.put(step, replace(actor, name="Mira T. Talde"))
    assert tagged.row("speaker") == ["Mira T. Talde (implied)"]
    type_named_actor(tagged.project, tagged.article, "Mira T. Talde", "expert")
    [mark] = [m for m in tagged.workspace.reader.page.lanes.marks if m.decided]
    assert mark.parties.startswith("Mira T. Talde")
