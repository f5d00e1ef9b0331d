"""The queue's questions to the store: which articles, in which order, how far they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.coder import Assignment, Coder
from annotator.domain.dates import FuzzyDate
from annotator.domain.draft import Draft
from annotator.domain.errors import AmbiguousError, NotFoundError
from annotator.domain.highlights import Highlights, PartyMark, Proposal
from annotator.domain.ids import ArticleId, CoderId
from annotator.domain.query import ArticleQuery, read_query
from annotator.domain.span import Span
from annotator.operations import suggesting, tagging
from annotator.store.project import open_project
from tests.conftest import add_article


@pytest.fixture
def corpus(project):
    """Four articles in the order in which they came."""
    post, wave = "Delta Post", "Wave"
    made = [
        ("The minister denied it.", {"outlet": post, "published": FuzzyDate("2025-03-14")}),
        ("Press union demands answers.", {"outlet": wave, "published": FuzzyDate("2025-03")}),
        ("ក្រសួងបានបដិសេធ។", {"outlet": "", "language": "km", "published": FuzzyDate("2024")}),
        ("A ban that nobody denied, 100% \"false\".", {"outlet": post}),
    ]  # fmt: skip
    return [add_article(project, text, **facts) for text, facts in made]


def ids(project, query, coder=None):
    coder = coder or project.coder.id
    numbers = project.articles.numbers(coder, read_query(query))
    return [row.id for row in project.articles.queue_rows(coder, numbers)]


def test_the_queue_is_in_the_order_in_which_they_came(project, corpus):
    assert ids(project, "") == corpus
    assert [one.id for one in project.articles.all()] == corpus


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("denied", [0, 3]),
        ("DENIED ban", [3]),
        ('"denied it"', [0]),
        ('outlet:"Delta Post"', [0, 3]),
        ('outlet:""', [2]),
        ("lang:km", [2]),
        ("បដិសេធ", [2]),
        ("month:2025-03", [0, 1]),
        ("month:2024", [2]),
        ('month:""', [3]),
        ("100%", [3]),
        ("den*", [0, 3]),
        ("deni", []),
        ("title:ban", [3]),
        ("ban OR answers", [1, 3]),
        ("denied NOT ban", [0]),
        ("NOT denied", [1, 2]),
        ("NOT outlet:Wave", [0, 2, 3]),
        ("denied OR outlet:Wave", [0, 1, 3]),
        ("(denied OR answers) NOT (ban OR lang:km)", [0, 1]),
        ("NEAR(minister it, 1)", [0]),
        ("NEAR(minister it, 0)", []),
        ("ក្រសួង", [2]),
        ("outlet:wave", [1]),
        ('outlet:Wave outlet:"Delta Post"', [0, 1, 3]),
        ("date:2025-03-14", [0, 1]),
        ("date:2025-03-15..", [1]),
        ("date:..2024-06", [2]),
        ("date:2024-06..2025-02", [2]),
        ("date:2025", [0, 1]),
        ('date:""', [3]),
        ("NOT date:2025", [2, 3]),
        ("NOT month:2025-03", [2, 3]),
        ("coder:Sokha", [0, 1]),
        ('coder:""', [2, 3]),
        ("NOT type:denial", [1, 2, 3]),
        ("type:denial OR state:done", [0, 1]),
        ('actor:"mira tálde"', [0]),
        ("actor:MT", [0]),
        ("actor:nobody", []),
        ("type:denial", [0]),
        ("state:done", [1]),
        ("state:todo", [2, 3]),
        ("state:in_progress", [0]),
        ("has:suggestions", [3]),
        ("denied state:todo", [3]),
    ],
)
def test_every_condition_finds(project, corpus, query, found):
    draft = Draft(Span(0, 3), "denial", speakers=(PartyMark("Mira Talde"),))
    tagging.tag_statement(project, corpus[0], draft)
    [actor] = project.actors.named("Mira Talde")
    with project.step("Alias") as step:
        project.actors.put(step, replace(actor, aliases=("MT",)))
    tagging.set_state(project, corpus[1], "done")
    suggest(project, corpus[3])
    suggest(project, corpus[2])
    for one in project.suggestions.in_article(corpus[2], project.coder.id):
        suggesting.reject(project, one)
    assert ids(project, query) == [corpus[at] for at in found]


def suggest(project, article):
    proposal = Proposal(Span(0, 5), (("denial", 0.9),), "indirect", "A", 0.9, "why", "rule")
    with project.machine_writes():
        project.suggestions.keep(article, "test 1", Highlights("en", proposals=(proposal,)))


def test_a_row_shows_what_one_coder_did(project, corpus):
    tagging.tag_statement(project, corpus[0], Draft(Span(0, 3), "denial"))
    suggest(project, corpus[0])
    mine = row(project, corpus[0], project.coder.id)
    assert (mine.state, mine.statements, mine.open) == ("in_progress", 1, 1)
    assert (mine.title, mine.outlet, mine.published) == (
        "The minister denied it.",
        "Delta Post",
        "2025-03-14",
    )
    path = project.path
    project.close()
    with open_project(path, Coder(CoderId("c0de2"), "Dara")) as other:
        [one] = other.suggestions.in_article(corpus[0], other.coder.id)
        suggesting.reject(other, one)
        theirs = row(other, corpus[0], other.coder.id)
        assert (theirs.state, theirs.statements, theirs.open) == ("todo", 0, 0)
        assert row(other, corpus[0], project.coder.id).open == 1


def row(project, article, coder):
    number = project.articles.number(article)
    return project.articles.queue_rows(coder, [number])[0]


def test_rows_come_in_the_order_asked_for(project, corpus):
    numbers = [project.articles.number(one) for one in corpus]
    asked = [numbers[2], numbers[0], 999, numbers[3]]
    found = project.articles.queue_rows(project.coder.id, asked)
    assert [one.id for one in found] == [corpus[2], corpus[0], corpus[3]]
    assert project.articles.queue_rows(project.coder.id, []) == []
    assert project.articles.number(ArticleId("none")) is None


def test_states_add_up(project, corpus):
    tagging.set_state(project, corpus[0], "done")
    tagging.set_state(project, corpus[1], "flagged")
    tagging.set_state(project, corpus[2], "todo")
    states = project.articles.states(project.coder.id)
    assert states == {"todo": 2, "in_progress": 0, "done": 1, "flagged": 1}
    assert project.articles.states(CoderId("c0de2"))["todo"] == 4


def test_values_and_their_counts(project, corpus):
    assert project.articles.values("outlet") == [("", 1), ("Delta Post", 2), ("Wave", 1)]
    assert project.articles.values("language") == [("en", 3), ("km", 1)]
    assert project.articles.values("month") == [("", 1), ("2024", 1), ("2025-03", 2)]


def test_an_id_may_be_shortened(project, corpus):
    for one in corpus:
        assert project.articles.find(one) == one
        assert project.articles.find(one[:20]) == one


@pytest.mark.parametrize("named", ["", "zz", "%", "' OR 1=1 --"])
def test_what_names_no_article(project, corpus, named):
    with pytest.raises(NotFoundError):
        project.articles.find(named)


def test_what_names_several(project):
    for mark in ("aa1", "aa2", "aa"):
        add_article(project, f"Text {mark}.", id=ArticleId(mark))
    with pytest.raises(AmbiguousError):
        project.articles.find("a")
    assert project.articles.find("aa") == "aa"
    assert project.articles.find("aa1") == "aa1"


def test_what_is_not_there(project):
    for ask in (project.articles.get, project.articles.text, project.articles.source):
        with pytest.raises(NotFoundError):
            ask(ArticleId("none"))


def test_titles_that_hold_all_words(project, corpus):
    assert [one[0] for one in project.articles.titled(["denied"], 9)] == [corpus[0], corpus[3]]
    assert [one[0] for one in project.articles.titled(["ban", "denied"], 9)] == [corpus[3]]
    assert len(project.articles.titled(["e"], 2)) == 2
    assert [one[0] for one in project.articles.titled(["swe"], 9)] == []
    assert [one[0] for one in project.articles.titled(["answ"], 9)] == [corpus[1]]
    assert [one[0] for one in project.articles.titled(["%"], 9)] == [corpus[3]]
    assert [one[0] for one in project.articles.titled(["បដិសេធ"], 9)] == [corpus[2]]


def test_an_empty_project(project):
    assert project.articles.count() == 0
    assert list(project.articles.numbers(project.coder.id, ArticleQuery())) == []
    assert project.articles.values("outlet") == []
    assert set(project.articles.states(project.coder.id).values()) == {0}


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_text_and_source_come_back_byte_by_byte(project, text):
    article = add_article(project, text, title="A")
    assert project.articles.text(article) == text
    assert project.articles.source(article) == text.encode()
    project.undo()


def test_an_assignment_is_replaced_not_doubled(project, corpus):
    for state in ("done", "todo", "done"):
        with project.step("State") as step:
            project.assignments.put(step, Assignment(corpus[0], project.coder.id, state))
    assert project.assignments.state(corpus[0], project.coder.id) == "done"
    assert project.articles.states(project.coder.id)["done"] == 1
