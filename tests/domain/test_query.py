"""The language of the search field: what it asks for, and where it cannot be understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import BadQueryError, NothingToFindError, TooLongQueryError
from annotator.domain.query import All, ArticleQuery, Either, Fact, Near, Not, Words, read_query


def word(*tokens, **how):
    return Words(tokens, **how)


def test_words_phrases_and_fields_are_read():
    query = read_query('lake "press council" state:done outlet:"Delta Post" lang:km month:2025-03')
    assert query == ArticleQuery(
        state="done", outlet="Delta Post", language="km", month="2025-03",
        words=("lake", "press council"),
    )  # fmt: skip


def test_nothing_asks_for_everything():
    assert read_query("  ") == read_query('""') == ArticleQuery()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("ban*", word("ban", begins=True)),
        ('"press coun"*', word("press", "coun", begins=True)),
        ("title:ban", word("ban", title=True)),
        ('title:"press council"', word("press", "council", title=True)),
        ("ban OR radio", Either((word("ban"), word("radio")))),
        ("NOT ban", Not(word("ban"))),
        ("NEAR(ban radio, 5)", Near((word("ban"), word("radio")), 5)),
        ('NEAR(ban "press council")', Near((word("ban"), word("press", "council")), 10)),
        ("NEAR(ban radi*, 5)", Near((word("ban"), word("radi", begins=True)), 5)),
        ('actor:"Mira Talde"', Fact("actor", "Mira Talde")),
        ("date:2024-01..2024-06", Fact("date", "2024-01..2024-06")),
        ("date:2024..", Fact("date", "2024..")),
        ("date:..2024-02-29", Fact("date", "..2024-02-29")),
        ('date:""', Fact("date", "")),
        ("lang:en lang:km", Either((Fact("lang", "en"), Fact("lang", "km")))),
        (
            "ban OR (radio NOT tax)",
            Either((word("ban"), All((word("radio"), Not(word("tax")))))),
        ),
        ("ban OR radio AND tax", Either((word("ban"), All((word("radio"), word("tax")))))),
    ],
)
def test_what_plain_fields_cannot_say(typed, asked):
    assert read_query(typed) == ArticleQuery(also=(asked,))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("it's", ("it s",)),
        ("“press council”", ("press council",)),
        ("radio|tax", ("radio tax",)),
        ("100 %", ("100",)),
        ("(ban) radio", ("ban", "radio")),
        ("ban AND radio", ("ban", "radio")),
        ("Ban's \x00\x07 end", ("ban s", "end")),
        ("12:30", ("12 30",)),
        ("បដិសេធ", ("ប ដិ សេ ធ",)),
    ],
)
def test_marks_between_words_do_no_harm(typed, words):
    assert read_query(typed) == ArticleQuery(words=words)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("colour:red", "colour:red"),
        ("ban colour:red tax", "colour:red tax"),
        ("state:lost", "lost"),
        ('say "open', '"open'),
        ("has:legs", "legs"),
        ("date:yesterday", "yesterday"),
        ("date:2024-13", "2024-13"),
        ("date:..", ".."),
        ("ban OR", "OR"),
        ("AND ban", "AND"),
        ("ban AND OR tax", "AND"),
        ("NOT", "NOT"),
        ("(ban", "(ban"),
        ("ban)", ")"),
        ("ban NEAR(tax", "NEAR(tax"),
        ("NEAR(, 5)", "NEAR(, 5)"),
        ("NEAR(ban tax, many)", "NEAR(ban tax, many)"),
        ("title:%", "title:%"),
    ],
)
def test_what_cannot_be_understood_is_told_with_the_place(query, place):
    with pytest.raises(BadQueryError, match="cannot be understood") as refused:
        read_query(query)
    assert refused.value.facts["place"] == place


@pytest.mark.parametrize("query", ["%", "👍🏽", "- _ -", "❤️", "(…)"])
def test_nothing_but_marks_is_said_to_be_nothing(query):
    with pytest.raises(NothingToFindError, match="no letter"):
        read_query(query)


@pytest.mark.parametrize("query", ["a" * 5000, "(" * 50 + "a" + ")" * 50, "a " * 300, "NOT " * 60])
def test_a_query_has_limits(query):
    with pytest.raises(TooLongQueryError):
        read_query(query)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("minis", ArticleQuery(also=(word("minis", begins=True),))),
        ("press minis", ArticleQuery(words=("press",), also=(word("minis", begins=True),))),
        ("minis ", ArticleQuery(words=("minis",))),
        ("m", ArticleQuery(words=("m",))),
        (
            'say "press coun',
            ArticleQuery(words=("say",), also=(word("press", "coun", begins=True),)),
        ),
        ("ban OR", ArticleQuery(words=("ban",))),
        ("ban AND NOT", ArticleQuery(words=("ban",))),
        ("ban outlet:", ArticleQuery(words=("ban",))),
        ("(ban OR tax", ArticleQuery(also=(Either((word("ban"), word("tax", begins=True))),))),
        ("state:todo", ArticleQuery(state="todo")),
    ],
)
def test_while_somebody_types_the_end_is_open(typed, query):
    assert read_query(typed, typing=True) == query


ANY = st.text() | st.text('ab"“”()*:|,.\'កេ 👍\x00', max_size=40) | st.lists(
    st.sampled_from(
        ["AND", "OR", "NOT", "(", ")", "NEAR(", '"', "ban*", "a", ", 5)", "outlet:", "date:2024..",
         "state:todo", "has:suggestions", "title:", "%", "ក្រ", "\ud800"]
    ), max_size=12,
).map(" ".join)  # fmt: skip


@given(ANY, st.booleans())
def test_any_typed_text_gives_a_query_or_a_readable_message(typed, typing):
    try:
        answer = read_query(typed, typing=typing)
    except BadQueryError as error:
        answer = error.for_people()
    assert answer
