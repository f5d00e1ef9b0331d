"""What can be chosen of one file of an import: its encoding, its columns, its codes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.annotate.combo import DropDown
from annotator.operations.import_choice import ARTICLE_FIELDS, Columns
from annotator.operations.import_looking import ENCODINGS
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from annotator.gui.theme import Theme
    from annotator.operations.import_choice import Headers
    from annotator.operations.import_looking import Look

_FIELDS = {
    "text": N_("Text"),
    "title": N_("Title"),
    "outlet": N_("Outlet"),
    "author": N_("Author"),
    "published": N_("Date"),
    "url": N_("Address"),
    "language": N_("Language"),
}
_ROWS = 6
_WIDTH = 190  # pixels of a column
_CELL = 120  # characters of a cell that are shown


class TextPane(QWidget):
    """The beginning of a text, and what it is written in.

    Signals:
        chosen: another encoding; an empty one is the guess.
    """

    chosen = Signal(str)

    def __init__(self, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.encoding = DropDown(look, self)
        self.encoding.setAccessibleName(tr("What it is written in"))
        self.encoding.setMinimumWidth(180)
        self.encoding.activated.connect(self._on_activated)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("How the text begins"))
        label = QLabel(tr("Written in"), self)
        hint = QLabel(tr("Change it where letters look wrong."), self)
        hint.setProperty("look", "muted")
        side = QVBoxLayout()
        side.setSpacing(8)
        for widget in (label, self.encoding, hint):
            side.addWidget(widget)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addLayout(side)
        row.addWidget(self.text, 1)

    def show_file(self, look: Look, said: str) -> None:
        """Show a file; ``said`` is the encoding that was chosen for it."""
        found = look.article.encoding if look.article else ""
        self.encoding.clear()
        self.encoding.addItem(tr("as found") + ("" if said else f": {found}"), "")
        for name in ENCODINGS:
            self.encoding.addItem(name, name)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(said)))
        self.encoding.setEnabled(look.is_text or bool(said))
        self.text.setPlainText(look.beginning or look.problem)

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self.chosen.emit(self.encoding.itemData(at))


class ColumnsPane(QWidget):
    """The first rows of a table, and which column is what.

    Signals:
        chosen: the headers and what was said of them.
    """

    chosen = Signal(tuple, object)

    def __init__(self, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headers: Headers = ()
        self.columns = Columns()
        self.fields: dict[str, DropDown] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
        for name in ARTICLE_FIELDS:
            combo = DropDown(look, self)
            combo.setAccessibleName(tr("Column of: {field}", field=tr(_FIELDS[name])))
            combo.setMinimumWidth(180)
            combo.activated.connect(self._on_activated)
            self.fields[name] = combo
            form.addRow(tr(_FIELDS[name]), combo)
        self.table = QTableWidget(self)
        self.table.setAccessibleName(tr("The first rows"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultSectionSize(_WIDTH)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addLayout(form)
        row.addWidget(self.table, 1)

    def show_file(self, look: Look, said: Columns | None) -> None:
        """Show a table; ``said`` is what was chosen for its headers, else the guess counts."""
        preview = look.preview
        assert preview is not None  # noqa: S101 - only tables are shown here
        self._headers = preview.headers
        self.columns = said or preview.mapping
        for name, combo in self.fields.items():
            combo.clear()
            combo.addItem("–", "")
            for header in preview.headers:
                combo.addItem(header, header)
            at = combo.findData(getattr(self.columns, name))
            combo.setCurrentIndex(max(0, at))
        rows = preview.rows[:_ROWS]
        self.table.clear()
        self.table.setRowCount(len(rows))
        self.table.setColumnCount(len(preview.headers))
        self.table.setHorizontalHeaderLabels(list(preview.headers))
        for at, cells in enumerate(rows):
            for column, words in enumerate(cells[: len(preview.headers)]):
                item = QTableWidgetItem(" ".join(words[:_CELL].split()))
                self.table.setItem(at, column, item)

    @Slot()
    def _on_activated(self) -> None:
        said = {name: combo.currentData() or "" for name, combo in self.fields.items()}
        self.columns = replace(self.columns, **said)
        self.chosen.emit(self._headers, self.columns)
