"""What the window does by way of a dialog: open, import, export, show a source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressDialog

from annotator.domain.errors import AnnotatorError
from annotator.gui import layout
from annotator.gui.comparing import Comparing
from annotator.gui.dialogs.export import ExportDialog
from annotator.gui.dialogs.import_files import ImportDialog
from annotator.gui.dialogs.importing import ImportReport
from annotator.gui.dialogs.source import SourceDialog
from annotator.gui.jobs import Job
from annotator.operations.exporting import Exported, export
from annotator.operations.import_choice import ImportChoice
from annotator.operations.import_looking import QUICK_FILES, is_certain
from annotator.operations.importing import Outcome, import_files
from annotator.operations.importing_report import summarize
from annotator.support.i18n import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.gui.window import MainWindow

PROJECTS = "*.annotator"


class Errands(QObject):
    """Asks, starts the work beside, and says what came of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._outcomes: list[Outcome] = []
        self._paths: Sequence[Path] = ()
        self.dialog: ImportDialog | None = None
        self.report: QDialog | None = None
        self.comparing = Comparing(window.session, window.jobs, window.messages, self)

    def open_project(self) -> None:
        """Ask which project to open."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Open project"),
            str(self._folder()),
            tr("Annotator projects ({pattern})", pattern=PROJECTS),
        )
        if chosen:
            self._window.project_wanted.emit(Path(chosen))

    def choose_articles(self) -> None:
        """Ask which files to import, and import them."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Import articles"),
            str(self._folder()),
            tr("All files (*)"),
        )
        if chosen:
            self.import_files([Path(path) for path in chosen], quick=1)

    def choose_folder(self) -> None:
        """Ask for a folder, and import the files in it and below it."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Import a folder"), str(self._folder())
        )
        if chosen:
            self.import_files([Path(chosen)])

    def import_files(self, paths: Sequence[Path], quick: int = QUICK_FILES) -> None:
        """Look at files and folders and ask how to import them.

        Up to ``quick`` short plain texts are imported at once: nothing is to be asked.
        """
        window = self._window
        self._keep_folder(paths[0].parent)
        if is_certain(paths, quick):
            self._import(paths, ImportChoice())
            return
        self.dialog = ImportDialog(window.session.project, window.jobs, paths, window.look, window)
        self.dialog.finished.connect(self._on_asked)
        self._paths = paths
        self.dialog.open()

    def export(self) -> None:
        """Ask what to export where, and write it."""
        window = self._window
        dialog = ExportDialog(window.session.project, self._folder(), window.look, window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.export_to(dialog)
        dialog.deleteLater()

    def export_to(self, dialog: ExportDialog) -> None:
        """Write what ``dialog`` asks for, beside the window."""
        window, project = self._window, self._window.session.project
        if project.path is None:
            return
        try:
            work = export(project.path, dialog.out, dialog.choice)
        except AnnotatorError as error:
            window.messages.fail(error)
            return
        self._keep_folder(dialog.out.parent)
        job = Job(work, tr("Export"))
        job.finished.connect(self._on_exported)
        self._start(job)

    def show_source(self) -> None:
        """Show what the article on the page was read from."""
        window = self._window
        if window.workspace.article is None:
            return
        articles = window.session.project.articles
        try:
            raw = articles.source(window.workspace.article)
        except AnnotatorError as error:
            window.messages.fail(error)
            return
        article = articles.get(window.workspace.article)
        dialog = SourceDialog(article, raw, self._folder(), window)
        dialog.exec()
        dialog.deleteLater()

    @Slot(int)
    def _on_asked(self, answer: int) -> None:
        dialog, self.dialog = self.dialog, None
        assert dialog is not None  # noqa: S101 - it has just been closed
        if answer == QDialog.DialogCode.Accepted:
            self._import(self._paths, dialog.choice)
        dialog.deleteLater()

    def _import(self, paths: Sequence[Path], choice: ImportChoice) -> None:
        """Import beside the window, then report on each file."""
        project = self._window.session.project
        work, self._outcomes = import_files(project, paths, choice)
        job = Job(work, tr_n("Import {count} file", "Import {count} files", len(paths)))
        job.finished.connect(self._on_imported)
        job.keeping.connect(self._on_keeping)
        self._start(job)

    @Slot()
    def _on_keeping(self) -> None:
        """Let nothing else be written until a long import is on the disk."""
        job = self._window.jobs.running
        assert job is not None  # noqa: S101 - it has just said so
        waiting = QProgressDialog(tr("Keeping the articles…"), tr("Cancel"), 0, 0, self._window)
        waiting.setWindowTitle(tr("Import"))
        waiting.setWindowModality(Qt.WindowModality.WindowModal)
        waiting.setMinimumDuration(0)
        waiting.setAutoClose(False)
        waiting.setAutoReset(False)
        waiting.canceled.connect(job.cancel)
        for ending in (job.finished, job.failed, job.cancelled):
            ending.connect(waiting.deleteLater)
        job.progressed.connect(lambda done, total, _: _show_progress(waiting, done, total))
        waiting.show()

    def _start(self, job: Job) -> None:
        job.failed.connect(self._window.messages.fail)
        job.cancelled.connect(self._on_cancelled)
        self._window.jobs.start(job)

    @Slot(object)
    def _on_imported(self, _read: Any) -> None:  # noqa: ANN401 - Qt hands it over
        """Say it in a line where all went well and the list shows it; else file by file."""
        window, outcomes = self._window, self._outcomes
        if not outcomes:
            window.messages.tell(tr("There is no file among what was chosen."))
            return
        first = next((one.article for one in outcomes if one.article), None)
        if first and window.workspace.article is None:
            window.show_article(first)
        window.messages.tell(summarize(outcomes))
        if any(one.result != "imported" for one in outcomes) or len(outcomes) > 1:
            self.report = ImportReport(outcomes, window.look, window)
            self.report.open()

    @Slot(object)
    def _on_exported(self, exported: Exported) -> None:
        count = exported.rows.get("statements", 0)
        self._window.messages.tell(
            tr_n(
                "{count} statement written to {place}.",
                "{count} statements written to {place}.",
                count,
                place=exported.place,
            )
        )

    @Slot()
    def _on_cancelled(self) -> None:
        self._window.messages.tell(tr("Called off; nothing was kept of it."))

    def _folder(self) -> Path:
        return self._window.layout_kept.last_folder

    def _keep_folder(self, folder: Path) -> None:
        self._window.layout_kept = replace(self._window.layout_kept, folder=str(folder))
        layout.save(self._window.layout_kept)


def _show_progress(waiting: QProgressDialog, done: int, total: int) -> None:
    waiting.setMaximum(total)
    waiting.setValue(done)
