"""Overlapping marks never share a lane, and are found without looking at the rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.gui.reader.index import Index
from annotator.gui.reader.lanes import FEW, Lanes
from annotator.gui.reader.marks import Mark


def mark(key: str, *pieces: tuple[int, int]) -> Mark:
    return Mark(key, tuple(Span(*p) for p in pieces), "statement", "denial", "Denial")


spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda p: (p[0], p[0] + p[1]))
crowds = st.lists(spans, max_size=40).map(
    lambda found: [mark(f"{number:02}", span) for number, span in enumerate(found)]
)


def laid(marks: list[Mark]) -> Lanes:
    lanes = Lanes()
    lanes.set(marks)
    return lanes


def worst_overlap(lanes: Lanes) -> int:
    return max(
        (sum(p.start <= at < p.end for p in lanes.pieces) for at in range(100)),
        default=0,
    )


@given(crowds)
def test_overlapping_pieces_never_share_a_lane(marks):
    pieces = laid(marks).pieces
    for one in pieces:
        for other in pieces:
            if one is not other and one.start < other.end and other.start < one.end:
                assert one.lane != other.lane


@given(crowds)
def test_there_are_never_more_lanes_than_pieces_at_the_worst_place(marks):
    lanes = laid(marks)
    used = max((piece.lane + 1 for piece in lanes.pieces), default=0)
    assert used == worst_overlap(lanes)


@given(crowds, crowds)
def test_a_change_ends_like_a_fresh_start(before, after):
    changed = laid(before)
    changed.set(after)
    fresh = laid(after)
    assert [(p.mark, p.start, p.lane) for p in changed.pieces] == [
        (p.mark, p.start, p.lane) for p in fresh.pieces
    ]


@given(crowds, st.data())
def test_one_mark_more_or_less_ends_like_a_fresh_start(marks, data):
    lanes = laid(marks)
    now = list(marks)
    for turn in range(4):
        if now and data.draw(st.booleans()):
            now.pop(data.draw(st.integers(0, len(now) - 1)))
        else:
            now.insert(data.draw(st.integers(0, len(now))), mark(f"x{turn}", data.draw(spans)))
        lanes.set(now)
        fresh = laid(now)
        assert [(p.mark, p.lane) for p in lanes.pieces] == [(p.mark, p.lane) for p in fresh.pieces]
        reached = [p.mark.key for p in lanes.within(10, 30)]
        assert reached == [p.mark.key for p in fresh.within(10, 30)]


@given(crowds, spans)
def test_what_lies_in_a_stretch_is_found(marks, stretch):
    lanes = laid(marks)
    start, end = stretch
    expected = [p for p in lanes.pieces if p.start < end and p.end > start]
    assert list(lanes.within(start, end)) == expected
    for piece, company in lanes.in_company(start, end):
        others = [p for p in lanes.pieces if p is not piece]
        assert company == any(p.start < piece.end and piece.start < p.end for p in others)


@given(crowds, crowds)
def test_every_place_that_looks_different_is_told(before, after):
    lanes = laid(before)
    drawn = {(p.mark, p.start): p.lane for p in lanes.pieces}
    told = lanes.set(after)
    now = {(p.mark, p.start): p.lane for p in lanes.pieces}
    for shown, start in drawn.keys() ^ now.keys():
        assert any(a <= start < b for a, b in told), shown
    for both in drawn.keys() & now.keys():
        if drawn[both] != now[both]:
            assert any(a <= both[1] < b for a, b in told)


def test_equal_marks_change_nothing():
    lanes = laid([mark("a", (0, 5)), mark("b", (3, 9))])
    assert lanes.set([mark("a", (0, 5)), mark("b", (3, 9))]) == []


def test_a_mark_in_pieces_takes_part_with_each():
    lanes = laid([mark("a", (0, 5), (20, 25)), mark("b", (3, 22))])
    assert [(p.mark.key, p.lane) for p in lanes.pieces] == [("a", 0), ("b", 1), ("a", 0)]


def test_outer_pieces_are_nearer_to_the_text():
    lanes = laid([mark("inner", (5, 10)), mark("outer", (0, 20))])
    assert [(p.mark.key, p.lane) for p in lanes.pieces] == [("outer", 0), ("inner", 1)]


def test_many_new_marks_at_once_are_taken():
    few = [mark("a", (0, 5))]
    many = few + [mark(f"m{n}", (n, n + 3)) for n in range(FEW + 1)]
    lanes = laid(few)
    lanes.set(many)
    assert len(lanes.pieces) == len(many)
    lanes.set([])
    assert lanes.pieces == []
    assert list(lanes.within(0, 100)) == []


def test_one_long_mark_does_not_make_every_search_read_all():
    marks = [
        mark("all", (0, 100_000)),
        *(mark(f"m{n}", (n * 10, n * 10 + 5)) for n in range(9_000)),
    ]
    lanes = laid(marks)
    found = [piece.mark.key for piece in lanes.within(89_000, 89_012)]
    assert found == ["all", "m8900", "m8901"]


@given(st.lists(spans, max_size=30), spans)
def test_an_index_finds_what_overlaps(found, stretch):
    things = Index((Span(*one) for one in found), lambda span: span)
    start, end = stretch
    expected = [s for s in things.things if s.start < end and s.end > start]
    assert list(things.within(start, end)) == expected
    assert things.first_from(start) == sum(s[0] < start for s in found)
    assert things.at_or_before(start) == sum(s[0] <= start for s in found) - 1
