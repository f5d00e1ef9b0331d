"""Where everything has its place: list, article, status, and one table of commands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.ids import ActorId, ArticleId
from annotator.gui import layout
from annotator.gui.actions import Need, commands_for, enable, make_actions
from annotator.gui.annotate.workspace import AnnotateWorkspace
from annotator.gui.banner import ReadOnlyBanner
from annotator.gui.errands import Errands
from annotator.gui.header import Header
from annotator.gui.looks import chosen_theme
from annotator.gui.menus import fill_menu_bar, make_menu
from annotator.gui.messages import MessageBar
from annotator.gui.palette import Entry, Finder, Palette
from annotator.gui.panes import Panes
from annotator.gui.queue.panel import QueuePanel
from annotator.gui.read_ahead import ReadAhead
from annotator.gui.shortcuts import own_keys, said_key
from annotator.gui.status import StatusLine
from annotator.gui.theme import apply
from annotator.gui.tips import TipStrip
from annotator.gui.window_acts import WindowActs
from annotator.gui.words import said_language
from annotator.operations.finding import next_place
from annotator.operations.projects import SUFFIX
from annotator.support import settings as choices
from annotator.support.clock import now
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from annotator.gui.jobs import Jobs
    from annotator.gui.session import Session
    from annotator.gui.theme import Theme
    from annotator.support.settings import Settings

QUEUE_WIDTH = 288
SIZE = (1440, 900)
SMALLEST = (760, 480)


class MainWindow(QMainWindow):
    """One project at work. Whoever opened the project closes it after the window.

    Signals:
        project_wanted: the path of a project to open.
        start_wanted: the start screen.
        new_wanted: a new project.
        closed: the window is gone, and its jobs have ended.
    """

    project_wanted = Signal(Path)
    start_wanted = Signal()
    new_wanted = Signal()
    closed = Signal()

    def __init__(
        self, session: Session, jobs: Jobs, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.settings = settings
        self.layout_kept = layout.load()
        self.look = chosen_theme(settings)
        self._undone = ""
        self._saved_at = session.project.saved_at()
        self._counts: tuple[int, int, int] | None = None
        self._language = ""
        self.setWindowTitle(tr("{title} \u2013 Annotator", title=session.project.title))
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.messages = MessageBar(self)
        self.queue = QueuePanel(session, self.look, self)
        self.workspace = AnnotateWorkspace(session, jobs, self.messages, self.look, self)
        self.commands = commands_for(session.codebook, own_keys())
        self.workspace.set_commands(self.commands)
        self.actions_by_name = make_actions(self.commands, self, self.workspace.reader)
        self.header = Header(make_menu(self.commands, self.actions_by_name, self), self)
        self.status = StatusLine(jobs, self.look, self)
        self.tips = TipStrip(session, self)
        self.search = Palette(self._make_finder, self.look, self)
        self.banner = ReadOnlyBanner(session.project.read_only, self)
        self.errands = Errands(self)
        self._acts = WindowActs(self)
        self._ahead = ReadAhead(session, jobs, self.messages, self)
        self._after_a_step = QTimer(self)  # the page is painted first
        self._after_a_step.setSingleShot(True)
        self._after_a_step.timeout.connect(self._tell_state)
        self._lay_out()
        self._connect()
        self.wear(self.look)
        self._begin()

    # What the researcher asks for

    def perform(self, name: str) -> None:
        """Carry out the command called ``name``, here or in the article."""
        if not self._acts.perform(name):
            self.workspace.perform(name)

    def show_article(self, article: ArticleId) -> None:
        """Turn to ``article``, whether it is in the list or not."""
        self.queue.show_article(article)
        self._on_article_chosen(article)

    def show_actor(self, actor: ActorId) -> None:
        """Turn to the next place that names ``actor``, in this article or in another."""
        reader, here = self.workspace.reader, self.workspace.article
        sentence = reader.sentence() if here else None
        found = next_place(self.session.project, actor, here, sentence.end - 1 if sentence else -1)
        if found is None:
            self.messages.tell(tr("No place that names this actor is marked yet."))
            return
        article, span = found
        if article != here:
            self.show_article(article)
        reader.move_to(span)
        self.focus_reader()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files and folders, and report on each file."""
        self.errands.import_files(paths)

    def focus_reader(self) -> None:
        """Go back to the text; nothing is changed."""
        self.workspace.focus_reader()

    @property
    def at_hand(self) -> Need:
        """What is at hand now, here and in the article."""
        found = self.workspace.at_hand() | Need.PROJECT
        return found | Need.WRITABLE if self.session.writable else found

    # What happens

    @Slot()
    def _on_triggered(self) -> None:
        self.perform(self.sender().objectName())

    @Slot(str)
    def _on_article_chosen(self, article: ArticleId) -> None:
        self.workspace.show_article(article)
        self._language = said_language(self.session.project.articles.get(article).language)
        self._tell_counts()
        self._tell_state()

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        self._undone = ""
        self._saved_at = now()
        if changes.has("article") and self.workspace.article is None:
            self._language, self._counts = "", None
            self.queue.choose_first()
            self._tell_counts()
        if changes.has("article", "assignment"):
            self._tell_progress()
        self._after_a_step.start(0)

    @Slot(int, int, int)
    def _on_counts_changed(self, statements: int, actors: int, to_decide: int) -> None:
        self._counts = (statements, actors, to_decide)
        self._tell_counts()

    @Slot()
    def _on_finished_article(self) -> None:
        if not self.queue.choose_next_open():
            self.messages.tell(tr("Every article of this list is done."))

    @Slot(object)
    def _on_entry_chosen(self, entry: Entry) -> None:
        if entry.kind == "command":
            self.actions_by_name[entry.target].trigger()
        elif entry.kind == "article":
            self.show_article(ArticleId(entry.target))
            self.focus_reader()
        else:
            self.show_actor(ActorId(entry.target))

    @Slot(int)
    def _on_zoomed(self, percent: int) -> None:
        self.choose(replace(self.settings, text_scale=percent))

    @Slot()
    def _on_system_theme_changed(self) -> None:
        if self.settings.theme == "system":
            self.wear(chosen_theme(self.settings))

    @Slot()
    def _on_tips_seen(self) -> None:
        self.tips.hide()
        self.choose(replace(self.settings, tips_seen=True))
        self.focus_reader()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt calls it so
        """Take files that are dragged here."""
        if _local(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt calls it so
        """Open a project that is dropped, import everything else."""
        paths = _local(event.mimeData().urls())
        event.acceptProposedAction()
        projects = [path for path in paths if path.suffix == SUFFIX]
        texts = [path for path in paths if path.suffix != SUFFIX]
        if projects:
            self.project_wanted.emit(projects[0])
        elif texts and self.session.writable:
            self.import_files(texts)
        elif texts:
            self.messages.tell(tr("Nothing can be imported into a project open for reading."))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt calls it so
        """Ask before a job is dropped that was asked for; then end well."""
        job = self.jobs.running
        if job and job.asked_for and not self._may_drop(job.title):
            event.ignore()
            return
        self.layout_kept = replace(
            self.layout_kept,
            geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            panes=tuple(self._splitter.sizes()),
        )
        layout.save(self.layout_kept)
        self.rest()
        event.accept()
        self.closed.emit()

    def rest(self) -> None:
        """End every job and start no other; the project may be closed after it."""
        self.queue.rest()
        self._after_a_step.stop()
        self._ahead.stop()
        self.jobs.close()

    def _may_drop(self, title: str) -> bool:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr("Close"))
        box.setText(tr("“{job}” has not ended. Close and drop it?", job=title))
        box.setStandardButtons(QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        return box.exec() == QMessageBox.StandardButton.Close

    def _make_finder(self) -> Finder:
        return Finder(self.session, self.commands, self.actions_by_name)

    # What is told

    def say_undone(self, said: str) -> None:
        """Say in the status line what undo or redo did, until the next act."""
        self._undone = said
        self._tell_state()

    def choose(self, settings: Settings) -> None:
        """Keep what the coder chose; where that cannot be, it lasts as long as the window."""
        self.settings = choices.keep(settings)

    def wear(self, look: Theme) -> None:
        """Give the window, and with it the program, that look."""
        self.look = look
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without one
        apply(app, look)
        for part in (
            self.header,
            self.banner,
            self.messages,
            self.queue,
            self.workspace,
            self.search,
            self.status,
        ):
            part.set_theme(look)
        self._tell_progress()

    def _begin(self) -> None:
        project = self.session.project
        self.header.name_project(project.title, str(project.path or ""))
        search = self.actions_by_name["palette.open"].shortcut().toString()
        self.header.search.set_key(said_key(search))
        self.workspace.reader.set_zoom(self.settings.text_scale)
        self.banner.setVisible(not self.session.writable)
        self.tips.setVisible(self.session.writable and not self.settings.tips_seen)
        if not self.queue.choose_first():
            self._tell_state()
        self.focus_reader()
        self._ahead.begin()

    @Slot()
    def _tell_state(self) -> None:
        """Show what is saved, what can be undone and which keys work now."""
        enable(self.commands, self.actions_by_name, self.at_hand)
        project = self.session.project
        for name, label, bare, full in (
            ("edit.undo", project.undoable(), N_("&Undo"), N_("&Undo: {act}")),
            ("edit.redo", project.redoable(), N_("&Redo"), N_("&Redo: {act}")),
        ):
            action = self.actions_by_name[name]
            action.setText(tr(full, act=label.replace("&", "&&")) if label else tr(bare))
            action.setEnabled(action.isEnabled() and bool(label))
        if self.session.writable:
            self.status.say_saved(self._saved_at, self._undone)
        else:
            self.status.say_read_only()
        self.status.say_hints(self.commands, self.actions_by_name)

    def _tell_progress(self) -> None:
        project = self.session.project
        states = project.articles.states(project.coder.id)
        total = sum(states.values())
        self.header.show_coder(project.coder, states["done"], total, self.look)

    def _tell_counts(self) -> None:
        self.status.say_counts(self._language, self._counts)

    # How it is put together

    def _lay_out(self) -> None:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.workspace, 1)
        column.addWidget(self.tips)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.queue)
        self._splitter.addWidget(page)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self.queue.setMinimumWidth(200)
        whole = QWidget(self)
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self.banner)
        rows.addWidget(self._splitter, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(whole)
        self.panes = Panes((self.queue.list, self.workspace.reader, self.workspace.inspector))
        if self.menuBar().isNativeMenuBar():
            fill_menu_bar(self.menuBar(), self.commands, self.actions_by_name)
        layout.fit(self, *SIZE)
        self.restoreGeometry(QByteArray.fromBase64(self.layout_kept.geometry.encode("ascii")))
        left = next(iter(self.layout_kept.panes), QUEUE_WIDTH)
        self._splitter.setSizes([left, self.width() - left])

    def _connect(self) -> None:
        for action in self.actions_by_name.values():
            action.triggered.connect(self._on_triggered)
        self.session.changed.connect(self._on_changed)
        self.queue.article_chosen.connect(self._on_article_chosen)
        self.queue.entered.connect(self.focus_reader)
        self.queue.import_wanted.connect(self.errands.choose_articles)
        self.workspace.at_hand_changed.connect(self._tell_state)
        self.workspace.counts_changed.connect(self._on_counts_changed)
        self.workspace.finished_article.connect(self._on_finished_article)
        self.workspace.reader.zoomed.connect(self._on_zoomed)
        self.workspace.reader.sentence_changed.connect(self.tips.moved)
        self.status.follow(self.workspace.reader)
        self.search.chosen.connect(self._on_entry_chosen)
        self.header.search.clicked.connect(self.search.open)
        self.messages.closed.connect(self.focus_reader)
        self.tips.seen.connect(self._on_tips_seen)
        self.banner.again.connect(self._on_again)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_theme_changed)

    @Slot()
    def _on_again(self) -> None:
        if self.session.project.path:
            self.project_wanted.emit(self.session.project.path)


def _local(urls: Sequence[QUrl]) -> list[Path]:
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
