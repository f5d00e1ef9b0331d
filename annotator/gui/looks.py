"""Which look the coder has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.theme import system_theme, theme
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from annotator.gui.theme import Theme
    from annotator.support.settings import Settings

THEMES = {"system": N_("system"), "light": N_("light"), "dark": N_("dark")}


def chosen_theme(settings: Settings) -> Theme:
    """Return the theme that ``settings`` name, else the one that the system asks for."""
    if settings.theme == "dark":
        return theme("dark")
    return theme("light" if settings.theme == "light" else system_theme())
