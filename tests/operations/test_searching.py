"""Searching: snippets in their place, any typed text, kept searches, concordances, patterns."""

from __future__ import annotations

import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import (
    AnnotatorError,
    BadPatternError,
    BadQueryError,
    CannotWriteError,
    NoSearchError,
    NoWordsError,
    SlowPatternError,
    TooManyPlacesError,
)
from annotator.operations import concordance, overview, searching
from annotator.operations.patterns import pattern_lines
from annotator.support.work import Cancelled
from tests.conftest import HOSTILE, add_article
from tests.domain.test_query import ANY

BAN = "Radio ban stays\n\nThe ban on “Open Line” 📻 stays. Nobody lifts a ban.\nA ban is a ban."
KHMER = "ក្រសួងព័ត៌មានបានបដិសេធការចោទប្រកាន់នេះ។"


@pytest.fixture
def corpus(project):
    return [
        add_article(project, HOSTILE, title="Denial", outlet="Post"),
        add_article(project, BAN, outlet="Wave"),
        add_article(project, KHMER, title="=cmd", outlet="@Wave", language="km"),
    ]


def texts_of(project, hit):
    return project.articles.text(hit.row.id)


def test_a_hit_shows_the_words_in_their_place(project, corpus):
    [hit] = searching.search(project, "ban radio").page(0, 9)
    text = texts_of(project, hit)
    assert [span.quote(text) for span in hit.spans] == ["Radio", "ban", "ban", "ban", "ban", "ban"]
    assert [span.quote(hit.row.title) for span in hit.title_marks] == ["Radio", "ban"]
    shown = hit.snippet
    assert [mark.quote(shown.text) for mark in shown.marks][:2] == ["Radio", "ban"]
    assert text[shown.start :].startswith(shown.text.split(" ", maxsplit=1)[0])


def test_khmer_is_found_by_any_part_of_it(project, corpus):
    [hit] = searching.search(project, "បដិសេធការ").page(0, 9)
    assert [span.quote(KHMER) for span in hit.spans] == ["បដិសេធការ"]


def test_without_words_there_is_no_snippet(project, corpus):
    hits = searching.search(project, "outlet:Wave").page(0, 9)
    assert [(hit.snippet, hit.spans) for hit in hits] == [(None, ())]


def test_pages_follow_each_other(project, corpus):
    asked = searching.search(project, "")
    assert [hit.row.id for hit in asked.page(0, 2) + asked.page(2, 2)] == corpus
    assert asked.found.finished
    assert (asked.count().articles, asked.count().exact) == (3, True)


@given(ANY | st.text(st.characters(codec="utf-8")))
def test_any_typed_text_is_answered(project, typed):
    if not project.articles.count():
        for text in (HOSTILE, BAN, KHMER):
            add_article(project, text)
    for asked in (False, True):
        try:
            query = searching.read_query(typed, typing=asked)
        except BadQueryError:
            continue
        for order in ("added", "relevance"):
            found = searching.Search(project, query, order)
            hits = found.page(0, 9)
            assert found.count().articles == len(hits)


@given(st.integers(0, 60), st.integers(1, 12))
def test_what_stands_in_a_text_is_found_and_marked(project, start, length):
    if not project.articles.count():
        add_article(project, BAN.replace("\n", " "))
    words = BAN.replace("\n", " ").split()
    phrase = " ".join(words[start % len(words) :][:length])
    try:
        hits = searching.search(project, '"' + phrase.replace('"', "") + '"').page(0, 9)
    except BadQueryError:
        assert not any(char.isalnum() for char in phrase)
        return
    assert len(hits) == 1
    assert hits[0].spans


def test_a_kept_search_is_replaced_by_its_name_and_undone(project, corpus):
    searching.keep_search(project, "Bans", "ban", "newest")
    searching.keep_search(project, " Bans ", "ban OR tax")
    [kept] = project.searches.all()
    assert (kept.name, kept.query, kept.order) == ("Bans", "ban OR tax", "added")
    project.undo()
    assert project.searches.all()[0].query == "ban"
    searching.forget_search(project, "Bans")
    assert project.searches.all() == []
    project.undo()
    assert [one.name for one in project.searches.all()] == ["Bans"]
    with pytest.raises(NoSearchError, match="none"):
        searching.forget_search(project, "none")
    with pytest.raises(BadQueryError):
        searching.keep_search(project, "Wrong", "colour:red")


def test_an_overview_counts_everything(project, corpus):
    told = overview.overview(project)
    assert told.articles == 3
    assert dict(told.outlets) == {"@Wave": 1, "Post": 1, "Wave": 1}
    assert told.languages == (("en", 2), ("km", 1))
    assert dict(told.states) == {"todo": 3, "in_progress": 0, "done": 0, "flagged": 0}
    assert overview.overview(project, "ban").articles == 1


