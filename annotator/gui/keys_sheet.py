"""The sheet of all keys, made from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.actions import MENUS, Where
from annotator.gui.layout import fit
from annotator.gui.shortcuts import said_key
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.gui.actions import Command

COLUMNS = 2


class KeysSheet(QDialog):
    """Every command that has a key, by menu, in two columns."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.setAccessibleName(tr("Keys"))
        fit(self, 860, 700)
        hint = QLabel(
            tr("Keys marked with • work while the text has the focus, never while you type."), self
        )
        hint.setProperty("look", "muted")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(hint)
        column.addWidget(_scrolling(_sheet(commands)), 1)
        column.addWidget(buttons)


def _scrolling(sheet: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(tr("All keys"))
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(sheet)
    return area


def _sheet(commands: Sequence[Command]) -> QWidget:
    sheet = QWidget()
    sheet.setProperty("look", "panel")
    row = QHBoxLayout(sheet)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(40)
    columns = [QVBoxLayout() for _ in range(COLUMNS)]
    filled = [0] * COLUMNS
    groups = {
        group: [one for one in commands if one.group == group and one.keys] for group in MENUS
    }
    # The longest first, each into the column that is the shortest so far.
    for group, shown in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        at = filled.index(min(filled))
        filled[at] += len(shown) + 2
        columns[at].addWidget(_group(tr(group).replace("&", ""), shown))
    for column in columns:
        column.setSpacing(20)
        column.addStretch(1)
        row.addLayout(column, 1)
    return sheet


def _group(title: str, commands: Sequence[Command]) -> QWidget:
    box = QWidget()
    box.setAccessibleName(title)
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    heading = QLabel(title.upper())
    heading.setProperty("look", "heading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for line, command in enumerate(commands, start=1):
        mark = tr(" •") if command.where is Where.READER else ""
        words = QLabel(command.label + mark)
        words.setTextFormat(Qt.TextFormat.PlainText)
        grid.addWidget(words, line, 0)
        grid.addWidget(_caps(command.keys), line, 1, Qt.AlignmentFlag.AlignTrailing)
    grid.setColumnStretch(0, 1)
    return box


def _caps(keys: Sequence[str]) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for key in dict.fromkeys(map(said_key, keys)):
        cap = QLabel(key)
        cap.setTextFormat(Qt.TextFormat.PlainText)
        cap.setProperty("look", "key")
        row.addWidget(cap)
    return box
