"""How large things are on the page, at one zoom and one width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

if TYPE_CHECKING:
    from annotator.gui.theme import Theme

READING = 17.0  # pixels at 100 %
TITLE = 25.0
META = 13.0
LEADING = 1.65  # line to line, in sizes of the face
LOOSE = 1.2  # the same for scripts that are taller than their face's size
MEASURE = 72  # characters in a full line, spaces and capitals counted
SHORTEST = 46  # characters; narrower columns give their margin up
PAD = 24.0  # pixels at the left at least
RIGHT = 10.0  # pixels at the right of the margin
GAP = 26.0  # between text and margin
MARGIN = (140.0, 200.0)  # narrowest and widest
FOLDED = 22.0  # what is left of the margin where there is no room
SAMPLE = "The ministry said on Friday that eleven reporters were held"


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in pixels. ``margin`` is 0 where it is folded."""

    look: Theme
    zoom: int  # per cent
    left: float  # where the column begins
    column: float
    margin: float
    letter: float  # an average letter, for estimates

    @property
    def scale(self) -> float:
        """Zoom as a factor."""
        return self.zoom / 100

    @property
    def size(self) -> float:
        """The reading face's size."""
        return READING * self.scale

    @property
    def pitch(self) -> float:
        """From line to line, without lanes."""
        return round(self.size * LEADING)

    @property
    def gap(self) -> float:
        """Between paragraphs."""
        return round(self.size * 0.9)

    @property
    def lane(self) -> float:
        """What one lane adds to a line's height."""
        return round(5 * max(1.0, self.scale * 0.9))

    @property
    def margin_left(self) -> float:
        """Where the labels begin."""
        return self.left + self.column + GAP

    def font(self, *, title: bool = False) -> QFont:
        """The face of the text, or of its title."""
        if title:
            return self.look.fonts.reading(TITLE * self.scale, QFont.Weight.Bold)
        return self.look.fonts.reading(self.size)


def fitted(look: Theme, zoom: int, width: float) -> Style:
    """Return the style for a view that is ``width`` wide.

    Column and margin stand in the middle together. The margin folds before the column
    becomes shorter than ``SHORTEST`` characters.
    """
    size = READING * zoom / 100
    letter = QFontMetricsF(look.fonts.reading(size)).horizontalAdvance(SAMPLE) / len(SAMPLE)
    full = MEASURE * letter
    narrowest, widest = MARGIN
    room = width - PAD - RIGHT
    margin = min(widest, max(narrowest, room - full - GAP))
    column = min(full, room - GAP - margin)
    if column < min(full, SHORTEST * letter):
        margin = 0.0
        column = max(6 * letter, min(full, room - FOLDED))
    taken = column + (GAP + margin if margin else FOLDED)
    left = max(PAD, (width - RIGHT - taken) / 2)
    return Style(look, zoom, round(left), round(column), round(margin), letter)
