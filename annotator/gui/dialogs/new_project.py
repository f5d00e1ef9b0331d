"""Ask what a new project is called, where it lies and who codes."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from annotator.gui.dialogs.frame import answer_buttons, beside, empty_form, lay_out
from annotator.operations.projects import SUFFIX
from annotator.support.i18n import tr

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')  # what some system refuses
LONGEST = 80  # characters of a file's name


class NewProjectDialog(QDialog):
    """`title`, `path` and `coder` are the answers."""

    def __init__(self, folder: Path, coder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New project"))
        self.setMinimumWidth(520)
        self._folder = folder
        self._touched = False
        self.name = QLineEdit(self)
        self.name.setAccessibleName(tr("Title"))
        self.name.setPlaceholderText(tr("River Delta press study"))
        self.place = QLineEdit(str(folder / file_name("")), self)
        self.place.setAccessibleName(tr("File"))
        browse = QPushButton(tr("Choose…"), self)
        browse.clicked.connect(self._on_browse)
        self.who = QLineEdit(coder, self)
        self.who.setAccessibleName(tr("Your name or pseudonym"))
        self.who.setPlaceholderText(tr("A pseudonym will do"))
        form = empty_form()
        form.addRow(tr("Title"), self.name)
        form.addRow(tr("File"), beside(self.place, browse))
        form.addRow(tr("You"), self.who)
        buttons, self.go = answer_buttons(self, tr("Make the project"))
        self.go.setEnabled(False)
        hint = tr("One file on this computer holds everything. Nothing is sent anywhere.")
        lay_out(self, form, hint, buttons)
        self.name.textChanged.connect(self._on_name_changed)
        self.place.textEdited.connect(self._on_place_edited)
        self.place.textChanged.connect(self._look_whole)

    @property
    def title(self) -> str:
        """What the project is called."""
        return " ".join(self.name.text().split())

    @property
    def path(self) -> Path:
        """The file to be."""
        place = Path(self.place.text().strip()).expanduser()
        return place if place.suffix == SUFFIX else place.with_name(place.name + SUFFIX)

    @property
    def coder(self) -> str:
        """How the coder wants to be called."""
        return " ".join(self.who.text().split())

    @Slot()
    def _on_name_changed(self) -> None:
        if not self._touched:
            self.place.setText(str(self._folder / file_name(self.title)))
        self._look_whole()

    @Slot()
    def _on_place_edited(self) -> None:
        self._touched = True

    @Slot()
    def _look_whole(self) -> None:
        self.go.setEnabled(bool(self.title and self.place.text().strip()))

    @Slot()
    def _on_browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("New project"),
            str(self.path),
            tr("Annotator projects (*.annotator)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # a file that is there is refused
        )
        if chosen:
            self._touched = True
            self.place.setText(chosen)


def file_name(title: str) -> str:
    """Return a name for the project's file that every system takes."""
    words = " ".join(_NOT_IN_NAMES.sub(" ", title).split())
    name = words.strip(" .")[:LONGEST].strip()
    return (name or tr("project")) + SUFFIX
