"""A window as the researcher has it: real project, real keys, nothing stood in for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from annotator.domain.dates import read_date
from annotator.domain.draft import Draft
from annotator.domain.highlights import ActorMark, Highlights, PartyMark, Proposal
from annotator.domain.span import Span
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.window import MainWindow
from annotator.nlp import pipeline
from annotator.operations.tagging import set_state, tag_statement
from annotator.support import settings
from tests.conftest import add_article

RADIO = """Council shuts harbour radio

The Press Council took Harbour Radio off the air on Tuesday.

Editor Mira Talde accused the council of punishing the station."""
TAX = """Union disputes tax on paper

The Printers' Union called the tax an attack on small papers."""
KHMER = "ក្រសួងបានបដិសេធ\n\nក្រសួងបានបដិសេធ👍🏽។"


def span_of(words, text):
    start = text.index(words)
    return Span(start, start + len(words))


def highlighted(project, article, proposals=(), actors=()):
    """Keep what the machine would propose, as if it had read the article."""
    producer = pipeline.producer(project.articles.get(article).language)
    with project.machine_writes():
        found = Highlights("en", actors=actors, proposals=proposals)
        project.suggestions.keep(article, producer, found)


def accusation(text=RADIO):
    words = "Editor Mira Talde accused the council of punishing the station."
    return Proposal(
        span=span_of(words, text),
        types=(("accusation", 0.8),),
        form="indirect",
        tier="A",
        score=0.82,
        reason="“accused” names a wrong and who did it.",
        rule="verb:accuse",
        speaker=PartyMark("Mira Talde", span_of("Editor Mira Talde", text)),
        targets=(PartyMark("Press Council"),),
    )


def study(project):
    """Fill a project with three articles that the machine has read; return their ids."""
    radio = add_article(project, RADIO, outlet="Delta Post", published=read_date("2025-03-14"))
    tax = add_article(project, TAX, outlet="The Courier", published=read_date("2025-04"))
    khmer = add_article(project, KHMER, language="km")
    place = span_of("Mira Talde", RADIO)
    highlighted(
        project,
        radio,
        (accusation(),),
        (ActorMark(place, "Mira Talde", "Mira Talde", "journalist"),),
    )
    highlighted(project, tax)
    highlighted(project, khmer)
    return radio, tax, khmer


def tag(project, article, words, code="accusation"):
    """Tag ``words`` of the article on the radio, as Mira Talde's."""
    named = PartyMark("Mira Talde", span_of("Mira Talde", RADIO))
    return tag_statement(project, article, Draft(span_of(words, RADIO), code, speakers=(named,)))


def finish(project, *articles):
    for article in articles:
        set_state(project, article, "done")


class Bench:
    """The main window on a project, and hands to use it."""

    def __init__(self, qtbot, project, **chosen):
        self.qtbot = qtbot
        self.project = project
        self.jobs = Jobs()
        self.session = Session(project)
        self.window = MainWindow(
            self.session,
            self.jobs,
            settings.save(replace(settings.load(), theme="light", **chosen)),
        )
        self.window.resize(1280, 800)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, *keys):
        """Press keys, written as in the table of commands, where the focus is."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def type(self, words):
        QTest.keyClicks(self.focus, words)

    def click(self, widget):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    @property
    def focus(self):
        return self.window.focusWidget()

    @property
    def shown(self):
        """The title of the article on the page."""
        article = self.window.workspace.article
        return self.project.articles.get(article).title if article else None

    @property
    def listed(self):
        """The titles in the list, in order."""
        model = self.window.queue.model
        return [model.index(at).data() for at in range(model.rowCount())]

    def chip(self, name):
        return self.window.findChild(object, name)

    def settle(self):
        """Wait until the list has followed what was typed, and no job runs."""
        queue = self.window.queue
        # The first job loads spaCy, which takes seconds on a machine at work.
        self.qtbot.waitUntil(
            lambda: not queue.is_waiting and self.jobs.running is None, timeout=60_000
        )
