"""Words that are pointed at are the words that come out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from annotator.domain.article import Zone
from annotator.domain.sentences import sentences
from annotator.domain.span import Span
from annotator.gui.reader.marks import ActorSpan, Heading
from annotator.gui.reader.view import ReaderView
from annotator.gui.theme import theme
from tests.gui.reader.hand import Hand, mark

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LONG = "\n\n".join(f"Paragraph {n} says that they denied it {n} times." for n in range(200))

HOSTILE = [
    pytest.param("They denied it on Friday.", "denied it", id="latin"),
    pytest.param("👍🏽 They 🇰🇭 denied it 👨‍👩‍👧‍👦 all", "🇰🇭 denied it 👨‍👩‍👧‍👦", id="emoji"),
    pytest.param("𝒯hey 😀 denied it", "denied", id="after wide characters"),
    pytest.param(
        "The Cafe\u0301 owner’s re\u0301ply was no", "Cafe\u0301 owner’s re\u0301ply", id="marks"
    ),
    pytest.param("some 10\u00a0000 people denied it", "10\u00a0000 people", id="no-break space"),
    pytest.param("ក្រសួង មហាផ្ទៃ បានបដិសេធ ការចោទ", "មហាផ្ទៃ បានបដិសេធ", id="khmer"),
    pytest.param("رفضت وزارة الداخلية اتهامات الاتحاد", "وزارة الداخلية", id="arabic"),
    pytest.param("one\nThey denied\u2028it there\nthree", "denied\u2028it", id="line separator"),
    pytest.param("a\x0bb\u2029c They denied it", "They denied", id="odd breaks before"),
    pytest.param("\ufeffBOM and \ufffc object denied it", "object denied", id="odd letters"),
]


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("text", "words"), HOSTILE)
def test_what_is_dragged_over_is_what_comes_out(shown, qtbot, text, words, backwards):
    view, hand = shown(text)
    with qtbot.waitSignal(view.span_selected) as told:
        hand.drag(words, backwards=backwards)
    assert told.args[0].quote(text) == words
    assert view.selection() == told.args[0] == view.proposed_span()


@pytest.mark.parametrize(("text", "words"), HOSTILE)
def test_what_is_copied_is_the_articles_own_text(shown, text, words):
    view, hand = shown(text)
    view.select(hand.span(words))
    QTest.keyClick(view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == words


def test_copying_nothing_leaves_the_clipboard(shown):
    view, _ = shown("They denied it.")
    QGuiApplication.clipboard().setText("mine")
    view.copy()
    assert QGuiApplication.clipboard().text() == "mine"


def test_a_drag_snaps_to_words(shown):
    view, hand = shown("They denied everything at once.")
    hand.drag("nied every")
    assert view.selection().quote(hand.text) == "denied everything"


@pytest.mark.parametrize(
    ("text", "words", "chosen"),
    [
        ("They denied everything at once.", "nied every", "nied every"),
        ("x👨‍👩‍👧‍👦y denied", "👨‍👩‍👧‍👦y", "👨‍👩‍👧‍👦y"),
        ("ក្រសួងមហាផ្ទៃ", "សួងមហា", "សួងមហា"),
    ],
)
def test_with_alt_it_snaps_to_characters(shown, text, words, chosen):
    view, hand = shown(text)
    hand.drag(words, ALT)
    assert view.selection().quote(text) == chosen


def test_a_selection_may_run_over_paragraphs(shown):
    text = "The first one ends.\n\n\nThe second begins here."
    view, hand = shown(text)
    begin, end = hand.middle("ends"), hand.middle("begins")
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    hand.move(end, Qt.KeyboardModifier.NoModifier)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selection().quote(text) == "ends.\n\n\nThe second begins"


def test_mixed_directions_are_selected_in_reading_order(shown):
    text = "He told سلمى حداد that they denied it."
    view, hand = shown(text)
    hand.drag("told سلمى حداد that")
    assert view.selection().quote(text) == "told سلمى حداد that"
    # One area for each visual run, and the Arabic one has words on both sides.
    areas = view.areas(hand.span("سلمى حداد"))
    assert len(areas) == 1
    assert areas[0].left() > view.areas(hand.span("told"))[0].right()
    assert areas[0].right() < view.areas(hand.span("that"))[0].left() + 1
    assert len(view.areas(hand.span("told سلمى"))) == 2


def test_right_to_left_paragraphs_stand_at_the_right(shown):
    text = "English.\nرفضت وزارة الداخلية اتهامات الاتحاد."
    view, hand = shown(text)
    column = view.page.style.left + view.page.style.column
    assert view.areas(hand.span("رفضت"))[0].right() == pytest.approx(column, abs=2)
    assert view.areas(hand.span("English"))[0].left() == pytest.approx(view.page.style.left, abs=2)


def test_two_clicks_choose_a_word_and_three_its_sentence(shown):
    text = "Nothing here. They denied everything. The end."
    view, hand = shown(text)
    hand.double_click("everything")
    assert view.selection().quote(text) == "everything"
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=hand.middle("everything"))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=hand.middle("everything"))
    assert view.selection().quote(text) == "They denied everything."
    assert view.sentence().quote(text) == "They denied everything."


def test_shift_and_a_click_stretch_the_selection(shown):
    text = "Nothing here. They denied everything. The end."
    view, hand = shown(text)
    hand.drag("denied")
    hand.click("end", SHIFT)
    assert view.selection().quote(text) == "denied everything. The end"
    hand.click("hing here", SHIFT)
    assert view.selection().quote(text) == "Nothing here. They"


def test_a_click_takes_the_selection_away_and_moves_the_cursor(shown, qtbot):
    text = "Nothing here. They denied everything."
    view, hand = shown(text)
    hand.drag("Nothing")
    with qtbot.waitSignals([view.selection_cleared, view.sentence_changed]):
        hand.click("denied")
    assert view.selection() is None
    assert view.proposed_span().quote(text) == "They denied everything."


def test_repeated_clicks_go_from_the_innermost_mark_outwards_and_round(shown):
    text = "The premier said that the union claims that police threatened it, and more."
    view, hand = shown(text)
    view.set_marks(
        [
            mark(text, "outer", text),
            mark(text, "middle", "the union claims that police threatened it"),
            mark(text, "inner", "police threatened it"),
        ]
    )
    told = []
    view.mark_activated.connect(told.append)
    for _ in range(4):
        hand.click("threatened")
    hand.click("premier")
    hand.click("threatened")
    assert told == ["inner", "middle", "outer", "inner", "outer", "inner"]


def test_a_click_on_a_label_activates_its_mark(shown):
    text = "They denied it. Nothing else was said."
    view, _ = shown(text)
    view.set_marks([mark(text, "m", "They denied it.", parties="A → B")])
    told = []
    view.mark_activated.connect(told.append)
    ((key, area),) = view.labels()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert (key, told) == ("m", ["m"])
    assert view.tip(area.center().toPoint()).replace("\u200e", "") == "Denial · A → B"


def test_a_name_outside_of_marks_can_be_clicked(shown):
    text = "Dara Venn denied it. Lina Osei did not."
    view, hand = shown(text)
    view.set_actors([ActorSpan(hand.span("Dara Venn"), "Dara Venn", decided=True)])
    told = []
    view.actor_activated.connect(told.append)
    hand.click("Venn")
    hand.click("Lina")
    assert told == ["Dara Venn"]


def test_naming_actors_keeps_what_is_pointed_at(shown):
    text = "Dara Venn denied it."
    view, hand = shown(text)
    before = view.areas(hand.span("it."))[0]
    view.set_actors([ActorSpan(hand.span("Dara Venn"), "Dara Venn", decided=False)])
    assert view.areas(hand.span("it."))[0].left() >= before.left()
    hand.drag("it")
    assert view.selection().quote(text) == "it"


def test_keys_walk_through_the_sentences(shown, qtbot):
    text = "First one. Second one.\n\nThird one."
    view, _ = shown(text)
    with qtbot.waitSignal(view.sentence_changed) as told:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert told.args[0].quote(text) == "Second one."
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.sentence().quote(text) == "First one."
    view.grow_end()
    view.shrink_start()
    assert view.selection().quote(text) == "one. Second"
    view.shrink_end()
    view.grow_start()
    assert view.selection().quote(text) == "First one."
    view.next_sentence()
    assert view.selection() is None
    view.move_to(Span(text.index("Third"), len(text)))
    assert view.sentence().quote(text) == "Third one."


def test_other_keys_are_left_to_the_window(shown):
    view, _ = shown("One. Two.")
    told = []
    view.sentence_changed.connect(told.append)
    QTest.keyClick(view, Qt.Key.Key_J)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert told == []
    assert view.selection() is None


def test_a_headline_in_the_text_is_its_title(shown):
    text = "Ads\n\nMinistry denies it\n\nThe text begins."
    title = Zone(Span(5, 23), "headline")
    view, hand = shown(text, [title], heading=Heading("Ministry denies it", "x", in_text=True))
    tall = view.areas(hand.span("Ministry denies"))[0].height()
    assert tall > view.areas(hand.span("The text"))[0].height()
    hand.drag("Ministry denies")
    assert view.selection().quote(text) == "Ministry denies"


def test_a_title_beside_the_text_cannot_be_chosen(shown):
    view, hand = shown("The text begins.")
    assert view.areas(hand.span("The text"))[0].top() > 60
    assert view.hit(QPoint(60, 30)).character is None


@pytest.mark.parametrize("text", ["", "\n \n", "x", "🇰🇭"])
def test_very_short_articles_can_be_shown(shown, text):
    view, _ = shown(text)
    view.viewport().grab()
    view.next_sentence()
    view.previous_sentence()
    view.grow_end()
    view.scroll_to_bottom()
    view.find_words("x")
    assert view.hit(QPoint(100, 300)).caret <= len(text)


def test_another_article_begins_at_its_beginning_without_marks(shown):
    view, hand = shown(LONG)
    view.set_marks([mark(LONG, "a", "Paragraph 2 says")])
    view.move_to(hand.span("Paragraph 100 "))
    view.select(hand.span("Paragraph 100 "))
    view.show_article("Another one.", (), Heading("T", "m", in_text=False))
    other = Hand(view, "Another one.")
    assert view.areas(other.span("Another"))
    assert view.labels() == []
    assert view.selection() is None
    assert view.sentence() is None


def test_a_megabyte_in_one_unbroken_line_opens_and_can_be_tagged(shown, qtbot):
    text = "x" * 600_000 + " denied " + "y" * 400_000
    view, hand = shown(text)
    view.viewport().grab()
    view.move_to(hand.span("denied"))
    view.reveal(hand.span("denied"))
    hand.drag("denied")
    assert view.selection().quote(text) == "denied"


def test_ears_are_told_the_sentence_and_what_is_on_it(shown):
    text = "Nothing here. They denied it."
    view, _ = shown(text)
    view.set_marks([mark(text, "m", "They denied it.", parties="Police → Union")])
    view.next_sentence()
    assert view.accessibleDescription() == "They denied it. — tagged: Denial, Police against Union"
    assert "A title" in view.accessibleName()


def test_the_focus_is_seen_when_keys_brought_it(shown, qtbot):
    view, _ = shown("They denied it.")
    with qtbot.waitActive(view):
        view.activateWindow()
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(1, 200) == theme("light").accent
    view.clearFocus()
    assert view.viewport().grab().toImage().pixelColor(1, 200) == theme("light").paper


def test_another_theme_changes_the_paper(shown):
    view, _ = shown("They denied it.")
    view.set_theme(theme("dark"))
    assert view.viewport().grab().toImage().pixelColor(3, 300) == theme("dark").paper


def test_the_real_articles_are_read_whole(shown, real_seeds):
    for file in sorted(real_seeds.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        view, hand = shown(text)
        cut = sentences(text)
        assert view.sentence() == cut[0]
        for sentence in cut[1:]:
            view.next_sentence()
            assert view.sentence() == sentence
            assert view.areas(sentence)
        words = cut[-1].quote(text).split()[0]
        view.move_to(cut[-1])
        hand.drag(words, keys=ALT)
        assert view.selection().quote(text) == words


def test_a_view_can_begin_dark(qtbot):
    view = ReaderView(look=theme("dark"))
    qtbot.addWidget(view)
    assert view.look is theme("dark")
    assert view.sentence() is None


def test_a_screen_reader_that_listens_is_told_each_sentence(shown):
    text = "Nothing here. They denied it."
    view, _ = shown(text)
    QAccessible.setActive(True)
    try:
        view.next_sentence()
        spoken = QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Description)
    finally:
        QAccessible.setActive(False)
    assert spoken == "They denied it."


def test_a_label_is_clicked_twice_or_left_while_pressed(shown):
    text = "They denied it. Nothing else was said."
    view, hand = shown(text)
    view.set_marks([mark(text, "m", "They denied it.")])
    told = []
    view.mark_activated.connect(told.append)
    ((_, area),) = view.labels()
    label = area.center().toPoint()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, pos=label)
    hand.move(hand.middle("Nothing"), Qt.KeyboardModifier.NoModifier)
    QTest.mouseRelease(view.viewport(), left, pos=hand.middle("Nothing"))
    assert told == []
    assert view.selection() is None
    QTest.mouseDClick(view.viewport(), left, pos=label)
    assert told == ["m"]


def test_the_pointer_becomes_a_hand_over_a_label(shown):
    text = "They denied it."
    view, hand = shown(text)
    view.set_marks([mark(text, "m", text)])
    ((_, area),) = view.labels()
    QTest.mouseMove(view.viewport(), area.center().toPoint())
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view.viewport(), hand.middle("denied"))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
