"""What is proposed: type, speaker, targets, form and a reason for people."""

import pytest

from annotator.nlp.pipeline import highlight


def only(text):
    [proposal] = highlight(text).proposals
    return proposal


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "targets"),
    [
        ("Kim Roe accused Thailand of hiding the list.", "accusation", "Kim Roe", ["Thailand"]),
        (
            "Kim Roe criticised the Interior Ministry for its silence.",
            "criticism",
            "Kim Roe",
            ["Interior Ministry"],
        ),
        (
            "The Interior Ministry denied that it had closed the page.",
            "denial",
            "Interior Ministry",
            [],
        ),
        ("The Interior Ministry rejected the allegations.", "denial", "Interior Ministry", []),
        (
            "Kim Roe urged the Interior Ministry to release the editor.",
            "demand",
            "Kim Roe",
            ["Interior Ministry"],
        ),
        ("Kim Roe called on Thailand to open the road.", "demand", "Kim Roe", ["Thailand"]),
        (
            "The Interior Ministry threatened to close the station.",
            "threat",
            "Interior Ministry",
            [],
        ),
        (
            "Kim Roe praised the Interior Ministry for its patience.",
            "support",
            "Kim Roe",
            ["Interior Ministry"],
        ),
        ("Kim Roe declined to comment on the raid.", "no_comment", "Kim Roe", []),
        ("Kim Roe said he would not hand over the tapes.", "refusal", "Kim Roe", []),
        (
            "The Interior Ministry admitted that the letter was late.",
            "acknowledgement",
            "Interior Ministry",
            [],
        ),
        ("Kim Roe said that Facebook would not be shut down.", "commitment", "Kim Roe", []),
        (
            "Thai authorities cut off the telephone networks in Poipet.",
            "restriction",
            "Thai authorities",
            [],
        ),
        (
            "The Interior Ministry has decided to expel Facebook.",
            "restriction",
            "Interior Ministry",
            ["Facebook"],
        ),
        ("Thai police arrested Kim Roe on Monday.", "legal_action", "Thai police", ["Kim Roe"]),
        ("Masked men beat Kim Roe in the street.", "violence", "Masked men", ["Kim Roe"]),
        (
            "The Interior Ministry released Kim Roe on Monday.",
            "relief",
            "Interior Ministry",
            ["Kim Roe"],
        ),
        (
            "The Interior Ministry issued a new directive on Monday.",
            "policy_measure",
            "Interior Ministry",
            [],
        ),
        ("Kim Roe said it could be a rehearsal.", "assessment", "Kim Roe", []),
        ("Kim Roe said the portal had nine editors.", "assertion", "Kim Roe", []),
    ],
)
def test_type_speaker_and_targets(text, kind, speaker, targets):
    proposal = only(text)
    assert (proposal.type, proposal.speaker.name) == (kind, speaker)
    assert [target.name for target in proposal.targets] == targets
    assert proposal.span.quote(text) == text


def test_up_to_three_types_are_ranked_and_the_reason_quotes_the_words():
    proposal = only("Kim Roe said the claim was baseless and clumsy.")
    assert 1 <= len(proposal.types) <= 3
    shares = [share for _, share in proposal.types]
    assert shares == sorted(shares, reverse=True)
    assert "baseless" in proposal.reason


def test_an_act_that_somebody_reports_is_the_actors():
    proposal = only("Thai police arrested Kim Roe, the Press Union said.")
    assert (proposal.type, proposal.speaker.name) == ("legal_action", "Thai police")
    assert "Press Union" in proposal.reason


def test_a_sentence_of_two_acts_is_cut_between_them():
    text = "Strict measures were imposed after the Thai military shut all land border crossings."
    spans = [proposal.span.quote(text) for proposal in highlight(text).proposals]
    assert "the Thai military shut all land border crossings." in spans


def test_an_act_by_a_pronoun_is_its_actors():
    text = (
        "Oren Tavisk made it official, issuing a new directive on Monday "
        "instructing every minister to answer."
    )
    assert {proposal.speaker.name for proposal in highlight(text).proposals} == {"Oren Tavisk"}


def test_a_long_quotation_is_cut_where_the_type_changes():
    text = (
        "“These are baseless reports written by strangers. If they know the place, they should "
        "tell us. Our people are ready to take action,” Kim Roe said."
    )
    kinds = [proposal.type for proposal in highlight(text).proposals]
    assert kinds == ["denial", "demand", "commitment"]


def test_a_speaker_that_the_words_do_not_name_is_implied():
    text = "Kim Roe smiled. “The line was never cut at all,” she said."
    proposal = highlight(text).proposals[-1]
    assert proposal.speaker.name == "Kim Roe"
    assert proposal.speaker.span is None


def test_forms():
    text = (
        "Kim Roe said it was “odd” again. “It was very odd,” Kim Roe said. Kim Roe said it was odd."
    )
    assert [proposal.form for proposal in highlight(text).proposals] == [
        "mixed",
        "direct",
        "indirect",
    ]
