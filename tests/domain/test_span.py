import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import OutsideTextError, SpanError
from annotator.domain.span import CONTEXT, Span, quote_with_context


@st.composite
def spans(draw, longest=60):
    start = draw(st.integers(0, longest - 1))
    return Span(start, draw(st.integers(start + 1, longest)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1)])
def test_no_empty_or_backward_stretch_can_be_made(start, end):
    with pytest.raises(SpanError, match="no stretch of text"):
        Span(start, end)


@given(spans(), spans())
def test_two_spans_overlap_when_they_share_a_character(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == bool(shared)
    if shared:
        assert set(range(one.within(other).start, one.within(other).end)) == shared
    assert one.holds(other) == (set(range(other.start, other.end)) == shared)


@given(st.text(min_size=1), st.data())
def test_a_quote_stands_between_its_contexts(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quote_with_context(text, Span(start, end))
    assert text[start:end] == quote.exact
    assert text[:start].endswith(quote.prefix)
    assert text[end:].startswith(quote.suffix)
    assert len(quote.prefix) == min(start, CONTEXT)


def test_a_span_beyond_the_text_is_told_with_the_length():
    with pytest.raises(OutsideTextError, match="which has 3 characters"):
        quote_with_context("abc", Span(1, 4))
