"""What became of each file that was imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.gui.icons import icon
from annotator.gui.layout import fit
from annotator.gui.theme import plain_tip
from annotator.operations.importing_report import RESULTS, by_need, summarize, why, write_report
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.gui.theme import Theme
    from annotator.operations.importing import Outcome

_ICONS = {"failed": "triangle-alert", "duplicate": "copy", "imported": "check", "ignored": "x"}
SHOWN = 2_000  # files; what went well beyond that is only counted


class ImportReport(QDialog):
    """One line a file: what became of it and why. What needs a look comes first."""

    def __init__(
        self, outcomes: Sequence[Outcome], look: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import"))
        fit(self, 860, 480)
        self._outcomes = outcomes
        summary = QLabel(summarize(outcomes), self)
        summary.setTextFormat(Qt.TextFormat.PlainText)
        summary.setProperty("look", "title")
        summary.setWordWrap(True)
        shown = by_need(outcomes)[:SHOWN]
        self.table = self._make_table(shown, look)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save = QPushButton(tr("Save as CSV…"), self)
        self.save.setAutoDefault(False)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        self.save.clicked.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("look", "muted")
        self.said.setWordWrap(True)
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for widget in (summary, self.table, self.said, buttons):
            column.addWidget(widget)

    @Slot()
    def _on_save(self) -> None:
        """Ask for a place and write all of it there, also what is not shown."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save as CSV"), tr("import report") + ".csv", tr("CSV files (*.csv)")
        )
        if not chosen:
            return
        try:
            write_report(Path(chosen), self._outcomes)
        except AnnotatorError as error:
            self.said.setText(error.for_people())
        else:
            self.said.setText(tr("Saved as {place}.", place=chosen))
        self.said.show()

    def _make_table(self, outcomes: Sequence[Outcome], look: Theme) -> QTableWidget:
        table = QTableWidget(len(outcomes), 3, self)
        table.setAccessibleName(tr("What became of each file"))
        table.setHorizontalHeaderLabels([tr("File"), tr("What became of it"), tr("Why")])
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setWordWrap(True)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(0, 220)
        header.resizeSection(1, 140)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        colours = {"failed": look.error, "duplicate": look.muted, "imported": look.saved}
        colours["ignored"] = look.muted
        for at, outcome in enumerate(outcomes):
            said = QTableWidgetItem(tr(RESULTS[outcome.result]))
            said.setIcon(icon(_ICONS[outcome.result], colours[outcome.result].name()))
            name = QTableWidgetItem(outcome.name)
            name.setToolTip(plain_tip(str(outcome.file)))
            for column, item in enumerate((name, said, QTableWidgetItem(why(outcome)))):
                table.setItem(at, column, item)
        return table
