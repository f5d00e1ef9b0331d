"""The list: narrowed, walked through, kept current, and quick with a million articles."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt

from annotator.domain.query import ArticleQuery
from annotator.gui.queue.chips import joined
from annotator.gui.queue.model import ROW, QueueModel
from annotator.gui.queue.panel import QueuePanel
from annotator.gui.queue.rows import RowPainter, progress
from annotator.gui.session import Session
from annotator.gui.theme import theme
from annotator.operations.tagging import set_state
from annotator.store.articles import QueueRow
from tests.conftest import add_article
from tests.gui.bench import finish, study, tag

RADIO, TAX = "Council shuts harbour radio", "Union disputes tax on paper"


@pytest.fixture
def articles(project):
    return study(project)


@pytest.fixture
def panel(qtbot, project, articles):
    panel = QueuePanel(Session(project), theme("light"))
    panel.resize(288, 700)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    yield panel
    panel.rest()


def listed(panel):
    return [panel.model.index(at).data() for at in range(panel.model.rowCount())]


def press(panel, name):
    panel.chips.findChild(object, name).click()


def test_articles_stand_in_the_order_in_which_they_came(panel):
    assert listed(panel)[:2] == [RADIO, TAX]
    assert panel.model.rowCount() == 3


def test_chips_count_the_states(panel, project, articles, qtbot):
    chip = panel.chips.findChild(object, "state.todo")
    assert chip.text() == "To do 3"
    finish(project, articles[0])
    qtbot.waitUntil(lambda: chip.text() == "To do 2")
    assert panel.chips.findChild(object, "state.done").text() == "Done 1"


def test_the_chip_of_flags_comes_with_the_first_flag(panel, project, articles, qtbot):
    chip = panel.chips.findChild(object, "state.flagged")
    assert not chip.isVisible()
    set_state(project, articles[1], "flagged")
    qtbot.waitUntil(chip.isVisible)


def test_a_state_narrows_and_a_second_press_lets_go(panel, project, articles):
    finish(project, articles[0])
    press(panel, "state.done")
    assert listed(panel) == [RADIO]
    press(panel, "state.todo")
    assert RADIO not in listed(panel)
    press(panel, "state.todo")
    assert panel.model.rowCount() == 3


def test_an_outlet_is_chosen_from_the_menu(panel, qtbot):
    chip = panel.chips.findChild(object, "facet.outlet")
    chip.click()
    [menu] = chip.findChildren(type(chip._values))
    offered = [action.text() for action in menu.actions()]
    assert "Delta Post (1)" in offered
    next(action for action in menu.actions() if action.text() == "Delta Post (1)").trigger()
    menu.close()
    assert listed(panel) == [RADIO]
    assert chip.isChecked()
    assert chip.accessibleName() == "Outlet: Delta Post"
    panel.show_all()
    assert panel.model.rowCount() == 3
    assert not chip.isChecked()


def test_months_and_languages_are_said_in_words(panel):
    for facet, expected in (("month", "Mar 2025 (1)"), ("language", "Khmer (1)")):
        chip = panel.chips.findChild(object, f"facet.{facet}")
        chip.click()
        assert expected in [action.text() for action in chip._values.actions()]
        chip._values.close()


def test_open_suggestions_narrow(panel):
    press(panel, "has.suggestions")
    assert listed(panel) == [RADIO]


def test_words_and_fields_are_typed(panel, qtbot):
    qtbot.keyClicks(panel.filter, "paper")
    qtbot.waitUntil(lambda: listed(panel) == [TAX])
    panel.filter.clear()
    qtbot.keyClicks(panel.filter, 'outlet:"Delta Post"')
    qtbot.waitUntil(lambda: listed(panel) == [RADIO])


def test_what_was_typed_and_what_was_pressed_hold_both(panel, project, articles, qtbot):
    finish(project, articles[1])
    press(panel, "state.todo")
    qtbot.keyClicks(panel.filter, "the")
    qtbot.waitUntil(lambda: listed(panel) == [RADIO])


def test_a_query_that_cannot_be_understood_is_said_quietly(panel, qtbot):
    panel.filter.setText("colour:red")
    panel.find_again()
    [said] = [
        one for one in panel.findChildren(type(panel._complaint)) if one.property("look") == "error"
    ]
    assert "colour" in said.text()
    assert panel.model.rowCount() == 3  # the list stays as it was
    panel.filter.clear()
    panel.find_again()
    assert not said.isVisible()


def test_nothing_that_fits_says_what_to_do(panel, qtbot):
    panel.filter.setText("zebra")
    panel.find_again()
    assert not panel.list.isVisible()
    panel._empty._all.click()
    assert panel.list.isVisible()


def test_arrows_choose_and_enter_goes_on_to_the_text(panel, qtbot, articles):
    assert panel.choose_first()
    panel.list.setFocus()
    with qtbot.waitSignal(panel.article_chosen) as chosen:
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert chosen.args == [articles[1]]
    with qtbot.waitSignal(panel.entered):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)


def test_a_click_chooses(panel, qtbot, articles):
    place = panel.list.visualRect(panel.model.index(2)).center()
    with qtbot.waitSignal(panel.article_chosen) as chosen:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [articles[2]]


def test_next_and_previous_stop_at_the_ends(panel):
    panel.choose_first()
    assert not panel.choose_previous()
    assert panel.choose_next()
    assert panel.choose_next()
    assert not panel.choose_next()


def test_what_is_done_is_passed_over_and_the_rest_comes_round(panel, project, articles):
    panel.choose_first()
    finish(project, articles[1])
    assert panel.choose_next_open()
    assert panel.article == articles[2]
    assert panel.choose_next_open()
    assert panel.article == articles[0]
    finish(project, articles[0], articles[2])
    assert not panel.choose_next_open()


def test_an_article_that_no_longer_fits_stays_until_asked_again(panel, project, articles, qtbot):
    press(panel, "state.todo")
    panel.choose_first()
    finish(project, articles[0])
    qtbot.waitUntil(lambda: not panel.is_waiting)
    assert RADIO in listed(panel)
    assert panel.model.index(0).data(ROW).state == "done"
    panel.find_again()
    assert RADIO not in listed(panel)


def test_new_articles_come_in_and_the_article_at_hand_stays(panel, project, articles, qtbot):
    panel.choose_first()
    with qtbot.assertNotEmitted(panel.article_chosen):
        add_article(project, "Ferry workers strike\n\nThey struck.")
    assert listed(panel)[-1] == "Ferry workers strike"
    assert panel.list.currentIndex().row() == 0


def test_screen_readers_hear_everything_of_a_row(panel, project, articles):
    tag(project, articles[0], "Mira Talde accused the council")
    panel.model.look_again()
    heard = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == (
        "Council shuts harbour radio; Delta Post; 14 Mar 2025; In progress; 1 statement;"
        " 1 to decide"
    )


def test_a_title_is_never_markup(panel, project, qtbot):
    add_article(project, "<img src=x> & <b>ministers</b>\n\nThey met.")
    tip = panel.model.index(3).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def row(state, statements, undecided):
    return QueueRow("a", "t", "", "", "en", state, statements, undecided)


def test_progress_is_full_only_when_the_coder_says_so():
    assert progress(row("todo", 0, 5)) == 0
    assert progress(row("in_progress", 2, 2)) == 0.5
    assert progress(row("in_progress", 9, 0)) < 1
    assert progress(row("done", 0, 3)) == 1


def test_what_was_typed_wins_over_a_chip():
    both = joined(ArticleQuery(state="done", words=("x",)), ArticleQuery(state="todo", outlet="D"))
    assert both == ArticleQuery(state="done", outlet="D", words=("x",))


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("title", ["Short", "Long " * 60, "ក្រសួងព័ត៌មាន" * 20, ""])
def test_titles_of_every_length_and_script_stay_in_their_row(qapp, name, title):
    painter = RowPainter(theme(name))
    layout = painter._lay_out(title, 240)
    lines = [layout.lineAt(at) for at in range(layout.lineCount())]
    assert len(lines) <= 2
    assert sum(line.height() for line in lines) <= painter.height - 20


class Many(QueueModel):
    """As many articles as nobody has, without the file that would hold them."""

    def __init__(self, session, count):
        super().__init__(session)
        self._numbers = range(1, count + 1)

    def _read(self, chunk):
        return [row("todo", 0, 0)] * 64


def test_a_million_articles_are_laid_out_at_once(qtbot, panel, project):
    model = Many(Session(project), 1_000_000)
    before = time.process_time()
    panel.list.setModel(model)
    panel.list.scrollToBottom()
    panel.list.viewport().grab()
    assert time.process_time() - before < 1  # Qt's list view takes two seconds here
    assert panel.list.rowAt(10) > 999_900
