"""`annotator import` and `import-tags`: every choice of the dialog can be typed too."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from annotator.exchange.formats import SUFFIXES
from tests import foreign_projects as tools
from tests.conftest import ROOT
from tests.exchange import made

WORDS = "The ministry denied it."


def listed(run):
    return run("list", "study.annotator", "--json").json["articles"]


def test_columns_are_named(run, study):
    Path("t.csv").write_text("a,b,c\nShort head,The port opened again.,Post\n", encoding="utf-8")
    assert run("import", "study.annotator", "t.csv").code == 1
    columns = ["--map", "text=b", "--map", "title=a", "--map", "outlet=c"]
    assert run("import", "study.annotator", "t.csv", *columns).code == 0
    [one] = [one for one in listed(run) if one["title"] == "Short head"]
    assert one["outlet"] == "Post"


def test_a_field_that_no_article_has_is_told(run, study):
    answer = run("import", "study.annotator", "article.txt", "--map", "colour=x")
    assert answer.code == 1
    assert "outlet" in answer.err


def test_names_of_files_tell_by_a_pattern(run, study):
    Path("2025-03-14_Post_Ferry-strike.txt").write_text("Crews struck on pay.", encoding="utf-8")
    pattern = "{date}_{outlet}_{title}"
    file = "2025-03-14_Post_Ferry-strike.txt"
    assert run("import", "study.annotator", file, "--name-pattern", pattern).code == 0
    [one] = [one for one in listed(run) if one["outlet"] == "Post"]
    assert (one["title"], one["published_on"]) == ("Ferry strike", "2025-03-14")
    assert run("import", "study.annotator", file, "--name-pattern", "{x}").code == 1


def test_an_encoding_is_obeyed(run, study):
    Path("old.txt").write_bytes("Суд закрыл радио.".encode("koi8-r"))
    assert run("import", "study.annotator", "old.txt", "--encoding", "koi8-r").code == 0
    assert any("Суд" in one["title"] for one in listed(run))


def test_a_format_is_obeyed(run, study):
    Path("page.txt").write_text(made.page(made.REPORT), encoding="utf-8")
    answer = run("import", "study.annotator", "page.txt", "--as", "text", "--json")
    assert answer.json["imported"][0]["format"] == "text"
    assert run("import", "study.annotator", "page.txt", "--as", "wordstar").code == 1


def test_the_report_is_written(run, study):
    Path("more").mkdir()
    Path("more/good.txt").write_text("A court freed the editor.", encoding="utf-8")
    Path("more/cut.pdf").write_bytes(b"%PDF-1.7")
    Path("more/.hidden").write_bytes(b"x")
    answer = run("import", "study.annotator", "more", "--report", "report.csv", "--json")
    assert answer.code == 3
    assert [one["name"] for one in answer.json["skipped"]] == ["cut.pdf"]
    assert [one["name"] for one in answer.json["ignored"]] == [".hidden"]
    with Path("report.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row["result"] for row in csv.DictReader(file)}
    assert rows == {"good.txt": "imported", "cut.pdf": "failed", ".hidden": "ignored"}


def test_hidden_files_alone_are_no_failure_in_part(run, study):
    Path("more").mkdir()
    Path("more/good.txt").write_text("A court freed the editor.", encoding="utf-8")
    Path("more/.DS_Store").write_bytes(b"x")
    assert run("import", "study.annotator", "more").code == 0


def test_tags_of_another_tool_come_in(run, study):
    row = {"id": 1, "text": f"News\n\n{WORDS}", "label": [[6, 6 + len(WORDS), "denial"]]}
    tools.write_lines(Path("study.jsonl"), row)
    wrong = run("import-tags", "study.annotator", "study.jsonl", "--as", "brat")
    assert wrong.code == 1
    assert "doccano" in wrong.err
    answer = run("import-tags", "study.annotator", "study.jsonl", "--as", "doccano", "--json")
    assert answer.code == 0
    [told] = answer.json["imported"]
    assert (told["format"], told["statements"]) == ("doccano", 1)
    shown = run("show", "study.annotator", told["id"], "--json").json
    assert [one["quote"] for one in shown["statements"]] == [WORDS]


def test_a_file_that_is_of_no_tool_is_told(run, study):
    answer = run("import-tags", "study.annotator", "article.txt")
    assert answer.code == 1
    assert "no tool" in answer.err


def test_a_table_of_articles_is_no_project(run, study):
    Path("rows.jsonl").write_text(json.dumps({"text": WORDS, "labels": ["a"]}), encoding="utf-8")
    answer = run("import", "study.annotator", "rows.jsonl", "--json")
    assert answer.json["imported"][0]["format"] == "json"


def test_copies_bear_the_name_of_their_group(run, study):
    text = (ROOT / "seeds" / "articles" / "04-radio-search.txt").read_text(encoding="utf-8")
    Path("one.txt").write_text(text, encoding="utf-8")
    Path("two.txt").write_text(f"Another headline\n\n{text}", encoding="utf-8")
    run("import", "study.annotator", "one.txt", "two.txt")
    clusters = [one["cluster"] for one in listed(run)]
    assert sorted(map(bool, clusters)) == [False, True, True]
    assert len({*clusters}) == 2


def test_the_manual_names_every_ending():
    page = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    told = set(re.findall(r"\.[a-z0-9.]+", page.partition("## Before")[0]))
    assert SUFFIXES - told == set()
