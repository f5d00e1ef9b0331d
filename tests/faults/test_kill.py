"""A tag that was said to be saved survives the program's sudden end, at any moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.operations import projects
from annotator.operations.checking import check
from annotator.operations.exporting import export
from annotator.operations.sample import make_sample
from tests.conftest import ROOT, add_article

ROUNDS = int(os.environ.get("ANNOTATOR_KILLS", "50"))
NURSERY = Path(__file__).with_name("nursery.py")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")


def nursery(*arguments, longest=0.12):
    """The rounds of killing, each with what the program had told and what is in the file.

    A program lives for ``longest`` seconds at most after it has said that it is ready.
    """
    with subprocess.Popen(
        [sys.executable, str(NURSERY), *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "ANNOTATOR_LONGEST": str(longest)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield from map(json.loads, process.stdout)
    assert process.returncode == 0


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "study.annotator"
    with projects.create(path) as project:
        add_article(project, "The minister denied it. 🇰🇭 បានបដិសេធ " * 40)
    return path


def after(standing, told):
    """The statements that must be there and those that may be, after what was told."""
    must, may = set(standing), set()
    for line in told:
        sign, one = line[0], line[1:]
        must.discard(one)
        may.discard(one)
        {"+": must.add, "?": may.add, "-": lambda _: None}[sign](one)
    return must, may


def test_no_saved_tag_is_lost(path):
    standing, acts = set(), 0
    for round_ in nursery("tag", ROUNDS, path):
        ready, *told = round_["told"]
        assert ready == "ready"
        must, may = after(standing, told)
        there = set(round_["there"])
        assert must <= there, "a tag that was said to be saved is lost"
        # One more may be saved already when the program ends before it can tell.
        assert len(there - must - may) <= 1
        gone = {line[1:] for line in told if line[0] == "-"} - must - may
        assert len(gone & there) <= 1  # redone, and killed before it could tell
        assert round_["findings"] == []
        standing, acts = there, acts + len(told)
    assert acts > ROUNDS, "they were killed before they had begun"


def test_undo_goes_on_after_kills(path):
    assert list(nursery("tag", 3, path))
    with projects.open_to_write(path) as project:
        while project.undoable():
            project.undo()
        assert project.statements.count() == project.articles.count() == 0
    assert list(check(path)) == []


@pytest.mark.parametrize("name", ["out", "out.csv"])
def test_an_export_under_its_name_is_whole(tmp_path, name):
    sample = make_sample(tmp_path / "sample.annotator", highlighted=False).do()
    whole, out = tmp_path / f"whole-{name}", tmp_path / name
    begun = time.monotonic()
    export(sample, whole).do()
    takes = time.monotonic() - begun
    expected = contents(whole)
    export(sample, out).do()  # so that whenever it is killed there is a whole one, old or new
    for _ in nursery("export", 12, sample, out, longest=3 * takes):
        # An old folder is put aside for a moment before the new one takes its name.
        found = out if out.exists() else next(iter(tmp_path.glob(f".{name}.*.old")), None)
        assert found is not None
        assert contents(found) == expected


def contents(place):
    if place.is_file():
        return place.read_bytes()
    return {file.name: file.read_bytes() for file in place.iterdir()}
