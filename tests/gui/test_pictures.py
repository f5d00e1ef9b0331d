"""The pictures in the README and docs/, taken from the real window on the sample project.

To take them anew: ``ANNOTATOR_PICTURES=docs/pictures pytest tests/gui/test_pictures.py``.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from annotator.domain.highlights import PartyMark
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.start import StartScreen
from annotator.gui.theme import apply, theme
from annotator.gui.window import MainWindow
from annotator.operations import linking, suggesting, tagging
from annotator.operations.projects import open_for_work
from annotator.operations.sample import make_sample
from annotator.support import settings
from tests.conftest import ROOT

SIZE = (1440, 900)
STORY = "Valdoun denies phone taps"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample project, one article of it coded by the researcher who looks at it."""
    home = tmp_path_factory.mktemp("pictured")
    path = home / "sample.annotator"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(home))
        settings.save(replace(settings.load(), coder_name="Coder R"))
        make_sample(path, highlighted=True).do()
        with open_for_work(path) as project:
            _code(project, _article(project))
        yield path


def _article(project):
    return next(one.id for one in project.articles.all() if one.title.startswith(STORY))


def _code(project, article):
    """Accept what is right about the first statements, mend the rest, link the denial."""
    text = project.articles.text(article)
    proposed = {
        one.proposal.span.quote(text)[:20]: one
        for one in project.suggestions.in_article(article, project.coder.id)
    }
    denial = suggesting.accept(project, proposed["Prime Minister Emeri"])
    finding = suggesting.accept(project, proposed["On Monday the rights"])
    accusation = tagging.change_type(project, finding, "accusation")
    tagging.name_parties(project, accusation, "target", [PartyMark("Interior Ministry")])
    novel = suggesting.accept(project, proposed["“This report is a fo"])
    tagging.change_type(project, novel, "criticism")
    linking.link_statements(project, denial, accusation, "denies")


@pytest.fixture
def folder(tmp_path):
    """Where pictures go: beside the documentation when they are asked for anew."""
    wanted = os.environ.get("ANNOTATOR_PICTURES")
    return (ROOT / wanted) if wanted else tmp_path


@pytest.fixture
def window(qtbot, qapp, sample, request, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_HOME", str(sample.parent))  # the coder who coded it
    look = theme(request.param)
    apply(qapp, look)
    settings.save(
        replace(settings.load(), theme=request.param, tips_seen=True, coder_name="Coder R")
    )
    with open_for_work(sample) as project:
        jobs = Jobs()
        window = MainWindow(Session(project), jobs, settings.load())
        window.resize(*SIZE)
        qtbot.addWidget(window, before_close_func=lambda _: jobs.close())
        with qtbot.waitExposed(window):
            window.show()
        window.show_article(_article(project))
        window.focus_reader()
        window.workspace.perform("statement.next")
        qtbot.waitUntil(lambda: jobs.running is None, timeout=60_000)
        yield window
    apply(qapp, theme("light"))


@pytest.mark.parametrize("window", ["light", "dark"], indirect=True)
def test_the_window_with_an_article_at_work(qtbot, window, folder):
    qtbot.wait(50)  # one more turn of the event loop paints what was asked for last
    picture = window.grab().toImage()
    folder.mkdir(exist_ok=True)
    assert picture.save(str(folder / f"annotate-{window.look.name}.png"))
    assert (picture.width(), picture.height()) == SIZE
    seen = {picture.pixelColor(x, y).name() for x in range(300, 940, 2) for y in range(60, 860, 2)}
    assert window.look.paper.name() in seen
    tints = {QColor(window.look.code_tint(key)).name() for key in ("denial", "accusation")}
    assert tints & seen


def test_the_first_screen(qtbot, folder):
    screen = StartScreen(settings.load(), theme("light"))
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    folder.mkdir(exist_ok=True)
    assert screen.grab().save(str(folder / "start.png"))


def test_every_picture_that_is_shown_is_there():
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    for page in pages:
        for shown in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / Path(shown)).is_file(), f"{page.name} shows {shown}"
