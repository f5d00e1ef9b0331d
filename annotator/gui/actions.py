"""Every command in one table.

Menus, the palette, the sheet of keys, the hints of the status bar, what is enabled and
``docs/keys.md`` are made from it. A command says what it needs; who carries it out is
``MainWindow.perform`` for the window and ``AnnotateWorkspace.perform`` for the article.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, Flag, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from annotator.domain.codebook import Codebook

TAG = "tag."  # followed by the key of a statement type
PICK_TYPE = "tag.more"
TO_TEXT = "pane.reader"


class Need(Flag):
    """What must be at hand before a command makes sense."""

    NOTHING = 0
    PROJECT = auto()
    WRITABLE = auto()  # the project is ours to change
    ARTICLE = auto()
    SPAN = auto()  # a sentence or a selection
    STATEMENT = auto()  # one is at hand
    SUGGESTION = auto()  # one is at hand


class Where(Enum):
    """Where a command's keys work."""

    WINDOW = auto()  # anywhere in the window
    READER = auto()  # only while the reader has the focus, so letters never fire in fields


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the researcher can ask for.

    ``text`` is for menus and bears their "&"; ``group`` is the menu's name. ``hint`` is
    what the status bar says while the command makes sense; most have none.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    need: Need = Need.NOTHING
    where: Where = Where.WINDOW
    group: str = ""
    hint: str = ""

    @property
    def label(self) -> str:
        """What people read outside menus."""
        return tr(self.text).replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


PROJECT_MENU = N_("&Project")
EDIT_MENU = N_("&Edit")
ARTICLE_MENU = N_("&Article")
READ_MENU = N_("&Read")
TAG_MENU = N_("&Tag")
VIEW_MENU = N_("&View")
HELP_MENU = N_("&Help")
MENUS = (PROJECT_MENU, EDIT_MENU, ARTICLE_MENU, READ_MENU, TAG_MENU, VIEW_MENU, HELP_MENU)

_ARTICLE = Need.PROJECT | Need.ARTICLE
_TAG = _ARTICLE | Need.WRITABLE | Need.SPAN
_STATEMENT = _ARTICLE | Need.WRITABLE | Need.STATEMENT
_DECIDE = _ARTICLE | Need.WRITABLE | Need.SUGGESTION
_READER = Where.READER


def _project(name: str, text: str, *keys: str, need: Need = Need.NOTHING) -> Command:
    return Command(name, text, keys, need, group=PROJECT_MENU)


def _read(name: str, text: str, *keys: str, need: Need = _ARTICLE, hint: str = "") -> Command:
    return Command(name, text, keys, need, _READER, READ_MENU, hint)


def _tag(name: str, text: str, *keys: str, need: Need = _STATEMENT, hint: str = "") -> Command:
    return Command(name, text, keys, need, _READER, TAG_MENU, hint)


def _view(name: str, text: str, *keys: str, need: Need = Need.NOTHING, hint: str = "") -> Command:
    return Command(name, text, keys, need, group=VIEW_MENU, hint=hint)


