"""Keys: how they are said, and which ones the researcher has chosen instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from annotator.support.i18n import N_, tr
from annotator.support.paths import config_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "keys.json"  # {"sentence.next": ["J", "Down"], …}; what is not named keeps its keys

_SAID = {
    "Return": N_("Enter"),
    "Escape": N_("Esc"),
    "Left": N_("←"),
    "Right": N_("→"),
    "Up": N_("↑"),
    "Down": N_("↓"),
    "Space": N_("Space"),
    "Tab": N_("Tab"),
    "Delete": N_("Delete"),
}


def said_key(key: str) -> str:
    """Return a key as people read it on their keyboard: "Ctrl K", "Shift →"."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    if "+" not in key[:-1]:
        return tr(_SAID[key]) if key in _SAID else native
    held, _, last = key.rpartition("+") if not key.endswith("++") else (key[:-2], "+", "+")
    if not native.startswith(held.split("+")[0]):
        return native  # a Mac writes signs instead of words
    said = [tr("Ctrl") if one == "Ctrl" else tr(one) for one in held.split("+")]
    return " ".join([*said, tr(_SAID[last]) if last in _SAID else last])


def said_keys(keys: Iterable[str]) -> str:
    """Return all keys of a command, each once: "J or ↓"."""
    return tr(" or ").join(dict.fromkeys(map(said_key, keys)))


def own_keys() -> dict[str, tuple[str, ...]]:
    """Return the keys that the researcher has chosen, by command.

    A file that cannot be read counts as none: keys must never keep a window from opening.
    """
    try:
        chosen = json.loads((config_folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(chosen, dict):
        return {}
    return {
        name: tuple(key for key in keys if isinstance(key, str) and QKeySequence(key).count())
        for name, keys in chosen.items()
        if isinstance(keys, list)
    }
