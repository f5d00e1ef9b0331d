"""The status line while something runs, and what is asked before it is dropped."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from annotator.gui.jobs import Job
from annotator.support.work import Work


@pytest.fixture
def running(bench):
    """A job that goes on until it is called off."""
    gate = threading.Event()

    def compute(progress):
        done = 0
        while not gate.is_set():
            progress.report(done := done + 1, 1_000_000)
            gate.wait(0.01)

    job = Job(Work(compute, lambda _: None), "Import 3 files")
    ended = []
    job.cancelled.connect(lambda: ended.append("cancelled"))
    job.finished.connect(lambda _: ended.append("finished"))
    bench.settle()
    bench.jobs.start(job)
    yield ended
    gate.set()


def shown(bench):
    return bench.window.findChild(QWidget, "running")


def test_what_runs_is_shown_and_can_be_called_off(bench, running):
    bench.qtbot.waitUntil(shown(bench).isVisible)
    [stop] = shown(bench).findChildren(QPushButton)
    assert stop.accessibleName() == "Cancel: Import 3 files"
    stop.click()
    bench.qtbot.waitUntil(lambda: running == ["cancelled"])
    bench.qtbot.waitUntil(lambda: not shown(bench).isVisible())


def test_closing_asks_before_it_drops_what_was_asked_for(bench, running, monkeypatch):
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Close]
    asked = []

    def answer(box):
        asked.append(box.text())
        return answers[len(asked) - 1]

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert not bench.window.close()
    assert running == []
    assert bench.window.close()
    assert asked == ["“Import 3 files” has not ended. Close and drop it?"] * 2
    bench.qtbot.waitUntil(lambda: running == ["cancelled"])


def test_the_time_is_that_of_this_desk(bench):
    from annotator.gui.words import said_time

    assert bench.window.status.saved == f"Saved {said_time(bench.project.saved_at())}"
