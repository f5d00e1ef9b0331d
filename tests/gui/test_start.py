"""The first screen, going from screen to screen, and files that cannot be opened."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.gui.app import Program, save_picture
from annotator.gui.dialogs.new_project import NewProjectDialog, file_name
from annotator.gui.keys_sheet import KeysSheet
from annotator.operations.projects import create, open_to_write
from annotator.operations.sample import make_sample
from annotator.support import settings
from tests.conftest import ROOT
from tests.gui.bench import study


@pytest.fixture
def program(qapp):
    program = Program(qapp)
    yield program
    program.end()
    program.deleteLater()


@pytest.fixture
def path(tmp_path):
    """A project file with three articles, closed."""
    with create(tmp_path / "river.annotator", "River Delta press study") as project:
        study(project)
    return tmp_path / "river.annotator"


def test_starts_on_the_first_screen_and_asks_for_the_name(program):
    program.start(None)
    screen = program.screen
    assert screen.isVisible()
    assert not screen.recent.isVisible()
    screen.who.setText("  Coder   R ")
    screen.who.editingFinished.emit()
    assert settings.load().coder_name == "Coder R"


def test_opens_what_it_is_given_and_remembers_it(program, path):
    program.start(path)
    assert program.window.isVisible()
    assert program.screen is None
    assert settings.load().recent == (str(path.resolve()),)


def test_a_recent_project_is_opened_by_a_click(program, path, qtbot):
    settings.save(settings.load().with_recent(str(path)))
    program.start(None)
    screen = program.screen
    item = screen.recent.item(0)
    assert item.text() == "river"
    place = screen.recent.visualItemRect(item).center()
    qtbot.mouseClick(screen.recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert program.window.session.project.path == path
    assert program.screen is None


def test_recent_projects_of_the_same_name_are_told_apart(program, path, tmp_path):
    other = tmp_path / "second" / path.name
    other.parent.mkdir()
    shutil.copy(path, other)
    for one in (path, other):
        settings.save(settings.load().with_recent(str(one)))
    program.start(None)
    recent = program.screen.recent
    assert [recent.item(at).text() for at in range(2)] == [
        f"river in {other.parent}",
        f"river in {path.parent}",
    ]


def test_no_window_is_larger_than_the_screen(program, path, qtbot):
    room = QApplication.primaryScreen().availableSize()
    assert room.width() < 960, "a screen on which this can be seen"
    program.start(None)
    start = program.screen
    assert start.size() == start.size().boundedTo(room)
    program.open(path)
    window = program.window
    assert window.size() == window.size().boundedTo(room)
    window.perform("keys.show")
    [sheet] = window.findChildren(KeysSheet)
    assert sheet.size() == sheet.size().boundedTo(room)
    sheet.close()


def test_a_recent_project_that_has_gone_is_said_so(program, tmp_path):
    settings.save(settings.load().with_recent(str(tmp_path / "gone.annotator")))
    program.start(None)
    assert program.screen.recent.item(0).text() == "gone (not there)"
    program.open(tmp_path / "gone.annotator")
    assert "There is no project at" in program.screen.messages.words
    assert program.window is None


def broken(path, kind):
    if kind == "another kind":
        path.write_bytes(b"%PDF-1.7 this is none of ours" * 50)
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "damaged":
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        path.write_bytes(content)
    elif kind == "newer":
        content = bytearray(path.read_bytes())
        content[60:64] = (9999).to_bytes(4, "big")  # SQLite's user_version
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("another kind", "is not an Annotator project"),
        ("empty", "is not an Annotator project"),
        ("damaged", "damaged"),
        ("newer", "newer version"),
    ],
)
def test_a_file_that_cannot_be_opened_is_said_plainly_and_left_alone(program, path, kind, said):
    broken(path, kind)
    before = path.read_bytes()
    program.start(path)
    assert said in program.screen.messages.words
    assert "left as it is" in program.screen.messages.words
    assert program.window is None
    assert path.read_bytes() == before


def test_what_cannot_be_opened_leaves_the_window_as_it_was(program, path, tmp_path):
    program.start(path)
    other = tmp_path / "other.annotator"
    other.write_text("nothing of ours")
    program.window.project_wanted.emit(other)
    assert program.window.session.project.path == path
    assert "is not an Annotator project" in program.window.messages.words


def test_another_project_takes_the_place_of_the_first(program, path, tmp_path):
    program.start(path)
    create(tmp_path / "second.annotator", "Second").close()
    program.window.project_wanted.emit(tmp_path / "second.annotator")
    assert program.window.session.project.title == "Second"
    open_to_write(path).close()  # the first is free again


def test_a_new_project_is_asked_for_and_made(program, tmp_path, monkeypatch):
    def answer(dialog):
        dialog.who.setText("Coder R")
        dialog.name.setText("A/B study")
        dialog.place.setText(str(tmp_path / "ab"))
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(NewProjectDialog, "exec", answer)
    program.start(None)
    program.screen.new.click()
    project = program.window.session.project
    assert project.title == "A/B study"
    assert project.path == tmp_path / "ab.annotator"
    assert project.coder.name == "Coder R"
    empty = program.window.queue.findChildren(QPushButton)
    assert any(button.isVisible() and "Import" in button.text() for button in empty)


def test_a_name_that_is_taken_is_not_overwritten(program, path, monkeypatch):
    def answer(dialog):
        dialog.name.setText("x")
        dialog.place.setText(str(path))
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(NewProjectDialog, "exec", answer)
    program.start(None)
    before = path.read_bytes()
    program.screen.new.click()
    assert "There is a file at" in program.screen.messages.words
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("River study", "River study.annotator"),
        ("A/B: what?", "A B what.annotator"),
        ("..", "project.annotator"),
        ("ព័ត៌មាន", "ព័ត៌មាន.annotator"),
        ("x" * 300, "x" * 80 + ".annotator"),
    ],
)
def test_every_system_takes_the_name_of_the_file(title, name):
    assert file_name(title) == name


def test_the_reading_window_can_be_opened_for_work_once_it_is_free(program, path):
    with open_to_write(path):
        program.start(path)
        assert program.window.banner.isVisible()
        program.window.banner.again.emit()
        assert "open on" in program.window.messages.words
    program.window.banner.again.emit()
    assert program.window.session.writable
    assert not program.window.banner.isVisible()


def test_the_same_project_is_not_opened_twice(program, path):
    program.start(path)
    window = program.window
    assert program.open(path)
    assert program.window is window


def test_the_sample_is_made_when_it_is_first_asked_for(program, qtbot, monkeypatch):
    monkeypatch.setattr(
        "annotator.gui.app.make_sample", lambda place: make_sample(place, highlighted=False)
    )
    monkeypatch.setattr("annotator.operations.suggesting.lacking", lambda *_: [])
    program.start(None)
    program.screen.sample.click()
    assert not program.screen.new.isEnabled()
    qtbot.waitUntil(lambda: program.window is not None, timeout=30_000)
    assert program.window.session.project.title == "Sample project"
    assert program.window.queue.model.rowCount() == 12


def test_a_picture_of_the_window_is_drawn_without_a_display(path, tmp_path, qapp):
    png = tmp_path / "window.png"
    save_picture(path, png)
    picture = QImage(str(png))
    assert picture.width() >= 1440
    colours = {picture.pixelColor(x, 300).name() for x in range(0, picture.width(), 3)}
    assert len(colours) > 20  # words were drawn
    open_to_write(path).close()


START = """
import sys
from pathlib import Path
from annotator.gui.app import Program, _application
app = _application()
program = Program(app)
program.start(Path(sys.argv[1]))
app.processEvents()
heavy = [n for n in ("spacy", "thinc", "dateparser", "numpy", "charset_normalizer", "py3langid")
         if n in sys.modules]
