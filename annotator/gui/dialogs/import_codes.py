"""What the codes of another tool's project become, one line a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.statement import ROLES
from annotator.operations.tag_mapping import ACTOR, KEEP, LEAVE_OUT, NEW, SIDES, TagMapping
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QAbstractItemModel

    from annotator.domain.codebook import Codebook

_GROUPS = (("codes", N_("Code")), ("values", N_("Value")), ("ties", N_("Link")))
_NAME, _GROUP, _BECOMES = range(3)
_ENTRY = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class CodesPane(QWidget):
    """Codes, values and links, with what each becomes.

    Signals:
        chosen: the mapping as it is now.
    """

    chosen = Signal(object)

    def __init__(self, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codebook = codebook
        self.table = QTableWidget(0, 3, self)
        self.table.setAccessibleName(tr("What codes become"))
        self.table.setHorizontalHeaderLabels([tr("There"), tr("Kind"), tr("Becomes here")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_BECOMES, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(_NAME, 220)
        self.table.setItemDelegateForColumn(_BECOMES, _Chooser(self))
        self.table.itemChanged.connect(self._on_changed)
        words = tr("Click what something becomes to change it. “New” adds it to the codebook.")
        hint = QLabel(words, self)
        hint.setProperty("look", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(hint)

    @property
    def mapping(self) -> TagMapping:
        """What becomes of what."""
        found: dict[str, dict[str, str]] = {name: {} for name, _ in _GROUPS}
        for at in range(self.table.rowCount()):
            group, name = self._cell(at, _NAME, _ENTRY), self._cell(at, _NAME)
            found[group][name] = self._cell(at, _BECOMES, _ENTRY)
        return TagMapping(**found)

    def show_mapping(self, mapping: TagMapping) -> None:
        """Show what becomes of what."""
        self.table.blockSignals(True)  # noqa: FBT003 - Qt's
        entries = [
            (group, title, name, entry)
            for group, title in _GROUPS
            for name, entry in getattr(mapping, group).items()
        ]
        self.table.setRowCount(len(entries))
        for at, (group, title, name, entry) in enumerate(entries):
            first = QTableWidgetItem(name)
            first.setData(_ENTRY, group)
            first.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            second = QTableWidgetItem(tr(title))
            second.setFlags(first.flags())
            third = QTableWidgetItem(self.said(group, entry))
            third.setData(_ENTRY, entry)
            for column, item in enumerate((first, second, third)):
                self.table.setItem(at, column, item)
        self.table.blockSignals(False)  # noqa: FBT003 - Qt's

    def entries(self, at: int) -> dict[str, str]:
        """Return what the row's name may become: entry to words."""
        group = self._cell(at, _NAME, _ENTRY)
        codebook = self._codebook
        if group == "values":
            known = list(SIDES)
        elif group == "ties":
            known = [code.key for code in codebook.of("link_kind")]
            known += [*ROLES, NEW, LEAVE_OUT]
        else:
            known = [code.key for code in codebook.of("statement_type")]
            known += [NEW, ACTOR, *(f"actor:{one.key}" for one in codebook.of("actor_type"))]
            known += [*(f"issue:{one.key}" for one in codebook.of("issue")), LEAVE_OUT]
        return {entry: self.said(group, entry) for entry in known}

    def said(self, group: str, entry: str) -> str:
        """Return an entry in words."""
        fixed = {
            NEW: tr("New"),
            ACTOR: tr("Mention of an actor"),
            KEEP: tr("Kept beside the statement"),
            LEAVE_OUT: tr("Left out"),
        }
        if entry in fixed:
            return fixed[entry]
        kind, _, key = entry.partition(":")
        if key:
            code_set = "actor_type" if kind == "actor" else "issue"
            label = self._labels(code_set).get(key, key)
            if kind == "actor":
                return tr("Mention of an actor: {type}", type=label)
            return tr("Issue: {issue}", issue=label)
        if group == "values":
            return tr("Statement's {side}", side=entry)
        code_set = "link_kind" if group == "ties" else "statement_type"
        return self._labels(code_set).get(entry, entry)

    def _cell(self, at: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> str:
        return str(self.table.model().index(at, column).data(role))

    def _labels(self, code_set: str) -> Mapping[str, str]:
        return {one.key: one.label for one in self._codebook.codes if one.set == code_set}

    @Slot()
    def _on_changed(self) -> None:
        self.chosen.emit(self.mapping)


class _Chooser(QStyledItemDelegate):
    """Offers what a code may become, in a drop-down that is made when it is asked for."""

    def __init__(self, pane: CodesPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def createEditor(  # noqa: N802 - Qt's
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """Return the drop-down for a row."""
        combo = QComboBox(parent)
        combo.setAccessibleName(tr("Becomes here"))
        for entry, words in self._pane.entries(index.row()).items():
            combo.addItem(words, entry)
        combo.activated.connect(self._on_activated)
        return combo

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's
        """Show what is chosen."""
        assert isinstance(editor, QComboBox)  # noqa: S101 - made above
        editor.setCurrentIndex(max(0, editor.findData(index.data(_ENTRY))))

    def setModelData(  # noqa: N802 - Qt's
        self, editor: QWidget, model: QAbstractItemModel, index: _Index
    ) -> None:
        """Take what was chosen, in words and as the entry."""
        assert isinstance(editor, QComboBox)  # noqa: S101 - made above
        model.setData(index, editor.currentData(), _ENTRY)
        model.setData(index, editor.currentText())

    @Slot()
    def _on_activated(self) -> None:
        editor = self.sender()
        assert isinstance(editor, QWidget)  # noqa: S101 - made above
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
