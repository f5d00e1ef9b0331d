"""What became of each file that was imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.icons import icon
from annotator.gui.theme import plain_tip
from annotator.operations.importing_report import RESULTS, by_need, summarize, why
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
        self.resize(720, 420)
        summary = QLabel(summarize(outcomes), self)
        summary.setTextFormat(Qt.TextFormat.PlainText)
        summary.setProperty("look", "title")
        summary.setWordWrap(True)
        shown = by_need(outcomes)[:SHOWN]
        self.table = self._make_table(shown, look)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for widget in (summary, self.table, buttons):
            column.addWidget(widget)

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
