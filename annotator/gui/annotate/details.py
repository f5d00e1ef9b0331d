"""What is said of few statements: modality, event date, place, confidence; and the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.dates import read_date
from annotator.domain.statement import MODALITIES
from annotator.gui.annotate.combo import DropDown
from annotator.gui.annotate.fields import row_label
from annotator.gui.annotate.fold import Fold
from annotator.gui.annotate.words import MODALITY_WORDS
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from annotator.domain.statement import Modality, Statement
    from annotator.gui.theme import Theme


class Details(Fold):
    """An unfoldable part with one control for each detail.

    Signals:
        changed: the statement as it would be.
        left: the researcher wants back to the text.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Date, place, modality, confidence"), parent)
        self._statement: Statement | None = None
        self.modality = DropDown(look, self)
        self.modality.addItem(tr("not said"), "")
        for modality in MODALITIES:
            self.modality.addItem(tr(MODALITY_WORDS[modality]), modality)
        self.date = QLineEdit(self)
        self.date.setPlaceholderText(tr("2025, 2025-03 or 2025-03-14"))
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("look", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.place = QLineEdit(self)
        self.confidence = QLineEdit(self)
        self.confidence.setPlaceholderText(tr("how sure you are, 0 to 100 %"))
        self._arrange()
        self.modality.activated.connect(self._on_modality)
        self.date.editingFinished.connect(self._on_date)
        self.place.editingFinished.connect(self._on_place)
        self.confidence.editingFinished.connect(self._on_confidence)

    def show_statement(self, statement: Statement | None, *, writable: bool) -> None:
        """Show the details of ``statement``."""
        before, self._statement = self._statement, statement
        for control in (self.modality, self.date, self.place, self.confidence):
            control.setEnabled(writable and statement is not None)
        if statement is None:
            return
        if not (before and before.id == statement.id and self._being_written()):
            self._fill(statement)
        self.say(_summary(statement))

    def flush(self) -> None:
        """Keep what is still being written."""
        if self._being_written():
            for keep in (self._on_date, self._on_place, self._on_confidence):
                keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Enter keeps and goes back to the text; Esc goes back without."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter or event.key() == Qt.Key.Key_Escape:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if not enter and self._statement:
                    self._fill(self._statement)
                elif enter and not self._is_sound(watched):
                    return True
                self.left.emit()  # losing the focus finishes the editing
                return True
        return super().eventFilter(watched, event)

    def _fill(self, statement: Statement) -> None:
        self.modality.setCurrentIndex(self.modality.findData(statement.modality))
        self.date.setText(statement.event_date.iso if statement.event_date else "")
        self.problem.hide()
        self.place.setText(statement.place)
        self.confidence.setText(_said_share(statement.confidence))

    def _arrange(self) -> None:
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setSpacing(6)
        rows: Sequence[tuple[str, QWidget]] = (
            (tr("Modality"), self.modality),
            (tr("Event date"), self.date),
            ("", self.problem),
            (tr("Place"), self.place),
            (tr("Confidence"), self.confidence),
        )
        for at, (words, control) in enumerate(rows):
            if words:
                grid.addWidget(row_label(words, self), at, 0)
                control.setAccessibleName(words)
                control.installEventFilter(self)
            grid.addWidget(control, at, 1)
        grid.setColumnStretch(1, 1)

    @Slot()
    def _on_modality(self) -> None:
        modality: Modality = self.modality.currentData()
        if self._statement:
            self._tell(replace(self._statement, modality=modality))

    @Slot()
    def _on_date(self) -> None:
        if self._is_sound(self.date) and self._statement:
            date = read_date(self.date.text().strip())
            self._tell(replace(self._statement, event_date=date))

    @Slot()
    def _on_place(self) -> None:
        if self._statement:
            self._tell(replace(self._statement, place=" ".join(self.place.text().split())))

    @Slot()
    def _on_confidence(self) -> None:
        if not self._is_sound(self.confidence) or self._statement is None:
            return
        written = self.confidence.text()
        # What was imported more exactly than it is shown stays so.
        if written.strip() != _said_share(self._statement.confidence):
            self._tell(replace(self._statement, confidence=_read_share(written)))

    def _is_sound(self, control: QObject) -> bool:
        """Whether what is written in ``control`` can be kept; says why not."""
        problem = ""
        try:
            if control is self.date:
                problem = tr("Write the date as 2025, 2025-03 or 2025-03-14.")
                read_date(self.date.text().strip())
            elif control is self.confidence:
                problem = tr("Write how sure you are as a number from 0 to 100.")
                _read_share(self.confidence.text())
        except ValueError:
            self.problem.setText(problem)
            self.problem.show()
            return False
        self.problem.hide()
        return True

    def _being_written(self) -> bool:
        return any(control.hasFocus() for control in (self.date, self.place, self.confidence))

    def _tell(self, changed: Statement) -> None:
        if changed != self._statement:
            self.changed.emit(changed)


class History(Fold):
    """An unfoldable part that tells who did what to the statement, and when.

    Signals:
        wanted: it was unfolded, and lines are needed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("History"), parent)
        self.lines = QLabel(self.body)
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        self.lines.setWordWrap(True)
        self.lines.setProperty("look", "muted")
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        rows = QVBoxLayout(self.body)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.addWidget(self.lines)
        self.unfolded.connect(self.wanted)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show what was done, oldest first."""
        self.lines.setText("\n".join(lines))


def _summary(statement: Statement) -> str:
    sure = statement.confidence
    said = (
        tr(MODALITY_WORDS[statement.modality]) if statement.modality else "",
        statement.event_date.iso if statement.event_date else "",
        statement.place,
        tr("{share} sure", share=_said_share(sure)) if sure is not None else "",
    )
    return " · ".join(filter(None, said))


def _said_share(share: float | None) -> str:
    return "" if share is None else tr("{share} %", share=round(share * 100))


def _read_share(written: str) -> float | None:
    """Return "80" or "80 %" as 0.8, None for nothing; ValueError for anything else."""
    words = written.replace("%", "").strip()
    if not words:
        return None
    share = int(words)
    if not 0 <= share <= 100:
        raise ValueError(written)
    return share / 100
