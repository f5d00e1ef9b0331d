"""Choose whose tags go where, and in which form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from annotator.gui.annotate.combo import DropDown
from annotator.gui.dialogs.frame import answer_buttons, beside, empty_form, lay_out
from annotator.operations.exporting import Choice
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.theme import Theme
    from annotator.store.project import Project

CSV = ".csv"


class ExportDialog(QDialog):
    """Asks for the place, the coder and the form; `out` and `choice` are the answers."""

    def __init__(
        self, project: Project, folder: Path, look: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export as CSV"))
        self.setMinimumWidth(520)
        stem = project.path.stem if project.path else tr("statements")
        self._names = {True: f"{stem}{CSV}", False: tr("{project} dataset", project=stem)}
        self.one_file = QRadioButton(tr("One file: the statements"), self)
        self.one_file.setChecked(True)
        self.whole = QRadioButton(tr("A folder: all tables, the codebook and a read-me"), self)
        kinds = QButtonGroup(self)
        kinds.addButton(self.one_file)
        kinds.addButton(self.whole)
        self.place = QLineEdit(str(folder / self._names[True]), self)
        self.place.setAccessibleName(tr("Where to write"))
        browse = QPushButton(tr("Choose…"), self)
        browse.clicked.connect(self._on_browse)
        self.coder = DropDown(look, self)
        self.coder.setAccessibleName(tr("Whose tags"))
        self.coder.addItem(tr("Everybody's"), "")
        for coder in project.coders.all():
            self.coder.addItem(coder.name, coder.id)
        self.guard = QCheckBox(tr("Guard cells that a spreadsheet would run as a formula"), self)
        self.guard.setChecked(True)
        self.guard.setToolTip(
            tr("Such cells get an apostrophe in front, which an import takes away again.")
        )
        self._lay_out(browse)
        self.one_file.toggled.connect(self._on_kind_changed)
        self.place.textChanged.connect(self._on_place_changed)

    @property
    def out(self) -> Path:
        """The file or folder to write."""
        place = Path(self.place.text().strip()).expanduser()
        if self.one_file.isChecked() and place.suffix.lower() != CSV:
            return place.with_name(place.name + CSV)
        return place

    @property
    def choice(self) -> Choice:
        """What is exported, and how."""
        return Choice(coder=self.coder.currentData(), guard=self.guard.isChecked())

    def _lay_out(self, browse: QPushButton) -> None:
        form = empty_form()
        form.addRow(tr("What"), self.one_file)
        form.addRow("", self.whole)
        form.addRow(tr("Where"), beside(self.place, browse))
        form.addRow(tr("Whose tags"), self.coder)
        form.addRow("", self.guard)
        buttons, self.go = answer_buttons(self, tr("Export"))
        hint = tr("Suggestions that nobody has accepted are never exported.")
        lay_out(self, form, hint, buttons)

    @Slot()
    def _on_kind_changed(self) -> None:
        """Offer the usual name of the other kind, unless a name was typed."""
        one_file = self.one_file.isChecked()
        place = Path(self.place.text())
        if place.name == self._names[not one_file]:
            self.place.setText(str(place.with_name(self._names[one_file])))

    @Slot()
    def _on_place_changed(self) -> None:
        self.go.setEnabled(bool(self.place.text().strip()))

    @Slot()
    def _on_browse(self) -> None:
        if self.one_file.isChecked():
            chosen, _ = QFileDialog.getSaveFileName(
                self, tr("Export as CSV"), str(self.out), tr("CSV files (*.csv)")
            )
        else:
            # A folder that is there already is taken as the one to put the new one in.
            chosen = QFileDialog.getExistingDirectory(
                self, tr("Where the folder goes"), str(self.out.parent)
            )
            chosen = str(Path(chosen) / self._names[False]) if chosen else ""
        if chosen:
            self.place.setText(chosen)
