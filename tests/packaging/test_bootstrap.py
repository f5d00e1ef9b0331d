"""The set-up says clearly what is wrong, and does nothing that is not needed."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import bootstrap
import pytest


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14), (4, 0)])
def test_a_python_that_is_new_enough_is_taken(version):
    bootstrap.require_python(version)


@pytest.mark.parametrize("version", [(2, 7), (3, 9), (3, 10)])
def test_an_old_python_is_told_what_is_needed(version):
    with pytest.raises(bootstrap.SetUpError, match=r"needs Python 3\.11 or newer") as told:
        bootstrap.require_python(version)
    assert f"this is Python {version[0]}.{version[1]}" in str(told.value)


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for a shell script")
def test_an_old_python_is_told_of_a_newer_one_that_starts(tmp_path, monkeypatch):
    for name, code in {"python3.13": 1, "python3.12": 0}.items():
        stand_in = tmp_path / name
        stand_in.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
        stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(bootstrap.SetUpError, match=r"Use python3\.12 instead"):
        bootstrap.require_python((3, 9))


@pytest.mark.parametrize(
    ("installed", "stale"),
    [
        pytest.param({}, True, id="nothing installed"),
        pytest.param({"requirements.txt": "old"}, True, id="an older lock"),
        pytest.param({"requirements.txt": "new"}, False, id="this lock"),
        pytest.param({"requirements.txt": "new", "other": "x"}, False, id="this lock and more"),
    ],
)
def test_a_lock_that_was_not_installed_is_stale(installed, stale):
    assert bootstrap.is_stale(installed, {"requirements.txt": "new"}) is stale


def test_the_developers_lock_fulfils_the_other():
    assert bootstrap.RUN_LOCK in bootstrap.covered_by(bootstrap.DEV_LOCK)
    assert bootstrap.covered_by(bootstrap.RUN_LOCK) == [bootstrap.RUN_LOCK]


def test_a_changed_lock_has_another_fingerprint(tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("spacy==3.8.18", encoding="utf-8")
    before = bootstrap.fingerprint(lock)
    assert bootstrap.fingerprint(lock) == before
    lock.write_text("spacy==3.8.19", encoding="utf-8")
    assert bootstrap.fingerprint(lock) != before


def test_what_was_installed_is_remembered(tmp_path):
    stamp = tmp_path / "set-up.json"
    bootstrap.write_stamp(stamp, {"requirements.txt": "digest"})
    assert bootstrap.read_stamp(stamp) == {"requirements.txt": "digest"}


@pytest.mark.parametrize("text", [None, "", "half a {", "[1]", "\udcff"])
def test_a_damaged_memory_counts_as_none(tmp_path, text):
    stamp = tmp_path / "set-up.json"
    if text is not None:
        stamp.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert bootstrap.read_stamp(stamp) == {}


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ([], []),
        (["--no-window"], ["--no-window"]),
        (["--", "-k", "name"], ["-k", "name"]),
        (["-k", "--", "name"], ["-k", "--", "name"]),
    ],
)
def test_a_leading_pair_of_dashes_is_not_passed_on(given, passed_on):
    assert bootstrap.after_dashes(given) == passed_on


def test_a_program_that_does_not_start_is_named(tmp_path):
    with pytest.raises(bootstrap.SetUpError, match="no-such-program does not start"):
        bootstrap.call([str(tmp_path / "no-such-program")])


@pytest.mark.parametrize("script", ["start.py", "test.py", "bootstrap.py", "qtlibs.py"])
def test_an_old_python_can_read_the_script_far_enough_to_say_so(script):
    code = Path(bootstrap.__file__).with_name(script).read_text(encoding="utf-8")
    ast.parse(code, feature_version=(3, 7))
