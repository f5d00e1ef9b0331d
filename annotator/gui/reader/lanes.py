"""Overlapping marks side by side.

Every piece of a mark gets a lane so that pieces that overlap never share one, and
there are never more lanes than pieces overlap at the worst place. Lane 0 is nearest to
the text. Pieces are kept in reading order, longest first, with the furthest end seen so
far, so that what lies in a stretch of text is found without looking at the rest, and
one piece more costs no sweep over all of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.domain.span import Span
    from annotator.gui.reader.marks import Mark


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
        # The first piece that reaches beyond ``start``; none before it can.
        first = bisect_right(self._reach, start)
        for at in range(first, bisect_left(self.starts, end)):
            if self.pieces[at].end > start:
                yield self.pieces[at]

    def alone(self, piece: Piece) -> bool:
        """Whether no other piece overlaps this one."""
        at = self._at(piece)
        follows_free = at == 0 or self._reach[at - 1] <= piece.start
        return follows_free and (
            at + 1 == len(self.pieces) or self.pieces[at + 1].start >= piece.end
        )

    def _at(self, piece: Piece) -> int:
        at = bisect_left(self.starts, piece.start)
        while self.pieces[at] is not piece:
            at += 1
        return at

    def _rebuild(self) -> list[tuple[int, int]]:
        old_end = self._reach[-1] if self._reach else 0
        pieces = [Piece(mark, span) for mark in self.marks for span in mark.pieces]
        pieces.sort(key=lambda piece: piece.order)
        self.pieces = pieces
        self.starts = [piece.start for piece in pieces]
        self._reach = list(accumulate((piece.end for piece in pieces), max))
        busy: list[tuple[int, int]] = []  # end, lane
        free: list[int] = []
        for piece in pieces:
            while busy and busy[0][0] <= piece.start:
                heappush(free, heappop(busy)[1])
            piece.lane = heappop(free) if free else len(busy)
            heappush(busy, (piece.end, piece.lane))
        return [(0, max(old_end, self._reach[-1] if pieces else 0))]

    def _insert(self, mark: Mark, span: Span) -> tuple[int, int]:
        piece = Piece(mark, span)
        at = bisect_left(self.starts, piece.start)
        while at < len(self.pieces) and self.pieces[at].order < piece.order:
            at += 1
        self.pieces.insert(at, piece)
        self.starts.insert(at, piece.start)
        self._reach.insert(at, 0)
        self._reach_from(at)
        return span.start, span.end

    def _remove(self, mark: Mark, span: Span) -> tuple[int, int]:
        at = bisect_left(self.starts, span.start)
        while self.pieces[at].mark.key != mark.key or self.pieces[at].end != span.end:
            at += 1
        del self.pieces[at], self.starts[at], self._reach[at]
        self._reach_from(at)
        return span.start, span.end

    def _reach_from(self, at: int) -> None:
        reach = self._reach[at - 1] if at else 0
        rest = accumulate((piece.end for piece in self.pieces[at:]), max, initial=reach)
        next(rest)
        self._reach[at:] = list(rest)

    def _sweep(self, start: int, unsettled: int) -> int:
        """Give lanes anew from ``start`` on until nothing differs; return where."""
        at = bisect_left(self.starts, start)
        busy = {
            piece.lane: piece.end for piece in self.within(start, start + 1) if piece.start < start
        }
        while at < len(self.pieces):
            piece = self.pieces[at]
            if piece.start >= unsettled:
                break
            lane = next(n for n in range(len(busy) + 1) if busy.get(n, 0) <= piece.start)
            busy[lane] = piece.end
            if lane != piece.lane:
                piece.lane = lane
                unsettled = max(unsettled, piece.end)
            at += 1
        return unsettled


def _same(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """How many marks at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, (a, b) in enumerate(pairs) if a is not b and a != b),
        min(len(one), len(other)),
    )
