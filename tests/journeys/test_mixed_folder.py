"""A folder of three hundred files of all kinds, twenty of them bad, imports in one go."""

from __future__ import annotations

import csv
import os
from collections import Counter

import pytest

from annotator.operations.checking import check
from annotator.operations.import_choice import ImportChoice
from annotator.operations.importing import import_files
from annotator.operations.importing_report import summarize, write_report
from tests.mixed_folder import BAD, FILES, mixed_folder


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "collected"


def test_it_comes_in_with_a_truthful_report(project, folder, tmp_path):
    made = mixed_folder(folder)
    assert sum(len(files) for _, _, files in os.walk(folder)) >= FILES
    assert len(made.bad) == BAD
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    work, outcomes = import_files(project, [folder], ImportChoice(recursive=True))
    work.do()

    # Every file is named, with what became of it.
    by_name = {one.name.split("/")[0]: one for one in outcomes}
    expected = {
        *made.articles,
        *made.bad,
        *made.copies,
        *made.ignored,
        "pages.zip",
        "crawl.warc.gz",
    }
    assert set(by_name) == expected
    results = Counter(one.result for one in outcomes)
    assert results["failed"] == BAD
    assert results["duplicate"] == len(made.copies)
    for name, many in made.articles.items():
        assert (by_name[name].result, len(by_name[name].articles)) == ("imported", many), name
    for name, word in made.bad.items():
        assert by_name[name].result == "failed"
        assert word in by_name[name].reason, name
        assert name in by_name[name].reason, name
    assert all(by_name[name].result == "duplicate" for name in made.copies)
    assert all(by_name[name].result == "ignored" for name in made.ignored)
    inside = [one for one in outcomes if one.name.startswith(("pages.zip/", "crawl.warc.gz/"))]
    assert sum(len(one.articles) for one in inside) == 9

    # The project holds just that, whole, with the tags on their words.
    told = sum(len(one.articles) for one in outcomes)
    assert project.articles.count() == told
    assert str(told) in summarize(outcomes)
    assert list(check(project.path)) == []
    tagged = [
        (article.id, statement)
        for article in project.articles.all()
        for statement in project.statements.in_article(article.id)
    ]
    assert len(tagged) == made.statements
    for article, statement in tagged:
        quote = statement.span.quote(project.articles.text(article))
        assert quote.startswith("The ")
        assert quote.endswith("about the harbour fund.")

    # The report can be kept, and says the same.
    write_report(tmp_path / "report.csv", outcomes)
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert Counter(row["result"] for row in rows) == results
    assert sum(int(row["articles"]) for row in rows) == told

    # Nothing of the folder was touched, nothing lies about, and it was one step.
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".import")]
    project.undo()
    assert project.articles.count() == 0
    assert project.undoable() == ""


def test_a_second_time_nothing_new_comes(project, folder):
    mixed_folder(folder)
    for _ in range(2):
        work, outcomes = import_files(project, [folder / "by hand", folder / "brat"])
        work.do()
    assert {one.result for one in outcomes} == {"duplicate"}
    assert all(one.known for one in outcomes)
