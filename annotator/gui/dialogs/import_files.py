"""Look at what is to be imported, and choose how: encodings, columns, codes, names of files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.gui.dialogs.frame import answer_buttons
from annotator.gui.dialogs.import_codes import CodesPane
from annotator.gui.dialogs.import_model import (
    DATE,
    ENCODING,
    FILE,
    KIND,
    OUTLET,
    SIZE,
    TITLE,
    LooksModel,
    Row,
    will_come,
)
from annotator.gui.dialogs.import_panes import ColumnsPane, TextPane
from annotator.gui.jobs import Job
from annotator.gui.layout import fit
from annotator.operations.import_choice import ImportChoice, remember, remembered
from annotator.operations.import_looking import LOOKED_AT, Looker, find_places, limits_in_words
from annotator.operations.name_patterns import FIELDS, NamePattern
from annotator.support.i18n import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from annotator.gui.jobs import Jobs
    from annotator.gui.theme import Theme
    from annotator.operations.import_choice import Columns, Headers
    from annotator.operations.import_looking import Look
    from annotator.operations.tag_mapping import TagMapping
    from annotator.store.project import Project

_WIDTHS = {FILE: 200, KIND: 130, SIZE: 84, ENCODING: 80, TITLE: 230, OUTLET: 110, DATE: 96}
_EXAMPLE = "{date}_{outlet}_{title}"
_AT_ONCE = 10  # files between two drawings
_PREVIEWED = 3  # names under the pattern


class ImportDialog(QDialog):
    """Opens the files one after another beside the window and shows what they are.

    `choice` is how they are to be read, once the dialog was accepted.
    """

    def __init__(
        self,
        project: Project,
        jobs: Jobs,
        paths: Sequence[Path],
        look: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import"))
        fit(self, 1160, 660)
        self._project, self._jobs = project, jobs
        self._looker = Looker(project.codebook)
        self._remembered = remembered()
        self._job: Job | None = None
        self._todo: list[int] = []
        self._looking: list[int] = []
        self._closed = False
        self.choice = ImportChoice(recursive=True, mappings=self._remembered.mappings)
        self.model = LooksModel(look)
        self._make_parts(look)
        self._lay_out()
        self.pattern.setText(self._remembered.pattern)
        self._run(Job(self._looker.isolation(), tr("Look at files")), self._on_isolation)
        self._paths = paths

    # What is chosen

    @Slot()
    def accept(self) -> None:
        """Remember what was chosen and go on."""
        kept = replace(self._remembered, pattern=self.pattern.text().strip())
        remember(kept)
        super().accept()

    @Slot(int)
    def done(self, result: int) -> None:
        """Stop looking; the reading process ends with the last look."""
        self._closed = True
        if self._job is not None:
            self._jobs.cancel(self._job)
        else:
            self._looker.close()
        super().done(result)

    @Slot(str)
    def _on_encoding(self, encoding: str) -> None:
        at = self._at()
        path = self.model.rows[at].look.place.path
        said = {**self.choice.encodings, path: encoding}
        if not encoding:
            del said[path]
        self.choice = replace(self.choice, encodings=said)
        self._look_again([at])

    @Slot(tuple, object)
    def _on_columns(self, headers: Headers, columns: Columns) -> None:
        self._remembered = self._remembered.with_mapping(headers, columns)
        self.choice = replace(self.choice, mappings=self._remembered.mappings)
        self._look_again(
            [
                at
                for at, row in enumerate(self.model.rows)
                if row.look.preview and row.look.preview.headers == headers
            ]
        )

    @Slot(object)
    def _on_codes(self, mapping: TagMapping) -> None:
        path = self.model.rows[self._at()].look.place.path
        self.choice = replace(self.choice, tags={**self.choice.tags, path: mapping})

    @Slot()
    def _on_pattern(self) -> None:
        written = self.pattern.text().strip()
        pattern, wrong = None, ""
        try:
            pattern = NamePattern(written) if written else None
        except AnnotatorError as error:
            wrong = error.for_people()
        self.choice = replace(self.choice, pattern=pattern)
        self.model.set_pattern(pattern)
        self.told.setText(wrong or self._told_by(pattern))
        self.told.setVisible(bool(self.told.text()))
        self.told.setProperty("look", "error" if wrong else "muted")
        self.told.style().polish(self.told)
        self._tell()

    def _told_by(self, pattern: NamePattern | None) -> str:
        """What the pattern tells of the first names, and how many it fits."""
        if pattern is None:
            return ""
        files = [row.look.place.path for row in self.model.rows if row.look.place.kind == "file"]
        fitting = [(path, told) for path in files if (told := pattern.read(path))]
        lines = [
            f"{path.name}: "
            + " · ".join(f"{field} {told[field]}" for field in FIELDS if field in told)
            for path, told in fitting[:_PREVIEWED]
        ]
        says = tr("It fits {fitting} of {count} names.", fitting=len(fitting), count=len(files))
        return "\n".join([says, *lines])

    # Looking

    def _run(self, job: Job, then: object) -> None:
        job.finished.connect(then)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_ended)
        self._job = job
        self._jobs.start(job, first=True)

    @Slot(object)
    def _on_isolation(self, said: str) -> None:
        self._job = None
        self.isolation.setText(said)
        if not self._still_open():
            return
        self._run(Job(find_places(self._paths, self.choice), tr("Look at files")), self._on_places)

    @Slot(object)
    def _on_places(self, looks: list[Look]) -> None:
        self._job = None
        if not self._still_open():
            return
        looks.sort(key=lambda look: look.place.kind == "ignored")
        self.model.fill(looks)
        self._todo = [
            at for at, look in enumerate(looks) if look.place.kind in ("file", "project")
        ][:LOOKED_AT]
        if looks:
            self.table.selectRow(0)
        self._on_pattern()
        self._go_on()

    def _look_again(self, rows: list[int]) -> None:
        self._todo = rows + [at for at in self._todo if at not in rows]
        if self._job is None:
            self._go_on()

    def _go_on(self) -> None:
        self._tell()
        if not self._todo or not self._still_open():
            return
        self._looking, self._todo = self._todo[:_AT_ONCE], self._todo[_AT_ONCE:]
        looks = [self.model.rows[at].look for at in self._looking]
        work = self._looker.look_into(looks, self.choice)
        self._run(Job(work, tr("Look at files")), self._on_looked)

    @Slot(object)
    def _on_looked(self, looks: list[Look]) -> None:
        self._job = None
        if not self._still_open():
            return
        prints = [mark for look in looks for mark in look.fingerprints]
        known = self._project.articles.known(prints)
        for at, look in zip(self._looking, looks, strict=True):
            self.model.put(at, Row(look, sum(mark in known for mark in look.fingerprints)))
        if self._at() in self._looking:
            self._show_chosen()
        self._go_on()

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        self._still_open()
        self._todo = []
        self._tell()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._on_ended()
        if not isinstance(error, AnnotatorError):
            raise error
        self.summary.setText(error.for_people())

    def _still_open(self) -> bool:
        if self._closed:
            self._looker.close()
        return not self._closed

    # What is shown

    def _at(self) -> int:
        return self.table.currentIndex().row()

    @Slot()
    def _show_chosen(self) -> None:
        """Show beside the list what can be chosen of the file at hand."""
        at = self._at()
        look = self.model.rows[at].look if 0 <= at < len(self.model.rows) else None
        if look is None or not look.looked:
            self.panes.setCurrentWidget(self.nothing)
        elif look.tags:
            self.codes.show_mapping(self.choice.tags.get(look.place.path, look.tags))
            self.panes.setCurrentWidget(self.codes)
        elif look.preview:
            said = self.choice.mappings.get(look.preview.headers)
            self.columns.show_file(look, said)
            self.panes.setCurrentWidget(self.columns)
        else:
            self.text.show_file(look, self.choice.encodings.get(look.place.path, ""))
            self.panes.setCurrentWidget(self.text)

    def _tell(self) -> None:
        """Say how far the look is, and what would come."""
        rows = [row for row in self.model.rows if row.look.place.kind != "ignored"]
        coming = [row for row in rows if will_come(row)]
        looked = sum(row.look.looked or bool(row.look.problem) for row in rows)
        parts = [tr_n("{count} file", "{count} files", len(rows))]
        if left_out := len(rows) - len(coming):
            parts.append(tr_n("{count} will be left out", "{count} will be left out", left_out))
        if passed := len(self.model.rows) - len(rows):
            parts.append(tr_n("{count} passed over", "{count} passed over", passed))
        if looked < len(rows) and not self._todo and self._job is None:
            parts.append(tr("{count} looked into so far", count=looked))
        self.summary.setText(" · ".join(parts))
        self.progress.setVisible(self._job is not None or bool(self._todo))
        self.progress.setRange(0, min(len(rows), LOOKED_AT))
        self.progress.setValue(looked)
        bad = bool(self.pattern.text().strip()) and self.choice.pattern is None
        self.go.setEnabled(bool(coming) and not bad)
        self.go.setText(tr_n("Import {count} file", "Import {count} files", len(coming)))

    @Slot()
    def _on_limits(self) -> None:
        self.limits.setVisible(self.limits.isHidden())

    # How it is put together

    def _make_parts(self, look: Theme) -> None:
        self.summary = _label("", "title", self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(tr("How many files were looked into"))
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Files to import"))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.text, self.columns = TextPane(look, self), ColumnsPane(look, self)
        self.codes = CodesPane(self._project.codebook, self)
        self.nothing = _label(tr("Choose a file to see how it begins."), "muted", self)
        self.text.chosen.connect(self._on_encoding)
        self.columns.chosen.connect(self._on_columns)
        self.codes.chosen.connect(self._on_codes)
        self.pattern = QLineEdit(self)
        self.pattern.setAccessibleName(tr("Pattern of file names"))
        self.pattern.setPlaceholderText(_EXAMPLE)
        self.pattern.textChanged.connect(self._on_pattern)
        self.told = _label("", "muted", self)
        self.isolation = _label(tr("Documents are read in a process of their own."), "muted", self)
        self.limits = _label(
            " · ".join(f"{what} {most}" for what, most in limits_in_words()), "muted", self
        )
        self.limits.hide()

    def _lay_out(self) -> None:
        self.panes = QStackedWidget(self)
        for pane in (self.nothing, self.text, self.columns, self.codes):
            self.panes.addWidget(pane)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.table)
        split.addWidget(self.panes)
        split.setSizes([280, 220])
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addWidget(QLabel(tr("Names of files"), self))
        names.addWidget(self.pattern, 1)
        show_limits = QPushButton(tr("Limits"), self)
        show_limits.setProperty("look", "link")
        show_limits.setAutoDefault(False)
        show_limits.clicked.connect(self._on_limits)
        safe = QHBoxLayout()
        safe.addWidget(self.isolation, 1)
        safe.addWidget(show_limits)
        line = QFrame(self)
        line.setObjectName("line")
        line.setFixedHeight(1)
        buttons, self.go = answer_buttons(self, tr("Import"))
        self.go.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self.progress)
        column.addWidget(split, 1)
        column.addLayout(names)
        column.addWidget(self.told)
        column.addWidget(line)
        column.addLayout(safe)
        column.addWidget(self.limits)
        column.addWidget(buttons)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_chosen()


def _label(words: str, look: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", look)
    label.setWordWrap(True)
    return label
