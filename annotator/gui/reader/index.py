"""Finding what lies in a stretch of text without looking at the rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from annotator.domain.span import Span

T = TypeVar("T")


class Index(Generic[T]):
    """Things that each cover a span, found by where they lie. Never changes."""

    def __init__(self, things: Iterable[T], span: Callable[[T], Span]) -> None:
        self.things = sorted(things, key=lambda thing: span(thing).start)
        spans = [span(thing) for thing in self.things]
        self._starts = [one.start for one in spans]
        self._ends = [one.end for one in spans]
        self._reach = list(accumulate(self._ends, max))

    def __len__(self) -> int:
        return len(self.things)

    def within(self, start: int, end: int) -> Iterator[T]:
        """Yield the things that overlap ``[start, end)``, by start."""
        first = bisect_right(self._reach, start)
        for at in range(first, bisect_left(self._starts, end)):
            if self._ends[at] > start:
                yield self.things[at]

    def first_from(self, offset: int) -> int:
        """How many things start before ``offset``: the place of the next one."""
        return bisect_left(self._starts, offset)

    def at_or_before(self, offset: int) -> int:
        """The place of the last thing that starts at ``offset`` or before; -1 for none."""
        return bisect_right(self._starts, offset) - 1
