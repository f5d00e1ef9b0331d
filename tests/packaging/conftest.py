"""Let the tests import the set-up scripts, and give them a project of their own to set up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"
sys.path.append(str(SCRIPTS))


class Project:
    """A folder with the set-up scripts, an environment without packages, and empty locks."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(SCRIPTS, root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
        (root / "pyproject.toml").write_text("", encoding="utf-8")
        for name in ("requirements.txt", "requirements-dev.txt"):
            self.lock(name, "")
        self.bin = root / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")

    def lock(self, name, text):
        (self.root / "packaging" / name).write_text(text, encoding="utf-8")

    def make_environment(self):
        where = self.root / ".venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", where], check=True)

    def say_it_is_set_up(self):
        code = (
            "import bootstrap as b; "
            "b.write_stamp(b.STAMP, {p.name: b.fingerprint(p) for p in (b.RUN_LOCK, b.DEV_LOCK)})"
        )
        python = [sys.executable, "-c", code]
        subprocess.run(python, check=True, cwd=self.root / "packaging")

    def install_program(self, body):
        program = self.bin / "annotator"
        code = self.bin / "annotator.py"
        code.write_text(body, encoding="utf-8")
        shell = f'#!/bin/sh\nexec "{self.bin / "python"}" "{code}" "$@"\n'
        program.write_text(shell, encoding="utf-8")
        program.chmod(0o755)

    def run(self, script, *arguments, python=sys.executable, **env):
        return subprocess.run(
            [python, self.root / "packaging" / script, *arguments],
            cwd=self.root.parent,
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def set_up(tmp_path):
    """A project in a folder with a space in its name."""
    return Project(tmp_path / "a project")
