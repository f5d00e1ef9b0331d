"""How a project file is made: strict, described, on its way to later formats."""

from __future__ import annotations

import sqlite3

import pytest

from annotator.store import connection
from annotator.store.migrations import migrations


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
