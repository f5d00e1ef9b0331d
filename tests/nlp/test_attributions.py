"""Who is said to have said what."""

import pytest

from annotator.nlp.pipeline import highlight


def heard(text):
    """Every attribution as (speaker, cue, what was said)."""

    def words(spans):
        return " | ".join(span.quote(text) for span in spans)

    return [
        (found.speaker, words(found.cue), words(found.content))
        for found in highlight(text).attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kim Roe said that the line would stay open.",
            ("Kim Roe", "said", "that the line would stay open"),
            id="forward",
        ),
        pytest.param(
            "“The line stays open,” said Kim Roe, who runs the desk.",
            ("Kim Roe", "said", "“The line stays open,”"),
            id="inverted",
        ),
        pytest.param(
            "The line must stay open, Kim Roe warned.",
            ("Kim Roe", "warned", "The line must stay open"),
            id="trailing",
        ),
        pytest.param(
            "According to Kim Roe, the line was cut on Friday.",
            ("Kim Roe", "According to", "the line was cut on Friday"),
            id="according to",
        ),
        pytest.param(
            "The debt, Kim Roe said, is still there.",
            ("Kim Roe", "said", "The debt | is still there"),
            id="inserted",
        ),
        pytest.param(
            "Kim Roe, an analyst who left the bank, told Radio Tesk on Monday that it was late.",
            ("Kim Roe", "told", "that it was late"),
            id="apposition, recipient and day",
        ),
        pytest.param(
            "“We print,” its president, Kim Roe, told reporters in Carrow.",
            ("Kim Roe", "told reporters", "“We print,”"),
            id="role and name",
        ),
        pytest.param(
            "“We print tomorrow.” – Kim Roe", ("Kim Roe", "", "“We print tomorrow.”"), id="signed"
        ),
        pytest.param(
            "Kim Roe renewed allegations against Thailand of hiding the list.",
            ("Kim Roe", "renewed allegations", "against Thailand of hiding the list"),
            id="noun of blame",
        ),
    ],
)
def test_a_way_to_give_words_to_somebody(text, expected):
    assert expected in heard(text)


def test_a_participle_has_the_subject_of_its_sentence():
    text = "Pen Bona said he was tired, accusing the paper of spreading rumours."
    assert [(speaker, cue) for speaker, cue, _ in heard(text)] == [
        ("Pen Bona", "said"),
        ("Pen Bona", "accusing"),
    ]


def test_a_pronoun_is_the_last_speaker():
    text = "Kim Roe said it was cut. “I saw it,” she added. She denied that she had been warned."
    assert {speaker for speaker, _, _ in heard(text)} == {"Kim Roe"}


def test_a_quotation_that_stands_alone_goes_on_for_the_last_speaker_and_says_that_it_is_a_guess():
    text = "“Nothing was cut,” Kim Roe said. “The line is open to everybody tonight.”"
    found = highlight(text).attributions[-1]
    assert (found.speaker, found.source, found.tier) == ("Kim Roe", (), "B")


def test_a_quotation_of_several_paragraphs_has_the_speaker_named_at_its_end():
    text = (
        "“It has a villain and no last page.\n\n“Show us your donors by Friday,” Oren Tavisk said."
    )
    assert [speaker for speaker, _, _ in heard(text)] == ["Oren Tavisk", "Oren Tavisk"]


@pytest.mark.parametrize(
    "text",
    [
        "The newspaper reports lay on the table.",
        "Their requests and claims were many.",
        "They read the grievances and requests that people send.",
        "The device called the meter was found in the water.",
        "Thailand has direct flights to the coast.",
    ],
)
def test_a_noun_or_adjective_is_no_verb_of_saying(text):
    assert heard(text) == []
