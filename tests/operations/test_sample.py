"""The sample project is the seeds folder, neither more nor less."""

from __future__ import annotations

import json

import pytest

from annotator.domain.errors import CannotWriteError, ProjectExistsError
from annotator.operations.checking import check
from annotator.operations.projects import open_to_read
from annotator.operations.sample import make_sample
from annotator.support.paths import seeds


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample project's file, made once for the tests of this module."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(folder / "home"))
        return make_sample(folder / "sample.annotator", highlighted=False).do()


@pytest.fixture
def project(sample):
    with open_to_read(sample) as project:
        yield project


def codings():
    for file in sorted((seeds() / "codings").glob("*.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        for name, coding in content["articles"].items():
            yield content["coder"]["name"], name, coding


def test_it_holds_together(sample):
    assert list(check(sample)) == []


def test_all_articles_and_actors_are_there(project):
    files = {file.name for file in (seeds() / "articles").iterdir()}
    assert {article.source_name for article in project.articles.all()} == files
    listed = json.loads((seeds() / "actors.json").read_text(encoding="utf-8"))
    found = [(actor.name, actor.type, actor.aliases) for actor in project.actors.all()]
    assert sorted(found) == sorted(
        (one["name"], one["type"], tuple(one["aliases"])) for one in listed
    )


@pytest.mark.parametrize(("coder", "file", "coding"), list(codings()))
def test_every_coding_is_there_as_it_was_given(project, coder, file, coding):
    [who] = [one.id for one in project.coders.all() if one.name == coder]
    [article] = [one.id for one in project.articles.all() if one.source_name == file]
    text = project.articles.text(article)
    actors = {one.id: one.name for one in project.actors.all()}
    mentions = {one.id: one for one in project.mentions.in_article(article, who)}

    def party(one):
        words = mentions[one.mention].span.quote(text) if one.mention else None
        return actors[one.actor], words

    found = [
        (
            one.span.quote(text),
            one.type,
            [party(p) for p in one.in_role("speaker")],
            [party(p) for p in one.in_role("target")],
            [issue.key for issue in one.issues],
            one.form,
            one.modality,
            one.event_date.iso if one.event_date else None,
            one.confidence,
            one.note,
            one.origin,
        )
        for one in project.statements.in_article(article, who)
    ]
    given = [
        (
            one["quote"],
            one["type"],
            [(one["speaker"], one["speaker_text"])],
            [(target["actor"], target["text"]) for target in one["targets"]],
            [one["issue"], *one["other_issues"]],
            one["form"],
            one["modality"],
            one["event_date"],
            one["confidence"],
            one["note"],
            "manual",
        )
        for one in coding["statements"]
    ]
    assert sorted(found, key=str) == sorted(given, key=str)
    mine = [one.id for one in project.statements.in_article(article, who)]
    assert len(project.links.of(mine)) == len(coding["links"])
    assert project.assignments.state(article, who) == coding["state"]


def test_each_coder_coded_in_one_step_of_their_own(project):
    mine = {}
    for article in project.articles.all():
        for statement in project.statements.in_article(article.id):
            [past] = project.history("statement", statement.id)
            assert past.entry.coder == statement.coder
            mine.setdefault(statement.coder, set()).add(past.entry.id)
    assert len(mine) == 2
    assert all(len(steps) == 1 for steps in mine.values())


def test_the_person_at_the_desk_has_coded_nothing_yet(project):
    assert project.statements.count(project.coder.id) == 0
    assert project.articles.states(project.coder.id)["todo"] == 12


def test_an_existing_file_is_not_overwritten(tmp_path):
    taken = tmp_path / "sample.annotator"
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectExistsError):
        make_sample(taken).do()
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CannotWriteError):
        make_sample(tmp_path / "nowhere" / "sample.annotator").do()


def test_nothing_is_left_beside_it(tmp_path):
    made = make_sample(tmp_path / "sample.annotator", highlighted=False).do()
    assert list(tmp_path.iterdir()) == [made]


def test_highlights_are_made_when_asked_for(tmp_path):
    made = make_sample(tmp_path / "sample.annotator").do()
    with open_to_read(made) as project:
        open_ = [
            project.suggestions.in_article(article.id, project.coder.id)
            for article in project.articles.all()
            if article.language == "en"
        ]
    assert all(open_)
