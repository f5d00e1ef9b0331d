"""The window at work: keys, list, undo after a restart, files dropped, two windows on one file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from annotator.gui import layout
from annotator.gui.keys_sheet import KeysSheet
from annotator.gui.theme import theme
from annotator.operations.projects import open_for_work
from annotator.store.project import create_project, open_project
from annotator.support import settings
from tests.gui.bench import RADIO, study, tag

RADIO_TITLE, TAX_TITLE = "Council shuts harbour radio", "Union disputes tax on paper"
CLAIM = "Editor Mira Talde accused the council of punishing the station."


def statements(bench):
    return bench.project.statements.in_article(bench.window.workspace.article)


def hints(bench):
    return dict(bench.window.status.hints)


# What is seen at first


def test_opens_on_the_first_article_with_the_focus_in_the_text(bench):
    assert bench.shown == RADIO_TITLE
    assert bench.focus is bench.window.workspace.reader
    assert bench.window.windowTitle() == "Study – Annotator"


def test_an_article_is_shown_from_its_top(bench):
    assert bench.window.workspace.reader.verticalScrollBar().value() == 0
    bench.press("Alt+Right")
    assert bench.window.workspace.reader.verticalScrollBar().value() == 0


def test_the_status_line_counts_and_says_what_is_saved(bench):
    assert bench.window.status.saved.startswith("Saved ")
    assert "English" in bench.window.status.counts
    assert "0 statements" in bench.window.status.counts
    assert "1 to decide" in bench.window.status.counts


def test_the_status_line_shows_the_keys_that_work_now(bench):
    assert hints(bench)["1\u20139"] == "tag"
    assert "S" not in hints(bench)
    bench.press("Space")
    assert hints(bench)["Enter"] == "accept"
    bench.press("Return")
    assert hints(bench)["S"] == "speaker"
    assert "Enter" not in hints(bench)


# Keys


def test_a_type_key_tags_the_sentence_and_the_list_follows(bench):
    bench.press("J", "J", "1")
    [made] = statements(bench)
    assert made.span.quote(RADIO) == CLAIM
    assert made.type == "accusation"
    bench.settle()
    assert bench.chip("state.in_progress").text() == "In progress 1"
    assert "1 statement ·" in bench.window.status.counts


def test_letters_never_fire_while_typing(bench):
    bench.press("J", "J")
    bench.press("Ctrl+L")
    assert bench.focus is bench.window.queue.filter
    bench.type("12 xsgift?j ")
    assert bench.window.queue.filter.text() == "12 xsgift?j "
    assert statements(bench) == []
    assert not bench.window.findChildren(KeysSheet)
    bench.window.queue.filter.clear()


def test_letters_do_nothing_in_the_list(bench):
    bench.window.queue.list.setFocus()
    bench.press("1", "X", "2")
    assert statements(bench) == []


def test_f6_goes_round_the_panes_and_escape_back_to_the_text(bench):
    panes = [
        bench.window.workspace.inspector,
        bench.window.queue.list,
        bench.window.workspace.reader,
    ]
    for pane in panes:
        bench.press("F6")
        assert pane is bench.focus or pane.isAncestorOf(bench.focus)
    bench.press("Shift+F6")
    assert bench.window.workspace.inspector.isAncestorOf(bench.focus) or bench.focus is (
        bench.window.queue.list
    )
    bench.press("Escape")
    assert bench.focus is bench.window.workspace.reader


def test_next_and_previous_article(bench):
    bench.press("Alt+Right")
    assert bench.shown == TAX_TITLE
    assert bench.window.queue.list.currentIndex().row() == 1
    bench.press("Alt+Left")
    assert bench.shown == RADIO_TITLE
    bench.press("Alt+Left")
    assert "first article" in bench.window.messages.words
    bench.press("Escape")
    assert bench.window.messages.words == ""


def test_done_goes_on_to_the_next_and_counts(bench):
    bench.press("Ctrl+Return")
    assert bench.shown == TAX_TITLE
    coder = bench.window.header.findChild(QLabel, "coder")
    assert coder.text() == "Sokha · 1 / 3"
    bench.press("Ctrl+Return", "Ctrl+Return")
    assert "Every article" in bench.window.messages.words


def test_the_sheet_lists_every_key(bench):
    bench.press("?")
    sheet = bench.window.findChild(KeysSheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    for command in bench.window.commands:
        if command.keys:
            assert words & {command.label, f"{command.label} •"}, command.name
    sheet.close()


def test_every_command_of_the_table_can_be_carried_out(bench):
    for command in bench.window.commands:
        known = command.name in bench.window._acts._acts or bench.window.workspace.knows(
            command.name
        )
        assert known, command.name


# Undo


def test_the_menu_names_what_undo_takes_back_and_the_status_says_it(bench):
    bench.press("J", "J", "1")
    bench.qtbot.waitUntil(
        lambda: bench.window.actions_by_name["edit.undo"].text() == "&Undo: Tag statement"
    )
    bench.press("Ctrl+Z")
    assert statements(bench) == []
    assert bench.window.status.saved.endswith("· undone: Tag statement")
    assert bench.window.actions_by_name["edit.redo"].text() == "&Redo: Tag statement"
    bench.press("Ctrl+Y")
    assert len(statements(bench)) == 1
    assert bench.window.status.saved.endswith("· done again: Tag statement")


def test_undo_works_after_the_window_was_opened_again(make_bench, tmp_path, codebook, coder):
    path = tmp_path / "again.annotator"
    with create_project(path, "Again", codebook, coder) as project:
        radio, *_ = study(project)
        tag(project, radio, CLAIM)
    with open_project(path, coder) as again:
        bench = make_bench(again, tips_seen=True)
        assert bench.window.actions_by_name["edit.undo"].text() == "&Undo: Tag statement"
        bench.press("Ctrl+Z")
        assert statements(bench) == []
        bench.window.close()


def test_a_field_undoes_its_own_words(bench):
    bench.press("J", "J", "1")
    bench.press("Ctrl+L")
    bench.type("abc")
    bench.press("Ctrl+Z")
    assert bench.window.queue.filter.text() != "abc"
    assert len(statements(bench)) == 1


# Files


def drop(bench, *paths):
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    bench.window.dropEvent(event)
    bench.settle()


def test_dropped_files_are_imported_and_each_is_accounted_for(bench, tmp_path):
    (tmp_path / "ferry.txt").write_text("Ferry workers strike\n\nThey struck on 4 May 2025.\n")
    (tmp_path / "again.txt").write_text("Ferry workers strike\n\nThey struck on 4 May 2025.\n")
    (tmp_path / "empty.txt").write_text("")
    drop(bench, tmp_path / "ferry.txt", tmp_path / "again.txt", tmp_path / "empty.txt")
    assert "Ferry workers strike" in bench.listed
    assert bench.window.messages.words == "1 article imported, 1 already here, 1 left out."
    table = bench.window.errands.report.table
    told = {
        table.item(at, 0).text(): (table.item(at, 1).text(), table.item(at, 2).text())
        for at in range(table.rowCount())
    }
    assert told["ferry.txt"] == ("Imported", "")
    assert told["again.txt"][0] == "Already here"
    assert "Ferry workers strike" in told["again.txt"][1]
    assert told["empty.txt"][0] == "Left out"
    assert table.item(0, 0).text() == "empty.txt"  # what needs a look comes first
    bench.window.errands.report.close()


def test_files_and_folders_are_chosen_by_dialog(bench, tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    (tmp_path / "one.txt").write_text("Ferry workers strike\n\nThey struck on 4 May 2025.\n")
    (tmp_path / "sub" / "two.txt").write_text("Harbour reopens\n\nIt opened again.\n")
    dialog = "annotator.gui.errands.QFileDialog."
    one = [str(tmp_path / "one.txt")]
    monkeypatch.setattr(dialog + "getOpenFileNames", lambda *_: (one, ""))
    monkeypatch.setattr(dialog + "getExistingDirectory", lambda *_: str(tmp_path / "sub"))
    bench.press("Ctrl+I")
    bench.settle()
    assert bench.listed[-1] == "Ferry workers strike"
    assert bench.window.messages.words == "1 article imported."
    bench.press("Ctrl+Shift+I")
    bench.settle()
    bench.window.errands.dialog.accept()
    bench.settle()
    assert bench.listed[-1] == "Harbour reopens"
    assert layout.load().last_folder == tmp_path


def test_one_import_is_one_step_back(bench, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Report {number}\n\nIt happened.\n")
    drop(bench, tmp_path)
    bench.window.errands.dialog.accept()
    bench.settle()
    bench.window.errands.report.close()
    bench.window.activateWindow()
    bench.qtbot.waitUntil(bench.window.isActiveWindow)
    assert len(bench.listed) == 6
    bench.press("Ctrl+Z")
    assert len(bench.listed) == 3


def test_undoing_the_import_of_the_article_on_the_page_shows_another_or_none(
    make_bench, project, tmp_path
):
    (tmp_path / "one.txt").write_text("Ferry workers strike\n\nThey struck on 4 May 2025.\n")
    (tmp_path / "two.txt").write_text("Harbour reopens\n\nIt opened again.\n")
    bench = make_bench(project, tips_seen=True)
    assert bench.shown is None
    drop(bench, tmp_path / "one.txt")
    assert bench.shown == "Ferry workers strike"
    drop(bench, tmp_path / "two.txt")
    bench.press("Alt+Right")
    assert bench.shown == "Harbour reopens"
    bench.press("Ctrl+Z")
    assert bench.shown == "Ferry workers strike"
    bench.press("Ctrl+Z")
    assert bench.shown is None
    assert bench.window.status.counts == ""
    assert not bench.window.actions_by_name["tag.accusation"].isEnabled()
    bench.press("J", "1")
    bench.press("Ctrl+Y")
    assert bench.shown == "Ferry workers strike"


def test_a_dropped_project_is_opened(bench, tmp_path):
    with bench.qtbot.waitSignal(bench.window.project_wanted) as wanted:
        drop(bench, tmp_path / "other.annotator")
    assert wanted.args[0].name == "other.annotator"


def test_the_source_is_shown_as_plain_text(bench, monkeypatch):
    shown = []
    monkeypatch.setattr(
        "annotator.gui.dialogs.source.SourceDialog.exec",
        lambda dialog: shown.append(dialog.text.toPlainText()),
    )
    bench.window.perform("article.source")
    assert shown == [RADIO]


def test_the_csv_holds_what_was_tagged(bench, tmp_path, monkeypatch):
    bench.press("J", "J", "1")
    out = tmp_path / "out.csv"

    def answer(dialog):
        dialog.place.setText(str(out))
        return dialog.DialogCode.Accepted

    monkeypatch.setattr("annotator.gui.dialogs.export.ExportDialog.exec", answer)
    bench.press("Ctrl+E")
    bench.settle()
    assert CLAIM in out.read_text(encoding="utf-8")
    assert bench.window.messages.words == f"1 statement written to {out}."


# Two windows


def test_a_second_window_only_reads_and_says_who_writes(make_bench, project):
    study(project)
    with open_for_work(project.path) as second:
        bench = make_bench(second, tips_seen=True)
        banner = bench.window.banner
        assert banner.isVisible()
        assert "Sokha" in banner.words.text()
        bench.press("J", "J", "1")
        assert statements(bench) == []
        assert not bench.window.actions_by_name["tag.accusation"].isEnabled()
        assert not bench.window.actions_by_name["project.import"].isEnabled()
        assert bench.window.actions_by_name["project.export"].isEnabled()
        assert bench.window.status.saved == "For reading only"
        with bench.qtbot.waitSignal(bench.window.project_wanted):
            banner.again.emit()
        bench.window.close()


# Looks


def test_the_theme_changes_at_once_and_is_remembered(bench):
    assert bench.window.look.name == "light"
    bench.window.perform("view.theme")
    assert bench.window.look.name == "dark"
    assert settings.load().theme == "dark"
    assert QApplication.palette().window().color() == bench.window.look.surface
    bench.window.perform("view.theme")
    assert settings.load().theme == "system"
    bench.window.perform("view.theme")
    assert bench.window.look.name == "light"


def test_the_size_of_the_text_is_remembered(bench, make_bench, project):
    bench.press("Ctrl++", "Ctrl++")
    assert settings.load().text_scale == 120
    assert bench.window.workspace.reader.zoom() == 120
    bench.press("Ctrl+0")
    assert settings.load().text_scale == 100


def test_where_the_window_lay_is_remembered_and_may_be_lost(bench):
    bench.window.close()
    kept = layout.load()
    assert kept.geometry
    assert len(kept.panes) == 2
    (layout.config_folder() / layout.FILE).write_text("nonsense")
    assert layout.load() == layout.Layout()


@pytest.mark.parametrize("size", [(760, 480), (1280, 720), (1440, 900), (2560, 1440)])
def test_nothing_is_cut_off_at_any_size(bench, size):
    bench.window.resize(*size)
    QApplication.processEvents()
    assert bench.window.size().toTuple() == size
    for part in (bench.window.header, bench.window.status):
        assert part.width() == size[0]
        for child in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child.isVisible():
                assert part.rect().contains(child.geometry()), child.objectName()


# For everybody


def test_every_control_has_a_name_that_can_be_heard(bench):
    bench.press("J", "J", "1")
    bench.press("Ctrl+K")
    told = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
    nameless = [
        f"{widget} in {widget.parent()}"
        for kind in told
        for widget in bench.window.findChildren(kind)
        if not _made_by_qt(widget) and not (widget.accessibleName() or _words(widget))
    ]
    assert not nameless, "\n".join(nameless)


def _made_by_qt(widget):
    """Parts of Qt's own widgets, which bear the names of those."""
    inside = isinstance(widget.parent(), QLineEdit | QComboBox | QAbstractItemView)
    inside |= any(isinstance(one, QComboBox) for one in _above(widget))
    return inside or widget.objectName().startswith("qt_")


