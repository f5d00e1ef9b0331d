"""The commands that find and share out, as a script sees them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT

SECOND = "Court frees editor\n\nA court freed the editor of Open Line on Monday.\n"


@pytest.fixture
def library(run, study):
    project, first = study
    Path("second.txt").write_text(SECOND, encoding="utf-8")
    imported = run("import", project, "second.txt", "--json").json["imported"]
    return project, first, imported[0]["id"]


def test_search_shows_the_words_in_their_place(run, library):
    project, first, second = library
    answer = run("search", project, '"open line"', "--json").json
    assert (answer["count"], answer["exact"]) == (2, True)
    assert {one["id"] for one in answer["articles"]} == {first, second}
    for one in answer["articles"]:
        text = TEXT if one["id"] == first else SECOND
        assert [text[start:end] for start, end in one["places"]] == ["Open Line"]
        [(start, end)] = one["snippet"]["marks"]
        assert one["snippet"]["text"][start:end] == "Open Line"
    plain = run("search", project, "court OR ban", "--order", "newest", "--limit", 1)
    assert len(plain.out.splitlines()) == 1
    assert "2 articles" in plain.err


@pytest.mark.parametrize("query", ["colour:red", "ban OR", "(ban", "%", "date:soon"])
def test_a_query_that_cannot_be_understood_is_a_failure_to_mend(run, library, query):
    for command in (("search", library[0], query), ("list", library[0], "--query", query)):
        answer = run(*command)
        assert answer.code == 1
        assert "“" in answer.err


def test_kwic_lists_every_place(run, library):
    project, first, _ = library
    places = run("kwic", project, "បដិសេធ", "--json").json["places"]
    assert [TEXT[one["start"] : one["end"]] for one in places] == ["បដិសេធ"]
    assert places[0]["article_id"] == first
    lines = run("kwic", project, "open", "--width", 10, "--sort", "right").out.splitlines()
    assert [line.partition("[")[2] for line in lines] == ["Open] Line on M", "Open] Line. បដិ"]


def test_kwic_by_pattern(run, library):
    project = library[0]
    found = run("kwic", project, "--pattern", r"\b[MS]\w+day\b", "--json").json["places"]
    assert [one["match"] for one in found] == ["Monday"]
    assert run("kwic", project, "ban", "--pattern", "Monday", "--json").json["places"] == []
    assert run("kwic", project, "--pattern", "(").code == 1
    assert run("kwic", project, "state:todo").code == 1


def test_kwic_as_csv(run, library):
    answer = run("kwic", library[0], "open", "--csv", "places.csv")
    assert answer.code == 0
    assert "2 places" in answer.err
    with Path("places.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["match"] for row in csv.DictReader(stream)] == ["Open", "Open"]


def test_overview_counts(run, library):
    told = run("overview", library[0], "--json").json
    assert (told["articles"], told["exact"]) == (2, True)
    assert told["states"] == {"todo": 2, "in_progress": 0, "done": 0, "flagged": 0}
    assert sum(told["languages"].values()) == 2
    plain = run("overview", library[0], "--query", "court").out
    assert plain.startswith("1 article\n")
    assert "Outlets" in plain


def test_searches_are_kept_and_forgotten(run, library):
    project = library[0]
    kept = run("searches", project, "--keep", "Courts", "court*", "--order", "newest", "--json")
    expected = {"name": "Courts", "query": "court*", "order": "newest"}
    assert kept.json == {"searches": [expected]}
    assert run("searches", project).out == "Courts\tcourt*\tnewest\n"
    assert run("searches", project, "--keep", "A", "b", "--forget", "Courts").code == 2
    assert run("searches", project, "--forget", "Courts", "--json").json == {"searches": []}
    assert run("searches", project, "--forget", "Courts").code == 1
    assert run("check", project).code == 0


def test_draw_and_assign(run, library):
    project, *articles = library
    drawn = run("draw", project, 2, "--seed", 3).out.split()
    assert sorted(drawn) == sorted(articles)
    assert run("draw", project, 1, "--seed", 3, "--json").json["articles"] == drawn[:1]
    given = run("assign", project, "--to", "Sokha", "--query", "court", "--json").json
    assert given == {"assigned": {"Sokha": 1}, "had": {"Sokha": 0}}
    again = run("assign", project, "--to", "Sokha", "--count", 2)
    assert again.out == "Sokha\t1\n"
    assert "1" in again.err
    assert run("list", project, "--query", "coder:sokha", "--json").json["articles"]
    assert run("assign", project, "--to", "Nobody").code == 1
    assert run("assign", project, "--to", "Sokha", "--each", 2).code == 1
    assert run("check", project).code == 0
