"""The two commands of the README, run as a newcomer runs them: from another folder."""

from __future__ import annotations

import json
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stands in for a shell script")

TELL = """
import json, os, sys
print(json.dumps([sys.argv[1:], os.environ.get("QT_QPA_PLATFORM")]))
sys.exit(7)
"""


@pytest.fixture
def ready(set_up):
    set_up.make_environment()
    set_up.install_program(TELL)
    set_up.say_it_is_set_up()
    return set_up


def test_a_project_that_is_set_up_opens_at_once_with_the_given_arguments(ready):
    done = ready.run("start.py", "--no-window", DISPLAY=":7", QT_QPA_PLATFORM="xcb")
    assert done.stderr == ""
    assert json.loads(done.stdout) == [["sample", "--no-window"], "xcb"]
    assert done.returncode == 7


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_display_qt_draws_into_memory(ready):
    no_display = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = ready.run("start.py", **no_display)
    assert json.loads(done.stdout) == [["sample"], "offscreen"]


def test_a_changed_lock_is_installed_before_the_program_opens(ready):
    ready.lock("requirements.txt", "no-such-package==1 --hash=sha256:" + "0" * 64)
    done = ready.run("start.py", PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert "Setting up" in done.stderr
    assert "could not be installed" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_set_up_that_failed_is_tried_again(set_up):
    set_up.lock("requirements.txt", "no-such-package==1 --hash=sha256:" + "0" * 64)
    for _ in range(2):
        done = set_up.run("start.py", PIP_NO_INDEX="1")
        assert done.returncode == 1
        assert "could not be installed" in done.stderr


def test_checks_that_cannot_run_fail(ready):
    done = ready.run("test.py", "--", "-k", "name")
    assert done.returncode == 1
    assert "$ pytest -n auto -k name" in done.stderr
    assert done.stderr.endswith(
        "Failed: ruff check ., ruff format --check ., mypy, pytest -n auto -k name\n"
    )
