"""When we are wrong: say so, keep the work, and give a report without anybody's words."""

from __future__ import annotations

import platform
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from annotator import __version__
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from types import TracebackType


class CrashDialog(QDialog):
    """Says that the fault is ours and the work is saved; the report can be copied."""

    def __init__(self, report: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(tr("A fault in the program"))
        self.resize(620, 420)
        said = QLabel(
            tr(
                "Something went wrong, and the fault is ours. Everything that was shown as"
                " saved is saved. You can go on; if this comes again, close the program and"
                " open the project anew."
            ),
            self,
        )
        said.setWordWrap(True)
        told = QLabel(tr("The report below holds no text, name or title from your project."), self)
        told.setProperty("look", "muted")
        told.setWordWrap(True)
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(tr("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(tr("Copy the report"), self)
        copy.clicked.connect(self._on_copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for widget in (said, told, self.report, buttons):
            column.addWidget(widget)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


class Net:
    """Catches what nobody caught, and shows it once at a time."""

    def __init__(self) -> None:
        self._shown: CrashDialog | None = None
        self._before = sys.excepthook

    def spread(self) -> None:
        """Catch from now on."""
        self._before = sys.excepthook
        sys.excepthook = self._on_exception

    def fold(self) -> None:
        """Catch nothing any more."""
        sys.excepthook = self._before

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._before(kind, error, trace)
        if self._shown is not None or QApplication.instance() is None:
            return  # a fault that repeats itself must not bury the screen
        self._shown = CrashDialog(report(kind, trace))
        self._shown.finished.connect(self._on_finished)
        # Not from inside the event that failed: it may be half of a repaint.
        QTimer.singleShot(0, self._shown, self._shown.open)
        self._shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _on_finished(self) -> None:
        self._shown = None


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what a developer needs: versions and places in our code.

    The exception's own words and the values of variables stay out: they may be an
    article's. So do folders, which may tell who works here.
    """
    lines = [
        f"Annotator {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.machine()}",
        kind.__name__,
    ]
    for frame in traceback.extract_tb(trace):
        name = frame.filename.replace("\\", "/").rpartition("/annotator/")[2].rpartition("/")
        inside = "annotator" in frame.filename
        place = f"{name[0]}/{name[2]}" if inside and name[0] else name[2]
        lines.append(f"  {place}:{frame.lineno} {frame.name}")
    return "\n".join(lines)
