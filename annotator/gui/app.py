"""Start, go from screen to screen, and end well."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog

from annotator.domain.errors import AnnotatorError
from annotator.gui import layout
from annotator.gui.crash import Net
from annotator.gui.dialogs.new_project import NewProjectDialog
from annotator.gui.jobs import Job, Jobs
from annotator.gui.looks import chosen_theme
from annotator.gui.session import Session
from annotator.gui.start import StartScreen
from annotator.gui.theme import apply
from annotator.gui.window import SIZE, MainWindow
from annotator.operations.projects import create, open_for_work, open_to_write
from annotator.operations.sample import make_sample, sample_place
from annotator.support import settings as choices
from annotator.support.i18n import tr
from annotator.support.paths import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.store.project import Project

SETTLED = 150  # milliseconds after which a window has laid itself out


def open_window(path: Path | None) -> int:
    """Show the project at ``path``, or the start screen, until the researcher is done.

    A project that cannot be opened is said on the start screen. Returns the exit code.
    """
    app = _application()
    net = Net()
    net.spread()
    program = Program(app)
    program.start(path)
    code = app.exec()
    program.end()
    net.fold()
    return code


def save_picture(path: Path, png: Path) -> None:
    """Draw the window on the project at ``path``, without a display, into ``png``.

    Raises:
        NoProjectError, NotAProjectError, NewerProjectError, DamagedProjectError: as named.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = _application()
    settings = replace(choices.load(), theme="light", text_scale=100, tips_seen=True)
    apply(app, chosen_theme(settings))
    with open_for_work(path) as project:
        jobs = Jobs()
        window = MainWindow(Session(project), jobs, settings)
        window.resize(*SIZE)
        window.show()
        _wait_for(jobs)
        window.grab().save(str(png), "PNG")
        window.hide()
        window.rest()
        window.deleteLater()


class Program(QObject):
    """Holds what is open: the start screen, or one window with its project."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.screen: StartScreen | None = None
        self.window: MainWindow | None = None
        self._jobs: Jobs | None = None  # of the start screen
        self._pending: AnnotatorError | None = None  # what no screen could say yet
        apply(app, chosen_theme(choices.load()))

    def start(self, path: Path | None) -> None:
        """Show the project at ``path``, or the start screen."""
        if path is None or not self.open(path):
            self.show_start()

    def show_start(self) -> None:
        """Show the start screen; the window beside it stays until another is opened."""
        if self.screen is None:
            settings = choices.load()
            screen = StartScreen(settings, chosen_theme(settings))
            screen.project_wanted.connect(self._on_project_wanted)
            screen.new_wanted.connect(self._on_new_wanted)
            screen.sample_wanted.connect(self._on_sample_wanted)
            screen.named.connect(self._on_named)
            screen.closed.connect(self._on_screen_closed)
            self.screen = screen
            if self._pending is not None:
                screen.messages.fail(self._pending)
                self._pending = None
        self.screen.show()
        self.screen.raise_()
        self.screen.activateWindow()

    def open(self, path: Path) -> bool:
        """Open the project at ``path`` in place of what is shown; False where it cannot be."""
        shown = self.window.session.project if self.window else None
        if shown is not None and shown.path is not None and _same(shown.path, path):
            return self._try_again(path) if shown.read_only else self._come_forward()
        return self._take(lambda: open_for_work(path))

    def end(self) -> None:
        """Close what is still open."""
        for widget in (self.window, self.screen):
            if widget is not None:
                widget.close()

    def _try_again(self, path: Path) -> bool:
        try:
            project = open_to_write(path)
        except AnnotatorError as error:
            self._tell(error)
            return False
        return self._take(lambda: project)

    def _come_forward(self) -> bool:
        if self.window is not None:
            self.window.raise_()
            self.window.activateWindow()
        return True

    def _take(self, opening: Callable[[], Project]) -> bool:
        try:
            project = opening()
        except AnnotatorError as error:
            self._tell(error)
            return False
        before, screen = self.window, self.screen
        if before is not None and not before.close():
            project.close()  # a job runs there that the researcher wants to keep
            return False
        if project.path is not None:
            choices.keep(choices.load().with_recent(str(project.path.resolve())))
        self.window = self._make_window(project)
        self.window.show()
        if screen is not None:
            screen.close()
        return True

    def _make_window(self, project: Project) -> MainWindow:
        jobs = Jobs()
        session = Session(project)
        window = MainWindow(session, jobs, choices.load())
        session.setParent(window)
        jobs.setParent(window)
        window.project_wanted.connect(self._on_project_wanted)
        window.new_wanted.connect(self._on_new_wanted)
        window.start_wanted.connect(self.show_start)
        window.closed.connect(self._on_window_closed)
        return window

    def _tell(self, error: AnnotatorError) -> None:
        """Say it where the researcher looks; before anything is shown, keep it until then."""
        place = self.screen or self.window
        if place is None:
            self._pending = error
        else:
            place.messages.fail(error)

    @Slot(Path)
    def _on_project_wanted(self, path: Path) -> None:
        self.open(path)

    @Slot()
    def _on_new_wanted(self) -> None:
        settings = choices.load()
        folder = layout.load().last_folder
        dialog = NewProjectDialog(folder, settings.coder_name, self.screen or self.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            choices.save(replace(settings, coder_name=dialog.coder))
            self._take(lambda: create(dialog.path, dialog.title))
        dialog.deleteLater()

    @Slot()
    def _on_sample_wanted(self) -> None:
        place = sample_place()
        if place.exists() or self.screen is None:
            self.open(place)
            return
        self.screen.wait_for(tr("The sample is being made…"))
        self._jobs = self._jobs or Jobs(self)
        job = Job(make_sample(place), tr("Sample project"))
        job.finished.connect(self._on_sample_made)
        job.failed.connect(self._on_sample_failed)
        self._jobs.start(job)

    @Slot(object)
    def _on_sample_made(self, place: Path) -> None:
        if self.screen is not None:
            self.screen.go_on()
            self.screen.messages.put_away()
            self.open(place)

    @Slot(Exception)
    def _on_sample_failed(self, error: Exception) -> None:
        if self.screen is not None:
            self.screen.go_on()
            self.screen.messages.fail(error)

    @Slot(str)
    def _on_named(self, name: str) -> None:
        choices.save(replace(choices.load(), coder_name=name))

    @Slot()
    def _on_screen_closed(self) -> None:
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None
        if self.screen is not None:
            self.screen.deleteLater()
            self.screen = None

    @Slot()
    def _on_window_closed(self) -> None:
        window = cast("MainWindow", self.sender())
        window.session.project.close()
        window.deleteLater()
        if window is self.window:
            self.window = None


def _application() -> QApplication:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing here makes another kind
    app.setApplicationName("annotator")
    app.setApplicationDisplayName(tr("Annotator"))
    app.setDesktopFileName("annotator")
    app.setWindowIcon(QIcon(str(resource("icons", "annotator.svg"))))
    return app


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _wait_for(jobs: Jobs) -> None:
    """Let the window paint itself and its jobs end."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLED, loop.quit)
    loop.exec()
    while jobs.running:
        jobs.changed.connect(loop.quit)
        loop.exec()
        QTimer.singleShot(SETTLED, loop.quit)
        loop.exec()
