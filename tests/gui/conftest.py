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
