"""Whoever installs the wheel gets the whole program, with its faces, codebooks and sample."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*build, "--no-build-isolation", "-w", folder, ROOT], check=True)
    [path] = folder.glob("annotator-*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("folder", "packed"),
    [
        ("annotator", "annotator"),
        ("resources", "annotator/_resources"),
        ("seeds", "annotator/_seeds"),
    ],
)
def test_every_file_is_in_the_wheel(wheel, folder, packed):
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    wanted = {
        f"{packed}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in files
        if "__pycache__" not in path.parts
    }
    assert wanted
    assert wanted - wheel.keys() == set()


def test_nothing_else_is_in_the_wheel(wheel):
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"annotator"}


def test_it_carries_its_licence_and_its_command(wheel):
    names = {name.partition(".dist-info/")[2]: content for name, content in wheel.items()}
    assert b"Apache License" in names["licenses/LICENSE"]
    assert b"OFL" in names["licenses/THIRD-PARTY-NOTICES.md"]
    assert b"annotator = annotator.__main__:main" in names["entry_points.txt"]
