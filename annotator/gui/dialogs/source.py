"""Show what an article was read from: never as a page, as plain text where it is text."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import CannotWriteError
from annotator.gui.layout import fit
from annotator.support.atomic import whole_file
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.article import Article

SHOWN = 1_000_000  # characters: nobody reads more of a source, and the widget stays quick
SHORT_LINE = 2_000  # characters: longer lines are broken, for one endless line freezes Qt


class SourceDialog(QDialog):
    """The file as it was when it came: its text, if it is text, and a way to save its bytes."""

    def __init__(
        self, article: Article, raw: bytes, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Source"))
        fit(self, 720, 560)
        self._raw = raw
        self._place = folder / PurePath(article.source_name.split(", ")[0]).name
        self.origin = _label(_origin(article, len(raw)), self)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(tr("Source text"))
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        if is_text(raw, article.encoding):
            self.text.setPlainText(readable(raw, article.encoding))
        else:
            self.text.setPlaceholderText(
                tr("This file is no text. Save it to open it in the program that it is for.")
            )
        self.said = _label("", self)
        self.said.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save = QPushButton(tr("Save the file…"), self)
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self._on_save)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for widget in (self.origin, self.text, self.said, buttons):
            column.addWidget(widget)

    @Slot()
    def _on_save(self) -> None:
        """Ask for a place and write the bytes there, just as they came."""
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the file"), str(self._place))
        if not chosen:
            return
        try:
            with whole_file(Path(chosen)) as part:
                part.write_bytes(self._raw)
        except OSError as error:
            failed = CannotWriteError(path=chosen, reason=error.strerror or str(error))
            self.said.setText(failed.for_people())
        else:
            self.said.setText(tr("Saved as {place}.", place=chosen))
        self.said.show()


def is_text(raw: bytes, encoding: str) -> bool:
    """Whether the bytes can be shown: they were read as text, or are UTF-8 without a NUL."""
    if encoding:
        return True
    try:
        return "\x00" not in raw.decode("utf-8")
    except ValueError:
        return False


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


def _label(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", "muted")
    label.setWordWrap(True)
    return label
