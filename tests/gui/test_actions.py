"""One table of commands: keys, needs, and the page of the manual made from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.gui.actions import (
    COMMANDS,
    MENUS,
    TAG,
    Need,
    Where,
    commands_for,
    enable,
    make_actions,
    type_commands,
)
from annotator.gui.shortcuts import FILE, own_keys, said_key
from annotator.support.paths import config_folder
from tests.conftest import ROOT
from tests.gui.keys_page import keys_page


def test_names_and_keys_are_given_once(codebook):
    commands = commands_for(codebook)
    assert Counter(one.name for one in commands).most_common(1)[0][1] == 1
    keys = Counter(QKeySequence(key).toString() for one in commands for key in one.keys)
    assert keys.most_common(1)[0][1] == 1
    assert "" not in keys


def test_every_command_stands_in_a_menu_and_has_words():
    for command in COMMANDS:
        assert command.group in MENUS, command.name
        assert command.label, command.name
        assert "&" in command.text, command.name


def test_letters_and_digits_work_in_the_reader_only(codebook):
    for command in commands_for(codebook):
        for key in command.keys:
            if len(key) == 1 and key.isalnum():
                assert command.where is Where.READER, command.name


def test_what_changes_the_project_needs_a_project_that_can_be_changed():
    for command in COMMANDS:
        writes = command.name.split(".")[0] in {"field", "suggestion"} and command.name not in {
            "suggestion.next",
            "suggestion.previous",
        }
        if writes or command.name.startswith(TAG):
            assert Need.WRITABLE in command.need, command.name


def test_types_have_the_keys_of_the_codebook(codebook):
    by_name = {one.name: one for one in type_commands(codebook)}
    assert by_name["tag.accusation"].keys == ("1",)
    assert by_name["tag.denial"].keys == ("2",)
    assert by_name["tag.violence"].keys == ()
    assert len(by_name) == len(codebook.of("statement_type"))


def test_a_key_that_is_taken_is_not_given_to_a_type(codebook):
    codes = tuple(
        replace(code, hotkey="j") if code.id == "statement_type:denial" else code
        for code in codebook.codes
    )
    by_name = {one.name: one for one in commands_for(replace(codebook, codes=codes))}
    assert by_name["tag.denial"].keys == ()
    assert by_name["sentence.next"].keys == ("J", "Down")


def test_a_label_with_a_mark_for_menus_is_shown_as_it_is(codebook):
    codes = tuple(
        replace(code, label="Law & order") if code.key == "denial" else code
        for code in codebook.codes
    )
    by_name = {one.name: one for one in type_commands(replace(codebook, codes=codes))}
    assert by_name["tag.denial"].label == "Tag as Law & order"


def test_only_what_makes_sense_is_enabled(qtbot, codebook):
    window, reader = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(reader)
    commands = commands_for(codebook)
    actions = make_actions(commands, window, reader)
    enable(commands, actions, Need.PROJECT | Need.ARTICLE | Need.SPAN)
    assert actions["sentence.next"].isEnabled()
    assert not actions["tag.accusation"].isEnabled()  # for reading only
    enable(commands, actions, Need.PROJECT | Need.ARTICLE | Need.SPAN | Need.WRITABLE)
    assert actions["tag.accusation"].isEnabled()
    assert not actions["field.speaker"].isEnabled()  # no statement at hand


def test_the_researchers_own_keys_come_first(codebook, home):
    (config_folder() / FILE).write_text('{"sentence.next": ["N", 5], "x": 1}', encoding="utf-8")
    by_name = {one.name: one for one in commands_for(codebook, own_keys())}
    assert by_name["sentence.next"].keys == ("N",)
    assert by_name["sentence.previous"].keys == ("K", "Up")


@pytest.mark.parametrize("content", ["", "{", "[1]", "\x00"])
def test_a_broken_file_of_keys_keeps_no_window_from_opening(home, content):
    (config_folder() / FILE).write_text(content, encoding="utf-8")
    assert own_keys() == {}


@pytest.mark.parametrize(
    ("key", "said"),
    [("J", "J"), ("Ctrl+K", "Ctrl K"), ("Shift+Right", "Shift →"), ("Return", "Enter"),
     ("Ctrl++", "Ctrl +"), ("F6", "F6"), ("?", "?"), ("Ctrl+Shift+Z", "Ctrl Shift Z")],
)  # fmt: skip
def test_keys_are_said_as_they_stand_on_the_keyboard(qapp, key, said):
    assert said_key(key) == said


def test_the_page_of_keys_in_the_manual_is_made_from_the_table(codebook):
    page = ROOT / "docs" / "keys.md"
    made = keys_page(commands_for(codebook))
    if not page.exists() or page.read_text(encoding="utf-8") != made:
        page.write_text(made, encoding="utf-8")
        pytest.fail("docs/keys.md was not up to date; it has been written anew")
