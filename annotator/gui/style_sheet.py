"""The style sheet: what Fusion and a palette cannot say.

Widgets opt in by a dynamic property ``look``: ``heading`` (small capitals over a
group), ``muted``, ``title``, ``chip``, ``primary`` (the one button that goes on),
``link``, ``key`` (a key cap), ``panel`` (surface), ``page`` (paper), ``error``, ``saved``.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from annotator.support.paths import resource

if TYPE_CHECKING:
    from annotator.gui.theme import Theme

_RULES = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, [look="panel"] { background: $surface; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
[look="page"] { background: $paper; }
[look="muted"] { color: $muted; }
[look="error"] { color: $error; }
[look="saved"] { color: $saved; }
[look="title"] { font-size: 16px; font-weight: 600; }
[look="heading"] { color: $muted; font-size: 11px; font-weight: 600; letter-spacing: 0.5px; }
QLabel[look="key"] {
    color: $muted; background: $paper; border: 1px solid $line; border-radius: 4px;
    padding: 0 5px; font-size: 11px;
}
QLabel[look="missing"] { color: $error; }
QLabel[look="aside"] { color: $muted; font-size: 11px; }
QFrame[look="party"] { background: $accent_tint; border-radius: 10px; }
QFrame[look="party"] QLabel { color: $accent; padding: 2px 0; }
QFrame[look="party"] QLabel[look="aside"] { color: $muted; }
QFrame[look="entry"] { background: transparent; border: none; }
QToolButton[look="cross"] { border: none; border-radius: 8px; padding: 0; }
QToolButton[look="cross"]:focus { border: 1px solid $accent; }
QToolButton[look="fold"], QToolButton[look="fold"]:checked {
    color: $muted; background: transparent; padding: 2px 4px;
}
QFrame#picker { background: $surface; border: 1px solid $muted; border-radius: 7px; }
QToolButton#menu::menu-indicator { image: none; }
QFrame#header { border-bottom: 1px solid $line; }
QFrame#status { border-top: 1px solid $line; }
QFrame#line { background: $line; border: none; }
QFrame#banner { background: $accent_tint; border-bottom: 1px solid $line; }
QFrame#messages, QFrame#tips { background: $surface; border: none; }
QFrame#messages { border-bottom: 1px solid $line; }
QFrame#messages[tone="triangle-alert"] { border-bottom: 1px solid $error; }
QFrame#tips { background: $accent_tint; border-top: 1px solid $line; }
QFrame#tips QLabel#tips-line { color: $muted; }
QFrame#palette { background: $surface; border: 1px solid $muted; border-radius: 7px; }
QLabel#start-title { font-size: 28px; font-weight: 700; }
QListWidget#recent { background: transparent; }
QLabel#project-title { font-weight: 600; }
QPushButton[look="field"] {
    color: $muted; background: $paper; text-align: left; padding: 4px 12px;
}
QPushButton[look="field"]:hover { border-color: $muted; }
QPushButton[look="field"]:focus { border: 1px solid $accent; }
QToolTip { color: $text; background: $surface; border: 1px solid $line; padding: 4px; }
QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit, QComboBox {
    color: $text; background: $paper; border: 1px solid $line; border-radius: 7px;
    padding: 4px 8px; selection-background-color: $selection; selection-color: $text;
}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {
    border: 1px solid $accent;
}
QLineEdit:disabled, QComboBox:disabled { color: $muted; }
QPushButton {
    color: $text; background: $surface; border: 1px solid $line; border-radius: 7px;
    padding: 5px 12px;
}
QPushButton:hover { background: $paper; }
QPushButton:pressed, QPushButton:checked { background: $accent_tint; border-color: $accent; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $muted; background: $paper; }
QPushButton[look="primary"] {
    color: $on_accent; background: $accent; border-color: $accent; font-weight: 600;
}
QPushButton[look="primary"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[look="primary"]:disabled {
    color: $muted; background: $paper; border-color: $line; font-weight: 400;
}
QRadioButton::indicator, QCheckBox::indicator {
    width: 14px; height: 14px; border: 1px solid $muted; background: $paper;
}
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid $accent; background: $paper;
}
QCheckBox::indicator { border-radius: 4px; }
QCheckBox::indicator:checked {
    border-color: $accent; background: $tick_ground; image: url("$tick");
}
QRadioButton:focus, QCheckBox:focus { color: $accent; }
QTableView::item { padding: 4px 0; }
QPushButton[look="chip"] { border-radius: 11px; padding: 3px 9px; color: $muted; font-size: 12px; }
QPushButton[look="chip"]:checked {
    color: $accent; background: $accent_tint; border-color: $accent_tint;
}
QPushButton[look="chip"]:focus { border: 1px solid $accent; }
QPushButton[look="link"] { color: $accent; border: none; background: transparent; padding: 2px; }
QPushButton[look="link"]:focus { border: 1px solid $accent; }
QToolButton { border: 1px solid transparent; border-radius: 7px; padding: 4px; }
QToolButton:hover { background: $paper; }
QToolButton:checked { color: $accent; background: $accent_tint; }
QToolButton:focus { border: 1px solid $accent; }
QListView, QTreeView, QTableView {
    background: $surface; border: none; outline: none;
    selection-background-color: $accent_tint; selection-color: $text;
}
QHeaderView::section {
    color: $muted; background: $surface; border: none; border-bottom: 1px solid $line;
    padding: 4px 8px;
}
QMenuBar, QStatusBar { background: $surface; color: $muted; }
QStatusBar { border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QMenuBar::item { color: $text; background: transparent; padding: 4px 8px; }
QMenuBar::item:selected { background: $accent_tint; border-radius: 4px; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { color: $text; padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_tint; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QSplitter::handle { background: $line; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $saved; border-radius: 2px; }
""")


def style_sheet(look: Theme) -> str:
    """Return the rules in the colours of ``look``."""
    names = (
        "paper",
        "surface",
        "line",
        "text",
        "muted",
        "accent",
        "accent_tint",
        "on_accent",
        "saved",
        "error",
        "selection",
    )
    colours = {name: getattr(look, name).name() for name in names}
    return _RULES.substitute(
        colours,
        handle="#4A4F57" if look.dark else "#C9C6C0",
        tick=resource("icons", "lucide", "check.svg").as_posix(),
        # The tick is black, so what lies behind it is light in both.
        tick_ground=colours["accent" if look.dark else "accent_tint"],
    )
