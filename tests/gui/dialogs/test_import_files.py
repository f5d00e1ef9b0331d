"""The import dialog: what files are is shown before, what is chosen counts, the rest is told."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.gui.dialogs import import_model as columns
from annotator.operations.import_choice import remembered
from tests import foreign_projects as tools
from tests.exchange import made
from tests.gui.bench import RADIO

CYRILLIC = "Суд закрыл радио\n\nСуд закрыл радиостанцию во вторник, сообщил редактор газеты."


@pytest.fixture
def bench(make_bench, project):
    return make_bench(project, tips_seen=True)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "collected"
    folder.mkdir()
    (folder / "2025-03-14_Delta Post_harbour-radio.txt").write_text(RADIO, encoding="utf-8")
    (folder / "page.html").write_text(made.page(made.REPORT, head=made.META), encoding="utf-8")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7")
    (folder / "table.csv").write_text(
        "head,words,who\nFerry strike,The ferry crews struck on Monday over pay.,Post\n"
        "Port opens,The port opened again on Tuesday after the strike.,Wire\n",
        encoding="utf-8",
    )
    (folder / ".hidden").write_text("x")
    return folder


def opened(bench, *paths):
    bench.window.import_files(list(paths))
    dialog = bench.window.errands.dialog
    settled(bench, dialog)
    return dialog


def settled(bench, dialog):
    bench.qtbot.waitUntil(
        lambda: dialog._job is None and not dialog._todo and bool(dialog.model.rows), timeout=60_000
    )


def cells(dialog, name):
    model = dialog.model
    for at, row in enumerate(model.rows):
        if row.look.place.path.name == name:
            return [model.index(at, column).data() for column in range(model.columnCount())]
    raise AssertionError(name)


def choose(dialog, name):
    names = [row.look.place.path.name for row in dialog.model.rows]
    dialog.table.selectRow(names.index(name))


def accepted(bench, dialog):
    dialog.accept()
    bench.qtbot.waitUntil(lambda: bench.window.errands.report is not None, timeout=60_000)
    bench.settle()
    bench.window.errands.report.close()


def test_it_shows_what_each_file_is_and_imports_what_can_be(bench, folder):
    dialog = opened(bench, folder)
    page = cells(dialog, "page.html")
    assert page[columns.KIND] == "Web page"
    assert page[columns.TITLE] == made.TITLE
    assert page[columns.OUTLET] == "Mekong Daily"
    assert page[columns.DATE] == made.DATE
    assert page[columns.ENCODING] == "utf-8"
    assert "cannot be read" in cells(dialog, "cut.pdf")[columns.REMARKS]
    assert "hidden" in cells(dialog, ".hidden")[columns.REMARKS]
    assert "4 files" in dialog.summary.text()
    assert "2 will be left out" in dialog.summary.text()  # nobody said yet where the text is
    assert "1 passed over" in dialog.summary.text()
    accepted(bench, dialog)
    assert bench.project.articles.count() == 2
    assert bench.window.messages.words.startswith("2 articles imported")


def test_called_off_nothing_comes(bench, folder):
    dialog = opened(bench, folder)
    dialog.reject()
    bench.settle()
    assert bench.project.articles.count() == 0
    assert bench.window.errands.dialog is None
    assert bench.window.errands.report is None


def test_closed_while_it_looks_it_stops_looking(bench, folder):
    bench.window.import_files([folder])
    bench.window.errands.dialog.reject()
    bench.settle()
    assert bench.window.jobs.running is None
    assert bench.project.articles.count() == 0


def test_a_column_is_chosen_for_tables_with_these_headers_and_remembered(bench, folder):
    dialog = opened(bench, folder)
    choose(dialog, "table.csv")
    pane = dialog.columns
    assert pane.isVisible()
    assert pane.fields["text"].currentText() in ("words", "–")
    for field, header in (("text", "words"), ("title", "head"), ("outlet", "who")):
        combo = pane.fields[field]
        combo.setCurrentIndex(combo.findData(header))
        combo.activated.emit(combo.currentIndex())
    settled(bench, dialog)
    assert cells(dialog, "table.csv")[columns.TITLE].startswith("Ferry strike")
    assert cells(dialog, "table.csv")[columns.OUTLET] == "Post"
    accepted(bench, dialog)
    titles = [article.title for article in bench.project.articles.all()]
    assert {"Ferry strike", "Port opens"} <= set(titles)
    assert remembered().mappings["head", "words", "who"].outlet == "who"


def test_the_encoding_is_shown_and_can_be_changed(bench, tmp_path):
    file = tmp_path / "old.txt"
    file.write_bytes(CYRILLIC.encode("koi8-r"))
    dialog = opened(bench, file)
    choose(dialog, "old.txt")
    pane = dialog.text
    pane.encoding.setCurrentIndex(pane.encoding.findData("cp1251"))
    pane.encoding.activated.emit(pane.encoding.currentIndex())
    settled(bench, dialog)
    assert "Суд" not in pane.text.toPlainText()
    pane.encoding.setCurrentIndex(pane.encoding.findData("koi8-r"))
    pane.encoding.activated.emit(pane.encoding.currentIndex())
    settled(bench, dialog)
    assert pane.text.toPlainText() == CYRILLIC
    dialog.accept()
    bench.qtbot.waitUntil(lambda: bench.project.articles.count() == 1, timeout=60_000)
    bench.settle()
    [article] = bench.project.articles.all()
    assert bench.project.articles.text(article.id) == CYRILLIC


def test_a_pattern_of_names_is_tried_before_it_counts(bench, folder):
    dialog = opened(bench, folder)
    name = "2025-03-14_Delta Post_harbour-radio.txt"
    dialog.pattern.setText("{date}_{outlet}_{title}")
    assert "fits 1 of 4" in dialog.told.text()
    assert cells(dialog, name)[columns.OUTLET] == "Delta Post"
    assert cells(dialog, name)[columns.DATE] == "2025-03-14"
    dialog.pattern.setText("{date}_{outlet")
    assert not dialog.go.isEnabled()
    assert "{outlet" in dialog.told.text()
    dialog.pattern.setText("{date}_{outlet}_{title}")
    accepted(bench, dialog)
    found = {one.source_name: one for one in bench.project.articles.all()}
    assert found[name].title == "harbour radio"
    assert found[name].outlet_origin == "file name"
    assert remembered().pattern == "{date}_{outlet}_{title}"


def test_codes_of_another_tool_are_mapped(bench, tmp_path):
    words = "The ministry denied it."
    row = {"id": 1, "text": f"News\n\n{words}", "label": [[6, 6 + len(words), "Claim"]]}
    file = tools.write_lines(tmp_path / "study.jsonl", row)
    dialog = opened(bench, file)
    choose(dialog, "study.jsonl")
    table = dialog.codes.table
    assert dialog.codes.isVisible()
    assert [table.item(0, at).text() for at in range(3)] == ["Claim", "Code", "New"]
    index = table.model().index(0, 2)
    table.edit(index)
    [editor] = [one for one in table.viewport().children() if isinstance(one, QWidget)]
    editor.setCurrentIndex(editor.findData("denial"))
    editor.activated.emit(editor.currentIndex())
    assert table.item(0, 2).text() == bench.project.codebook.label("statement_type", "denial")
    dialog.accept()
    bench.qtbot.waitUntil(lambda: bench.project.articles.count() == 1, timeout=60_000)
    bench.settle()
    [article] = bench.project.articles.all()
    [statement] = bench.project.statements.in_article(article.id)
    assert statement.type == "denial"


def test_what_is_there_already_is_said(bench, folder):
    first = opened(bench, folder)
    accepted(bench, first)
    bench.window.errands.report = None
    again = opened(bench, folder)
    assert cells(again, "page.html")[columns.REMARKS].startswith("In the project already")
    assert not again.go.isEnabled()
    again.reject()
    bench.settle()


def test_it_says_how_readers_are_kept_apart_and_what_the_limits_are(bench, folder):
    dialog = opened(bench, folder)
    assert "process of their own" in dialog.isolation.text()
    dialog._on_limits()
    assert "20 MB" in dialog.limits.text()
    dialog.reject()
    bench.settle()


def test_hostile_names_stay_plain(bench, tmp_path):
    name = "<img src='file:///etc/passwd'>.txt".replace("/", "_")
    (tmp_path / name).write_text("<b>bold</b> news\n\nThe court ruled on it.", encoding="utf-16")
    dialog = opened(bench, tmp_path / name)
    assert cells(dialog, name)[columns.FILE] == name
    tip = dialog.model.index(0, columns.TITLE).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    for label in dialog.findChildren(QLabel):
        if label.text() and name in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText
    dialog.reject()
    bench.settle()


def test_every_control_has_a_name(bench, folder):
    dialog = opened(bench, folder)
    for control in (dialog.table, dialog.pattern, dialog.progress, dialog.text.encoding):
        assert control.accessibleName()
    assert all(combo.accessibleName() for combo in dialog.columns.fields.values())
    dialog.reject()
    bench.settle()


def test_the_report_can_be_saved(bench, folder, tmp_path, monkeypatch):
    dialog = opened(bench, folder)
    dialog.accept()
    bench.qtbot.waitUntil(lambda: bench.window.errands.report is not None, timeout=60_000)
    report = bench.window.errands.report
    out = tmp_path / "report.csv"
    monkeypatch.setattr(
        "annotator.gui.dialogs.importing.QFileDialog.getSaveFileName", lambda *_: (str(out), "")
    )
    report.save.click()
    assert "cut.pdf" in out.read_text(encoding="utf-8")
    assert str(out) in report.said.text()
    report.close()
    bench.settle()


def test_a_long_import_shows_how_far_it_is_and_can_be_called_off(bench, tmp_path):
    rows = (
        {"title": f"Row {n}", "text": f"Report {n} of the harbour: {n * 7} crates were held."}
        for n in range(1200)
    )
    file = tmp_path / "many.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    dialog = opened(bench, file)
    kept = []
    dialog.accept()
    job = next(one for one in (bench.window.jobs.running, *bench.window.jobs.waiting) if one)
    job.keeping.connect(lambda: kept.append(bench.window.jobs.running) or job.cancel())
    bench.qtbot.waitUntil(lambda: bench.window.jobs.running is None, timeout=60_000)
    bench.settle()
    assert kept
    assert bench.project.articles.count() == 0
    assert bench.project.undoable() == ""
    assert "nothing was kept" in bench.window.messages.words
