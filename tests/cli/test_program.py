"""The program as a process: pipes, Ctrl+C, and what the terminal can show."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.operations import projects
from annotator.operations.checking import check
from tests.conftest import ROOT


def start(*arguments, **how):
    return subprocess.Popen(
        [sys.executable, "-m", "annotator", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **how,
    )


@pytest.fixture
def many(tmp_path):
    """A folder of texts that takes a while to import."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(500):
        body = f"Article {number}\n\nThe minister denied it {number} times.\n" * 40
        (folder / f"{number:04}.txt").write_text(body, encoding="utf-8")
    return folder


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent in another way there")
def test_ctrl_c_leaves_the_project_as_it_was(tmp_path, many):
    path = tmp_path / "study.annotator"
    projects.create(path).close()
    process = start("import", path, many)
    holder = tmp_path / ".study.annotator.holder"  # it is there once the import has begun
    while not holder.exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode in {0, 130}
    assert b"Traceback" not in told
    with projects.open_to_write(path) as project:
        assert project.articles.count() == (0 if process.returncode else 500)
    assert list(check(path)) == []


def test_ctrl_c_before_anything_is_loaded_ends_quietly(tmp_path):
    """Here it comes while the program loads the library that reads the arguments."""
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "list", "study"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (tmp_path, ROOT)))},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.skipif(os.name != "posix", reason="arguments are text there")
def test_what_is_no_text_is_wrong_use_and_no_fault(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "list", "study", "--query", b"\xff"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "line", [b"\xff\n", b'{"text": "a \\ud800 b"}\n', b"[" * 100_000 + b"\n"], ids=range(3)
)
def test_a_line_that_is_no_text_is_named(line):
    process = start("highlight", "--jsonl", stdin=subprocess.PIPE)
    out, told = process.communicate(line)
    assert process.returncode == 1
    assert b"Line 1 cannot be used" in told
    assert b"Traceback" not in told
    assert out == b""


@pytest.mark.skipif(os.name != "posix", reason="a home that cannot be is named otherwise there")
def test_a_home_that_cannot_be_written_is_said(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "file"))
    _, told = start("list", tmp_path / "study.annotator").communicate()
    assert b"Traceback" not in told
    assert str(tmp_path / "file").encode() in told


@pytest.mark.skipif(os.name != "posix", reason="pipes end in another way there")
def test_a_reader_who_has_had_enough_makes_no_noise(tmp_path, many):
    path = tmp_path / "study.annotator"
    projects.create(path).close()
    start("import", path, many).communicate()
    process = start("list", path, "--json")
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=60)


def test_it_speaks_utf8_whatever_the_locale(tmp_path):
    path = tmp_path / "study.annotator"
    with projects.create(path):
        pass
    text = tmp_path / "a.txt"
    text.write_text("ក្រសួងបានបដិសេធ 👍🏽\n\nBody.", encoding="utf-8")
    start("import", path, text).communicate()
    listing = subprocess.run(
        [sys.executable, "-m", "annotator", "list", str(path)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert "ក្រសួងបានបដិសេធ 👍🏽" in listing.stdout.decode("utf-8")


def test_progress_is_lines_where_there_is_no_terminal(tmp_path, many):
    path = tmp_path / "study.annotator"
    projects.create(path).close()
    out, told = start("import", path, many).communicate()
    assert out == b""
    assert b"\r" not in told
    assert b"\x1b" not in told
    assert told.decode().splitlines()[-1] == "Imported 500 articles."


def test_the_module_and_the_script_are_one(tmp_path):
    process = start("--version", cwd=tmp_path)
    out, _ = process.communicate()
    assert out.startswith(b"Annotator, version ")
    assert (
        Path(ROOT / "pyproject.toml").read_text(encoding="utf-8").count("annotator.__main__:main")
    )
