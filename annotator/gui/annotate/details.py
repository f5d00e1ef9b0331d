"""What is said of few statements: modality, event date, place, confidence; and the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.dates import read_date
from annotator.domain.statement import MODALITIES
from annotator.gui.annotate.fields import row_label
from annotator.gui.annotate.fold import Fold
from annotator.gui.annotate.words import MODALITY_WORDS
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from annotator.domain.dates import FuzzyDate
    from annotator.domain.statement import Modality, Statement

UNKNOWN = -5  # per cent: the step below 0 stands for "not said"


class Details(Fold):
    """An unfoldable part with one control for each detail.

    Signals:
        changed: the statement as it would be.
        left: the researcher wants back to the text.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Date, place, modality, confidence"), parent)
        self._statement: Statement | None = None
        self.modality = QComboBox(self)
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
        self.confidence = QSpinBox(self)
        self.confidence.setRange(UNKNOWN, 100)
        self.confidence.setSingleStep(5)
        self.confidence.setSuffix(tr(" %"))
        self.confidence.setSpecialValueText(tr("not said"))
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
                elif enter and watched is self.date and self._date() is False:
                    self._on_date()
                    return True
                self.left.emit()  # losing the focus finishes the editing
                return True
        return super().eventFilter(watched, event)

    def _fill(self, statement: Statement) -> None:
        self.modality.setCurrentIndex(self.modality.findData(statement.modality))
        self.date.setText(statement.event_date.iso if statement.event_date else "")
        self.problem.hide()
        self.place.setText(statement.place)
        sure = statement.confidence
        self.confidence.setValue(UNKNOWN if sure is None else round(sure * 100))

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
        date = self._date()
        self.problem.setVisible(date is False)
        if date is False:
            self.problem.setText(tr("Write the date as 2025, 2025-03 or 2025-03-14."))
        elif self._statement:
            self._tell(replace(self._statement, event_date=date))

    @Slot()
    def _on_place(self) -> None:
        if self._statement:
            self._tell(replace(self._statement, place=" ".join(self.place.text().split())))

    @Slot()
    def _on_confidence(self) -> None:
        value = self.confidence.value()
        if self._statement:
            old = self._statement.confidence
            if value == (UNKNOWN if old is None else round(old * 100)):
                return  # what was imported more exactly stays so
            sure = None if value < 0 else value / 100
            self._tell(replace(self._statement, confidence=sure))

    def _being_written(self) -> bool:
        return any(control.hasFocus() for control in (self.date, self.place, self.confidence))

    def _date(self) -> FuzzyDate | Literal[False] | None:
        """The date that is written there, None for none, False for what is no date."""
        try:
            return read_date(self.date.text().strip())
        except ValueError:
            return False

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
        "" if sure is None else tr("{share} % sure", share=round(sure * 100)),
    )
    return " · ".join(filter(None, said))
