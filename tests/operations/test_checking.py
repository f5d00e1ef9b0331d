"""What does not hold in a project is found, whatever was done to the file from outside."""

from __future__ import annotations

import random
import sqlite3
import zlib

import pytest
from sqlite_utils import Database

from annotator.domain.draft import Draft
from annotator.domain.errors import AnnotatorError
from annotator.domain.highlights import PartyMark
from annotator.domain.span import Span
from annotator.operations import tagging
from annotator.operations.answering import tag_answer
from annotator.operations.checking import check
from annotator.operations.projects import open_to_read


@pytest.fixture
def file(project, article):
    """A closed project with two statements, a link, an undone act and a mention."""
    named = (PartyMark("The Cafe\u0301 editor"),)
    text = project.articles.text(article)
    at = text.index("The Cafe")
    one = tagging.tag_statement(
        project, article, Draft(Span(at, at + 30), "denial", speakers=named, targets=named)
    )
    tag_answer(project, article, Draft(Span(0, 8), "accusation"), [("counters", one.id)])
    tagging.write_note(project, one, "away again")
    project.undo()
    project.close()
    return project.path


def spoiled(file, *statements):
    with Database(file) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            db.execute(statement)
    return [(one.kind, one.for_people()) for one in check(file)]


def test_all_of_it_holds(file):
    assert list(check(file)) == []


def test_looking_changes_nothing(file):
    before = file.read_bytes()
    list(check(file))
    assert file.read_bytes() == before
    left = [one.name for one in file.parent.iterdir() if not one.name.startswith(".")]
    assert left == [file.name]


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE text SET text = replace(text, 'denied', 'admits')", "article"),
        ("UPDATE article SET length = length + 1", "article"),
        ("UPDATE article SET title = 'Another'", "article"),
        ("DELETE FROM text", "article"),
        ("UPDATE article_zone SET kind = 'debris'", None),
        ("UPDATE statement SET exact = 'He admitted it.'", "statement"),
        ("UPDATE statement SET start = start + 1", "statement"),
        ('UPDATE statement SET "end" = 99999', "statement"),
        ("UPDATE statement SET type = 'accusation'", "statement"),
        ("UPDATE statement SET coder = 'c0de2'", "statement"),
        ("UPDATE statement SET note = 'x', changed_at = ''", "statement"),
        ("UPDATE statement_piece SET start = start + 1", "statement"),
        ("DELETE FROM statement_party", "statement"),
        ("DELETE FROM statement", "statement"),
        ("UPDATE statement_party SET mention = 'none' WHERE mention IS NOT NULL", "statement"),
        ("UPDATE mention SET start = start + 1", "mention"),
        ("UPDATE mention SET actor = 'somebody'", "mention"),
        ("DELETE FROM mention", "mention"),
        ("UPDATE actor SET name = 'Somebody Else'", "actor"),
        ("DELETE FROM actor", "actor"),
        ("DELETE FROM link", "link"),
        ("UPDATE link SET kind = 'supports'", "link"),
        ("UPDATE source SET content = zeroblob(3)", "source"),
        ("UPDATE assignment SET state = 'done'", "assignment"),
        ("UPDATE codebook SET codes = '[]'", "codebook"),
        ("UPDATE project SET title = 'Another'", "project"),
        ("UPDATE coder SET name = 'Somebody Else'", "coder"),
        ("DELETE FROM source", "article"),
        ("UPDATE statement_party SET position = position + 100", "statement"),
        ("DROP INDEX statement_by_place", "index"),
        ("ALTER TABLE actor ADD COLUMN extra TEXT", "table"),
        ("UPDATE step SET label = 'Another'", "step"),
        ("UPDATE step SET made_at = '2020-01-01T00:00:00.000Z'", "step"),
        ("DELETE FROM step WHERE number = 2", "step"),
        ("UPDATE change SET after = NULL WHERE after IS NOT NULL", "step"),
        ("DELETE FROM change WHERE id = 3", "step"),
        (
            "INSERT INTO link SELECT 'new', target, source, kind, coder FROM link",
            "link",
        ),
    ],
)
def test_every_tampering_is_found(file, statement, kind):
    found = spoiled(file, statement)
    if kind is None:  # the article has no zones, so nothing was changed
        assert found == []
        return
    assert kind in {one for one, _ in found}
    assert all("{" not in said for _, said in found)


def test_other_bytes_of_the_source_are_found(file):
    other = zlib.compress(b"other bytes").hex()
    found = spoiled(file, f"UPDATE source SET content = x'{other}'")  # noqa: S608
    assert "source" in {kind for kind, _ in found}


def contents(file):
    """Everything that people made, as a reader would see it."""
    with open_to_read(file) as project:
        db = project._db
        return {
            table: sorted(db.execute(f'SELECT * FROM "{table}"'), key=repr)  # noqa: S608
            for table in db.table_names()
            if table not in {"README", "coder", "highlighting", "suggestion", "_sqlite_migrations"}
        }


def test_a_flipped_bit_never_changes_data_unnoticed(file):
    """SQLite's own check misses three of four of these."""
    whole, before = file.read_bytes(), contents(file)
    chance = random.Random(4)  # noqa: S311 - the same flips every time
    harmful = 0
    for _ in range(150):
        flipped = bytearray(whole)
        flipped[chance.randrange(100, len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(flipped)
        try:
            found, after = list(check(file)), contents(file)
        except AnnotatorError:
            continue
        except (sqlite3.DatabaseError, ValueError):
            found, after = list(check(file)), None
        if after != before:
            harmful += 1
            assert found, "a change of data went unnoticed"
    assert harmful > 10


def test_an_article_that_the_search_does_not_know_is_told(project, article):
    path = project.path
    project._db.execute("DELETE FROM article_words_docsize")
    project._db.execute("UPDATE article_count SET articles = 5")
    project.close()
    told = {(finding.kind, finding.record) for finding in check(path)}
    assert told == {("article", article), ("library", "")}
