"""Four steps for the first minutes, from the first sentence to one's own line in the CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.ids import StatementId
from annotator.operations.csv_line import csv_line
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from annotator.gui.session import Session

MOVE, TAG, NAME, LINE = range(4)
_WORDS = (
    N_("Click into the text. J and K go from sentence to sentence, Space to a suggestion."),
    N_("A number tags the sentence: 1 accusation, 2 denial. T shows all types with their rules."),
    N_("S names the speaker, G the target. Ctrl Z takes anything back. Nothing needs saving."),
    N_("Your tag is on disk. This is its line in the CSV (Ctrl E exports all):"),
)


class TipStrip(QFrame):
    """Shows one step at a time and goes on by itself when it was done.

    Signals:
        seen: the researcher has seen enough and wants no tips any more.
    """

    seen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tips")
        self.setAccessibleName(tr("First steps"))
        self._session = session
        self._mine: StatementId | None = None
        self.step = MOVE
        self._number = QLabel(self)
        self._number.setProperty("look", "heading")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.line = QLabel(self)
        self.line.setObjectName("tips-line")
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.line.setWordWrap(True)
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._on = QPushButton(tr("Next"), self)
        self._on.setAccessibleName(tr("Next step"))
        self._on.clicked.connect(self._on_next)
        self._off = QPushButton(tr("No more tips"), self)
        self._off.setProperty("look", "link")
        self._off.clicked.connect(self._on_off)
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (self._number, self._words, self._off, self._on):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.line)
        session.changed.connect(self._on_changed)
        self._show(MOVE)

    @Slot()
    def moved(self) -> None:
        """Say that the reader went to another sentence."""
        if self.step == MOVE and self.isVisible():
            self._show(TAG)

    def _show(self, step: int) -> None:
        self.step = step
        self._number.setText(tr("TIP {step} OF {count}", step=step + 1, count=len(_WORDS)))
        self._words.setText(tr(_WORDS[step]))
        self.setAccessibleDescription(tr(_WORDS[step]))
        self._on.setText(tr("Done") if step == LINE else tr("Next"))
        self._on.setVisible(step != TAG)  # only a tag leads on: without it there is no line
        self._off.setVisible(step != LINE)
        self._show_line()

    def _show_line(self) -> None:
        line = ""
        path = self._session.project.path
        if self.step == LINE and self._mine and path:
            line = csv_line(path, self._session.project.coder.id, self._mine)
        self.line.setText(line)
        self.line.setVisible(bool(line))

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if self.isHidden() or not changes.has("statement"):
            return
        project = self._session.project
        touched = project.statements.some([StatementId(one) for one in changes.of("statement")])
        mine = [one for one in touched if one.coder == project.coder.id]
        if not mine:
            return
        first = self._mine is None
        self._mine = mine[0].id
        if self.step == LINE:
            self._show_line()
        elif first:
            self._show(NAME)
        elif self.step == NAME and any(one.parties for one in mine):
            self._show(LINE)

    @Slot()
    def _on_next(self) -> None:
        if self.step == LINE:
            self.seen.emit()
        else:
            self._show(self.step + 1)

    @Slot()
    def _on_off(self) -> None:
        self.seen.emit()
