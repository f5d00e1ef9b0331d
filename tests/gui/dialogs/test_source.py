"""The source of an article: text where it is text, and its bytes saved just as they came."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.gui.dialogs.source import SourceDialog, is_text
from annotator.operations.importing import import_files
from tests.exchange import made


@pytest.fixture
def shown(qtbot, project, tmp_path):
    def show(name, raw):
        (tmp_path / name).write_bytes(raw)
        work, _ = import_files(project, [tmp_path / name])
        work.do()
        [article] = project.articles.all()
        dialog = SourceDialog(article, project.articles.source(article.id), tmp_path)
        qtbot.addWidget(dialog)
        return dialog

    return show


def test_a_page_is_shown_as_the_text_that_it_is(shown):
    html = made.page(made.REPORT, head=made.META)
    dialog = shown("page.html", html.encode())
    assert dialog.text.toPlainText().startswith("<!DOCTYPE html>")
    assert dialog.origin.textFormat() == Qt.TextFormat.PlainText
    assert "page.html" in dialog.origin.text()


def test_what_is_no_text_can_be_saved_as_it_came(shown, tmp_path, monkeypatch):
    raw = made.docx(list(made.REPORT))
    dialog = shown("report.docx", raw)
    assert dialog.text.toPlainText() == ""
    assert "no text" in dialog.text.placeholderText()
    out = tmp_path / "saved.docx"
    asked = []

    def choose(_parent, _title, place):
        asked.append(place)
        return str(out), ""

    monkeypatch.setattr("annotator.gui.dialogs.source.QFileDialog.getSaveFileName", choose)
    dialog.save.click()
    assert out.read_bytes() == raw
    assert asked[0].endswith("report.docx")
    assert str(out) in dialog.said.text()


def test_a_place_that_cannot_be_written_is_said(shown, tmp_path, monkeypatch):
    dialog = shown("a.txt", b"The court ruled on it.")
    place = str(tmp_path / "no such folder" / "a.txt")
    monkeypatch.setattr(
        "annotator.gui.dialogs.source.QFileDialog.getSaveFileName", lambda *_: (place, "")
    )
    dialog.save.click()
    assert "could not be written" in dialog.said.text()


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [(b"plain", "", True), (b"\xff\xfe\x00", "", False), (b"a\x00b", "", False),
     (b"\xe9", "cp1252", True)],
)  # fmt: skip
def test_what_counts_as_text(raw, encoding, text):
    assert is_text(raw, encoding) is text
