"""Every command: what it prints, what it leaves, and with which exit code it ends."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from annotator.cli.main import _annotator
from annotator.operations import projects
from tests.cli.conftest import TEXT


def span(words):
    at = TEXT.index(words)
    return f"{at}:{at + len(words)}"


def statements(file):
    with Path(file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# --- new, import


def test_new_makes_a_project_of_its_coder(run):
    assert run("new", "study", "--title", "My study", "--coder", "Sokha").code == 0
    with projects.open_to_read(Path("study.annotator")) as project:
        assert project.title == "My study"
        assert [coder.name for coder in project.coders.all()] == ["Sokha"]


def test_new_overwrites_nothing(run):
    Path("study.annotator").write_text("mine", encoding="utf-8")
    answer = run("new", "study.annotator")
    assert answer.code == 1
    assert "study.annotator" in answer.err
    assert Path("study.annotator").read_text(encoding="utf-8") == "mine"


def test_import_names_what_it_leaves_out_and_goes_on(run, study):
    project, _ = study
    folder = Path("more")
    folder.mkdir()
    Path("more/good.txt").write_text("A court freed the editor on Monday.", encoding="utf-8")
    Path("more/copy.txt").write_bytes(Path("article.txt").read_bytes())
    Path("more/empty.txt").write_text(" \n", encoding="utf-8")
    Path("more/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    answer = run("import", project, folder, "none.txt", "--json")
    assert answer.code == 3
    assert [one["file"] for one in answer.json["imported"]] == [str(Path("more/good.txt"))]
    why = {Path(one["file"]).name: one["why"] for one in answer.json["skipped"]}
    assert why == {
        "copy.txt": "duplicate",
        "empty.txt": "failed",
        "picture.txt": "failed",
        "none.txt": "failed",
    }
    for name in why:
        assert name in answer.err
    assert len(run("list", project, "--json").json["articles"]) == 2


def test_import_of_nothing_but_failures_is_a_failure(run, study):
    assert run("import", study[0], "none.txt").code == 1
    assert run("import", study[0], "article.txt").code == 3
    Path("empty").mkdir()
    assert run("import", study[0], "empty").code == 1


# --- list, show


def test_list_is_a_line_an_article(run, study):
    project, article = study
    [line] = run("list", project).out.splitlines()
    assert line.split("\t")[:2] == [article[:8], "todo"]
    assert "Ministry denies ban" in line


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--query", "banned"], 1),
        (["--query", "nothing like it"], 0),
        (["--state", "todo"], 1),
        (["--state", "done"], 0),
        (["--query", "lang:en", "--state", "todo"], 1),
    ],
)
def test_list_finds_by_query_and_state(run, study, options, found):
    assert len(run("list", study[0], *options, "--json").json["articles"]) == found


def test_a_query_that_cannot_be_understood_is_said(run, study):
    answer = run("list", study[0], "--query", "colour:blue")
    assert answer.code == 1
    assert "colour:blue" in answer.err


def test_show_tells_everything(run, study):
    project, article = study
    first = run(
        "tag", project, "--article", article, "--span", span("Open Line"), "--type", "accusation"
    ).out.strip()
    second = run(
        "tag", project, "--article", article[:6], "--span", span("It is 👨‍👩‍👧 unfair"),
        "--type", "denial", "--speaker", "Salma Haddad", "--target", "Interior Ministry",
        "--target", "Open Line", "--issue", "journalist_safety", "--issue", "privacy_surveillance",
        "--link", f"denies:{first[:8]}", "--form", "direct", "--event-date", "2025-05",
        "--modality", "actual", "--confidence", "0.5", "--note", "=1+1",
    ).out.strip()  # fmt: skip
    run("highlight", project)
    shown = run("show", project, article[:6], "--json").json
    assert shown["id"] == article
    assert shown["text"] == TEXT
    assert shown["state"] == "in_progress"
    assert {"start": 0, "end": 19, "kind": "headline", "by": "machine"} in shown["zones"]
    assert [one["id"] for one in shown["statements"]] == [first, second]
    for one in (*shown["statements"], *shown["suggestions"], *shown["mentions"]):
        assert shown["text"][one["start"] : one["end"]] == one["quote"]
    said = shown["statements"][1]
    assert said["quote"] == "It is 👨‍👩‍👧 unfair"
    assert [(one["name"], one["implied"]) for one in said["speakers"]] == [("Salma Haddad", True)]
    assert [one["name"] for one in said["targets"]] == ["Interior Ministry", "Open Line"]
    assert (said["issue"], said["other_issues"]) == ("journalist_safety", ["privacy_surveillance"])
    assert [(one["kind"], one["to"]) for one in said["links"]] == [("denies", first)]
    assert (said["form"], said["event_date"], said["modality"]) == ("direct", "2025-05", "actual")
    assert (said["confidence"], said["note"], said["coder"]) == (0.5, "=1+1", "Sokha")
    plain = run("show", project, article).out
    assert "denies " + first[:8] in plain
    assert "It is 👨‍👩‍👧 unfair" in plain


def test_show_lets_no_text_steer_the_terminal(run, study):
    project, _ = study
    Path("bad.txt").write_text("Title \x1b[2J\u202e here\n\nBody \x9b1m text", encoding="utf-8")
    article = run("import", project, "bad.txt", "--json").json["imported"][0]["id"]
    for command in (["list", project], ["show", project, article]):
        assert not set("\x1b\x9b\u202e") & set(run(*command).out)
    assert "\x1b[2J" in run("show", project, article, "--json").json["text"]


@pytest.mark.parametrize("named", ["zzzz", ""])
def test_an_article_that_is_not_there(run, study, named):
    answer = run("show", study[0], named)
    assert answer.code == 1
    assert len(answer.err.splitlines()) <= 2


# --- highlight


def test_highlight_a_project_once(run, study):
    assert "Highlighted 1 article" in run("highlight", study[0]).err
    assert "Highlighted 0 articles" in run("highlight", study[0]).err
    [row] = run("list", study[0], "--json").json["articles"]
    assert row["open_suggestions"] > 0


def stdin(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


def test_highlight_a_stream(run, monkeypatch):
    texts = {
        "crlf": TEXT.replace("\n", "\r\n"),
        "bom": "\ufeffThe Interior Ministry accused Open Line of lying, Salma Haddad said.",
        "cr": "One.\rSalma Haddad said that the Interior Ministry was wrong.",
        "empty": "",
    }
    lines = [json.dumps({"id": one, "text": text}) for one, text in texts.items()]
    stdin(monkeypatch, "\n".join([lines[0], "", *lines[1:]]).encode())
    answer = run("highlight", "--jsonl")
    assert answer.code == 0
    found = {one["id"]: one for one in map(json.loads, answer.out.splitlines())}
    assert list(found) == list(texts)
    for one, text in texts.items():
        assert set(found[one]) >= {"language", "zones", "actors", "attributions", "statements"}
        for mark in found[one]["actors"]:
            assert text[mark["start"] : mark["end"]] == mark["text"]
    assert "Salma Haddad" in {mark["text"] for mark in found["bom"]["actors"]}


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": "a"}', '{"text": 1}'])
def test_a_line_that_cannot_be_used_is_named(run, monkeypatch, line):
    stdin(monkeypatch, ('{"id": "a", "text": "Fine."}\n' + line).encode())
    answer = run("highlight", "--jsonl")
    assert answer.code == 1
    assert "Line 2" in answer.err
    assert json.loads(answer.out)["id"] == "a"


def test_highlight_needs_a_project_or_a_stream(run, study):
    assert run("highlight").code == 2
    assert run("highlight", study[0], "--jsonl").code == 2


# --- tag, export, check


def test_what_was_tagged_is_what_is_exported(run, study):
    project, article = study
    words = "The Interior Ministry 🇰🇭 denied on 5\u00a0May"
    one = run(
        "tag", project, "--article", article, "--span", span(words), "--type", "denial",
        "--speaker", "Interior Ministry",
    )  # fmt: skip
    assert one.code == 0
    exported = run("export", project, "out", "--json")
    assert exported.code == 0
    assert exported.json["rows"]["statements"] == 1
    [row] = statements("out/statements.csv")
    assert row["statement_id"] == one.out.strip()
    assert row["quote"] == words == TEXT[int(row["start"]) : int(row["end"])]
    assert (row["speaker"], row["speaker_implied"]) == ("Interior Ministry", "false")
    assert run("export", project, "one.csv", "--query", "state:done").code == 0
    assert statements("one.csv") == []
    assert run("export", project, "two.csv", "--coder", "Sokha", "--no-guard").code == 0
    assert len(statements("two.csv")) == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--span", "5:99999", "--type", "denial"], 1),
        (["--span", "9:5", "--type", "denial"], 1),
        (["--span", "0:5", "--type", "nonsense"], 1),
        (["--span", "0:5", "--type", "denial", "--issue", "nonsense"], 1),
        (["--span", "0:5", "--type", "denial", "--link", "denies:ffff"], 1),
        (["--span", "0:5", "--type", "denial", "--link", "denies"], 2),
        (["--span", "zero:5", "--type", "denial"], 2),
        (["--span", "-1:5", "--type", "denial"], 2),
        (["--span", "0:5", "--type", "denial", "--event-date", "2025-13"], 2),
        (["--span", "0:5", "--type", "denial", "--confidence", "2"], 2),
        (["--span", "0:5"], 2),
    ],
)
def test_a_tag_that_cannot_be_changes_nothing(run, study, options, code):
    project, article = study
    before = run("show", project, article, "--json").out
    answer = run("tag", project, "--article", article, *options)
    assert answer.code == code
    assert answer.out == ""
    assert answer.err
    assert run("show", project, article, "--json").out == before


def test_a_link_that_fails_takes_the_tag_with_it(run, study):
    project, article = study
    one = run("tag", project, "--article", article, "--span", "0:5", "--type", "denial").out.strip()
    answer = run(
        "tag", project, "--article", article, "--span", "0:9", "--type", "denial",
        "--link", f"nonsense:{one}",
    )  # fmt: skip
    assert answer.code == 1
    assert len(run("show", project, article, "--json").json["statements"]) == 1


def test_an_open_project_is_not_written_by_another(run, study):
    project, article = study
    with projects.open_to_write(Path(project)):
        answer = run("tag", project, "--article", article, "--span", "0:5", "--type", "denial")
        assert answer.code == 1
        assert "Sokha" in answer.err
        assert run("list", project).code == 0
        assert run("export", project, "out").code == 0
        assert run("check", project).code == 0


def test_check(run, study):
    assert run("check", study[0]).code == 0
    assert run("check", study[0], "--json").json == {"holds": True, "findings": []}
    content = Path(study[0]).read_bytes()
    Path(study[0]).write_bytes(content.replace(b"denied on", b"agreed on"))
    answer = run("check", study[0])
    assert answer.code == 1
    told = answer.out.splitlines()
    assert any("text is not the one that was imported" in line for line in told)
    assert str(len(told)) in answer.err
    assert len(run("check", study[0], "--json").json["findings"]) == len(told)


# --- the window


def test_without_a_display_the_window_is_not_opened(run, window, study):
    assert run("study.annotator").code == 1
    assert run().code == 1
    assert window.opened == []


def test_with_a_display_it_is(run, window, study, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert run("study.annotator").code == 0
    assert run("study").code == 0
    assert run("./study").code == 0
    assert run().code == 0
    assert run("other.annotator").code == 1
    assert run("other").code == 2  # no command, and nothing there of that name
    assert window.opened == [Path("study.annotator")] * 3 + [None]


def test_the_sample_without_a_display(run, window):
    answer = run("sample", "mine.annotator")
    assert answer.code == 0
    assert window.opened == []
    assert window.pictures == [(Path("mine.annotator"), Path("mine.png"))]
    for name in ("mine.annotator", "mine.png", "mine-csv"):
        assert name in answer.err
        assert Path(name).exists()
    assert len(statements("mine-csv/statements.csv")) == 110
    rows = run("list", "mine.annotator", "--json").json["articles"]
    assert sum(row["open_suggestions"] for row in rows) > 50


def test_the_sample_is_opened_again_as_it_is(run, study):
    run("sample", "mine.annotator", "--no-window")
    article = run("list", "mine.annotator", "--json").json["articles"][0]["id"]
    tag = run("tag", "mine.annotator", "--article", article, "--span", "0:5", "--type", "denial")
    again = run("sample", "mine.annotator", "--no-window")
    assert again.code == 0
    assert tag.out.strip() in {row["statement_id"] for row in statements("mine-csv/statements.csv")}


def test_the_sample_with_a_display(run, window, monkeypatch, home):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert run("sample").code == 0
    assert window.opened == [home / "data" / "sample.annotator"]
    assert window.pictures == []


def test_a_picture_that_cannot_be_drawn_is_left_out_by_name(run, window, monkeypatch):
    def no_qt(project, picture):
        raise ImportError("libEGL.so.1 is missing")

    monkeypatch.setattr(window, "save_picture", no_qt)
    answer = run("sample", "mine.annotator")
    assert answer.code == 3
    assert "libEGL.so.1" in answer.err


# --- all of them


@pytest.mark.parametrize("command", sorted(_annotator.commands))
def test_every_command_has_help(run, command):
    answer = run(command, "--help")
    assert answer.code == 0
    assert "Usage: annotator " + command in answer.out


@pytest.mark.parametrize(
    "command", ["list", "check", "highlight", "show", "export", "import", "tag"]
)
@pytest.mark.parametrize(
    "content", [b"", b"some text", b"SQLite format 3\x00" + bytes(200)], ids=["empty", "text", "db"]
)
def test_a_file_of_another_kind_is_told_in_a_line_or_two(run, command, content):
    more = {
        "show": ["a"],
        "export": ["out"],
        "import": ["file.annotator"],
        "tag": ["--article", "a", "--span", "0:1", "--type", "denial"],
    }
    Path("file.annotator").write_bytes(content)
    answer = run(command, "file.annotator", *more.get(command, []))
    assert answer.code == 1
    assert 1 <= len(answer.err.splitlines()) <= 2
    assert Path("file.annotator").read_bytes() == content


@pytest.mark.parametrize("arguments", [["lst"], ["list"], ["--nonsense"], ["export", "a"]])
def test_wrong_use(run, arguments):
    answer = run(*arguments)
    assert answer.code == 2
    assert answer.out == ""


def test_version(run):
    assert run("--version").out.startswith("Annotator, version ")
