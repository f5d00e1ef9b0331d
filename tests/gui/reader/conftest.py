"""A reader in a window."""

from __future__ import annotations

import pytest

from annotator.domain.sentences import sentences
from annotator.gui.reader.marks import Heading
from annotator.gui.reader.view import ReaderView
from tests.gui.reader.hand import Hand


@pytest.fixture
def shown(qtbot):
    """Show a text in a window as large as on a laptop; return view and hand."""

    def show(text, zones=(), *, heading=None, width=810, height=760):
        view = ReaderView()
        qtbot.addWidget(view)
        view.resize(width, height)
        heading = heading or Heading("A title", "Outlet · 1 May 2025", in_text=False)
        view.show_article(text, zones, heading)
        view.set_sentences(sentences(text))
        with qtbot.waitExposed(view):
            view.show()
        view.viewport().grab()
        return view, Hand(view, text)

    return show