# --- concordance


def kwic(lines):
    return [(line.hit.before, line.hit.match, line.hit.after) for line in lines]


def test_every_place_is_listed_with_its_context(project, corpus):
    assert kwic(concordance.lines(project, "ban", 8)) == [
        ("Radio ", "ban", " stays  "),
        ("ys  The ", "ban", " on “Ope"),
        ("lifts a ", "ban", ". A ban "),
        (" ban. A ", "ban", " is a ba"),
        ("an is a ", "ban", "."),
    ]


def test_places_are_sorted_by_what_stands_beside_them(project, corpus):
    left = kwic(concordance.arranged(concordance.lines(project, "ban", 12), "left"))
    assert [before.split()[-1] for before, _, _ in left] == ["A", "a", "a", "Radio", "The"]
    right = kwic(concordance.arranged(concordance.lines(project, "ban", 12), "right"))
    assert [after.split()[0] for _, _, after in right if after.split()] == [
        ".", ".", "is", "on", "stays",
    ]  # fmt: skip


def test_too_many_places_are_not_sorted(project, corpus, monkeypatch):
    monkeypatch.setattr(concordance, "MOST_SORTED", 4)
    with pytest.raises(TooManyPlacesError):
        concordance.arranged(concordance.lines(project, "ban"), "left")


@pytest.mark.parametrize("query", ["", "state:todo", "title:ban", "NOT ban"])
def test_places_need_words(project, corpus, query):
    with pytest.raises(NoWordsError):
        concordance.lines(project, query)


def test_a_concordance_is_written_guarded_and_whole(project, corpus, tmp_path):
    out = tmp_path / "places.csv"
    path = project.path
    assert concordance.export(path, "បដិសេធ OR ban", out, "right").do() == 7
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    [khmer] = [row for row in rows if row["match"] == "បដិសេធ" and "cmd" in row["article_title"]]
    assert khmer["article_title"] == "'=cmd"
    assert khmer["outlet"] == "'@Wave"
    assert KHMER[int(khmer["start"]) : int(khmer["end"])] == "បដិសេធ"
    with pytest.raises(CannotWriteError):
        concordance.export(path, "ban", tmp_path / "none" / "places.csv").do()
    with pytest.raises(NoWordsError):
        concordance.export(path, "state:todo", out)
    assert len(list(tmp_path.glob("places*"))) == 1


# --- patterns


def test_a_pattern_finds_places(project, corpus):
    found = [line.hit.match for line in pattern_lines(project, r"\bb[a-z]n\b|📻")]
    assert found == ["ban", "ban", "📻", "ban", "ban", "ban"]
    spans = [line.hit.span for line in pattern_lines(project, "📻")]
    assert [span.quote(BAN) for span in spans] == ["📻"]
    assert [line.article.id for line in pattern_lines(project, "radio", "outlet:Wave")] == corpus[
        1:2
    ]
    assert list(pattern_lines(project, "radio", case=True)) == []
    assert [line.hit.match for line in pattern_lines(project, "^A ban")] == ["A ban"]


def test_a_pattern_that_fits_nothing_everywhere_has_no_places(project, corpus):
    assert list(pattern_lines(project, "x*")) == []


@pytest.mark.parametrize("pattern", ["(", "[", "a{2,1}", "*", "(?P<n>a)(?P=m)", "a" * 501])
def test_what_is_no_pattern_is_told(project, corpus, pattern):
    with pytest.raises(BadPatternError, match="character"):
        pattern_lines(project, pattern)


@pytest.mark.parametrize("pattern", ["(a|aa)+$", "(?:a+)+b", "a{1000000000}"])
def test_a_pattern_that_hangs_is_stopped(project, pattern):
    add_article(project, "a" * 5000 + "!", title="Endless")
    began = time.monotonic()
    with pytest.raises((SlowPatternError, BadPatternError), match=r"too long in “Endl|too large"):
        list(pattern_lines(project, pattern))
    assert time.monotonic() - began < 30


def test_a_pattern_can_be_called_off(project, corpus):
    class CalledOff:
        def report(self, done, total, what=""):
            raise Cancelled

    with pytest.raises(Cancelled):
        list(pattern_lines(project, "ban", progress=CalledOff()))


def test_every_refusal_has_words_for_people():
    for refused in (SlowPatternError(title="A"), TooManyPlacesError(limit=3)):
        assert isinstance(refused, AnnotatorError)
        assert refused.for_people()
