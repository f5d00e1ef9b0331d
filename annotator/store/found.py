"""The articles that a query finds, in an order, read only as far as somebody looks.

Where few articles can fulfil the query they are all read and sorted at once. Else an
index is followed in the order that is asked for, slice by slice, and each slice goes on
by key where the last one ended: so a page takes the same time wherever it is, no cursor
stays open, and a look that finds little can be interrupted.
"""

from __future__ import annotations

import time
from array import array
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from annotator.store.walks import Walk

_EVERYTHING = 2**62


class Found:
    """Numbers of articles in the order asked for; those read so far can be indexed.

    Attributes:
        finished: whether there are no more than were read.
    """

    def __init__(self, walk: Walk) -> None:
        self.finished = False
        self._numbers = array("q")
        self._walk = walk
        self._slices = walk.slices()

    def read(self, count: int, seconds: float = _EVERYTHING) -> int:
        """Read on until ``count`` more are known, or ``seconds`` are over.

        Returns:
            how many came, which may be more. Fewer than ``count`` do not mean the end;
            ``finished`` does.
        """
        before, until = len(self._numbers), time.monotonic() + seconds
        while not self.finished and len(self._numbers) - before < count:
            self._walk.wanted = count - (len(self._numbers) - before)
            part = next(self._slices, None)
            if part is None:
                self.finished = True
            else:
                self._numbers.extend(part)
            if time.monotonic() >= until:
                break
        return len(self._numbers) - before

    def all(self) -> array[int]:
        """Read to the end and return every number."""
        self.read(_EVERYTHING)
        return self._numbers

    def __len__(self) -> int:
        """How many are known so far."""
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> array[int]: ...
    def __getitem__(self, at: int | slice) -> int | array[int]:
        """Return one or some of those known so far."""
        return self._numbers[at]