# The status bar shows hints in this order: what matters most while reading comes first.
COMMANDS: tuple[Command, ...] = (
    _project("project.new", N_("&New project…"), "Ctrl+N"),
    _project("project.open", N_("&Open project…"), "Ctrl+O"),
    _project(
        "project.import", N_("&Import articles…"), "Ctrl+I", need=Need.PROJECT | Need.WRITABLE
    ),
    _project(
        "project.import_folder",
        N_("Import a &folder…"),
        "Ctrl+Shift+I",
        need=Need.PROJECT | Need.WRITABLE,
    ),
    _project("project.export", N_("&Export as CSV…"), "Ctrl+E", need=Need.PROJECT),
    _project("project.start", N_("&Start screen")),
    _project("app.quit", N_("&Quit"), "Ctrl+Q"),
    Command(
        "edit.undo",
        N_("&Undo"),
        ("Ctrl+Z",),
        Need.PROJECT | Need.WRITABLE,
        group=EDIT_MENU,
        hint=N_("undo"),
    ),
    Command(
        "edit.redo",
        N_("&Redo"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        Need.PROJECT | Need.WRITABLE,
        group=EDIT_MENU,
    ),
    Command("edit.copy", N_("&Copy"), ("Ctrl+C",), _ARTICLE | Need.SPAN, _READER, EDIT_MENU),
    Command("find.open", N_("&Find in article…"), ("Ctrl+F",), _ARTICLE, group=EDIT_MENU),
    Command("find.next", N_("Find &next"), ("F3",), _ARTICLE, group=EDIT_MENU),
    Command("find.previous", N_("Find &previous"), ("Shift+F3",), _ARTICLE, group=EDIT_MENU),
    Command("article.next", N_("&Next article"), ("Alt+Right",), _ARTICLE, group=ARTICLE_MENU),
    Command(
        "article.previous", N_("&Previous article"), ("Alt+Left",), _ARTICLE, group=ARTICLE_MENU
    ),
    Command(
        "article.done",
        N_("&Done, go on to the next"),
        ("Ctrl+Return", "Ctrl+Enter"),
        _ARTICLE | Need.WRITABLE,
        group=ARTICLE_MENU,
    ),
    Command(
        "article.flag",
        N_("&Flag, or take the flag away"),
        ("Ctrl+Shift+F",),
        _ARTICLE | Need.WRITABLE,
        group=ARTICLE_MENU,
    ),
    Command(
        "article.similar",
        N_("Next si&milar article"),
        ("Alt+Down",),
        _ARTICLE,
        group=ARTICLE_MENU,
    ),
    Command("article.source", N_("&Show the source…"), (), _ARTICLE, group=ARTICLE_MENU),
    _read(
        "suggestion.next",
        N_("Next &suggestion"),
        "Space",
        hint=N_("next suggestion"),
    ),
    _read("suggestion.previous", N_("Previous s&uggestion"), "Shift+Space"),
    _read("sentence.next", N_("&Next sentence"), "J", "Down", hint=N_("next sentence")),
    _read("sentence.previous", N_("&Previous sentence"), "K", "Up"),
    _read("statement.next", N_("Next s&tatement"), "Tab"),
    _read("statement.previous", N_("Previous st&atement"), "Shift+Tab"),
    _read("statement.cycle_overlap", N_("Next statement at this &place"), "O"),
    _read("span.grow_end", N_("&Grow by a word"), "Shift+Right", need=_ARTICLE | Need.SPAN),
    _read("span.shrink_end", N_("Sh&rink by a word"), "Shift+Left", need=_ARTICLE | Need.SPAN),
    _read(
        "span.grow_start",
        N_("Grow by a word at the &beginning"),
        "Ctrl+Shift+Left",
        need=_ARTICLE | Need.SPAN,
    ),
    _read(
        "span.shrink_start",
        N_("Shrink by a word at the b&eginning"),
        "Ctrl+Shift+Right",
        need=_ARTICLE | Need.SPAN,
    ),
    _tag(
        "suggestion.accept",
        N_("&Accept the suggestion"),
        "Return",
        "Enter",
        need=_DECIDE,
        hint=N_("accept"),
    ),
    _tag("suggestion.reject", N_("&Reject the suggestion"), "X", need=_DECIDE, hint=N_("reject")),
    _tag(PICK_TYPE, N_("Tag as another t&ype…"), "T", need=_TAG, hint=N_("all types")),
    _tag("field.speaker", N_("&Speaker…"), "S", hint=N_("speaker")),
    _tag("field.target", N_("Tar&get…"), "G", hint=N_("target")),
    _tag("field.issue", N_("&Issue…"), "I", hint=N_("issue")),
    _tag("field.form", N_("&Form…"), "F"),
    _tag("field.link", N_("&Link to what it answers…"), "L", hint=N_("link")),
    _tag("field.note", N_("&Note…"), "N"),
    _tag("statement.use_span", N_("&Use the selection as its words"), "U", need=_STATEMENT | _TAG),
    _tag("statement.remove", N_("Re&move the statement"), "Delete"),
    _view("palette.open", N_("&Search articles, actors, commands…"), "Ctrl+K", need=Need.PROJECT),
    _view("queue.filter", N_("&Filter the articles"), "Ctrl+L", need=Need.PROJECT),
    _view("pane.next", N_("Next &pane"), "F6"),
    _view("pane.previous", N_("Pre&vious pane"), "Shift+F6"),
    _view(TO_TEXT, N_("&Back to the text"), "Escape", need=_ARTICLE, hint=N_("back to the text")),
    _view("view.zoom_in", N_("&Larger text"), "Ctrl++", "Ctrl+="),
    _view("view.zoom_out", N_("S&maller text"), "Ctrl+-"),
    _view("view.zoom_reset", N_("&Normal text"), "Ctrl+0"),
    _view("view.theme", N_("&Theme: system, light or dark")),
    _view("menu.open", N_("&Menu"), "F10"),
    # Fields take the question mark for themselves before any shortcut hears of it.
    Command("keys.show", N_("&Keys"), ("F1", "?"), group=HELP_MENU),
)


def type_commands(codebook: Codebook) -> tuple[Command, ...]:
    """Return a command for every statement type in use, with its key where it has one.

    A key that some other command has in the reader already is left to that command; the
    type can be chosen by name.
    """
    taken = {key.upper() for command in COMMANDS for key in command.keys}
    made = []
    for code in codebook.of("statement_type"):
        key = code.hotkey.strip().upper()
        keys = (key,) if len(key) == 1 and key not in taken else ()
        taken.update(keys)
        label = code.label.replace("&", "&&")
        made.append(_tag(TAG + code.key, tr("Tag as {type}", type=label), *keys, need=_TAG))
    return tuple(made)


def commands_for(
    codebook: Codebook, keys: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Command, ...]:
    """Return the whole table for a project, with the researcher's own ``keys`` by name."""
    chosen = keys or {}
    types = type_commands(codebook)
    at = next(number for number, one in enumerate(COMMANDS) if one.name == PICK_TYPE)
    table = (*COMMANDS[:at], *types, *COMMANDS[at:])
    return tuple(
        replace(one, keys=chosen[one.name]) if one.name in chosen else one for one in table
    )


def make_actions(
    commands: Iterable[Command], window: QWidget, reader: QWidget
) -> dict[str, QAction]:
    """Return an action for every command, by name, each with its keys where they work."""
    actions = {}
    for command in commands:
        owner = reader if command.where is Where.READER else window
        action = QAction(tr(command.text), owner)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(
            Qt.ShortcutContext.WidgetShortcut
            if command.where is Where.READER
            else Qt.ShortcutContext.WindowShortcut
        )
        # On a Mac Qt would move what sounds like "quit" or "settings" into other menus.
        action.setMenuRole(
            QAction.MenuRole.QuitRole if command.name == "app.quit" else QAction.MenuRole.NoRole
        )
        owner.addAction(action)
        actions[command.name] = action
    return actions


def enable(commands: Iterable[Command], actions: Mapping[str, QAction], at_hand: Need) -> None:
    """Let the researcher ask for what makes sense now, and only for that."""
    for command in commands:
        actions[command.name].setEnabled(command.need & at_hand == command.need)
