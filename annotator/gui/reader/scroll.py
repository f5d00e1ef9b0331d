"""Which part of the page is in view.

What is in view hangs on one block and how far it is scrolled over the upper edge, not
on pixels from the page's top: blocks above may be estimated still, and what somebody
reads must not jump when they are laid out.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotator.gui.reader.page import Laid, Page

EDGE = 40.0  # pixels kept between what is shown and the view's edge


class Placed(NamedTuple):
    """A block and where its top is in the view."""

    laid: Laid
    y: float


class Scroll:
    """The view's place on a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.height = 0.0  # of the view
        self._block = 0
        self._over = 0.0  # pixels of the block that are above the view

    @property
    def value(self) -> int:
        """Pixels above the view, as far as they are known."""
        return round(self._page.tops[self._block] + self._over)

    @property
    def limit(self) -> int:
        """The greatest value."""
        return max(0, round(self._page.tops[-1] - self.height))

    def put(self, block: int, top: float, y: float) -> None:
        """Bring what is at ``top`` of a block to the height ``y`` of the view."""
        self._block, self._over = block, top - y

    def top(self) -> None:
        """Go to the beginning."""
        self._block, self._over = 0, 0.0

    def bottom(self) -> None:
        """Go to the end."""
        self._block = len(self._page.blocks) - 1
        self._over = self._page.laid(self._block).height - self.height

    def to(self, value: float) -> None:
        """Go to where the scroll bar points; near places exactly, far ones by estimate."""
        by = value - self.value
        if value <= 0:
            self.top()
        elif value >= self.limit:
            self.bottom()
        elif abs(by) <= 2 * self.height:
            self.by(by)
        else:
            tops = self._page.tops
            self._block = min(len(self._page.blocks), bisect_right(tops, value)) - 1
            self._over = value - tops[self._block]

    def by(self, pixels: float) -> None:
        """Move down by ``pixels``, up if negative."""
        self._over += pixels

    def show(self, block: int, top: float, bottom: float) -> None:
        """Bring what lies between two heights of a block into view, if it is not."""
        for placed in self.in_view():
            if placed.laid.block != block:
                continue
            above, below = placed.y + top - EDGE, placed.y + bottom + EDGE - self.height
            if above < 0:
                self.by(above)
            elif below > 0:
                self.by(min(below, above))
            return
        self._block = block
        self._over = (
            self._page.laid(block).lines[0].top if top < 0 else top - max(EDGE, self.height / 3)
        )

    def in_view(self, beyond: float = 0.0) -> list[Placed]:
        """Lay out what is in view and ``beyond`` it above; return it from top to bottom."""
        self._settle()
        page, y = self._page, -self._over
        placed = []
        for block in range(self._block, len(page.blocks)):
            if y >= self.height:
                break
            placed.append(Placed(page.laid(block), y))
            y += page.height(block)
        above, y = self._block, -self._over
        while above > 0 and y > -beyond:
            above -= 1
            laid = page.laid(above)
            y -= laid.height
            placed.insert(0, Placed(laid, y))
        return placed

    def _settle(self) -> None:
        """Keep to the page, and the upper edge in its block."""
        page, last = self._page, len(self._page.blocks) - 1
        self._climb()
        while self._block < last and self._over >= page.laid(self._block).height:
            self._over -= page.height(self._block)
            self._block += 1
        end, block = -self._over, self._block
        while end < self.height and block <= last:
            end += page.laid(block).height
            block += 1
        if end < self.height:
            self._over -= self.height - end
            self._climb()

    def _climb(self) -> None:
        while self._over < 0 and self._block > 0:
            self._block -= 1
            self._over += self._page.laid(self._block).height
        if self._block == 0:
            self._over = max(0.0, self._over)
