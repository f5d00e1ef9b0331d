"""A line over the window that stays as long as what it says is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.gui.icons import icon
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.theme import Theme


class ReadOnlyBanner(QFrame):
    """Says that nothing can be changed here, and why.

    Signals:
        again: the researcher wants to try to open it for work.
    """

    again = Signal()

    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        words = tr("For reading only: {reason}", reason=reason)
        self.setAccessibleName(words)
        self._sign = QLabel(self)
        self.words = QLabel(words, self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        retry = QPushButton(tr("Try again"), self)
        retry.setProperty("look", "link")
        retry.setAccessibleName(tr("Try to open the project for work"))
        retry.clicked.connect(self.again)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        for widget in (self._sign, self.words, retry):
            row.addWidget(widget)

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self._sign.setPixmap(icon("lock", look.accent.name()).pixmap(16))
