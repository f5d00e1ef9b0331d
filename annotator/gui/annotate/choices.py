"""What a picker lists: rows under headings, and the rule of the one under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.annotate.drawing import RowPainter
from annotator.gui.icons import icon, swatch
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from annotator.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = 30
HEADING = 24
PAD = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose.

    ``group`` is the heading it stands under; ``alike`` says that it was found only
    because it resembles what was typed, ``exact`` that it bears just that name.
    """

    key: str
    text: str
    detail: str = ""
    group: str = ""
    cap: str = ""  # the key that chooses it in the reader
    code: str = ""  # a statement type, for the colour
    chosen: bool = False
    alike: bool = False
    exact: bool = False
    rule: tuple[tuple[str, str], ...] = ()  # heading and words


class Choices(QAbstractListModel):
    """The rows of a picker: headings, choices, and last what can be made anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Choice | str] = []
        self._new = False

    def show(self, found: Sequence[Choice], new: str, empty: str) -> None:
        """List ``found`` under their headings, then ``new``; ``empty`` where there is nothing."""
        self.beginResetModel()
        self._rows = []
        group = ""
        for choice in found:
            if choice.group != group:
                group = choice.group
                self._rows.append(group)
            self._rows.append(choice)
        if new:
            self._rows.append(Choice(key="", text=new))
        if not self._rows:
            self._rows.append(empty or tr("Nothing found"))
        self._new = bool(new)
        self.endResetModel()

    def ask_again(self, words: str) -> None:
        """Say ``words`` on the last row, which makes something new."""
        row = len(self._rows) - 1
        last = self._rows[row]
        if isinstance(last, Choice):
            self._rows[row] = Choice(key="", text=last.text, detail=words)
            self.dataChanged.emit(self.index(row), self.index(row))

    @property
    def has_alike(self) -> bool:
        """Whether something was found that resembles what was typed."""
        return any(isinstance(row, Choice) and row.alike for row in self._rows)

    def is_new(self, row: int) -> bool:
        """Whether the row makes something new."""
        return self._new and row == len(self._rows) - 1

    def choice(self, row: int) -> Choice | None:
        """The choice in a row; None for headings and for what is new."""
        if not 0 <= row < len(self._rows) or self.is_new(row):
            return None
        found = self._rows[row]
        return found if isinstance(found, Choice) else None

    def detail(self, row: int) -> str:
        """What is said beside a choice in passing."""
        found = self._rows[row]
        return found.detail if isinstance(found, Choice) else ""

    def heading(self, row: int) -> str | None:
        """The heading in a row, or None."""
        found = self._rows[row]
        return found if isinstance(found, str) else None

    def row_of(self, key: str) -> int:
        """The row of the choice with that key, else the first choice."""
        rows = (n for n, one in enumerate(self._rows) if isinstance(one, Choice) and one.key == key)
        return next(rows, self.first())

    def first(self, *, only_sure: bool = False) -> int:
        """The first row that can be chosen; with ``only_sure`` no resemblance."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Choice) and not (only_sure and row.alike):
                return number
        return -1

    def moved(self, row: int, by: int) -> int:
        """The row that is ``by`` choices further, round the ends for single steps."""
        rows = [n for n, one in enumerate(self._rows) if isinstance(one, Choice)]
        if not rows:
            return row
        at = rows.index(row) + by if row in rows else 0
        return rows[at % len(rows)] if abs(by) == 1 else rows[max(0, min(at, len(rows) - 1))]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt has it
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What people and screen readers read."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.text
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Choice):
            chosen = tr("chosen") if row.chosen else ""
            return ", ".join(filter(None, (row.text, row.detail, chosen)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ChoiceDelegate(QStyledItemDelegate):
    """Draws the rows of a picker, as plain text whatever they hold."""

    def __init__(self, look: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Headings are lower than choices."""
        model = index.model()
        assert isinstance(model, Choices)  # noqa: S101 - it serves no other
        return QSize(0, HEADING if model.heading(index.row()) is not None else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model = index.model()
        assert isinstance(model, Choices)  # noqa: S101 - it serves no other
        area: QRect = option.rect
        painter.save()
        line = RowPainter(painter, self.look, area, option.direction, PAD)
        if (heading := model.heading(index.row())) is not None:
            firm = self.look.fonts.ui(11, QFont.Weight.DemiBold)
            line.words(heading, firm, self.look.muted, 6, area.height() - 6)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.look.accent_tint)
                painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
            self._paint_choice(line, model, index.row(), area.height())
        painter.restore()

    def _paint_choice(self, line: RowPainter, model: Choices, row: int, height: int) -> None:
        look, middle = self.look, height // 2
        choice = model.choice(row) or Choice("", str(model.index(row).data()))
        if choice.code:
            line.picture(swatch(look.code_colour(choice.code).name()), middle)
        elif choice.chosen or model.is_new(row):
            name = "check" if choice.chosen else "plus"
            line.picture(icon(name, look.accent.name()).pixmap(14, 14), middle, 6)
        if choice.cap:
            line.cap(choice.cap, middle)
        weight = QFont.Weight.Medium if choice.chosen else QFont.Weight.Normal
        line.left += 12 + line.words(choice.text, look.fonts.ui(13, weight), look.text, 0, height)
        line.aside(model.detail(row), look.fonts.ui(12), look.muted, 0, height)


class Explanation(QWidget):
    """The rule of what is under the cursor: definition, what counts and what does not."""

    WIDTH = 240

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(self.WIDTH)
        self.setAccessibleName(tr("Rule"))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._rows.addStretch(1)
        self._labels: list[QLabel] = []

    @property
    def words(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in self._labels)

    def explain(self, choice: Choice | None) -> None:
        """Show the rule of ``choice``, or nothing."""
        for label in self._labels:
            self._rows.removeWidget(label)
            label.deleteLater()
        self._labels = []
        for heading, words in choice.rule if choice else ():
            self._say(heading, "heading")
            self._say(words, "")

    def _say(self, words: str, look: str) -> None:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(words)
        label.setWordWrap(True)
        label.setProperty("look", look)
        if look:
            label.setContentsMargins(0, 8 if self._labels else 0, 0, 0)
        self._rows.insertWidget(len(self._labels), label)
        self._labels.append(label)
