"""Menus, made from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from annotator.gui.actions import MENUS
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenuBar, QWidget

    from annotator.gui.actions import Command

# A line stands above these.
_APART = {
    "project.import",
    "app.quit",
    "edit.copy",
    "find.open",
    "article.done",
    "article.source",
    "span.grow_end",
    "field.speaker",
    "statement.use_span",
    "view.zoom_in",
    "view.theme",
    "pane.next",
    "suggestion.accept",
}
_NOT_SHOWN = {"menu.open"}  # who reads it in the menu has it open


def make_menu(
    commands: Sequence[Command], actions: Mapping[str, QAction], parent: QWidget
) -> QMenu:
    """Return one menu with all the others in it, for the button in the header."""
    menu = QMenu(parent)
    for one in _menus(commands, actions, parent):
        menu.addMenu(one)
    return menu


def fill_menu_bar(
    bar: QMenuBar, commands: Sequence[Command], actions: Mapping[str, QAction]
) -> None:
    """Fill the menu bar that a Mac has on top of its screen."""
    for one in _menus(commands, actions, bar):
        bar.addMenu(one)


def _menus(
    commands: Sequence[Command], actions: Mapping[str, QAction], parent: QWidget
) -> list[QMenu]:
    made = []
    for group in MENUS:
        menu = QMenu(tr(group), parent)
        menu.setAccessibleName(tr(group).replace("&", ""))
        shown = [one for one in commands if one.group == group and one.name not in _NOT_SHOWN]
        for command in shown:
            if command.name in _APART and menu.actions():
                menu.addSeparator()
            menu.addAction(actions[command.name])
        made.append(menu)
    return made
