"""Find the next article: chips, a filter line and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.errors import BadQueryError
from annotator.domain.query import ArticleQuery, read_query
from annotator.gui.queue.chips import Chips, joined
from annotator.gui.queue.model import QueueModel
from annotator.gui.queue.rows import RowPainter
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from annotator.domain.ids import ArticleId
    from annotator.gui.session import Session
    from annotator.gui.theme import Theme

TYPING_PAUSE = 150  # milliseconds after the last key before the list follows
AFTER_A_STEP = 120  # milliseconds: the reader is repainted first


class QueueList(QTableView):
    """The list itself. A table of one column: Qt scrolls it the same with a million rows.

    Signals:
        entered: an article was clicked, or Enter pressed on it.
    """

    entered = Signal()

    def __init__(self, painter: RowPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue.list")
        self.setAccessibleName(tr("Articles"))
        self.setItemDelegate(painter)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(painter.height)
        self.verticalHeader().setDefaultSectionSize(painter.height)
        self.verticalHeader().hide()
        self.clicked.connect(self.entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt calls it so
        """Enter goes on to the text; everything else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)


class QueuePanel(QFrame):
    """The left side of the window.

    Signals:
        article_chosen: the id of the article that the reader should show.
        entered: the coder wants to go on in the text of the article at hand.
        import_wanted: nothing is here yet, and the coder asks for articles.
    """

    article_chosen = Signal(str)
    entered = Signal()
    import_wanted = Signal()

    def __init__(self, session: Session, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue")
        self.setProperty("look", "panel")
        self.setAccessibleName(tr("Article list"))
        self._session = session
        self._shown: ArticleId | None = None
        self._painter = RowPainter(look, self)
        self.model = QueueModel(session, self)
        self.chips = Chips(session, self)
        self.filter = self._make_filter()
        self._complaint = QLabel(self)
        self._complaint.setTextFormat(Qt.TextFormat.PlainText)
        self._complaint.setProperty("look", "error")
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        self.list = QueueList(self._painter, self)
        self.list.setModel(self.model)
        self.list.entered.connect(self.entered)
        self.list.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self._empty = _Empty(self)
        self._empty.import_wanted.connect(self.import_wanted)
        self._empty.all_wanted.connect(self.show_all)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._lay_out()
        self._typing = _pause(TYPING_PAUSE, self, self.find_again)
        self._stepping = _pause(AFTER_A_STEP, self, self._look_again)
        self.filter.textChanged.connect(self._typing.start)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self.chips.changed.connect(self.find_again)
        session.changed.connect(self._on_changed)
        session.machine_wrote.connect(self._stepping.start)
        self.find_again()

    @property
    def article(self) -> ArticleId | None:
        """The article that was chosen last."""
        return self._shown

    @property
    def is_waiting(self) -> bool:
        """Whether the list has yet to follow what was typed or done."""
        return self._typing.isActive() or self._stepping.isActive()

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self._painter.set_theme(look)
        self.list.viewport().update()

    def find_again(self) -> None:
        """Ask the project for what chips and filter ask for; keep the article at hand."""
        self._typing.stop()
        try:
            typed = read_query(self.filter.text(), typing=True)
        except BadQueryError as error:
            self._complain(error.for_people())
            return
        self._complain("")
        query = joined(typed, self.chips.query)
        self.model.find(query)
        self._mark_shown()
        self._empty.explain(narrowed=query != ArticleQuery())
        self._stack.setCurrentWidget(self.list if self.model.rowCount() else self._empty)

    def show_all(self) -> None:
        """Let go of every condition."""
        self.filter.clear()
        self.chips.let_go()

    def show_article(self, article: ArticleId) -> None:
        """Mark ``article`` as the one at hand, without choosing it anew."""
        self._shown = article
        self._mark_shown()

    def choose_first(self) -> bool:
        """Choose the first article that is not done, else the first; False in an empty list."""
        return self._choose(self._first_open(range(self.model.rowCount()))) or self._choose(0)

    def choose_next(self) -> bool:
        """Choose the article below the one at hand; False at the end."""
        return self._choose(self.list.currentIndex().row() + 1)

    def choose_previous(self) -> bool:
        """Choose the article above the one at hand; False at the beginning."""
        return self._choose(self.list.currentIndex().row() - 1)

    def choose_next_open(self) -> bool:
        """Choose the next article that is not done, from the top again after the end."""
        here, count = self.list.currentIndex().row(), self.model.rowCount()
        below, above = range(here + 1, count), range(max(here, 0))
        return self._choose(self._first_open(below)) or self._choose(self._first_open(above))

    def rest(self) -> None:
        """Ask the project nothing any more: it is about to be closed."""
        self._typing.stop()
        self._stepping.stop()

    def _first_open(self, places: range) -> int:
        if self._stepping.isActive():
            self._look_again()  # what was done a moment ago counts
        for at in places:
            row = self.model.row(at)
            if row and row.state in ("todo", "in_progress") and row.id != self._shown:
                return at
        return -1

    def _choose(self, at: int) -> bool:
        if not 0 <= at < self.model.rowCount():
            return False
        self.list.setCurrentIndex(self.model.index(at))
        return True

    def _mark_shown(self) -> None:
        """Select the article at hand where it is in the list; that chooses nothing anew."""
        place = self.model.place(self._shown) if self._shown else None
        if place is None:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())
        else:
            self.list.setCurrentIndex(self.model.index(place))

    def _make_filter(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName("queue.filter")
        line.setAccessibleName(tr("Filter the articles"))
        line.setPlaceholderText(tr("Filter: words, outlet:… type:denial"))
        line.setToolTip(
            tr("Words in title or text, “words together”, state:todo, outlet:…, lang:en,")
            + "\n"
            + tr("month:2025-03, type:denial, has:suggestions")
        )
        line.setClearButtonEnabled(True)
        return line

    def _lay_out(self) -> None:
        above = QVBoxLayout()
        above.setContentsMargins(12, 10, 12, 10)
        above.setSpacing(8)
        for widget in (self.chips, self.filter, self._complaint):
            above.addWidget(widget)
        line = QFrame(self)
        line.setObjectName("line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(line)
        column.addWidget(self._stack, 1)

    def _complain(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        if row and row.id != self._shown:
            self._shown = row.id
            self.article_chosen.emit(row.id)

    @Slot()
    def _on_filter_entered(self) -> None:
        """Take the first that fits, and go on to its text."""
        self.find_again()
        if self._choose(0):
            self.entered.emit()

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if changes.has("article"):
            if self._shown and self._session.project.articles.number(self._shown) is None:
                self._shown = None  # its import was undone
            self.find_again()
            self.chips.count_again()
        elif changes.has("assignment", "statement", "verdict"):
            self._stepping.start()

    @Slot()
    def _look_again(self) -> None:
        self._stepping.stop()
        self.model.look_again()
        self.chips.count_again()


class _Empty(QWidget):
    """What to do where no article is shown."""

    import_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setProperty("look", "muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._bring = QPushButton(tr("Import articles…"), self)
        self._bring.clicked.connect(self.import_wanted)
        self._all = QPushButton(tr("Show all articles"), self)
        self._all.clicked.connect(self.all_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 16)
        column.setSpacing(12)
        for widget in (self._words, self._bring, self._all):
            column.addWidget(widget)
        column.addStretch(1)

    def explain(self, *, narrowed: bool) -> None:
        """Say why nothing is here: nothing fits, or nothing was brought in yet."""
        self._words.setText(
            tr("No article fits. Take a chip away or change the filter.")
            if narrowed
            else tr("No articles yet. Import text files, or drop them on this window.")
        )
        self._bring.setVisible(not narrowed)
        self._all.setVisible(narrowed)


def _pause(milliseconds: int, parent: QWidget, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
