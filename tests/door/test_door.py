"""The door for notebooks: what it gives is what the export writes."""

from __future__ import annotations

import builtins
import csv
import dataclasses
import json
import sys

import pytest

import annotator
from annotator import door
from annotator.domain.dataset import TABLES
from annotator.domain.errors import (
    NoCoderError,
    NoProjectError,
    NotFoundError,
    ProjectInUseError,
    ReadOnlyError,
)
from annotator.operations.exporting import export
from annotator.operations.projects import open_to_write
from annotator.operations.sample import make_sample

RECORDS = {
    "statements": door.Statement,
    "articles": door.Article,
    "mentions": door.Mention,
    "actors": door.Actor,
    "links": door.Link,
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(folder / "home"))
        return make_sample(folder / "sample.annotator", highlighted=False).do()


@pytest.fixture
def project(sample):
    with annotator.open(sample) as project:
        yield project


@pytest.mark.parametrize("name", RECORDS)
def test_records_bear_the_names_of_the_columns(name):
    [table] = [one for one in TABLES if one.name == name]
    fields = tuple(field.name for field in dataclasses.fields(RECORDS[name]))
    assert fields == table.header


@pytest.mark.parametrize("name", RECORDS)
def test_records_are_the_rows_of_the_export(sample, project, tmp_path, name):
    export(sample, tmp_path / "out").do()
    with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    records = list(getattr(project, name)())
    assert len(records) == len(rows) > 0
    first_of = [dataclasses.astuple(record)[0] for record in records]
    assert first_of == [row[0] for row in rows]


def test_records_do_not_change(project):
    statement = next(project.statements())
    with pytest.raises(dataclasses.FrozenInstanceError):
        statement.type = "denial"


def test_statements_are_found_by_type_coder_article_and_query(project):
    everything = list(project.statements())
    denials = list(project.statements(type="denial"))
    assert denials == [one for one in everything if one.type == "denial"]
    both = list(project.statements(type=["denial", "accusation"]))
    assert {one.type for one in both} == {"denial", "accusation"}
    hers = list(project.statements(coder="Amara Lund"))
    assert hers == [one for one in everything if one.coder == "Amara Lund"]
    article = everything[0].article_id
    there = list(project.statements(article=article[:8]))
    assert there == [one for one in everything if one.article_id == article]
    assert list(project.statements(query="lang:km")) == []


def test_the_quotation_is_in_the_text(project):
    for one in project.statements():
        assert project.text(one.article_id)[one.start : one.end] == one.quote
    for one in project.mentions():
        assert project.text(one.article_id)[one.start : one.end] == one.quote


def test_links_lead_from_statement_to_statement(project):
    known = {one.statement_id: one for one in project.statements()}
    for link in project.links():
        assert f"{link.kind}:{link.to_statement_id}" in known[link.from_statement_id].links


def test_articles_by_query(project):
    assert [one.language for one in project.articles("lang:km")] == ["km"]
    assert len(list(project.articles())) == 12


def test_what_is_not_there_is_said(project, tmp_path):
    with pytest.raises(NotFoundError):
        project.text("zz")
    with pytest.raises(NoCoderError):
        list(project.statements(coder="Nobody"))
    with pytest.raises(NoProjectError):
        annotator.open(tmp_path / "none.annotator")


def test_it_is_for_reading_unless_asked(project):
    article = next(project.articles()).article_id
    with pytest.raises(ReadOnlyError):
        project.tag(article, 0, 5, "denial")


def test_tagging_through_the_door(tmp_path):
    made = make_sample(tmp_path / "sample.annotator", highlighted=False).do()
    with annotator.open(str(made), writable=True) as project:
        article = next(project.articles()).article_id
        one = project.tag(article, 0, 5, "accusation", issues=["journalist_safety"])
        two = project.tag(
            article[:8], 0, 9, "denial", speakers=["A"], targets=["B", "C"], links=[("denies", one)]
        )
        # The lock is held, and what was tagged can be read at once.
        with pytest.raises(ProjectInUseError):
            open_to_write(made)
        found = {s.statement_id: s for s in project.statements(article=article)}
    assert found[two].links == (f"denies:{one}",)
    assert (found[two].speaker, found[two].targets) == (("A",), ("B", "C"))
    assert found[two].speaker_implied == (True,)
    assert found[one].issue == "journalist_safety"
    open_to_write(made).close()


def test_a_frame_without_pandas_says_what_to_install(project, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        project.to_frame("statements")


def test_a_frame_with_pandas(project):
    pandas = pytest.importorskip("pandas")
    frame = project.to_frame("links")
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == [field.name for field in dataclasses.fields(door.Link)]
    assert len(frame) == len(list(project.links()))


def test_a_frame_takes_rows_and_columns(project, monkeypatch):
    """Where pandas is not installed, what it would be given is what stands in the export."""

    class DataFrame:
        @staticmethod
        def from_records(rows, columns):
            return json.dumps([list(columns), len(rows)])

    pandas = type(sys)("pandas")
    pandas.DataFrame = DataFrame
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    columns, count = json.loads(project.to_frame("statements"))
    assert columns[0] == "statement_id"
    assert count == len(list(project.statements()))
    with pytest.raises(KeyError):
        project.to_frame("secrets")


def test_the_name_hides_nothing():
    assert annotator.open is not builtins.open
    assert open is builtins.open
