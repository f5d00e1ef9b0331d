"""How a project file is made: strict, described, on its way to later formats."""

from __future__ import annotations

import sqlite3

import pytest

from annotator.domain.errors import OlderProjectError
from annotator.domain.query import read_query
from annotator.store import connection
from annotator.store.checking import check
from annotator.store.library import Database
from annotator.store.migrations import migrations
from annotator.store.project import open_project
from annotator.store.shelves import ARTICLE
from tests.conftest import add_article


@pytest.fixture
def db(project):
    return project._db


def tables(db):
    """Every table of ours; the index of words is a table of SQLite's own making."""
    return [
        row[1]
        for row in db.execute("PRAGMA table_list")
        if row[2] == "table" and not row[1].startswith(("sqlite_", "_"))
    ]


def test_every_table_is_strict(db):
    strict = {row[1]: row[5] for row in db.execute("PRAGMA table_list")}
    assert all(strict[table] for table in tables(db))


def test_the_readme_says_what_every_table_holds(db):
    told = dict(db.execute("SELECT name, holds FROM README"))
    assert set(told) == set(tables(db))
    assert all(text.endswith(".") for text in told.values())


def test_the_file_says_what_it_is(project):
    path = project.path
    project.close()
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == connection.APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == connection.FORMAT == len(migrations._migrations)
    assert connection.look_at(path) == connection.FORMAT


def test_a_commit_survives_a_power_cut(db):
    """WAL with FULL is the one fast mode that does (see the safety notes)."""
    settings = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "cell_size_check": 1,
        "mmap_size": 0,
        "temp_store": 2,
    }
    found = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in settings}
    assert found == settings


def test_references_are_kept(project, article):
    def link_nothing():
        with project.step("Wrong") as step:
            record = {"id": "l1", "source": "none", "target": "other", "kind": "denies"}
            step.put("link", record | {"coder": project.coder.id})

    with pytest.raises(sqlite3.IntegrityError):
        link_nothing()
    assert project.undoable() == "Import article"


def test_growing_up_twice_changes_nothing(project):
    schema = project._db.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()
    connection.grow_up(project._db)
    assert project._db.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall() == schema


@pytest.fixture
def old(tmp_path, project):
    """A project file of the first format, with two articles and a suggestion."""
    kept = add_article(project, "The ban stays.", outlet="Wave", language="en")
    add_article(project, "ក្រសួងព័ត៌មានបានបដិសេធ។", language="km")
    rows = {
        table: project._db.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608 - ours
        for table, columns in [
            ("project", "*"), ("coder", "*"), ("codebook", "*"), ("text", "*"), ("source", "*"),
            ("article", ", ".join(["number", *ARTICLE.columns])), ("step", "*"), ("change", "*"),
        ]
    }  # fmt: skip
    path = tmp_path / "old.annotator"
    db = Database(sqlite3.connect(path, isolation_level=None))
    names = [one.name for one in migrations.pending(db)]
    migrations.apply(db, stop_before=names[1])
    db.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    columns = {"article": f"(number, {', '.join(ARTICLE.columns)})"}
    for table, values in rows.items():
        marks = ", ".join("?" * len(values[0]))
        into = f"{table} {columns.get(table, '')}"
        db.conn.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608 - ours
    db.execute(
        "INSERT INTO suggestion VALUES ('s1', ?, 'p', 0, 3, 'denial', 'A', 0.5, 'r', 'why', '{}')",
        [kept],
    )
    db.close()
    return path


@pytest.mark.parametrize("writable", [True, False])
def test_a_file_from_before_the_library_is_searched(old, coder, writable):
    with open_project(old, coder, writable=writable) as project:

        def found(query):
            return list(project.articles.numbers(coder.id, read_query(query)))

        assert found("ban") == [1]
        assert found("ព័ត៌មាន") == [2]
        assert found("has:suggestions") == [1]
        assert project.articles.values("outlet") == [("", 1), ("Wave", 1)]
    assert list(check(old)) == []


def test_an_old_file_that_is_only_read_says_so(old):
    with pytest.raises(OlderProjectError, match="earlier version"):
        connection.connect_to_read(old)
    assert connection.look_at(old) == 1


def test_a_file_brought_up_to_date_is_read_beside_whoever_works_in_it(old, coder):
    with open_project(old, coder) as writer:
        connection.connect_to_read(old).close()
        with open_project(old, coder, writable=False) as reader:
            assert reader.articles.count() == writer.articles.count() == 2


def test_the_format_is_what_the_journal_says(old):
    db = connection.connect_to_write(old)
    db.execute("PRAGMA wal_autocheckpoint = 0")
    migrations.apply(db)
    db.execute(f"PRAGMA user_version = {connection.FORMAT}")
    assert connection.look_at(old) == 1  # what stands in the file itself
    connection.connect_to_read(old).close()
    db.close()


def test_an_index_of_another_version_is_made_anew(project, coder, article):
    project._db.execute("UPDATE word_index SET version = 0")
    project._db.execute("INSERT INTO article_words (article_words) VALUES ('delete-all')")
    path = project.path
    project.close()
    with open_project(path, coder) as again:
        assert list(again.articles.numbers(coder.id, read_query("editor"))) == [1]
