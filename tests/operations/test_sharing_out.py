"""Samples and assignments: the same for everybody, even, and never undoing what was begun."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.domain.coder import Coder
from annotator.domain.errors import NoCoderError, TooFewCodersError
from annotator.domain.ids import CoderId
from annotator.operations import assigning, sampling, tagging
from annotator.store.project import create_project
from tests.conftest import source_of


def fill(project, texts):
    with project.step("Import") as step:
        project.articles.add(step, [source_of(text) for text in texts])


TEXTS = [f"Article number {at} of the {'ban' if at % 2 else 'tax'}." for at in range(60)]


@pytest.fixture
def coders(project):
    dara = Coder(CoderId("c0de2"), "Dara")
    with project.step("Coder") as step:
        project.coders.enter(step, dara)
    fill(project, TEXTS)
    return [project.coder, dara]


def test_a_sample_depends_on_seed_and_texts_alone(project, codebook, coder, tmp_path):
    fill(project, TEXTS)
    with create_project(tmp_path / "other.annotator", "Other", codebook, coder) as other:
        fill(other, ["Something else.", *reversed(TEXTS[:50])])
        fill(other, TEXTS[50:])

        def drawn(of, query, count, seed):
            return [of.articles.text(one) for one in sampling.draw(of, query, count, seed)]

        mine = drawn(project, "", 60, 5)
        assert drawn(other, "article", 60, 5) == mine
        assert drawn(project, "", 10, 5) == mine[:10]
        assert drawn(project, "", 10, 6) != mine[:10]
        assert sorted(mine) == sorted(TEXTS)
        assert set(drawn(project, "ban", 99, 1)) == set(TEXTS[1::2])


def test_articles_go_round_evenly(project, coders):
    articles = sampling.draw(project, "", 30, 1)
    given = assigning.assign(project, articles, coders)
    assert given.new == {"Sokha": 15, "Dara": 15}
    assert project.articles.counts.facets(CoderId("c0de2"), sampling.read_query("coder:Dara"), 9
                                          ).articles == 15  # fmt: skip
    project.undo()
    assert sampling.draw(project, "coder:Dara", 99, 1) == []


def test_two_coders_each_have_all(project, coders):
    articles = sampling.draw(project, "ban", 10, 1)
    assert assigning.assign(project, articles, coders, each=2).new == {"Sokha": 10, "Dara": 10}
    modes = Counter(row[0] for row in project._db.execute("SELECT mode FROM assignment").fetchall())
    assert modes == {"double": 20}


def test_what_was_begun_stays_as_far_as_it_is(project, coders):
    articles = sampling.draw(project, "", 4, 1)
    tagging.set_state(project, articles[0], "done")
    given = assigning.assign(project, articles, coders[:1])
    assert (given.new, given.had) == ({"Sokha": 3}, {"Sokha": 1})
    assert project.assignments.state(articles[0], project.coder.id) == "done"
    again = assigning.assign(project, articles, coders[:1])
    assert again.had == {"Sokha": 4}


@pytest.mark.parametrize("each", [0, 3])
def test_more_coders_than_there_are(project, coders, each):
    with pytest.raises(TooFewCodersError):
        assigning.assign(project, sampling.draw(project, "", 2, 1), coders, each)


def test_coders_by_name_and_id(project, coders):
    assert assigning.named(project, ["Dara", "c0de1", "c0de2"]) == coders[::-1]
    for wrong in ("Nobody", "", "c0de"):
        with pytest.raises(NoCoderError):
            assigning.named(project, [wrong])
