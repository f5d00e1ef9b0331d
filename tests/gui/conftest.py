"""What every test of a window needs."""

from __future__ import annotations

import os

import pytest

# Before the first application: tests need no display, and no settings of this desk.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp_cls():
    """Make the application with the program's own look."""
    from PySide6.QtWidgets import QApplication

    from annotator.gui.theme import apply, theme

    class Dressed(QApplication):
        def __init__(self, arguments):
            super().__init__(arguments)
            apply(self, theme("light"))

    return Dressed


@pytest.fixture
def make_bench(qtbot):
    """Open the main window on a project; it is closed before the project is."""
    from tests.gui.bench import Bench

    benches = []

    def make(project, **chosen):
        benches.append(Bench(qtbot, project, **chosen))
        return benches[-1]

    yield make
    for bench in benches:
        bench.jobs.close()


@pytest.fixture
def bench(make_bench, project):
    """The main window on a study of three articles, with tips already seen."""
    from tests.gui.bench import study

    study(project)
    return make_bench(project, tips_seen=True)
