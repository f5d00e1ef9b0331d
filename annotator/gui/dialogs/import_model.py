"""The files of an import as a table: what each is and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from annotator.gui.icons import icon
from annotator.gui.theme import plain_tip
from annotator.operations.name_patterns import with_fields
from annotator.support.i18n import N_, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.article import Article
    from annotator.gui.theme import Theme
    from annotator.operations.import_looking import Look
    from annotator.operations.name_patterns import NamePattern

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    N_("File"), N_("Kind"), N_("Size"), N_("Encoding"), N_("Title"), N_("Outlet"), N_("Date"),
    N_("Remarks"),
)  # fmt: skip
FILE, KIND, SIZE, ENCODING, TITLE, OUTLET, DATE, REMARKS = range(len(COLUMNS))
_ORIGINS = {
    "headline": N_("from the headline"),
    "first sentence": N_("from the first sentence"),
    "file name": N_("from the file's name"),
    "site line": N_("from a line of the site"),
    "dateline": N_("from the dateline"),
    "byline": N_("from the byline"),
    "caption": N_("from a caption, so uncertain"),
    "text": N_("from the text, so uncertain"),
    "page": N_("from the page's own data"),
    "document": N_("from the document's own data"),
    "message": N_("from the mail"),
    "archive": N_("from the archive"),
    "column": N_("from a column"),
}
_UNCERTAIN = {"caption", "text"}


@dataclass(slots=True)
class Row:
    """One file, and how many of its texts the project has."""

    look: Look
    known: int = 0


class LooksModel(QAbstractTableModel):
    """The files in their order; cells change as they are opened and as choices are made."""

    def __init__(self, look: Theme) -> None:
        super().__init__()
        self._look = look
        self._pattern: NamePattern | None = None
        self.rows: list[Row] = []

    def fill(self, looks: Sequence[Look]) -> None:
        """Show these files instead."""
        self.beginResetModel()
        self.rows = [Row(look) for look in looks]
        self.endResetModel()

    def put(self, at: int, row: Row) -> None:
        """Show what is known of one file now."""
        self.rows[at] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))

    def set_pattern(self, pattern: NamePattern | None) -> None:
        """Show what file names tell by ``pattern``."""
        self._pattern = pattern
        if self.rows:
            last = self.index(len(self.rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's
        """How many files there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's
        """What stands over a column."""
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a cell shows, says and looks like."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self.words(row, column).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(row, column))
        shown = None
        if role == Qt.ItemDataRole.DecorationRole and column == FILE:
            shown = self._sign(row)
        elif role == Qt.ItemDataRole.ForegroundRole and not will_come(row):
            shown = self._look.muted
        return shown

    def words(self, row: Row, column: int) -> str:
        """Return what a cell says, before it is put into one line."""
        look = row.look
        if column in (FILE, KIND, SIZE, REMARKS):
            size = "" if look.size is None else QLocale().formattedDataSize(look.size)
            of_file = {FILE: look.place.path.name, KIND: look.kind, SIZE: size}
            return of_file[column] if column in of_file else self._remarks(row)
        article = self.article(look)
        if article is None:
            return ""
        if column == TITLE and look.articles > 1:
            return tr("{title} and {count} more", title=article.title, count=look.articles - 1)
        date = article.published.iso if article.published else ""
        mark = "?" if date and article.published_origin in _UNCERTAIN else ""
        return {
            ENCODING: article.encoding,
            TITLE: article.title,
            OUTLET: article.outlet,
            DATE: date + mark,
        }[column]

    def article(self, look: Look) -> Article | None:
        """Return the first article with what the file's name tells."""
        if look.article is None or self._pattern is None:
            return look.article
        told = self._pattern.read(PurePath(look.place.path))
        return with_fields(look.article, told, alone=look.articles == 1)

    @staticmethod
    def _remarks(row: Row) -> str:
        look = row.look
        parts = [look.problem] if look.problem else []
        if look.articles > 1:
            parts.append(tr_n("{count} article", "{count} articles", look.articles))
        if row.known:
            known = tr("In the project already.")
            parts.append(
                known
                if look.articles == 1
                else tr("{count} in the project already.", count=row.known)
            )
        return " ".join([*parts, *look.notes])

    def _tip(self, row: Row, column: int) -> str:
        article = self.article(row.look)
        if column == FILE:
            return str(row.look.place.path)
        origin = ""
        if article and column in (TITLE, OUTLET, DATE):
            origin = {
                TITLE: article.title_origin,
                OUTLET: article.outlet_origin,
                DATE: article.published_origin,
            }[column]
        words = self.words(row, column)
        return f"{words}\n({tr(_ORIGINS[origin])})" if words and origin in _ORIGINS else words

    def _sign(self, row: Row) -> Any:  # noqa: ANN401 - a picture
        look = self._look
        if row.look.place.kind == "ignored":
            return icon("x", look.muted.name())
        if row.look.problem:
            return icon("triangle-alert", look.error.name())
        if row.look.looked and row.known and row.known == row.look.articles:
            return icon("copy", look.muted.name())
        return icon("check" if row.look.looked else "file-text", look.muted.name())


def will_come(row: Row) -> bool:
    """Whether the file brings something, as far as is known."""
    look = row.look
    return not look.problem and not (look.articles and row.known == look.articles)
