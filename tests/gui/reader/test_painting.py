"""What is drawn lies under the right words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainterPath

from annotator.domain.article import Zone
from annotator.domain.span import Span
from annotator.gui.reader.marks import ActorSpan, Heading, Mark
from annotator.gui.reader.outline import outline
from annotator.gui.theme import theme
from tests.gui.reader.hand import mark

LIGHT = theme("light")
TEXT = "The premier said that the union claims that police threatened it, and more."


class Picture:
    """What a view has drawn."""

    def __init__(self, view):
        self.view = view
        self.image = view.viewport().grab().toImage()

    def at(self, x, y):
        return self.image.pixelColor(int(x), int(y)).name()

    def ground(self, span, part=0):
        """The colour behind the words, in the upper left corner, where no letter is."""
        area = self.view.areas(span)[part]
        return self.at(area.left() + 2, area.top() + 1)

    def column(self, span, share=0.5):
        """All colours from the words down, ``share`` of the way through them."""
        area = self.view.areas(span)[0]
        x = area.left() + area.width() * share
        return [self.at(x, area.top() + y) for y in range(round(area.height()) + 22)]

    def colours(self, area):
        return {
            self.at(x, y)
            for x in range(int(area.left()), int(area.right()))
            for y in range(int(area.top()), int(area.bottom()))
        }


@pytest.fixture
def drawn(shown):
    def draw(text=TEXT, marks=(), zones=(), **facts):
        view, hand = shown(text, zones, **facts)
        view.set_sentences(())
        view.set_marks(marks)
        return view, hand

    return draw


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT, "union claims"),
        ("👍🏽 They 🇰🇭 denied it 👨‍👩‍👧‍👦 all", "denied it"),
        ("ក្រសួង មហាផ្ទៃ បានបដិសេធ ការចោទ", "បានបដិសេធ"),
        ("رفضت وزارة الداخلية اتهامات الاتحاد", "الداخلية"),
        ("He told سلمى حداد that they denied it.", "حداد"),
        ("The Cafe\u0301 owner’s re\u0301ply was no", "re\u0301ply"),
    ],
)
def test_the_tint_lies_under_the_words_and_nowhere_else(drawn, text, words):
    view, hand = drawn(text, [mark(text, "m", words)])
    picture = Picture(view)
    tint = LIGHT.code_tint("denial").name()
    (area,) = view.areas(hand.span(words))
    assert picture.at(area.left() + 1, area.top() + 1) == tint
    assert picture.at(area.right() - 2, area.top() + 1) == tint
    assert picture.at(area.left() - 2, area.top() + 1) == LIGHT.paper.name()
    assert picture.at(area.right() + 2, area.top() + 1) == LIGHT.paper.name()


def test_a_mark_over_both_directions_is_tinted_in_each_run(drawn):
    text = "He told سلمى حداد that they denied it."
    view, hand = drawn(text, [mark(text, "m", "told سلمى")])
    picture = Picture(view)
    tint = LIGHT.code_tint("denial").name()
    assert picture.ground(hand.span("told")) == tint
    assert picture.ground(hand.span("سلمى")) == tint
    assert picture.ground(hand.span("حداد")) == LIGHT.paper.name()


def test_the_innermost_mark_tints_and_bands_lie_in_lanes(drawn):
    view, hand = drawn(
        marks=[
            mark(TEXT, "outer", TEXT, code="accusation"),
            mark(TEXT, "inner", "police threatened it", code="demand"),
        ]
    )
    picture = Picture(view)
    assert picture.ground(hand.span("premier")) == LIGHT.code_tint("accusation").name()
    assert picture.ground(hand.span("police")) == LIGHT.code_tint("demand").name()
    outer, inner = LIGHT.code_colour("accusation").name(), LIGHT.code_colour("demand").name()
    under_both = [c for c in picture.column(hand.span("threatened")) if c in (outer, inner)]
    assert under_both == [outer] * 3 + [inner] * 3
    assert inner not in picture.column(hand.span("premier"))


def test_a_mark_alone_has_no_band_and_takes_no_room(drawn):
    view, hand = drawn()
    before = view.areas(hand.span("and more"))
    view.set_marks([mark(TEXT, "m", "union claims")])
    assert view.areas(hand.span("and more")) == before
    colour = LIGHT.code_colour("denial").name()
    assert colour not in Picture(view).column(hand.span("union claims"))


@pytest.mark.parametrize(("depth", "lanes"), [(2, 2), (3, 3), (6, 3)])
def test_lines_grow_with_their_lanes_up_to_three(drawn, depth, lanes):
    text = TEXT + "\nThe next paragraph."
    view, hand = drawn(text)
    before = view.areas(hand.span("The next"))[0].top()
    nested = [Mark(f"m{n}", (Span(4 + n, 60),), "statement", "denial", "D") for n in range(depth)]
    view.set_marks(nested)
    grown = view.areas(hand.span("The next"))[0].top() - before
    assert lanes * 5 <= grown <= lanes * 5 + 4
    view.set_marks([])
    assert view.areas(hand.span("The next"))[0].top() == before


def test_bands_strike_through_no_letter(drawn):
    text = TEXT + " " + TEXT
    nested = [Mark(f"m{n}", (Span(4 + n, 150),), "statement", "denial", "D") for n in range(3)]
    view, hand = drawn(text, nested)
    first, second = view.areas(hand.span(text))[:2]
    band = LIGHT.code_colour("denial").name()
    column = [Picture(view).at(second.left() + 40, y) for y in range(int(second.bottom()))]
    rows = [y for y, colour in enumerate(column) if colour == band]
    assert all(y >= first.bottom() for y in rows if y < second.top())
    assert rows


def test_what_has_no_lane_is_counted_at_the_lines_end(drawn):
    nested = [Mark(f"m{n}", (Span(4 + n, 60),), "statement", "denial", "D") for n in range(5)]
    view, _ = drawn(marks=nested)
    end = view.page.style.left + view.page.style.column
    place = QRectF(end + 2, 90, 20, 60)
    assert Picture(view).colours(place) != {LIGHT.paper.name()}
    view.set_marks(nested[:3])
    assert Picture(view).colours(place) == {LIGHT.paper.name()}


def test_a_suggestion_is_dashed_and_has_no_tint(drawn):
    view, hand = drawn(marks=[mark(TEXT, "s", "union claims that police", "suggestion")])
    picture = Picture(view)
    assert picture.ground(hand.span("union")) == LIGHT.paper.name()
    area = view.areas(hand.span("union claims that police"))[0]
    grey = LIGHT.muted.name()
    rows = [
        [picture.at(x, y) == grey for x in range(int(area.left()) + 1, int(area.right()) - 1)]
        for y in range(int(area.top()) + 20, int(area.bottom()) + 2)
    ]
    dashed = max(rows, key=sum)
    changes = sum(a != b for a, b in pairwise(dashed))
    assert 0.4 < sum(dashed) / len(dashed) < 0.8
    assert changes > 20


def test_the_mark_at_hand_is_outlined(drawn):
    view, hand = drawn(marks=[mark(TEXT, "m", "union claims")])
    area = view.areas(hand.span("union claims"))[0]
    middle = area.center().y()
    colour = LIGHT.code_colour("denial").name()
    assert Picture(view).at(area.left() - 2, middle) == LIGHT.paper.name()
    view.set_current("m")
    assert colour in {Picture(view).at(area.left() - n, middle) for n in (1, 2, 3)}
    view.set_current(None)
    assert Picture(view).at(area.left() - 2, middle) == LIGHT.paper.name()


def test_a_suggestion_at_hand_is_outlined_in_dashes(drawn):
    view, hand = drawn(marks=[mark(TEXT, "s", "union claims that police", "suggestion")])
    view.set_current("s")
    area = view.areas(hand.span("union claims that police"))[0]
    picture = Picture(view)
    row = [picture.at(x, area.top() - 2) for x in range(int(area.left()), int(area.right()))]
    assert LIGHT.paper.name() in row
    assert len(set(row)) > 1


def test_names_are_underlined_firmly_when_decided_and_dotted_when_not(drawn):
    view, hand = drawn("Dara Venn met Lina Osei there.")
    view.set_actors(
        [
            ActorSpan(hand.span("Dara Venn"), "Dara Venn", decided=True),
            ActorSpan(hand.span("Lina Osei"), "Lina Osei", decided=False),
        ]
    )
    picture = Picture(view)

    def fullest(words):
        area = view.areas(hand.span(words))[0]
        rows = [
            [
                picture.at(x, y) != LIGHT.paper.name()
                for x in range(int(area.left()) + 2, int(area.right()) - 2)
            ]
            for y in range(int(area.bottom()) - 7, int(area.bottom()))
        ]
        return max(sum(row) / len(row) for row in rows)

    assert fullest("Dara Venn") == 1
    assert 0.2 < fullest("Lina Osei") < 0.9
    assert fullest("there") < 0.2


def test_debris_is_grey_and_still_text(drawn):
    text = "A sentence of the report.\n587 views\nAnother one."
    start = text.index("587")
    view, hand = drawn(text, zones=[Zone(Span(start, start + 9), "debris")])
    picture = Picture(view)

    def darkest(words):
        colours = picture.colours(view.areas(hand.span(words))[0])
        return min(QColor(colour).lightness() for colour in colours)

    assert darkest("views") > darkest("report") + 30
    hand.drag("587 views")
    assert view.selection().quote(text) == "587 views"


def test_the_selection_and_hits_are_seen(drawn):
    view, hand = drawn()
    view.select(hand.span("union"))
    assert Picture(view).ground(hand.span("union")) == LIGHT.selection.name()
    view.clear_selection()
    view.find_words("that")
    picture = Picture(view)
    assert picture.ground(hand.span("that")) == LIGHT.find_current.name()
    assert picture.ground(hand.span("that", 1)) == LIGHT.find.name()
    view.clear_find()
    assert Picture(view).ground(hand.span("that")) == LIGHT.paper.name()


def test_the_sentence_at_hand_has_a_bar_beside_it(shown):
    text = "First sentence.\n\nSecond sentence."
    view, hand = shown(text)
    x = view.page.style.left - 14
    first, second = (view.areas(hand.span(w))[0].center().y() for w in ("First", "Second"))
    assert Picture(view).at(x, first) == LIGHT.accent.name()
    assert Picture(view).at(x, second) == LIGHT.paper.name()
    view.next_sentence()
    assert Picture(view).at(x, second) == LIGHT.accent.name()


def test_marks_in_pieces_are_drawn_in_each(drawn):
    spans = tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in ("premier", "police"))
    view, hand = drawn(marks=[Mark("m", spans, "statement", "denial", "Denial")])
    picture = Picture(view)
    tint = LIGHT.code_tint("denial").name()
    assert picture.ground(hand.span("premier")) == picture.ground(hand.span("police")) == tint
    assert picture.ground(hand.span("union")) == LIGHT.paper.name()
    assert len(view.labels()) == 1


def test_at_double_density_everything_is_drawn_twice_as_fine(drawn):
    text = "They denied it.\n\nنفى الأمر."
    view, _ = drawn(text, [mark(text, "m", "denied it")], heading=Heading("T", "m", in_text=False))
    view.set_zoom(200)
    assert view.page.style.size == 34
    assert Picture(view).image.width() == view.viewport().width()


def test_an_outline_goes_round_rows_that_stand_under_one_another():
    rows = [QRectF(50, 0, 100, 20), QRectF(0, 20, 150, 20), QRectF(0, 45, 30, 20)]
    path = outline(rows)
    assert path.elementCount() > 12
    assert len(path.toSubpathPolygons()) == 1
    bounds = path.boundingRect()
    assert (bounds.left(), bounds.top(), bounds.right(), bounds.bottom()) == (-2, -2, 152, 67)


def test_rows_apart_have_outlines_of_their_own():
    path = outline([QRectF(200, 0, 100, 20), QRectF(0, 30, 50, 20)])
    assert len(path.toSubpathPolygons()) == 2
    assert outline([]) == QPainterPath()


def test_the_space_at_a_lines_end_is_not_painted(drawn):
    text = "They denied it on Friday. " * 20
    view, _ = drawn(text, [Mark("m", (Span(0, 400),), "statement", "denial", "Denial")])
    rows = view.areas(Span(0, 400))[:-1]
    column = view.page.style.left + view.page.style.column
    assert len(rows) > 2
    for row in rows:
        assert row.right() <= column
        letter = view.hit(row.center().toPoint()).character
        laid = view.page.laid(0)
        line = laid.line_of(letter)
        last = line.start + len(text[line.start : line.end].rstrip())
        assert row.right() == view.areas(Span(last - 1, last))[0].right()
