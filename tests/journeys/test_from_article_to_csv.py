"""The first hour: import, tag three statements by keys, undo one, close, reopen, export."""

from __future__ import annotations

import csv
import json

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.app import Program
from annotator.gui.dialogs.export import ExportDialog
from annotator.operations import projects
from tests.conftest import REAL_SEEDS, ROOT

OWN = ROOT / "seeds" / "articles" / "02-fraud-commission.txt"


class Researcher:
    """Somebody at the keyboard; sees what the window shows and has no mouse."""

    def __init__(self, qtbot, program):
        self.qtbot = qtbot
        self.program = program
        self.keys = 0

    @property
    def window(self):
        return self.program.window

    @property
    def project(self):
        return self.window.session.project

    @property
    def mine(self):
        article = self.window.workspace.article
        return self.project.statements.in_article(article, self.project.coder.id)

    @property
    def focus(self):
        """Where a key goes; a window that has just closed takes a moment to hand it on."""
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    def open(self, path):
        self.program.start(path)
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, *keys):
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
            self.keys += 1

    def type(self, words):
        QTest.keyClicks(self.focus, words)
        self.keys += len(words)

    def turn_to(self, words):
        """Go to an article by a word of its title."""
        self.press("Ctrl+K")
        self.type(words)
        self.qtbot.waitUntil(self.window.search.isVisible)
        self.press("Return")
        title = self.project.articles.get(self.window.workspace.article).title
        assert words.lower() in title.lower()

    def wait_for_highlights(self):
        article = self.window.workspace.article
        self.qtbot.waitUntil(
            lambda: self.project.suggestions.producer(article) is not None, timeout=60_000
        )
        self.qtbot.waitUntil(lambda: self.window.jobs.running is None, timeout=60_000)

    def export_to(self, place):
        """Ctrl+E, the place, Enter."""

        def answer():
            dialog = next(
                top for top in QApplication.topLevelWidgets() if isinstance(top, ExportDialog)
            )
            dialog.place.setFocus()
            dialog.place.selectAll()
            QTest.keyClicks(dialog.place, str(place))
            QTest.keyClick(dialog.place, Qt.Key.Key_Return)

        QTimer.singleShot(0, answer)
        self.press("Ctrl+E")
        self.qtbot.waitUntil(place.exists, timeout=20_000)


@pytest.fixture
def researcher(qtbot, qapp):
    program = Program(qapp)
    yield Researcher(qtbot, program)
    program.end()


@pytest.fixture
def texts():
    """The three real articles, or one of the sample's where they are not on this machine."""
    return sorted(REAL_SEEDS.glob("*.txt")) if REAL_SEEDS.is_dir() else [OWN]


def test_from_an_article_to_its_csv_by_keys_alone(qtbot, tmp_path, researcher, texts):
    path = tmp_path / "study.annotator"
    projects.create(path, "Study").close()

    researcher.open(path)
    researcher.window.import_files(texts)
    qtbot.waitUntil(lambda: researcher.project.articles.count() == len(texts), timeout=60_000)
    if researcher.window.errands.report:
        researcher.window.errands.report.close()
    researcher.window.activateWindow()
    researcher.window.focus_reader()
    researcher.turn_to("Scam" if len(texts) > 1 else "fraud")
    researcher.wait_for_highlights()

    # One suggestion as it is, one sentence by its type key, one with another speaker.
    researcher.press("Space", "Return")
    researcher.press("J", "J", "8")
    researcher.press("J", "2", "S")
    researcher.type("Pen Bona")
    researcher.press("Return")
    assert len(researcher.mine) == 3
    first, second, third = researcher.mine
    assert first.origin == "accepted"
    assert (second.type, third.type) == ("criticism", "denial")

    # The second was a slip.
    researcher.press("Escape", "Ctrl+Z", "Ctrl+Z")
    if len(researcher.mine) == 3:  # naming the speaker was a step of its own
        researcher.press("Ctrl+Z")
    assert [one.id for one in researcher.mine] == [first.id, second.id]
    kept = researcher.mine
    text = researcher.project.articles.text(first.article)
    researcher.window.close()

    researcher.open(path)
    researcher.turn_to("Scam" if len(texts) > 1 else "fraud")
    assert researcher.mine == kept
    assert researcher.project.redoable()  # also after a restart

    out = tmp_path / "tags.csv"
    researcher.export_to(out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["statement_id"] for row in rows] == [one.id for one in kept]
    for row, statement in zip(rows, kept, strict=True):
        start, end = int(row["start"]), int(row["end"])
        assert (start, end) == (statement.span.start, statement.span.end)
        assert row["quote"].removeprefix("'") == text[start:end]
        assert row["type"] == statement.type
        assert row["origin"] == statement.origin
        names = [
            researcher.project.actors.some([party.actor])[party.actor].name
            for party in statement.in_role("target")
        ]
        told = row["targets"]
        assert (json.loads(told) if told.startswith("[") else [told] if told else []) == names