def _above(widget):
    while widget := widget.parentWidget():
        yield widget


def _words(widget):
    return isinstance(widget, QAbstractButton) and widget.text()


def test_everything_that_takes_the_focus_can_be_reached_by_tab(bench):
    bench.window.queue.filter.setFocus()
    seen = []
    for _ in range(200):
        widget = bench.focus
        if widget in seen or widget is bench.window.workspace.reader:
            break
        seen.append(widget)
        bench.press("Tab")
    assert bench.window.queue.list in seen


def test_foreign_words_are_never_markup(make_bench, project):
    from tests.conftest import add_article
    from tests.gui.bench import highlighted

    article = add_article(project, "<h1>Bold</h1> <img src=x>\n\nThey met.", outlet="<b>Post</b>")
    highlighted(project, article)
    bench = make_bench(project, tips_seen=True)
    for label in bench.window.findChildren(QLabel):
        if "<" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    for widget in bench.window.findChildren(QWidget):
        assert "<b>" not in widget.toolTip()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_where_the_focus_is_can_be_seen(bench, name):
    bench.window.wear(theme(name))
    for widget in (
        bench.window.queue.filter,
        bench.window.queue.list,
        bench.window.header.search,
        bench.window.header.menu_button,
        bench.chip("state.todo"),
        bench.chip("facet.outlet"),
    ):
        bench.window.status.setFocus()
        widget.clearFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus()
        assert widget.grab().toImage() != before, widget.objectName()
    bench.window.wear(theme("light"))
