"""The first screen: go on with a project, make one, open one, or try the sample."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import layout
from annotator.gui.icons import icon
from annotator.gui.messages import MessageBar
from annotator.gui.theme import plain_tip
from annotator.operations.projects import SUFFIX
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from annotator.gui.theme import Theme
    from annotator.support.settings import Settings

PATH = Qt.ItemDataRole.UserRole
WIDTH = 560


class StartScreen(QWidget):
    """Shown when no project is given.

    Signals:
        project_wanted: the path of a project to open.
        new_wanted: a new project.
        sample_wanted: the sample project, made where it is not there yet.
        named: how the coder wants to be called, when that has changed.
        closed: nobody looks at it any more.
    """

    project_wanted = Signal(Path)
    new_wanted = Signal()
    sample_wanted = Signal()
    named = Signal(str)
    closed = Signal()

    def __init__(self, settings: Settings, look: Theme) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Annotator"))
        self.setAcceptDrops(True)
        layout.fit(self, 960, 640)
        self._name = settings.coder_name
        self.messages = MessageBar(self)
        self.who = QLineEdit(settings.coder_name, self)
        self.who.setAccessibleName(tr("Your name or pseudonym"))
        self.who.setPlaceholderText(tr("A pseudonym will do"))
        self.who.setMaxLength(60)
        self.who.editingFinished.connect(self._on_named)
        self.recent = self._make_recent(settings.recent, look)
        self.new = self._make_button("plus", tr("New project…"), look)
        self.new.setProperty("look", "primary")
        self.new.setIcon(icon("plus", look.on_accent.name()))
        self.open = self._make_button("folder-open", tr("Open project…"), look)
        self.sample = self._make_button("file-text", tr("Open the sample"), look)
        self.new.clicked.connect(self._on_new)
        self.open.clicked.connect(self._on_open)
        self.sample.clicked.connect(self._on_sample)
        self._lay_out()
        self.set_theme(look)
        (self.who if not settings.coder_name else self.new).setFocus()

    @property
    def coder_name(self) -> str:
        """How the coder wants to be called."""
        return " ".join(self.who.text().split())

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self.messages.set_theme(look)

    def wait_for(self, words: str) -> None:
        """Say what is being made, and let nothing else be started meanwhile."""
        self.messages.tell(words)
        for button in (self.new, self.open, self.sample, self.recent):
            button.setEnabled(False)

    def go_on(self) -> None:
        """Let everything be started again."""
        for button in (self.new, self.open, self.sample, self.recent):
            button.setEnabled(True)

    def _make_button(self, picture: str, words: str, look: Theme) -> QPushButton:
        button = QPushButton(icon(picture, look.text.name()), words, self)
        button.setMinimumHeight(36)
        button.setIconSize(QSize(16, 16))
        return button

    def _make_recent(self, paths: tuple[str, ...], look: Theme) -> QListWidget:
        shown = QListWidget(self)
        shown.setObjectName("recent")
        shown.setAccessibleName(tr("Recent projects"))
        shown.setFrameShape(QFrame.Shape.NoFrame)
        shown.setUniformItemSizes(True)
        names = Counter(Path(path).stem for path in paths)
        for path in map(Path, paths):
            there = path.exists()
            words = path.stem
            if names[words] > 1:  # only the folder tells them apart
                words = tr("{project} in {folder}", project=words, folder=str(path.parent))
            if not there:
                words = tr("{project} (not there)", project=words)
            item = QListWidgetItem(icon("database", look.accent.name()), words)
            item.setToolTip(plain_tip(str(path)))
            item.setData(PATH, str(path))
            item.setSizeHint(QSize(0, 34))
            if not there:
                item.setForeground(look.muted)
            shown.addItem(item)
        shown.itemActivated.connect(self._on_recent)
        shown.itemClicked.connect(self._on_recent)
        return shown

    def _lay_out(self) -> None:
        name = QLabel(tr("Annotator"), self)
        name.setObjectName("start-title")
        purpose = QLabel(tr("Read news articles. Record who said or did what against whom."), self)
        purpose.setProperty("look", "muted")
        you = QLabel(tr("YOU"), self)
        you.setProperty("look", "heading")
        you.setBuddy(self.who)
        hint = QLabel(
            tr("Your tags bear this name. It stays on this computer and in your exports."), self
        )
        hint.setProperty("look", "muted")
        hint.setWordWrap(True)
        recent = QLabel(tr("RECENT"), self)
        recent.setProperty("look", "heading")
        empty = QLabel(tr("Nothing yet. The sample shows everything in five minutes."), self)
        empty.setProperty("look", "muted")
        recent.setVisible(self.recent.count() > 0)
        self.recent.setVisible(self.recent.count() > 0)
        empty.setVisible(self.recent.count() == 0)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.new, self.open, self.sample):
            acts.addWidget(button, 1)
        sheet = QWidget(self)
        sheet.setFixedWidth(WIDTH)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 48, 0, 32)
        column.setSpacing(8)
        for widget in (name, purpose):
            column.addWidget(widget)
        column.addSpacing(20)
        column.addWidget(you)
        column.addWidget(self.who)
        column.addWidget(hint)
        column.addSpacing(20)
        column.addLayout(acts)
        column.addSpacing(20)
        for widget in (recent, empty):
            column.addWidget(widget)
        column.addWidget(self.recent, 1)
        if not self.recent.count():
            column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.messages)
        whole.addWidget(sheet, 1, Qt.AlignmentFlag.AlignHCenter)

    @Slot()
    def _on_named(self) -> None:
        if self.coder_name != self._name:
            self._name = self.coder_name
            self.named.emit(self._name)

    @Slot()
    def _on_new(self) -> None:
        self._on_named()
        self.new_wanted.emit()

    @Slot()
    def _on_sample(self) -> None:
        self._on_named()
        self.sample_wanted.emit()

    @Slot()
    def _on_open(self) -> None:
        self._on_named()
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Open project"),
            str(layout.load().last_folder),
            tr("Annotator projects ({pattern})", pattern="*" + SUFFIX),
        )
        if chosen:
            self.project_wanted.emit(Path(chosen))

    @Slot(QListWidgetItem)
    def _on_recent(self, item: QListWidgetItem) -> None:
        self._on_named()
        self.project_wanted.emit(Path(item.data(PATH)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt calls it so
        """Take a project that is dragged here."""
        if any(url.toLocalFile().endswith(SUFFIX) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt calls it so
        """Open the project that is dropped."""
        for url in event.mimeData().urls():
            if url.toLocalFile().endswith(SUFFIX):
                event.acceptProposedAction()
                self._on_named()
                self.project_wanted.emit(Path(url.toLocalFile()))
                return

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt calls it so
        """Keep the name that was typed."""
        self._on_named()
        event.accept()
        self.closed.emit()
