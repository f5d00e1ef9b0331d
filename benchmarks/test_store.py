"""A tag until it is on the disk, beside a bare SQLite insert on the same disk."""

from __future__ import annotations

import itertools
import sqlite3

import pytest
from conftest import made_up_text, put_many, source

from annotator.domain.draft import Draft
from annotator.domain.highlights import PartyMark
from annotator.domain.span import Span
from annotator.operations import tagging
from annotator.support.clock import new_id


def add(project, characters):
    made = source(made_up_text(characters))
    with project.step("Import") as step:
        project.articles.add(step, [made])
    return made.article.id


@pytest.mark.benchmark(group="tag to durable")
def test_bare_insert_and_commit(benchmark, tmp_path):
    """The floor: one row into one table, WAL, synchronous=FULL."""
    db = sqlite3.connect(tmp_path / "bare.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute('CREATE TABLE tag (id TEXT PRIMARY KEY, article TEXT, start INT, "end" INT)')

    def insert():
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO tag VALUES (?, 'a', 1, 2)", [new_id()])
        db.execute("COMMIT")

    benchmark.pedantic(insert, rounds=300, warmup_rounds=10)
    db.close()


@pytest.mark.benchmark(group="tag to durable")
@pytest.mark.parametrize("characters", [3_000, 1_000_000])
def test_tag_with_speaker_and_target(benchmark, project, characters):
    """A whole statement: actors, mentions, ledger, chain, commit."""
    article = add(project, characters)
    starts = itertools.count()

    def tag():
        start = next(starts)
        draft = Draft(
            Span(start, start + 40),
            "denial",
            speakers=(PartyMark("Interior Ministry"),),
            targets=(PartyMark("Open Line"),),
        )
        tagging.tag_statement(project, article, draft)

    benchmark.pedantic(tag, rounds=300, warmup_rounds=10)


@pytest.mark.benchmark(group="tag to durable")
def test_tag_among_ten_thousand(benchmark, project):
    """The same in an article of 1 MB that holds 10,000 statements already."""
    article = add(project, 1_000_000)
    put_many(project, article, every=99)
    starts = itertools.count(5)

    def tag():
        start = next(starts)
        tagging.tag_statement(project, article, Draft(Span(start, start + 40), "accusation"))

    benchmark.pedantic(tag, rounds=200, warmup_rounds=5)


@pytest.mark.benchmark(group="undo")
def test_undo_and_redo_of_five_thousand_records(benchmark, project):
    """One step that holds 5,000 statements, played back and forth."""
    article = add(project, 1_000_000)
    put_many(project, article, every=198)

    def there_and_back():
        project.undo()
        project.redo()

    benchmark.pedantic(there_and_back, rounds=3)
