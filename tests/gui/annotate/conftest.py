"""A window with the workspace, a real project and real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from annotator.domain.highlights import ActorMark, Highlights, PartyMark, Proposal
from annotator.domain.span import Span
from annotator.gui.actions import commands_for, enable, make_actions
from annotator.gui.annotate.workspace import AnnotateWorkspace
from annotator.gui.jobs import Jobs
from annotator.gui.messages import MessageBar
from annotator.gui.session import Session
from annotator.gui.theme import theme
from annotator.nlp import pipeline
from tests.conftest import add_article
from tests.gui.reader.hand import Hand

TITLE = "Council shuts harbour radio"
TEXT = f"""{TITLE}

The Press Council took Harbour Radio off the air at noon on Tuesday.

Editor Mira Talde accused the council of punishing the station for a report on fuel prices.

“We punished nobody,” council chairman Tomas Rell said on Wednesday. He called it a safety matter.

The Reporters' Guild called on the council to lift the order within a week."""

ACTORS = {
    "The Press Council": ("Press Council", "government"),
    "Harbour Radio": ("Harbour Radio", "media_outlet"),
    "Editor Mira Talde": ("Mira Talde", "journalist"),
    "council chairman Tomas Rell": ("Tomas Rell", "government"),
    "The Reporters' Guild": ("Reporters' Guild", "civil_society"),
}


def span_of(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def party(name, words=None):
    return PartyMark(name, span_of(words) if words else None)


ACCUSATION = Proposal(
    span=span_of(
        "Editor Mira Talde accused the council of punishing the station for a report on"
        " fuel prices."
    ),
    types=(("accusation", 0.8), ("criticism", 0.2)),
    form="indirect",
    tier="A",
    score=0.82,
    reason="“accused” names a wrong and who did it.",
    rule="verb:accuse",
    speaker=party("Mira Talde", "Editor Mira Talde"),
    targets=(party("Press Council"),),
)
DEMAND = Proposal(
    span=span_of("The Reporters' Guild called on the council to lift the order within a week."),
    types=(("demand", 0.9),),
    form="indirect",
    tier="B",
    score=0.71,
    reason="“called on” asks somebody to act.",
    rule="verb:call_on",
    speaker=party("Reporters' Guild", "The Reporters' Guild"),
)
MARKS = tuple(
    ActorMark(span_of(words), words, name, kind) for words, (name, kind) in ACTORS.items()
)


def highlighted(project, article, proposals=(ACCUSATION, DEMAND), marks=MARKS):
    """Keep what the machine would propose, as if it had read the article."""
    producer = pipeline.producer(project.articles.get(article).language)
    with project.machine_writes():
        found = Highlights("en", actors=marks, proposals=proposals)
        project.suggestions.keep(article, producer, found)


class Desk:
    """The workspace in a window, with the keys of the table of commands."""

    def __init__(self, qtbot, project):
        self.qtbot = qtbot
        self.project = project
        self.session = Session(project)
        self.jobs = Jobs()
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.messages = MessageBar()
        self.workspace = AnnotateWorkspace(self.session, self.jobs, self.messages, theme("light"))
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.addWidget(self.messages)
        rows.addWidget(self.workspace)
        self.window.setCentralWidget(page)
        self.window.resize(1150, 820)
        self.commands = commands_for(self.session.codebook)
        self.actions = make_actions(self.commands, self.window, self.workspace.reader)
        for name, action in self.actions.items():
            if self.workspace.knows(name):
                action.triggered.connect(lambda _=False, name=name: self.workspace.perform(name))
        self.actions["edit.undo"].triggered.connect(self.session.undo)
        self.actions["edit.redo"].triggered.connect(self.session.redo)
        self.workspace.at_hand_changed.connect(self.enable)
        self.enable()
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def enable(self):
        enable(self.commands, self.actions, self.workspace.at_hand())

    def open(self, article):
        self.workspace.show_article(article)
        # A large article's tags come in beside.
        self.qtbot.waitUntil(lambda: self.workspace.hand.sheet is not None, timeout=60_000)
        self.workspace.focus_reader()
        self.text = self.project.articles.text(article)
        self.hand = Hand(self.workspace.reader, self.text)
        self.article = article
        return self

    def press(self, *keys):
        """Press keys where the focus is; return how many there were."""
        for key in keys:
            held = Qt.KeyboardModifier.NoModifier
            *modifiers, last = key.split("+") if len(key) > 1 else [key]
            for one in modifiers:
                held |= getattr(Qt.KeyboardModifier, f"{one}Modifier")
            code = getattr(Qt.Key, f"Key_{last.upper() if len(last) == 1 else last}")
            where = self.window.focusWidget()
            QTest.keyClick(where, code, held)
        return len(keys)

    def type(self, words):
        """Type letters where the focus is; other scripts come by an input method."""
        if words.isascii():
            QTest.keyClicks(self.window.focusWidget(), words)
            return
        written = QInputMethodEvent()
        written.setCommitString(words)
        QGuiApplication.sendEvent(self.window.focusWidget(), written)

    def go_to(self, words):
        """Move the sentence cursor with the keyboard until it stands at ``words``."""
        at = span_of(words, self.text)
        self.press("K", "K", "K", "K", "K", "K", "K")
        for _ in range(20):
            sentence = self.workspace.reader.sentence()
            if sentence.start <= at.start < sentence.end:
                return
            self.press("J")
        raise AssertionError(words)

    @property
    def statements(self):
        return self.project.statements.in_article(self.article, self.project.coder.id)

    @property
    def at_hand(self):
        return self.workspace.hand.statement

    def names(self, role, statement=None):
        statement = statement or self.at_hand
        known = self.project.actors.some(p.actor for p in statement.in_role(role))
        return [known[p.actor].name for p in statement.in_role(role)]

    def words(self, statement=None):
        return (statement or self.at_hand).span.quote(self.text)

    def row(self, field):
        """What a row of the inspector shows, as people read it."""
        box = self.workspace.inspector.boxes[field]
        said = [f"{e.text} ({e.aside})" if e.aside else e.text for e in box.entries]
        return said or [box.hint.text()]

    @property
    def listed(self):
        """What the picker lists, headings left out."""
        choices = self.workspace.picker.choices
        return [
            choices.index(n).data() for n in range(choices.rowCount()) if choices.heading(n) is None
        ]


@pytest.fixture
def make_desk(qtbot):
    desks = []

    def make(project):
        desks.append(Desk(qtbot, project))
        return desks[-1]

    yield make
    for desk in desks:
        desk.jobs.close()


@pytest.fixture
def desk(make_desk, project):
    """The workspace on an article that the machine has read."""
    article = add_article(project, TEXT)
    highlighted(project, article)
    return make_desk(project).open(article)
