"""When we are wrong: one dialog, the work kept, and a report that tells nobody's words."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator.gui.crash import CrashDialog, Net, report

WORDS = "The minister's words"


def fault():
    said = WORDS
    raise ValueError(said)


@pytest.fixture
def caught():
    try:
        fault()
    except ValueError as error:
        return error


def test_the_report_tells_places_and_no_words(caught, tmp_path):
    told = report(type(caught), caught.__traceback__)
    assert "ValueError" in told
    assert "fault" in told
    assert WORDS not in told
    assert str(tmp_path.home()) not in told


def test_a_fault_is_shown_once_and_the_program_goes_on(qtbot, caught, capsys, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    net = Net()
    net.spread()
    for _ in range(3):
        sys.excepthook(type(caught), caught, caught.__traceback__)
    net.fold()

    def shown():
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]

    qtbot.waitUntil(lambda: any(one.isVisible() for one in shown()))
    [dialog] = shown()
    dialog._on_copy()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    dialog.close()
    qtbot.waitUntil(lambda: not shown())
