"""Tell the researcher, without stopping them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.gui.icons import icon
from annotator.gui.theme import Theme, theme
from annotator.support.i18n import tr


class MessageBar(QFrame):
    """One quiet line over the article; it goes by Esc, by its cross, or with the next message.

    Signals:
        closed: it was put away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messages")
        self.setAccessibleName(tr("Message"))
        self._theme = theme("light")
        self._warning = False
        self._sign = QLabel(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._cross = QToolButton(self)
        self._cross.setAccessibleName(tr("Close the message"))
        self._cross.setToolTip(tr("Close (Esc)"))
        self._cross.setIconSize(QSize(12, 12))
        self._cross.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        for widget in (self._sign, self._words, self._cross):
            row.addWidget(widget)
        self.hide()

    @property
    def words(self) -> str:
        """What is being told, or an empty string."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, text: str) -> None:
        """Show ``text``; it may hold words of strangers, which stay plain."""
        self._show(text, warning=False)

    def fail(self, error: Exception) -> None:
        """Show what went wrong and what to do about it.

        What is no `AnnotatorError` is a fault of the program and is raised, so that it
        is shown as one.
        """
        if not isinstance(error, AnnotatorError):
            raise error
        self._show(error.for_people(), warning=True)

    def put_away(self) -> None:
        """Show nothing more."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self._theme = look
        self._cross.setIcon(icon("x", look.muted.name(), 12))
        self._draw_sign()

    def _show(self, text: str, *, warning: bool) -> None:
        self._warning = warning
        self.setProperty("tone", "warning" if warning else "info")  # the style sheet asks it
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw_sign()
        self._words.setText(text)
        self._words.setAccessibleName(text)
        self.show()
        said = QAccessibleAnnouncementEvent(self, text)
        if warning:
            said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(said)

    def _draw_sign(self) -> None:
        name, colour = "info", self._theme.accent
        if self._warning:
            name, colour = "triangle-alert", self._theme.error
        self._sign.setPixmap(icon(name, colour.name()).pixmap(16))