print("shown", program.window.workspace.article is not None, heavy)
program.end()
"""


def test_nothing_heavy_is_loaded_before_the_window_is_shown(path, home):
    told = subprocess.run(
        [sys.executable, "-c", START, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.stdout.strip() == "shown True []", told.stderr


def test_settings_that_a_newer_version_wrote_stay(program, path):
    file = settings.config_folder() / settings.FILE
    settings.save(replace(settings.load(), theme="light"))
    content = json.loads(file.read_text()) | {"later": 1}
    file.write_text(json.dumps(content))
    program.start(path)
    assert json.loads(file.read_text())["later"] == 1


def test_a_copy_that_may_only_be_read_is_opened_for_reading(program, path, tmp_path):
    folder = tmp_path / "medium"
    folder.mkdir()
    copy = folder / "copy.annotator"
    shutil.copy(path, copy)
    holder = open_to_write(copy)
    program.start(copy)
    assert not program.window.session.writable
    holder.close()
    QApplication.processEvents()


SWAP = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from annotator.gui import app as program_file
told = []
class Watched(program_file.Program):
    def start(self, path):
        super().start(path)
        QTimer.singleShot(50, self.swap)
    def swap(self):
        self.open(Path(sys.argv[2]))
        QTimer.singleShot(400, self.look)
    def look(self):
        told.append(self.window is not None and self.window.isVisible())
        told.append(self.window and self.window.session.project.title)
        self.show_start()
        self.window.close()
        QTimer.singleShot(300, self.leave)
    def leave(self):
        told.append(self.screen.isVisible())
        self.screen.close()
program_file.Program = Watched
code = program_file.open_window(Path(sys.argv[1]))
print(code, told)
"""


def test_the_program_goes_on_from_project_to_project_and_ends_with_its_last_window(path, tmp_path):
    create(tmp_path / "second.annotator", "Second").close()
    told = subprocess.run(
        [sys.executable, "-c", SWAP, str(path), str(tmp_path / "second.annotator")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.stdout.strip() == "0 [True, 'Second', True]", told.stderr
    open_to_write(path).close()
