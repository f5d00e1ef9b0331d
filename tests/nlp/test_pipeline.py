"""The whole way from text to highlights, on any text."""

import json
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.article import Zone
from annotator.domain.span import Span
from annotator.domain.zoning import find_zones
from annotator.nlp.as_json import to_json
from annotator.nlp.language import blank, cut
from annotator.nlp.lexicon import english
from annotator.nlp.pipeline import highlight, producer
from tests.conftest import HOSTILE, REAL_SEEDS, ROOT

PIECES = st.sampled_from(
    ["said", "Mr.", "Hun Sen", "“", "”", '"', "''", "’", ",", ".", "\n\n", "Cambodia", "accused",
     "of", "according to", "The ministry", "he", "ban", "cut", "off", "was", "by", "(", "AP", ")",
     ":", "—", "that", "to", "and", "Thai", "authorities", "🇰🇭", "កម្ពុជា", "។", "العربية", "\u00a0",
     "e\u0301", "the government", "former", "must", "not", "of the", "University", "for",
     "saying", "claims that"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=80),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


def every_span(found):
    yield from (mark.span for mark in found.actors)
    for said in found.attributions:
        yield from (*said.source, *said.cue, *said.content)
    for proposal in found.proposals:
        yield proposal.span
        parties = [proposal.speaker, *proposal.targets]
        yield from (party.span for party in parties if party is not None and party.span)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(["en", "km", "fr", ""]))
def test_any_text_gives_spans_inside_it_and_always_the_same(text, language):
    found = highlight(text, language=language)
    assert all(0 <= span.start < span.end <= len(text) for span in every_span(found))
    assert all(said.content for said in found.attributions)
    assert highlight(text, language=language) == found


def test_a_text_of_many_scripts():
    found = highlight(HOSTILE)
    assert "“It is 👨‍👩‍👧 unfair,”" in [
        span.quote(HOSTILE) for said in found.attributions for span in said.content
    ]


def test_dimmed_zones_get_no_suggestions():
    text = "Kim Roe said it was late.\n\nKim Roe said it was over."
    zones = (Zone(Span(0, 25), "debris"),)
    assert all(span.start > 25 for span in every_span(highlight(text, zones=zones)))


def test_other_languages_get_quotations_and_nothing_invented():
    found = highlight("ក្រសួងបាននិយាយថា «រឿងនេះមិនពិតទាល់តែសោះ»។", language="km")
    assert [
        said.content[0].quote("ក្រសួងបាននិយាយថា «រឿងនេះមិនពិតទាល់តែសោះ»។") for said in found.attributions
    ] == ["«រឿងនេះមិនពិតទាល់តែសោះ»"]
    assert found.attributions[0].speaker is None


def test_the_producer_is_known_without_loading_spacy():
    code = (
        "import sys; from annotator.nlp import pipeline; pipeline.producer('en');"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "False"
    assert producer("en") != producer("km")


def test_types_and_actor_types_are_keys_of_the_codebook(codebook):
    lexicon = english()
    statement_types = {code.key for code in codebook.of("statement_type")}
    actor_types = {code.key for code in codebook.of("actor_type")}
    used = {sense.type for senses in lexicon.senses.values() for sense in senses} - {""}
    used |= {act.type for acts in lexicon.acts.values() for act in acts}
    used |= {cue.type for cues in lexicon.cues.values() for cue in cues} | set(
        lexicon.blame.values()
    )
    assert used == statement_types
    types = {
        *lexicon.heads.values(),
        *lexicon.groups.values(),
        *lexicon.known.values(),
        *lexicon.role_types.values(),
    }
    assert types <= actor_types


def test_json_has_the_shape_that_the_command_line_promises():
    text = "Kim Roe accused Thailand of hiding the list."
    said = json.loads(json.dumps(to_json(highlight(text))))
    assert {"language", "zones", "actors", "attributions", "statements"} <= said.keys()
    [statement] = said["statements"]
    assert statement["speaker"] == "Kim Roe"
    assert statement["speaker_span"] == [0, 7]
    assert statement["implied"] is False
    assert statement["targets"] == ["Thailand"]
    assert (
        said["actors"][0] | {"start": 0, "end": 7, "text": "Kim Roe", "actor": "Kim Roe"}
        == said["actors"][0]
    )


@pytest.mark.parametrize("text", ["“" * 5000, "ក" * 3000 + " “y” z", "a  b\n\n" + "x'" * 2000])
def test_strings_without_spaces_are_cut_and_lose_nothing(text):
    assert cut(blank("en"), text).text == text


@pytest.mark.parametrize(
    "text", ["he said that ", "“", "Ministry of ", "the minister said the company left. "]
)
def test_hostile_text_takes_time_in_proportion(text):
    highlight("Warm.")
    begun = time.process_time()
    highlight(text * (60_000 // len(text)))
    assert time.process_time() - begun < 10


@pytest.mark.skipif(not REAL_SEEDS.is_dir(), reason="the real articles are not here")
class TestRealArticles:
    def seed(self, number):
        text = next(REAL_SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")
        return text, highlight(text, zones=find_zones(text))

    def test_the_commission(self):
        text, found = self.seed("001")
        by_cue = {
            text[s.cue[0].start : s.cue[0].end]: s.speaker for s in found.attributions if s.cue
        }
        assert by_cue["accused"] == by_cue["criticized"] == "Hun Sen"
        assert by_cue["accusing"] == "Pen Bona"
        restrictions = {
            p.speaker.name for p in found.proposals if p.type == "restriction" and p.speaker
        }
        assert {"Thai authorities", "Thai military"} <= restrictions

    def test_the_expulsion(self):
        _, found = self.seed("000")
        assert "Ministry of Posts and Telecommunications" in {mark.actor for mark in found.actors}
        expelled = [p for p in found.proposals if p.rule == "act:restriction"]
        assert expelled
        assert expelled[0].targets[0].name == "Facebook"

    def test_the_working_groups(self):
        _, found = self.seed("002")
        names = {mark.actor for mark in found.actors if mark.label == "PERSON"}
        assert {"Hun Sen", "Mam Bun Heng", "Kem Ley"} == names
        assert {"policy_measure", "support"} <= {proposal.type for proposal in found.proposals}
