"""The command line as a script sees it: arguments in; exit code, data and messages out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from annotator.cli.main import main


@dataclass
class Window:
    """Stands where the desktop application stands, and remembers what it was asked for."""

    opened: list = field(default_factory=list)
    pictures: list = field(default_factory=list)

    def open(self, project):
        self.opened.append(project)
        return 0

    def save_picture(self, project, picture):
        picture.write_bytes(b"\x89PNG")
        self.pictures.append((project, picture))


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def window():
    return Window()


@pytest.fixture
def run(capsys, tmp_path, monkeypatch, window):
    """Run the program with arguments, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        capsys.readouterr()
        code = main(window, [str(one) for one in arguments])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Answer(code, told.out, told.err)

    return run


TEXT = (
    "Ministry denies ban\n\n"
    "The Interior Ministry 🇰🇭 denied on 5\u00a0May that it had banned Open Line.\n"
    "បដិសេធ 👍🏽 “It is 👨‍👩‍👧 unfair,” said Salma Haddad.\n"
)


@pytest.fixture
def study(run):
    """A project with one article, by name and the article's id."""
    Path("article.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8"))
    assert run("new", "study.annotator", "--title", "Study", "--coder", "Sokha").code == 0
    imported = run("import", "study.annotator", "article.txt", "--json")
    assert imported.code == 0
    return "study.annotator", imported.json["imported"][0]["id"]
