"""What the window does for each of its own commands; the rest is the article's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.errors import AnnotatorError
from annotator.gui.keys_sheet import KeysSheet
from annotator.gui.looks import THEMES, chosen_theme
from annotator.operations.near_duplicates import next_similar
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.gui.window import MainWindow


class WindowActs:
    """Carries the window's commands out, each by the name that the table gives it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        errands, reader = window.errands, window.workspace.reader
        self._acts: dict[str, Callable[[], object]] = {
            "project.new": window.new_wanted.emit,
            "project.open": errands.open_project,
            "project.import": errands.choose_articles,
            "project.import_folder": errands.choose_folder,
            "project.export": errands.export,
            "project.start": window.start_wanted.emit,
            "app.quit": QApplication.closeAllWindows,
            "edit.undo": self._undo,
            "edit.redo": self._redo,
            "article.next": self._next_article,
            "article.previous": self._previous_article,
            "article.similar": self._next_similar,
            "article.source": errands.show_source,
            "palette.open": window.search.open,
            "queue.filter": self._focus_filter,
            "pane.next": self._next_pane,
            "pane.previous": self._previous_pane,
            "pane.reader": self._back_to_the_text,
            "view.zoom_in": reader.zoom_in,
            "view.zoom_out": reader.zoom_out,
            "view.zoom_reset": reader.zoom_reset,
            "view.theme": self._next_theme,
            "menu.open": window.header.menu_button.showMenu,
            "keys.show": self._show_keys,
        }

    def perform(self, name: str) -> bool:
        """Carry out the command called ``name``; False where it is none of the window's."""
        act = self._acts.get(name)
        if act is None:
            return False
        act()
        return True

    def _undo(self) -> None:
        self._play(self._window.session.undo, N_("undone: {act}"))

    def _redo(self) -> None:
        self._play(self._window.session.redo, N_("done again: {act}"))

    def _play(self, act: Callable[[], str], said: str) -> None:
        try:
            label = act()
        except AnnotatorError as error:
            self._window.messages.fail(error)
            return
        self._window.say_undone(tr(said, act=label))

    def _next_article(self) -> None:
        if not self._window.queue.choose_next():
            self._window.messages.tell(tr("This is the last article of the list."))

    def _previous_article(self) -> None:
        if not self._window.queue.choose_previous():
            self._window.messages.tell(tr("This is the first article of the list."))

    def _next_similar(self) -> None:
        window = self._window
        here = window.workspace.article
        if here is None:
            return
        found = next_similar(window.session.project, here)
        if found is None:
            window.messages.tell(tr("No other article is known to be like this one."))
            return
        window.show_article(found)
        window.focus_reader()

    def _focus_filter(self) -> None:
        line = self._window.queue.filter
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    def _next_pane(self) -> None:
        self._window.panes.go(1)

    def _previous_pane(self) -> None:
        self._window.panes.go(-1)

    def _back_to_the_text(self) -> None:
        """Esc: put away what lies over the text; the article closes what it has opened."""
        self._window.messages.put_away()
        self._window.workspace.perform("pane.reader")

    def _next_theme(self) -> None:
        window, names = self._window, list(THEMES)
        now = names.index(window.settings.theme) if window.settings.theme in THEMES else 0
        chosen = names[(now + 1) % len(names)]
        window.choose(replace(window.settings, theme=chosen))
        window.wear(chosen_theme(window.settings))
        window.messages.tell(tr("Theme: {theme}", theme=tr(THEMES[chosen])))

    def _show_keys(self) -> None:
        sheet = KeysSheet(self._window.commands, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
