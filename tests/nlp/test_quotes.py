"""Quotation marks of every style that news texts use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.quotes import find_quotations


def quoted(text):
    return [quotation.span.quote(text) for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("He said “no” twice.", ["“no”"], id="curly"),
        pytest.param('He said "no" twice.', ['"no"'], id="straight"),
        pytest.param("''We don't know,'' he said.", ["''We don't know,''"], id="doubled single"),
        pytest.param(
            "‘The workers’ pay is late,’ she said.", ["‘The workers’ pay is late,’"], id="single"
        ),
        pytest.param("the workers' rights and the bosses' fears", [], id="apostrophes"),
        pytest.param("«Non», dit-il.", ["«Non»"], id="guillemets"),
        pytest.param("„Nein“, sagte er.", ["„Nein“"], id="low marks"),
        pytest.param('a 6\'2" man said "hi"', ['"hi"'], id="inches"),
        pytest.param(
            "“He called it ‘odd’,” she said.", ["“He called it ‘odd’,”", "‘odd’"], id="nested"
        ),
        pytest.param("ក្រសួងថា «មិនពិត»។", ["«មិនពិត»"], id="khmer"),
        pytest.param('One " lost mark.\n\n"Whole," he said.', ['"Whole,"'], id="lost mark"),
    ],
)
def test_what_is_quoted(text, found):
    assert quoted(text) == found


def test_a_quotation_goes_on_where_the_next_paragraph_opens_one():
    first, second = find_quotations("“We stay.\n\n“We print,” he said.")
    assert (first.closed, first.continues) == (False, True)
    assert second.closed


@given(st.text(alphabet="ab.,’'‘“”\"«» \n", max_size=60))
def test_any_marks_give_quotations_inside_the_text(text):
    for quotation in find_quotations(text):
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        assert "\n" not in quotation.span.quote(text)
