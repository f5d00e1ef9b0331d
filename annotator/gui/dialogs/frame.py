"""What the dialogs that ask for something have in common: form, hint and answer buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget


def answer_buttons(dialog: QDialog, words: str) -> tuple[QDialogButtonBox, QPushButton]:
    """Return Cancel and a button with ``words`` that accepts, and that button alone."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, dialog)
    go = QPushButton(words, dialog)
    go.setProperty("look", "primary")
    go.setDefault(True)
    buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, go


def empty_form() -> QFormLayout:
    """Return a form with the spacing of every dialog."""
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(12)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
    return form


def beside(field: QWidget, button: QPushButton) -> QHBoxLayout:
    """Return a row in which ``field`` takes the room that ``button`` leaves."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addWidget(button)
    return row


def lay_out(dialog: QDialog, form: QFormLayout, hint: str, buttons: QDialogButtonBox) -> None:
    """Put the form, a muted ``hint`` below it, and the buttons into ``dialog``."""
    label = QLabel(hint, dialog)
    label.setProperty("look", "muted")
    label.setWordWrap(True)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(16)
    column.addLayout(form)
    column.addWidget(label)
    column.addWidget(buttons)
