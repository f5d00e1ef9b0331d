"""What is installed is pinned, checked, enough, and told to the reader of the notices."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import notices
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUN = (ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
DEV = (ROOT / "packaging" / "requirements-dev.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(lock):
    """Every pinned requirement of a lock, with its marker."""
    lines = re.findall(r"^([a-z0-9._-]+==[^\\\n]*)", lock, re.MULTILINE)
    return [Requirement(line) for line in lines]


def entries(lock):
    """The lock cut into one text a pinned package."""
    return re.split(r"^(?=[a-z0-9._-]+==)", lock, flags=re.MULTILINE)[1:]


@pytest.mark.parametrize("lock", [RUN, DEV], ids=["run", "dev"])
class TestLock:
    def test_every_package_is_checked_against_its_hashes(self, lock):
        assert [entry for entry in entries(lock) if "--hash=sha256:" not in entry] == []

    def test_it_names_no_place_on_a_machine_or_network(self, lock):
        assert not re.search(r"://|--index|--find-links|^\s*#.*\s/", lock, re.MULTILINE)

    def test_it_fulfils_what_the_project_asks_for(self, lock):
        pinned = {canonicalize_name(pin.name): pin for pin in pins(lock)}
        asked = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
        for requirement in asked:
            pin = pinned[canonicalize_name(requirement.name)]
            [exact] = pin.specifier
            assert requirement.specifier.contains(exact.version), requirement

    def test_it_holds_what_builds_the_project(self, lock):
        names = {pin.name for pin in pins(lock)}
        for line in PROJECT["build-system"]["requires"]:
            assert Requirement(line).name in names


def test_the_qt_that_breaks_python_3_11_is_locked_out():
    [qt] = [pin for pin in pins(RUN) if pin.name == "pyside6-essentials"]
    [exact] = qt.specifier
    assert exact.version < "6.12"
    assert qt.marker is None


def test_developers_run_the_same_versions_as_everybody():
    assert {str(pin) for pin in pins(RUN)} <= {str(pin) for pin in pins(DEV)}


def test_every_locked_package_is_in_the_notices():
    page = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([a-z0-9._-]+) \| [^|]+ \| <https?://[^|]+> \|$", page, re.MULTILINE)
    assert told == notices.locked(RUN), "run packaging/notices.py"


def test_a_package_that_is_installed_tells_its_licence_and_project():
    assert notices.notice("click") == notices.Notice(
        "click", "BSD-3-Clause", "https://github.com/pallets/click/"
    )


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ({"license_expression": "MIT", "license": "other"}, "MIT"),
        ({"license": "Apache License, Version 2.0"}, "Apache-2.0"),
        ({"license": "The whole text\nof a licence", "classifier": []}, ""),
        ({"classifier": ["Topic :: Text", "License :: OSI Approved :: MIT License"]}, "MIT"),
    ],
)
def test_a_licence_is_found_where_the_package_names_it(told, licence):
    assert notices.licence(told) == licence
