"""Every order of the queue, with few articles and along the indexes, and what is counted."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from annotator.domain.dates import FuzzyDate
from annotator.domain.draft import Draft
from annotator.domain.highlights import Highlights, Proposal
from annotator.domain.query import ORDERS, ArticleQuery, read_query
from annotator.domain.span import Span
from annotator.operations import suggesting, tagging
from annotator.store import walks
from annotator.store.counts import Count
from annotator.store.permutation import Permutation
from tests.conftest import source_of

DATES = (None, "2024", "2024-05", "2024-05-17", "2025-01-02", "2025-01-03")
QUERIES = (
    "", "ban", "ban radio", "ba*", "NOT ban", "ban OR tax", "outlet:Wave", "lang:km month:2024-05",
    "ban outlet:Wave", "date:2024-05..2025-01-02", "date:2025-01-03", "state:done", "state:todo",
    "type:denial", "has:suggestions", "ban has:suggestions", "title:radio", "outlet:Wave OR ban",
    "outlet:none", "zebra",
)  # fmt: skip


@pytest.fixture
def corpus(project):
    """108 articles that differ in everything that can be asked for."""
    words = ("ban", "radio", "tax")
    sources = []
    for at, (date, outlet, word, language) in enumerate(
        product(DATES, ("Wave", "Post", ""), words, ("en", "km"))
    ):
        title = f"{words[at % 3]} {'abcdefg'[at * 5 % 7]}"
        published = FuzzyDate(date) if date else None
        text = f"Number {at}: the {word} stays. {word} {'again ' * (at % 4)}"
        facts = {"title": title, "outlet": outlet, "language": language, "published": published}
        sources.append(source_of(text, **facts))
    with project.step("Import") as step:
        project.articles.add(step, sources)
    articles = [one.article.id for one in sources]
    for at in range(0, 108, 9):
        tagging.tag_statement(project, articles[at], Draft(Span(0, 5), "denial"))
        tagging.set_state(project, articles[at], "done" if at % 2 else "flagged")
    for at in range(0, 108, 5):
        proposals = tuple(
            Proposal(Span(one, one + 3), (("denial", 0.9),), "indirect", "A", 0.9, "why", "rule")
            for one in range(1 + at % 4)
        )
        with project.machine_writes():
            project.suggestions.keep(articles[at], "test 1", Highlights("en", proposals=proposals))
    for at in (5, 15):
        for one in project.suggestions.in_article(articles[at], project.coder.id)[:1]:
            suggesting.reject(project, one)
    return articles


@pytest.fixture(params=["few", "many"])
def size(request, monkeypatch):
    """Sort at once, or walk along the indexes in slices of a few rows."""
    if request.param == "many":
        monkeypatch.setattr(walks, "FEW", -1)
        monkeypatch.setattr(walks, "RANKED", -1)
        monkeypatch.setattr(walks, "_FEW_TO_PROBE", -1)
        monkeypatch.setattr(walks, "_SLICE", 3)
    return request.param


def found(project, query, order="added", seed=0):
    return project.articles.found(project.coder.id, read_query(query), order, seed)


def key(row, order, number):
    dated = row.published == ""
    return {
        "added": number,
        "oldest": (dated, row.published, number),
        "title": (row.title, row.id),
        "suggestions": -row.open,
    }[order]


@pytest.mark.parametrize("order", ["added", "newest", "oldest", "title", "suggestions"])
def test_every_query_comes_in_every_order(project, corpus, size, order):
    for query in QUERIES:
        numbers = list(found(project, query, order).all())
        assert sorted(numbers) == sorted(set(numbers)) == sorted(found(project, query).all())
        rows = project.articles.queue_rows(project.coder.id, numbers)
        if order == "newest":
            dates = [(row.published, number) for row, number in zip(rows, numbers, strict=True)]
            assert dates == sorted(dates, reverse=True)
        else:
            keys = [key(row, order, n) for row, n in zip(rows, numbers, strict=True)]
            assert keys == sorted(keys), query


def test_both_ways_find_the_same(project, corpus, monkeypatch):
    few = {query: list(found(project, query).all()) for query in QUERIES}
    monkeypatch.setattr(walks, "FEW", -1)
    monkeypatch.setattr(walks, "_FEW_TO_PROBE", -1)
    assert {query: list(found(project, query).all()) for query in QUERIES} == few
    assert few["zebra"] == few["outlet:none"] == []
    assert len(few["NOT ban"]) + len(few["ban"]) == len(corpus)
    assert all(few[one] for one in QUERIES if one not in ("zebra", "outlet:none"))


def test_chance_is_the_same_for_a_seed_and_another_for_another(project, corpus, size):
    for query in ("", "ban"):
        first = list(found(project, query, "random", 7).all())
        assert list(found(project, query, "random", 7).all()) == first
        other = list(found(project, query, "random", 8).all())
        assert other != first
        assert sorted(other) == sorted(first) == list(found(project, query).all())


def test_relevance_puts_title_and_repetition_first(project, corpus):
    numbers = found(project, "radio", "relevance").all()
    titles = [row.title for row in project.articles.queue_rows(project.coder.id, numbers)]
    assert titles[0].startswith("radio")
    assert not titles[-1].startswith("radio")


def test_a_page_is_read_and_no_more(project, corpus, size):
    page = found(project, "")
    assert len(page) == 0
    came = page.read(10)
    assert came == len(page) >= 10
    if size == "many":
        assert not page.finished
        assert len(page) < 30
    assert page[0] == 1
    assert list(page[2:5]) == [3, 4, 5]
    page.read(1000)
    assert page.finished
    assert page.read(5) == 0


def test_a_look_that_finds_little_can_be_interrupted(project, corpus, size):
    page = found(project, "zebra")
    assert page.read(10, seconds=0) == 0
    page.all()
    assert page.finished


@pytest.mark.parametrize("query", QUERIES)
def test_counts_and_facets_are_of_what_is_found(project, corpus, query):
    me, asked = project.coder.id, read_query(query)
    rows = project.articles.queue_rows(me, found(project, query).all())
    assert project.articles.counts.count(me, asked, 9) == Count(len(rows), exact=True)
    facets = project.articles.counts.facets(me, asked, 9)
    assert facets.articles == len(rows)
    for facet in ("outlet", "language", "state"):
        told = {value: n for value, n in getattr(facets, facet).items() if n}
        values = [getattr(row, facet) for row in rows]
        assert told == {value: values.count(value) for value in set(values)}
    months = [row.published[:7] for row in rows]
    assert facets.month == {month: months.count(month) for month in set(months)}


def test_counts_follow_changes_undo_and_redo(project, corpus):
    def kept():
        return project._db.execute("SELECT * FROM article_count").fetchall()

    def counted():
        return project._db.execute(
            "SELECT outlet, language, ifnull(substr(published, 1, 7), ''), count(*) FROM article"
            " GROUP BY 1, 2, 3"
        ).fetchall()

    assert kept() == counted()
    one = project.articles.get(corpus[0])
    moved = [project.articles.get(article) for article in corpus[:7]]
    with project.step("Move") as step:
        project.articles.put(step, *(replace(a, outlet="New", title="Zebra") for a in moved))
    assert kept() == counted()
    assert len(found(project, "zebra").all()) == 7
    project.undo()
    assert kept() == counted()
    assert project.articles.get(corpus[0]) == one
    assert len(found(project, "zebra").all()) == 0


def test_an_import_that_is_undone_leaves_nothing_in_the_index(project):
    with project.step("Import") as step:
        project.articles.add(step, [source_of("The ban on ក្រសួងព័ត៌មាន stays.")])
    for query in ("ban", "ព័ត៌មាន"):
        assert len(found(project, query).all()) == 1
    project.undo()
    assert len(found(project, "ban").all()) == 0
    assert project.articles.values("outlet") == []
    project._db.execute("INSERT INTO article_words (article_words) VALUES ('integrity-check')")
    project.redo()
    assert len(found(project, "ព័ត៌មាន").all()) == 1


def test_numbers_after_an_article_went(project, corpus):
    assert project.articles.numbers(project.coder.id, ArticleQuery()) == range(1, 109)
    with project.step("Import") as step:
        project.articles.add(step, [source_of("One more.")])
    project.undo()
    assert len(project.articles.numbers(project.coder.id, ArticleQuery())) == 108


@pytest.mark.parametrize("highest", [1, 2, 3, 100, 1000])
def test_a_permutation_has_every_number_once(highest):
    for seed in range(5):
        order = [Permutation(highest, seed)[at] for at in range(highest)]
        assert sorted(order) == list(range(1, highest + 1))


def test_every_order_is_known_to_the_walk():
    assert set(walks._SORTED) == set(ORDERS)
