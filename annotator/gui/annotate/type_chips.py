"""Statement types to press, each with its colour and key: the five that fit most, and more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from annotator.gui.annotate.drawing import RowPainter
from annotator.gui.icons import icon, swatch
from annotator.gui.theme import plain_tip
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent

    from annotator.domain.codebook import Code, Codebook
    from annotator.gui.theme import Theme

FITTING = 5
MORE = ""  # what stands for all other types
HIGH = 30


class TypeChip(QAbstractButton):
    """One type, as a button."""

    def __init__(self, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.key = MORE
        self.cap = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def bear(self, code: Code | None, cap: str, *, checked: bool) -> None:
        """Stand for ``code``, or for all that are not shown."""
        self.key = code.key if code else MORE
        self.cap = cap
        words = code.label if code else tr("More…")
        self.setText(words)
        self.setAccessibleName(tr("Type {name}", name=words) if code else tr("More types"))
        self.setToolTip(plain_tip(code.definition if code else tr("All types with their rules")))
        self.setChecked(checked)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt calls it so
        """As wide as there is room."""
        return QSize(96, HIGH)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt calls it so
        """What is pressed shows what the statement is, not what was pressed."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw colour, word and key."""
        look, area = self.look, self.rect()
        colour = look.code_colour(self.key) if self.key else look.muted
        checked = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self.isEnabled():
                painter.setOpacity(0.55)
            edge = colour if checked else look.accent if self.hasFocus() else look.line
            painter.setPen(QPen(edge, 1))
            painter.setBrush(look.code_tint(self.key) if checked else look.surface)
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
            line = RowPainter(painter, look, area, self.layoutDirection())
            middle = area.height() // 2
            if self.key:
                line.picture(swatch(colour.name()), middle, 6)
            else:
                line.picture(icon("ellipsis", look.muted.name(), 12).pixmap(12, 12), middle, 4)
            if self.cap:
                line.cap(self.cap, middle)
                line.right += 4
            face = look.fonts.ui(13, QFont.Weight.DemiBold if checked else QFont.Weight.Normal)
            line.words(self.text(), face, look.text, 0, area.height())


class TypeChips(QWidget):
    """Six buttons in two columns.

    Signals:
        chosen: the key of the type that was pressed.
        more: all types are wanted.
    """

    chosen = Signal(str)
    more = Signal()

    def __init__(self, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Statement types"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self.chips = [TypeChip(look, self) for _ in range(FITTING + 1)]
        for at, chip in enumerate(self.chips):
            grid.addWidget(chip, at // 2, at % 2)
            chip.clicked.connect(self._on_clicked)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        for chip in self.chips:
            chip.look = look
            chip.update()

    def show_types(self, codes: Sequence[Code], keys: Mapping[str, str], current: str) -> None:
        """Show ``codes`` with the keys that choose them; ``current`` is the statement's."""
        for chip, code in zip(self.chips, codes, strict=False):
            chip.bear(code, keys.get(code.key, ""), checked=code.key == current)
        for chip in self.chips[len(codes) : FITTING]:
            chip.hide()
        self.chips[FITTING].bear(None, keys.get(MORE, ""), checked=False)

    @Slot()
    def _on_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, TypeChip):
            if chip.key:
                self.chosen.emit(chip.key)
            else:
                self.more.emit()


def fitting(
    codebook: Codebook, usage: Mapping[str, int], proposed: Sequence[str], current: str
) -> list[Code]:
    """Return the five types that a coder most likely wants, in the codebook's order of keys.

    The statement's own type and what the machine thinks of come first, then what the
    coder uses most, then what has a key.
    """
    codes = {code.key: code for code in codebook.of("statement_type")}
    by_use = sorted(codes, key=lambda key: -usage.get(key, 0))
    with_keys = sorted((k for k in codes if codes[k].hotkey), key=lambda k: codes[k].hotkey)
    used = [key for key in by_use if usage.get(key)]
    wanted = [key for key in (current, *proposed[:2], *used, *with_keys, *codes) if key in codes]
    chosen = list(dict.fromkeys(wanted))[:FITTING]
    return sorted((codes[k] for k in chosen), key=lambda c: (not c.hotkey, c.hotkey, c.order))
