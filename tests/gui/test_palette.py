"""Ctrl K: any command, article or actor by typing, without the mouse."""

from __future__ import annotations

from annotator.domain.actor import Actor
from annotator.domain.ids import ActorId
from tests.gui.bench import tag
from tests.gui.test_window import RADIO_TITLE, TAX_TITLE


def offered(bench, kind):
    return [one.words for one in bench.window.search.entries if one.kind == kind]


def look_for(bench, words):
    bench.press("Ctrl+K")
    bench.type(words)
    bench.qtbot.waitUntil(lambda: not bench.window.search._pause.isActive())


def test_opens_with_the_keys_and_shows_what_can_be_done_now(bench):
    bench.press("Ctrl+K")
    assert bench.focus is bench.window.search.line
    assert "Next article" in offered(bench, "command")
    assert "Remove the statement" not in offered(bench, "command")  # none is at hand


def test_opens_by_the_field_in_the_header(bench):
    bench.window.header.search.click()
    assert bench.window.search.isVisible()


def test_runs_a_command(bench):
    look_for(bench, "next art")
    assert offered(bench, "command")[0] == "Next article"
    bench.press("Return")
    assert bench.shown == TAX_TITLE
    assert not bench.window.search.isVisible()
    assert bench.focus is bench.window.workspace.reader


def test_who_types_fast_means_what_is_typed(bench):
    bench.press("Ctrl+K")
    bench.type("next article")
    bench.press("Return")  # before the list has followed
    assert bench.shown == TAX_TITLE


def test_finds_an_article_by_words_of_its_title_in_any_order(bench):
    look_for(bench, "paper TAX")
    assert offered(bench, "article") == [TAX_TITLE]
    while bench.window.search.list.currentIndex().data() != TAX_TITLE:
        bench.press("Down")
    bench.press("Return")
    assert bench.shown == TAX_TITLE
    assert bench.focus is bench.window.workspace.reader


def test_an_actor_leads_to_the_place_that_names_them(bench):
    radio = bench.window.workspace.article
    tag(bench.project, radio, "Editor Mira Talde accused the council of punishing the station.")
    bench.press("Alt+Right")
    look_for(bench, "mira")
    assert offered(bench, "actor") == ["Mira Talde"]
    while bench.window.search.list.currentIndex().data() != "Mira Talde":
        bench.press("Down")
    bench.press("Return")
    assert bench.shown == RADIO_TITLE
    sentence = bench.window.workspace.reader.sentence()
    assert "Mira Talde" in sentence.quote(bench.project.articles.text(radio))


def test_an_actor_is_found_by_another_name_and_without_accents(bench):
    with bench.project.step("Add actor") as step:
        bench.project.actors.put(
            step, Actor(ActorId("a1"), "Réseau de la presse", aliases=("Press Network",))
        )
    for words in ("reseau", "network"):
        look_for(bench, words)
        assert offered(bench, "actor") == ["Réseau de la presse"]
        bench.press("Escape")


def test_an_actor_whom_no_place_names_is_told_so(bench):
    with bench.project.step("Add actor") as step:
        bench.project.actors.put(step, Actor(ActorId("a1"), "Nobody Known"))
    look_for(bench, "nobody known")
    bench.press("Return")
    assert "No place" in bench.window.messages.words


def test_arrows_go_round(bench):
    bench.press("Ctrl+K")
    count = len(bench.window.search.entries)
    bench.press("Up")
    assert bench.window.search.list.currentIndex().row() == count - 1
    bench.press("Down")
    assert bench.window.search.list.currentIndex().row() == 0


def test_escape_gives_the_focus_back(bench):
    bench.window.queue.filter.setFocus()
    bench.press("Ctrl+K", "Escape")
    assert bench.focus is bench.window.queue.filter


def test_nothing_fits_says_so(bench):
    look_for(bench, "zebra")
    assert bench.window.search.entries == ()
    bench.press("Return")
    assert bench.window.search.isVisible()
