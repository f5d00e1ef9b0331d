"""How the program looks: colours, faces, light and dark."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from zlib import crc32

from PySide6.QtCore import QLoggingCategory, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QStyleFactory

from annotator.gui.colours import CODES, SURFACES, TINT_STRENGTH, TINTS
from annotator.gui.style_sheet import style_sheet
from annotator.support.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication

ThemeName = Literal["light", "dark"]
FONT_FILES = ("*.ttf", "*.otf", "*.ttc")
_WEIGHTS = {QFont.Weight.Medium: " Medium", QFont.Weight.DemiBold: " SemiBold"}
# Qt says of each face that it lacks Khmer before it takes the next one.
_QUIET = "qt.text.font.db=false"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces. Where one lacks a letter, those of other scripts follow."""

    ui_family: str = "Inter"  # buttons, lists and labels
    reading_family: str = "Noto Serif"  # articles
    further: tuple[str, ...] = (
        "Noto Serif Khmer",
        "Noto Sans Khmer",
        "Noto Naskh Arabic",
        "Noto Emoji",
    )

    def ui(self, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The interface face at ``pixels``."""
        return self._font(self.ui_family, pixels, weight, QFont.StyleHint.SansSerif)

    def reading(self, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The reading face at ``pixels``."""
        return self._font(self.reading_family, pixels, weight, QFont.StyleHint.Serif)

    def families(self, family: str, weight: QFont.Weight) -> list[str]:
        """The families to ask for; some systems take a weight for a family of its own."""
        return [f"{family}{_WEIGHTS[weight]}", family] if weight in _WEIGHTS else [family]

    def _font(
        self, family: str, pixels: float, weight: QFont.Weight, hint: QFont.StyleHint
    ) -> QFont:
        font = QFont([*self.families(family, weight), *self.further])
        font.setPixelSize(max(1, round(pixels)))
        font.setWeight(weight)
        font.setStyleHint(hint)
        return font


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """The colours and faces of light or dark; there is one of each."""

    name: ThemeName
    paper: QColor  # what the article stands on
    surface: QColor  # panels and fields
    line: QColor  # one-pixel lines between things
    text: QColor
    muted: QColor  # what is said in passing; also suggestions
    zone: QColor  # page debris and captions
    accent: QColor  # what can be used, actors, the focus
    accent_tint: QColor  # behind what is chosen
    on_accent: QColor  # text on the accent
    saved: QColor
    error: QColor
    selection: QColor  # behind selected text
    find: QColor  # behind what was searched for
    find_current: QColor  # behind the hit at hand
    codes: Mapping[str, tuple[QColor, QColor]]  # statement type: colour, tint
    fonts: Fonts

    @property
    def dark(self) -> bool:
        """Whether text is light on dark."""
        return self.name == "dark"

    def code_colour(self, key: str) -> QColor:
        """The colour of a statement type's label, bar and band."""
        return self._code(key)[0]

    def code_tint(self, key: str) -> QColor:
        """What is laid behind the text of a statement of that type."""
        return self._code(key)[1]

    def _code(self, key: str) -> tuple[QColor, QColor]:
        # A type that a project made for itself always gets the same colour.
        known = self.codes.get(key)
        return known or tuple(self.codes.values())[crc32(key.encode()) % len(self.codes)]


@lru_cache(maxsize=2)
def theme(name: ThemeName) -> Theme:
    """Return the theme of that name."""
    surfaces = {part: QColor(colour) for part, colour in SURFACES[name].items()}
    tints = TINTS[name]
    codes = {}
    for key, code in CODES[name].items():
        colour = QColor(code)
        mixed = mix(colour, surfaces["paper"], TINT_STRENGTH[name])
        codes[key] = (colour, QColor(tints[key]) if key in tints else mixed)
    return Theme(name=name, codes=codes, fonts=Fonts(), **surfaces)


def mix(colour: QColor, ground: QColor, strength: float) -> QColor:
    """Return ``colour`` laid on ``ground``; strength 0 is the ground, 1 the colour."""
    return QColor.fromRgbF(
        colour.redF() * strength + ground.redF() * (1 - strength),
        colour.greenF() * strength + ground.greenF() * (1 - strength),
        colour.blueF() * strength + ground.blueF() * (1 - strength),
    )


def system_theme() -> ThemeName:
    """Return what the system asks for now."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Make the faces that come with the program known to Qt; return their families.

    Needs an application. Files that Qt does not take are left out: the system's faces
    stand in for them.
    """
    QLoggingCategory.setFilterRules(_QUIET)
    folder = resource("fonts")
    families: list[str] = []
    for file in sorted(path for pattern in FONT_FILES for path in folder.rglob(pattern)):
        families += QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(file))
        )
    return tuple(dict.fromkeys(families))


_WORN = "look"  # the application's property that names the look it has


def apply(app: QApplication, look: Theme) -> None:
    """Give the whole program that look: style, palette, face and style sheet.

    Doing it again costs a pass over every widget, so it is done once for each look.
    """
    if app.property(_WORN) == look.name:
        return
    app.setProperty(_WORN, look.name)
    load_fonts()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(look.fonts.ui(13))
    app.setPalette(palette(look))
    app.setStyleSheet(style_sheet(look))


def palette(look: Theme) -> QPalette:
    """Return the colours as Qt's styles name them."""
    role = QPalette.ColorRole
    colours = QPalette()
    for part, colour in {
        role.Window: look.surface,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.paper,
        role.Text: look.text,
        role.PlaceholderText: look.muted,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.BrightText: look.error,
        role.ToolTipBase: look.surface,
        role.ToolTipText: look.text,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Light: look.surface,
        role.Midlight: look.line,
        role.Mid: look.line,
        role.Dark: look.muted,
        role.Shadow: look.line,
    }.items():
        colours.setColor(part, colour)
    for part in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, part, look.muted)
    return colours


def plain_tip(words: str) -> str:
    """Return ``words`` so that a tooltip shows them as they are.

    Qt guesses whether a tooltip is rich text, and rich text can open files that it
    names. Escaped text cannot, and long tips are wrapped.
    """
    if not words:
        return ""
    lines = html.escape(words).replace("\n", "<br>")
    return f"<qt>{lines}</qt>"
