"""The list of articles as Qt sees it: row numbers of all, the rest only of what is shown."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.query import ArticleQuery
from annotator.gui.theme import plain_tip
from annotator.gui.words import said_date, said_state
from annotator.support.i18n import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.ids import ArticleId
    from annotator.gui.session import Session
    from annotator.store.articles import QueueRow

ROW = Qt.ItemDataRole.UserRole  # the role under which the delegate finds a `QueueRow`
CHUNK = 64  # rows read at a time: a tall window shows about 20
CHUNKS_KEPT = 32


class QueueModel(QAbstractListModel):
    """The articles that a query finds, in the order in which they came."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = ArticleQuery()
        self._session = session
        self._numbers: Sequence[int] = ()
        self._chunks: OrderedDict[int, list[QueueRow]] = OrderedDict()

    def find(self, query: ArticleQuery) -> None:
        """Show what ``query`` finds now."""
        project = self._session.project
        self.beginResetModel()
        self.query = query
        self._numbers = project.articles.numbers(project.coder.id, query)
        self._chunks.clear()
        self.endResetModel()

    def look_again(self) -> None:
        """Read anew what is shown of each article, and keep which articles there are.

        So an article that no longer fits the query stays until the query is asked again:
        a list that loses its rows under the reader's hand is no help.
        """
        self._chunks.clear()
        if self._numbers:
            self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1))

    def row(self, at: int) -> QueueRow | None:
        """Return the article at place ``at``, or None where it has gone meanwhile."""
        if not 0 <= at < len(self._numbers):
            return None
        number, place = divmod(at, CHUNK)
        if number not in self._chunks:
            self._chunks[number] = self._read(number)
            while len(self._chunks) > CHUNKS_KEPT:
                self._chunks.popitem(last=False)
        self._chunks.move_to_end(number)
        rows = self._chunks[number]
        return rows[place] if place < len(rows) else None

    def place(self, article: ArticleId) -> int | None:
        """Return where ``article`` stands in the list, or None."""
        number = self._session.project.articles.number(article)
        if number is None:
            return None
        at = bisect_left(self._numbers, number)
        found = at < len(self._numbers) and self._numbers[at] == number
        return at if found else None

    def rowCount(  # noqa: N802 - Qt calls it so
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - as Qt has it
    ) -> int:
        """How many articles there are."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt asks for anything
        """Return what Qt asks of one article."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _said(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_said(row).replace("; ", "\n"))
        return None

    def _read(self, chunk: int) -> list[QueueRow]:
        project = self._session.project
        numbers = self._numbers[chunk * CHUNK : (chunk + 1) * CHUNK]
        return project.articles.queue_rows(project.coder.id, numbers)


def _said(row: QueueRow) -> str:
    parts = [
        row.title,
        row.outlet,
        said_date(row.published),
        said_state(row.state),
        tr_n("{count} statement", "{count} statements", row.statements),
    ]
    if row.open:
        parts.append(tr("{count} to decide", count=row.open))
    return "; ".join(part for part in parts if part)
