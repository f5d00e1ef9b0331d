"""Projects are made whole, opened when they are ours, and never touched when they are not."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import textwrap

import pytest
from sqlite_utils import Database

from annotator.domain.coder import Coder
from annotator.domain.draft import Draft
from annotator.domain.errors import (
    AnnotatorError,
    CannotReadError,
    CannotWriteError,
    CodebookError,
    DamagedProjectError,
    NewerProjectError,
    NoProjectError,
    NotAProjectError,
    ProjectExistsError,
    ProjectInUseError,
    ReadOnlyError,
)
from annotator.domain.ids import CoderId
from annotator.domain.span import Span
from annotator.operations import projects, tagging
from annotator.operations.checking import check
from annotator.store import connection
from annotator.store.project import open_project
from annotator.support import settings
from tests.conftest import ROOT, add_article


@pytest.fixture
def file(tmp_path):
    """A project that is closed, with one article."""
    path = tmp_path / "study.annotator"
    with projects.create(path) as project:
        add_article(project, "The minister denied it.")
    return path


def test_a_new_project_has_title_codebook_and_maker(tmp_path):
    with projects.create(tmp_path / "study", title="My study") as project:
        assert project.path == tmp_path / "study.annotator"
        assert project.title == "My study"
        assert project.codebook.get("statement_type", "denial")
        assert [coder.id for coder in project.coders.all()] == [projects.current_coder().id]
        assert project.undoable() == ""


def test_nothing_but_the_file_is_left_when_it_is_closed(tmp_path):
    projects.create(tmp_path / "study").close()
    visible = [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")]
    assert visible == ["study.annotator"]


def test_a_coder_without_a_name_is_not_called_after_the_system_user(monkeypatch):
    monkeypatch.setenv("USER", "sokha.chan")
    monkeypatch.setenv("LOGNAME", "sokha.chan")
    coder = projects.current_coder()
    assert coder.name == f"Coder {coder.id[:4]}"
    assert projects.current_coder() == coder


def test_a_coder_may_choose_a_name():
    before = projects.current_coder()
    coder = projects.call_me("  Sokha \n Chan ")
    assert (coder.id, coder.name) == (before.id, "Sokha Chan")
    assert settings.load().coder_name == "Sokha Chan"


def test_an_existing_file_is_not_overwritten(tmp_path):
    taken = tmp_path / "study.annotator"
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectExistsError):
        projects.create(taken)
    assert taken.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("content", "error"),
    [(None, CannotReadError), (b"[[statement_type]]\n", CodebookError), (b"\xff", CodebookError)],
)
def test_a_codebook_that_cannot_be_used_makes_no_project(tmp_path, content, error):
    codebook = tmp_path / "codes.toml"
    if content is not None:
        codebook.write_bytes(content)
    with pytest.raises(error):
        projects.create(tmp_path / "study", codebook_file=codebook)
    assert not (tmp_path / "study.annotator").exists()


def test_what_is_open_for_reading_takes_no_changes(file):
    before = file.read_bytes()
    with projects.open_to_read(file) as project:
        [article] = project.articles.all()
        with pytest.raises(ReadOnlyError):
            tagging.tag_statement(project, article.id, Draft(Span(0, 3), "denial"))
    assert file.read_bytes() == before


def test_the_second_to_open_reads_and_is_told_who_has_it(file):
    with projects.open_to_write(file):
        with pytest.raises(ProjectInUseError):
            projects.open_to_write(file)
        with projects.open_for_work(file) as second:
            assert projects.current_coder().name in second.read_only
            assert second.articles.count() == 1
    with projects.open_for_work(file) as project:
        assert project.read_only == ""


@pytest.mark.parametrize(
    "command",
    [
        "CREATE TRIGGER lurking AFTER INSERT ON statement BEGIN DELETE FROM statement; END",
        "CREATE VIEW lurking AS SELECT * FROM statement",
    ],
)
@pytest.mark.parametrize("open_it", [projects.open_to_write, projects.open_to_read])
def test_commands_that_somebody_hid_in_the_file_never_run(file, command, open_it):
    with Database(file) as db:
        db.execute(command)
    before = file.read_bytes()
    with pytest.raises(DamagedProjectError, match="lurking"):
        open_it(file)
    assert file.read_bytes() == before


def test_reading_leaves_nothing_beside_the_file(file):
    projects.open_to_read(file).close()
    assert [one.name for one in file.parent.iterdir() if not one.name.startswith(".")] == [
        file.name
    ]


def test_reading_beside_a_writer_takes_nothing_from_it(file):
    with projects.open_to_write(file) as writer:
        add_article(writer, "The ministry denied it again.")
        with projects.open_to_read(file) as reader:
            assert reader.articles.count() == 2
        add_article(writer, "The ministry denied it once more.")
    with projects.open_to_read(file) as reader:
        assert reader.articles.count() == 3


@pytest.mark.skipif(os.name != "posix", reason="links need a right there")
def test_through_a_link_it_is_the_same_project(file, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.annotator"
    link.symlink_to(file)
    with projects.open_to_write(file), pytest.raises(ProjectInUseError):
        projects.open_to_write(link)
    with projects.open_to_write(link), pytest.raises(ProjectInUseError):
        projects.open_to_write(file)
    assert list(folder.iterdir()) == [link]


@pytest.mark.skipif(os.name != "posix", reason="rights work otherwise there")
def test_only_its_owner_may_read_a_new_project(file):
    with projects.open_to_write(file) as project:
        add_article(project, "The ministry denied it again.")
        seen = {one.name: stat.S_IMODE(one.stat().st_mode) for one in file.parent.iterdir()}
    assert set(seen) == {
        "study.annotator", "study.annotator-wal", "study.annotator-shm",
        ".study.annotator.lock", ".study.annotator.holder",
    }  # fmt: skip
    assert set(seen.values()) == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="rights work otherwise there")
def test_colleagues_who_share_the_file_share_the_lock(file):
    file.chmod(0o664)
    with projects.open_to_write(file):
        lock = file.with_name(".study.annotator.lock")
        assert stat.S_IMODE(lock.stat().st_mode) == 0o664


def test_another_process_is_told_who_has_it(file):
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from annotator.operations import projects
        with projects.open_for_work(Path(sys.argv[1])) as project:
            print(project.read_only)
    """)
    projects.call_me("Sokha Chan")
    with projects.open_to_write(file):
        done = subprocess.run(
            [sys.executable, "-c", script, str(file)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    assert "Sokha Chan" in done.stdout


def test_a_dead_program_holds_no_lock(file):
    script = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from annotator.operations import projects
        project = projects.open_to_write(Path(sys.argv[1]))
        os._exit(9)
    """)
    done = subprocess.run([sys.executable, "-c", script, str(file)], cwd=ROOT, check=False)
    assert done.returncode == 9
    with projects.open_for_work(file) as project:
        assert project.read_only == ""


def test_a_project_by_its_name_without_the_ending(file):
    with projects.open_to_read(file.with_suffix("")) as project:
        assert project.articles.count() == 1


def other_program(path):
    with Database(path) as db:
        db.table("cookies").insert({"host": "example.org"})


def newer(path):
    with Database(path) as db:
        db.execute(f"PRAGMA user_version = {connection.FORMAT + 1}")


def newer_in_the_journal(path):
    """What a crash of the newer version leaves: the number is not in the file yet."""
    aside = path.with_name("aside")
    with Database(path) as db:
        db.execute(f"PRAGMA user_version = {connection.FORMAT + 1}")
        for file in (path, path.with_name(path.name + "-wal")):
            shutil.copyfile(file, aside.with_name(file.name.replace(path.name, aside.name)))
    for file in (aside, aside.with_name("aside-wal")):
        file.replace(file.with_name(file.name.replace("aside", path.name)))


def cut_off(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def scribbled(path):
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


def tables_gone(path):
    with Database(path) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DROP TABLE statement")


def write(content):
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        pytest.param(write(b""), NotAProjectError, id="empty"),
        pytest.param(write(b"The minister denied it."), NotAProjectError, id="text"),
        pytest.param(write(b"SQLite format 3\x00" + b"\0" * 50), NotAProjectError, id="short"),
        pytest.param(
            lambda path: (path.unlink(), other_program(path)), NotAProjectError, id="foreign"
        ),
        pytest.param(newer, NewerProjectError, id="newer"),
        pytest.param(newer_in_the_journal, NewerProjectError, id="newer in the journal"),
        pytest.param(cut_off, DamagedProjectError, id="cut off"),
        pytest.param(scribbled, DamagedProjectError, id="scribbled over"),
        pytest.param(tables_gone, DamagedProjectError, id="tables gone"),
    ],
)
@pytest.mark.parametrize(
    "open_it",
    [
        projects.open_to_write,
        projects.open_to_read,
        projects.open_for_work,
        lambda path: list(check(path)),
    ],
    ids=["write", "read", "work", "check"],
)
def test_what_is_not_ours_is_told_and_never_written_to(file, spoil, error, open_it):
    spoil(file)
    before = file.read_bytes()
    with pytest.raises(error) as raised:
        open_it(file)
    assert file.read_bytes() == before
    assert file.name in raised.value.for_people()


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(NoProjectError):
        projects.open_for_work(tmp_path / "none.annotator")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_project(tmp_path):
    with pytest.raises(NotAProjectError):
        projects.open_for_work(tmp_path)


def test_two_coders_one_after_the_other(file):
    with projects.open_to_write(file) as project:
        [article] = project.articles.all()
        mine = tagging.tag_statement(project, article.id, Draft(Span(0, 3), "denial"))
    with open_project(file, Coder(CoderId("c0de2"), "Dara")) as other:
        with pytest.raises(AnnotatorError):
            tagging.untag(other, mine)
        assert other.statements.count() == 1
        assert other.undoable() == ""


# Root may write everywhere; without two of its capabilities it may not.
LOOK = textwrap.dedent("""
    import ctypes, os, struct, sys
    from pathlib import Path
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        head = struct.pack("=Ii", 0x20080522, 0)
        sets = ctypes.create_string_buffer(24)
        assert libc.capget(head, sets) == 0
        effective, *others = struct.unpack("=6I", sets)
        assert libc.capset(head, struct.pack("=6I", effective & ~0b110, *others)) == 0
    from annotator.domain.errors import CannotWriteError
    from annotator.operations import projects
    path = Path(sys.argv[1])
    try:
        projects.open_to_write(path)
    except CannotWriteError as error:
        print("refused:", error.for_people())
    with projects.open_for_work(path) as project:
        print("reads:", project.articles.count(), "because", project.read_only)
""")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it is done otherwise there")
@pytest.mark.parametrize("journal", [False, True], ids=["bare", "with an empty journal"])
def test_a_folder_that_may_only_be_read(file, home, journal):
    beside = file.with_name(f".{file.name}.lock")
    beside.unlink()
    if journal:
        beside = file.with_name(f"{file.name}-wal")
        beside.touch(0o444)
    before, there = file.read_bytes(), sorted(file.parent.iterdir())
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", LOOK, str(file)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        file.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    refused, reads = done.stdout.splitlines()
    assert refused.startswith("refused: ")
    assert str(file) in refused
    assert reads.startswith("reads: 1 because ")
    assert file.read_bytes() == before
    assert sorted(file.parent.iterdir()) == there


def test_a_folder_that_takes_no_files_is_said(tmp_path):
    with pytest.raises(CannotWriteError):
        projects.create(tmp_path / "nowhere" / "study.annotator")


def test_a_page_that_cannot_be_read_is_said(file):
    with projects.open_to_read(file) as project:
        size = project._db.execute("PRAGMA page_size").fetchone()[0]
        page = project._db.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'text'"
        ).fetchone()[0]

    def read_on():
        with projects.open_to_read(file) as project:
            content = bytearray(file.read_bytes())
            content[(page - 1) * size : page * size] = b"\xa5" * size
            file.write_bytes(content)
            project._db.execute("PRAGMA shrink_memory")  # what it has read, it forgets
            [article] = project.articles.all()
            project.articles.text(article.id)

    with pytest.raises(DamagedProjectError):
        read_on()
