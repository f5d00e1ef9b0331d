"""Go from pane to pane by key, so that nobody needs the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class Panes:
    """The parts of a window in the order in which F6 visits them.

    Args:
        panes: each a widget that takes the focus itself, or holds some that do.
    """

    def __init__(self, panes: Sequence[QWidget]) -> None:
        self._panes = tuple(panes)
        self._last: dict[QWidget, QWidget] = {}  # where the focus was in each

    def go(self, steps: int) -> None:
        """Give the focus to the pane so many steps on, to where it was in it."""
        here = self._at()
        if here is not None and (focus := QApplication.focusWidget()):
            self._last[self._panes[here]] = focus
        count = len(self._panes)
        start = here if here is not None else (-1 if steps > 0 else 0)
        for step in range(1, count + 1):
            pane = self._panes[(start + steps * step) % count]
            if pane.isVisible() and (target := self._entrance(pane)):
                target.setFocus(
                    Qt.FocusReason.TabFocusReason
                    if steps > 0
                    else Qt.FocusReason.BacktabFocusReason
                )
                return

    def _at(self) -> int | None:
        focus = QApplication.focusWidget()
        for number, pane in enumerate(self._panes):
            if focus is not None and (pane is focus or pane.isAncestorOf(focus)):
                return number
        return None

    def _entrance(self, pane: QWidget) -> QWidget | None:
        if _takes_focus(pane):
            return pane
        last = self._last.get(pane)
        if last is not None and _takes_focus(last):
            return last
        return next((one for one in pane.findChildren(QWidget) if _takes_focus(one)), None)


def _takes_focus(widget: QWidget) -> bool:
    tabs = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tabs) and widget.isVisible() and widget.isEnabled()
