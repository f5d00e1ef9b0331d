import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import BadQueryError
from annotator.domain.query import ArticleQuery, read_query


def test_words_phrases_and_fields_are_read():
    query = read_query('lake "press council" state:done outlet:"Delta Post" lang:km month:2025-03')
    assert query == ArticleQuery(
        state="done", outlet="Delta Post", language="km", month="2025-03",
        words=("lake", "press council"),
    )  # fmt: skip


def test_nothing_asks_for_everything():
    assert read_query("  ") == ArticleQuery()


@pytest.mark.parametrize("query", ["colour:red", "state:lost", 'say "open', "has:legs"])
def test_what_cannot_be_understood_is_told_with_the_place(query):
    with pytest.raises(BadQueryError, match="cannot be understood"):
        read_query(query)


@given(st.text())
def test_any_typed_text_gives_a_query_or_a_readable_message(typed):
    try:
        answer = read_query(typed)
    except BadQueryError as error:
        answer = error.for_people()
    assert answer
