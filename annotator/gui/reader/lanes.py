"""Overlapping marks side by side.

Every piece of a mark gets a lane so that pieces that overlap never share one, and
there are never more lanes than pieces overlap at the worst place. Lane 0 is nearest to
the text. Pieces are kept in reading order, longest first, with the furthest end seen so
far, so that what lies in a stretch of text is found without looking at the rest, and
one piece more costs no sweep over all of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heapify, heappop, heappush
from itertools import accumulate, islice, tee
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotator.domain.span import Span
    from annotator.gui.reader.marks import Mark


RUN = 128  # pieces that are passed over at once
FEW = 64  # up to so many changed marks are put in one by one


class Piece:
    """One stretch of one mark, and the lane it has now."""

    __slots__ = ("end", "lane", "mark", "start")

    def __init__(self, mark: Mark, span: Span) -> None:
        self.mark = mark
        self.start = span.start
        self.end = span.end
        self.lane = -1

    @property
    def order(self) -> tuple[int, int, str]:
        """Where it comes: by start, longest first; the key makes it one order."""
        return (self.start, -self.end, self.mark.key)


class Lanes:
    """The pieces of all marks of one article, in order, each in its lane."""

    def __init__(self) -> None:
        self.marks: tuple[Mark, ...] = ()
        self.pieces: list[Piece] = []
        self.starts: list[int] = []
        self._ends: list[int] = []
        self._runs: list[int] = []  # the furthest end of each RUN pieces
        self._reach: list[int] = []  # the furthest end among this piece and those before

    def set(self, marks: Sequence[Mark]) -> list[tuple[int, int]]:
        """Take ``marks`` as they are now; return the stretches that look different.

        Cheap when little changed: marks that are equal to those before, in the same
        order, are left alone.
        """
        before, self.marks = self.marks, tuple(marks)
        marks = self.marks
        head = _same(before, marks)
        rest = min(len(before), len(marks)) - head
        tail = min(rest, _same(before[::-1], marks[::-1])) if rest else 0
        gone = before[head : len(before) - tail]
        come = marks[head : len(marks) - tail]
        if not gone and not come:
            return []
        if len(gone) + len(come) > FEW:
            return self._rebuild()
        touched = [self._remove(mark, span) for mark in gone for span in mark.pieces]
        touched += [self._insert(mark, span) for mark in come for span in mark.pieces]
        return [(start, self._sweep(start, end)) for start, end in sorted(touched)]

    def within(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces that overlap ``[start, end)``, in order."""
        return (self.pieces[at] for at in self._places(start, end))

    def beginning(self, start: int, end: int) -> list[Piece]:
        """The pieces that begin in ``[start, end)``, in order."""
        return self.pieces[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def in_company(self, start: int, end: int) -> Iterator[tuple[Piece, bool]]:
        """Yield the same, each with whether another piece overlaps it anywhere."""
        for at in self._places(start, end):
            piece = self.pieces[at]
            before = at > 0 and self._reach[at - 1] > piece.start
            after = at + 1 < len(self.starts) and self.starts[at + 1] < piece.end
            yield piece, before or after

    def _places(self, start: int, end: int) -> Iterator[int]:
        # None before the first that reaches beyond ``start`` can; after it, whole runs
        # are passed over, for one long piece at the beginning reaches over all others.
        first, last = bisect_right(self._reach, start), bisect_left(self.starts, end)
        for run in range(first // RUN, -(-last // RUN)):
            if self._runs[run] > start:
                for at in range(max(first, run * RUN), min(last, (run + 1) * RUN)):
                    if self._ends[at] > start:
                        yield at

    def _end_runs(self, at: int) -> None:
        """Know the furthest end of each run of pieces, from place ``at`` on."""
        begin = at // RUN
        self._runs[begin:] = [
            max(self._ends[run : run + RUN]) for run in range(begin * RUN, len(self._ends), RUN)
        ]

    def _rebuild(self) -> list[tuple[int, int]]:
        old_end = self._reach[-1] if self._reach else 0
        pieces = [Piece(mark, span) for mark in self.marks for span in mark.pieces]
        # Three sorts that keep what is equal in order are faster than one by tuples.
        pieces.sort(key=attrgetter("mark.key"))
        pieces.sort(key=attrgetter("end"), reverse=True)
        pieces.sort(key=attrgetter("start"))
        self.pieces = pieces
        self.starts = [piece.start for piece in pieces]
        self._ends = [piece.end for piece in pieces]
        self._reach = list(accumulate(self._ends, max))
        self._end_runs(0)
        given = _greedy(pieces, [])
        for piece, lane in zip(pieces, given, strict=True):
            piece.lane = lane
        return [(0, max(old_end, self._reach[-1] if pieces else 0))]

    def _insert(self, mark: Mark, span: Span) -> tuple[int, int]:
        piece = Piece(mark, span)
        at = bisect_left(self.starts, piece.start)
        while at < len(self.pieces) and self.pieces[at].order < piece.order:
            at += 1
        self.pieces.insert(at, piece)
        self.starts.insert(at, piece.start)
        self._ends.insert(at, piece.end)
        self._reach.insert(at, -1)
        self._reach_from(at)
        return span.start, span.end

    def _remove(self, mark: Mark, span: Span) -> tuple[int, int]:
        at = bisect_left(self.starts, span.start)
        while self.pieces[at].mark.key != mark.key or self.pieces[at].end != span.end:
            at += 1
        del self.pieces[at], self.starts[at], self._ends[at], self._reach[at]
        self._reach_from(at)
        return span.start, span.end

    def _reach_from(self, at: int) -> None:
        """Mend the furthest ends from ``at`` on, until they are what they were."""
        self._end_runs(at)
        reach = self._reach[at - 1] if at else 0
        for place in range(at, len(self.pieces)):
            reach = max(reach, self._ends[place])
            if self._reach[place] == reach:
                break
            self._reach[place] = reach

    def _sweep(self, start: int, unsettled: int) -> int:
        """Give lanes anew from ``start`` on until nothing differs; return where."""
        before = [p for p in self.within(start, start + 1) if p.start < start]
        following, asked = tee(islice(self.pieces, bisect_left(self.starts, start), None))
        for piece, lane in zip(following, _greedy(asked, before), strict=False):
            if piece.start >= unsettled:
                break
            if lane != piece.lane:
                piece.lane = lane
                unsettled = max(unsettled, piece.end)
        return unsettled


def _greedy(pieces: Iterable[Piece], before: Iterable[Piece]) -> Iterator[int]:
    """Yield the lowest free lane for each of ``pieces``, which are in order.

    ``before`` are pieces that have their lanes already and reach beyond the first start.
    """
    busy = [(piece.end, piece.lane) for piece in before]
    heapify(busy)
    taken = {lane for _, lane in busy}
    free = [lane for lane in range(max(taken, default=0)) if lane not in taken]
    for piece in pieces:
        while busy and busy[0][0] <= piece.start:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        heappush(busy, (piece.end, lane))
        yield lane


def _same(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """How many marks at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, (a, b) in enumerate(pairs) if a is not b and a != b),
        min(len(one), len(other)),
    )
