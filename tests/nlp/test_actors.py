"""Who is named, under which names, and of which type."""

import pytest

from annotator.nlp.pipeline import highlight


def actors(text):
    return {mark.text: mark for mark in highlight(text).actors}


def called(text):
    return {surface: mark.actor for surface, mark in actors(text).items()}


def test_titles_are_part_of_a_mention_and_not_of_the_name():
    names = called(
        "Prime Minister Oren Tavisk left. Later Mr. Tavisk came back, and Oren Tavisk spoke."
    )
    assert names["Prime Minister Oren Tavisk"] == "Oren Tavisk"
    assert names["Mr. Tavisk"] == "Oren Tavisk"


def test_relatives_stay_apart_and_what_could_be_either_stays_alone():
    names = called(
        "Hun Sen met Hun Manet on Friday. Critics of Hun Sen and Hun Manet say that Hun decides."
    )
    assert names["Hun Sen"] == "Hun Sen"
    assert names["Hun Manet"] == "Hun Manet"
    assert names.get("Hun") in {None, "Hun"}


def test_the_last_name_alone_is_the_person_when_only_one_bears_it():
    names = called(
        "Government spokesperson Pen Bona was there. On Monday Bona said nothing more was known."
    )
    assert names["Bona"] == "Pen Bona"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Ministry of Posts and Telecommunications wrote.",
            "Ministry of Posts and Telecommunications",
        ),
        (
            "He studied at the University of Health Sciences in town.",
            "University of Health Sciences",
        ),
        (
            "The Ad-Hoc Commission for Combating Online Scams met.",
            "Ad-Hoc Commission for Combating Online Scams",
        ),
        ("It was Prayuth Chan-o-cha who came.", "Prayuth Chan-o-cha"),
        ("Police in South Korea said so.", "South Korea"),
    ],
)
def test_names_are_found_whole(text, name):
    assert name in actors(text)


def test_an_acronym_in_brackets_names_what_stands_before_it():
    names = called("The Neruvian Union of Press Workers (NUPW) met. The NUPW said it would strike.")
    assert names["NUPW"] == "Neruvian Union of Press Workers"


def test_a_common_noun_names_the_one_actor_that_it_can_mean():
    text = "The Interior Ministry closed the page. On Friday the ministry said it had to."
    assert called(text)["the ministry"] == "Interior Ministry"


def test_a_former_office_is_not_its_present_holder():
    text = (
        "Prime Minister Hun Manet was away. Senate President Hun Sen spoke to farmers.\n"
        "The former premier also criticized the report."
    )
    assert called(text)["The former premier"] == "Hun Sen"


def test_groups_and_countries_have_types():
    marks = actors(
        "Thai authorities cut the line. Thailand denied that opposition members were held."
    )
    assert marks["Thai authorities"].actor_type == "government"
    assert marks["Thailand"].actor_type == "state"
    assert marks["opposition members"].actor_type == "legislature_party"


def test_a_title_case_headline_gives_only_names_of_the_body():
    text = (
        "Tavisk Tells Ministers to Form Page Working Groups\n\n"
        "On Monday Oren Tavisk spoke. Tavisk smiled."
    )
    assert {mark.text for mark in highlight(text).actors if mark.span.start < 50} == {"Tavisk"}
