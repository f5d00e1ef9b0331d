"""Show what an article was read from, as it is: never as a page, always as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.article import Article

SHOWN = 1_000_000  # characters: nobody reads more of a source, and the widget stays quick
SHORT_LINE = 2_000  # characters: longer lines are broken, for one endless line freezes Qt


class SourceDialog(QDialog):
    """The bytes of the file, decoded as they were read, with where they came from."""

    def __init__(self, article: Article, raw: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Source"))
        self.resize(720, 560)
        origin = QLabel(_origin(article, len(raw)), self)
        origin.setTextFormat(Qt.TextFormat.PlainText)
        origin.setProperty("look", "muted")
        origin.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(tr("Source text"))
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setPlainText(readable(raw, article.encoding))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for widget in (origin, self.text, buttons):
            column.addWidget(widget)


def readable(raw: bytes, encoding: str) -> str:
    """Return ``raw`` as text for the eye; what cannot be decoded is marked, lines are broken."""
    try:
        text = raw.decode(encoding or "utf-8", errors="replace")
    except LookupError:
        text = raw.decode("utf-8", errors="replace")
    lines = (
        line[at : at + SHORT_LINE]
        for line in text[:SHOWN].splitlines()
        for at in range(0, max(1, len(line)), SHORT_LINE)
    )
    return "\n".join(lines)


def _origin(article: Article, size: int) -> str:
    parts = [
        article.source_name,
        article.url,
        article.encoding,
        tr("{size} bytes", size=f"{size:,}"),
        tr("added {day}", day=article.added_at[:10]) if article.added_at else "",
    ]
    return " · ".join(part for part in parts if part)
