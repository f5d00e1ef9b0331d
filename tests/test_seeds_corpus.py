"""The sample corpus keeps what its README promises."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
REPORTS = ROOT.parent / "shared" / "seeds"

CODEBOOK = tomllib.loads(
    (ROOT / "resources/codebooks/press-freedom.toml").read_text(encoding="utf-8")
)
TEXTS = {path.name: path.read_bytes().decode("utf-8") for path in SEEDS.glob("articles/*.txt")}
CODINGS = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in SEEDS.glob("codings/*.json")
}
ACTORS = json.loads((SEEDS / "actors.json").read_text(encoding="utf-8"))

FORMS = {"direct", "indirect", "mixed", "narrated"}
MODALITIES = {"actual", "planned", "proposed", "negated", "hypothetical"}
ORIGINAL, REPRINT = "05-channel-suspended.txt", "06-channel-suspended-reprint.txt"
KHMER = "10-site-blocked-khmer.txt"

_RADIO, _SUSPENDED, _ACT = "04-radio-search.txt", ORIGINAL, "07-online-order-act.txt"
_TAPS, _BEATEN = "08-premier-phone-taps.txt", "09-reporter-beaten.txt"
_CAMERAS, _TRIAL = "11-cameras-returned.txt", "12-trial-live.txt"

TYPES_IN_TEXT = {
    "accusation": [
        (_RADIO, "They came for the names of the people who talk to us"),
        (_ACT, "Orders, he alleged, now travel by word of mouth"),
        (_TAPS, "the minister wanted the list by breakfast"),
        (_CAMERAS, "Somebody in that building wiped them."),
        (_TRIAL, "The police, thirty metres away, are looking on."),
    ],
    "criticism": [
        (_RADIO, "She called the search “clumsy even by the standards"),
        (_SUSPENDED, 'which he described as "a muzzle with a stamp on it".'),
        (_ACT, "the three-hour limit was absurd, he said"),
        (_TAPS, "“This report is a foreign novel with Neruvian names in it."),
    ],
    "denial": [
        (_RADIO, "“No one was touched."),
        (_SUSPENDED, "Channel Halyard denied that it had given anything away."),
        (_ACT, "Mr Tavisk called this nonsense."),
        (_BEATEN, "“a lie baked for the newspapers”"),
        (KHMER, "បានច្រានចោលការចោទប្រកាន់នេះ។"),
    ],
    "justification": [
        (_RADIO, "had been ordered “solely because of an unpaid transmitter fee”"),
        (_ACT, "New rules were needed, he said, because false alarms"),
        (KHMER, "«វិធានការនេះធ្វើឡើងដើម្បីរក្សាស្ថិរភាពទីផ្សារ"),
        (_SUSPENDED, "saying the private broadcaster had put lives at risk"),
    ],
    "acknowledgement": [
        (_RADIO, "That is our error and not theirs"),
        (_CAMERAS, "Inspector Wanda Kollet acknowledged."),
        (_TRIAL, "the colonel concedes that no one in her old service"),
    ],
    "demand": [
        (_RADIO, "wants the equipment back unopened"),
        (_ACT, "asked the Chamber to put off the vote until autumn"),
        (_BEATEN, "to take the case away from the harbour police."),
        (_TRIAL, "She asks the judge to throw the charge out."),
    ],
    "refusal": [
        (_RADIO, "he would not hand over the passwords to the seized machines."),
        (_ACT, "It refused, for instance, to take down the page of Uncle Brine"),
        (_TRIAL, "“I am not going to tell you that."),
        (KHMER, "យើងនឹងមិនលុបអត្ថបទនេះចោលទេ"),
    ],
    "threat": [
        (_SUSPENDED, "Nobody who endangers soldiers will be spared"),
        (_ACT, "“Then we will let the line go quiet for a while,”"),
        (_BEATEN, "“Next time both wrists 🙂,”"),
        (_TRIAL, "I shall try this case in an empty room"),
    ],
    "restriction": [
        (_RADIO, "had switched off the station's mast on Harl Hill"),
        (_SUSPENDED, "removed the channel's live stream"),
        (_TAPS, "Guards at the gate turned away the reporters"),
        (_TRIAL, "An usher closes the door on six local reporters"),
    ],
    "legal_action": [
        (_RADIO, "Gendarmes searched the newsroom of Radio Tesk"),
        (_SUSPENDED, "Lawyers for Channel Halyard filed an appeal within hours."),
        (_CAMERAS, "the district court fined Anselm Rudde"),
        (_TRIAL, "The judge fines him 200 velar for contempt."),
    ],
    "violence": [
        (_ACT, "masked riders set fire to the shed that housed the other."),
        (_BEATEN, "Men with iron bars beat the reporter Hayam Sirouni"),
        (_TRIAL, "kicked the sound engineer who was in it."),
    ],
    "policy_measure": [
        (_ACT, "In February it instructed TeskCom, the state telephone company"),
        (_BEATEN, "ordered the road department to list all of its vehicles."),
        (_TRIAL, "It has instructed the presidents of all courts"),
    ],
    "relief": [
        (_CAMERAS, "returned two cameras and a drone"),
        (_CAMERAS, "A charge of trespass against her was dropped."),
        (_TRIAL, "releases Kelso Bramanti"),
        (_TRIAL, "Prosecutor Yevna Tolk withdraws the second count"),
    ],
    "support": [
        (_RADIO, "That is what a radio is for"),
        (_SUSPENDED, "Interior Minister Emeric Valdoun stood by the council"),
        (_BEATEN, "“Get well, Hayam 👍🏽 Your chair stays free."),
        (_TRIAL, "The CSF, she tells us, stands behind"),
    ],
    "commitment": [
        (_RADIO, "would be read aloud from the steps on Saturday"),
        (_ACT, "No site will be closed under the act unless a judge has signed"),
        (_TRIAL, "Somebody from the forum will sit in that row"),
        (KHMER, "បានសន្យាថានឹងពិនិត្យករណីនេះឡើងវិញ។"),
    ],
    "assertion": [
        (_SUSPENDED, "it was the fourth suspension of a broadcaster since the ceasefire"),
        (_ACT, "Of its 212 entries, 37 were news pages"),
        (_BEATEN, "Fourteen of its members have been attacked in the south this year"),
    ],
    "assessment": [
        (_ACT, "She expects the first orders shortly before the provincial vote"),
        (_ACT, "a blackout of Palavero would probably close their tills as well."),
        (_TRIAL, "It looks as if today will be mostly about a letter"),
        (KHMER, "ការបិទនេះទំនងជាការសាកល្បងមុនការបោះឆ្នោត"),
    ],
    "no_comment": [
        (_RADIO, "She would not show the warrant"),
        (_ACT, "Lumovar said only that it was studying the text."),
        (_CAMERAS, "Kollet would not talk about the cards."),
        (_TRIAL, "“Not today,” is all she will say."),
    ],
}


def test_there_are_twelve_articles_of_newspaper_length() -> None:
    assert [name[:2] for name in sorted(TEXTS)] == [f"{n:02}" for n in range(1, 13)]
    lengths = {name: len(text.split()) for name, text in TEXTS.items() if name != KHMER}
    short, *usual, long = sorted(lengths.values())
    assert 120 <= short <= 180
    assert all(250 <= length <= 550 for length in usual)
    assert 850 <= long <= 1000


def test_articles_are_clean_when_read_so_that_offsets_hold() -> None:
    for name, text in TEXTS.items():
        assert not text.startswith("\ufeff"), name
        assert "\r" not in text, name
        assert text.endswith("\n"), name


def test_hostile_characters_of_real_pages_are_there() -> None:
    emoji = TEXTS[_BEATEN]
    assert "👍\U0001f3fd" in emoji, "skin tone"
    assert "\u200d".join("👨👩👧👦") in emoji, "family of four code points"
    assert re.search("[\U0001f1e6-\U0001f1ff]{2}", emoji), "flag"
    assert "e\u0301" in emoji, "combining accent"
    assert "هيام سيروني" in emoji
    assert "\u00a0" in emoji
    assert "[email\u00a0protected]" in TEXTS["03-facebook-working-groups.txt"]
    assert "protected\u00a0]" in TEXTS[_TAPS]


def test_one_article_is_in_khmer_only() -> None:
    letters = [char for char in TEXTS[KHMER] if char.isalpha()]
    assert all(unicodedata.name(char).startswith("KHMER") for char in letters)
    assert {"«", "»", "។", "\u200b"} <= set(TEXTS[KHMER])


def test_every_statement_type_stands_three_times_in_the_invented_articles() -> None:
    assert set(TYPES_IN_TEXT) == _keys("statement_type")
    for key, places in TYPES_IN_TEXT.items():
        assert len(set(places)) >= 3, key
        for name, words in places:
            assert words in TEXTS[name], (key, words)
            assert name >= "04", key
            assert name != REPRINT, key


def test_the_reprint_is_a_near_duplicate_and_nothing_else_is() -> None:
    shingles = {name: _runs(text, 4) for name, text in TEXTS.items()}
    names = sorted(shingles)
    pairs = {(a, b): _jaccard(shingles[a], shingles[b]) for a in names for b in names if a < b}
    assert 0.5 < pairs.pop((ORIGINAL, REPRINT)) < 0.98
    assert max(pairs.values()) < 0.1


def test_reported_facts_are_in_our_own_words() -> None:
    if not REPORTS.is_dir():
        pytest.skip("the reports themselves are not part of the project")
    theirs = set().union(
        *(_runs(path.read_text(encoding="utf-8"), 6) for path in REPORTS.glob("*.txt"))
    )
    for name in sorted(TEXTS)[:3]:
        assert not _runs(TEXTS[name], 6) & theirs, name


@pytest.mark.parametrize("file", sorted(CODINGS))
def test_quotes_stand_where_the_coding_says(file: str) -> None:
    for name, statement in _statements(file):
        quote = statement["quote"]
        assert TEXTS[name].count(quote) >= statement["occurrence"] >= 1, quote
        inside = [statement["speaker_text"], *(t["text"] for t in statement["targets"])]
        assert all(words in quote for words in inside if words is not None), quote


@pytest.mark.parametrize("file", sorted(CODINGS))
def test_codings_use_the_codebook_and_the_registry(file: str) -> None:
    known = {actor["name"] for actor in ACTORS}
    for _, statement in _statements(file):
        assert statement["type"] in _keys("statement_type")
        assert {statement["issue"], *statement["other_issues"]} <= _keys("issue")
        assert statement["issue"] not in statement["other_issues"]
        assert statement["form"] in FORMS
        assert statement["modality"] in MODALITIES
        assert {statement["speaker"], *(t["actor"] for t in statement["targets"])} <= known
        date = statement["event_date"]
        assert date is None or re.fullmatch(r"\d{4}(-\d{2}){0,2}", date)


@pytest.mark.parametrize("file", sorted(CODINGS))
def test_links_join_statements_and_every_denial_of_something_coded_has_one(file: str) -> None:
    for name, article in CODINGS[file]["articles"].items():
        types = {s["key"]: s["type"] for s in article["statements"]}
        assert len(types) == len(article["statements"]), name
        for link in article["links"]:
            assert link["kind"] in _keys("link_kind")
            assert {link["from"], link["to"]} <= set(types)
            assert link["from"] != link["to"]
        linked = {link["from"] for link in article["links"]}
        assert {key for key, kind in types.items() if kind == "denial"} <= linked, name


def test_the_registry_lists_exactly_the_actors_of_the_codings() -> None:
    names = [actor["name"] for actor in ACTORS]
    assert max(Counter(names).values()) == 1
    used = {
        actor
        for file in CODINGS
        for _, statement in _statements(file)
        for actor in (statement["speaker"], *(t["actor"] for t in statement["targets"]))
    }
    assert used == set(names)
    assert {actor["type"] for actor in ACTORS} <= _keys("actor_type")


def test_no_two_actors_share_a_name() -> None:
    names = [name for actor in ACTORS for name in (actor["name"], *actor["aliases"])]
    assert max(Counter(names).values()) == 1


def test_some_statements_lie_inside_others_and_some_have_several_targets() -> None:
    for file in CODINGS:
        coded = list(_statements(file))
        assert any(
            a is not b and one == other and a["quote"] in b["quote"]
            for one, a in coded
            for other, b in coded
        )
        assert any(len(statement["targets"]) > 1 for _, statement in coded)


def test_two_coders_agree_on_about_four_statements_in_five() -> None:
    first, second = (CODINGS[file]["articles"] for file in sorted(CODINGS))
    assert set(first) == set(second)
    assert KHMER not in first
    shared = total = 0
    for name in first:
        one, other = (_placed(name, articles[name]) for articles in (first, second))
        shared += 2 * sum(any(_alike(a, b) for b in other) for a in one)
        total += len(one) + len(other)
    assert 0.7 < shared / total < 0.9


def _keys(part: str) -> set[str]:
    return {entry["key"] for entry in CODEBOOK[part]}


def _statements(file: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, statement)
        for name, article in CODINGS[file]["articles"].items()
        for statement in article["statements"]
    ]


def _placed(name: str, article: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Return start, end and type of each statement."""
    placed = []
    for statement in article["statements"]:
        at = -1
        for _ in range(statement["occurrence"]):
            at = TEXTS[name].index(statement["quote"], at + 1)
        placed.append((at, at + len(statement["quote"]), statement["type"]))
    return placed


def _alike(a: tuple[int, int, str], b: tuple[int, int, str]) -> bool:
    """Whether type and at least half of the words are the same."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    either = max(a[1], b[1]) - min(a[0], b[0])
    return a[2] == b[2] and both >= either / 2


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+(?:['’]\w+)?", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def _jaccard(a: set[tuple[str, ...]], b: set[tuple[str, ...]]) -> float:
    return len(a & b) / len(a | b)
