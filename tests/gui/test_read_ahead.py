"""Every article is highlighted before the researcher opens it."""

from __future__ import annotations

from annotator.nlp import pipeline
from annotator.store.project import open_project
from tests.conftest import add_article

ONE = "The ministry closed Radio Tesk.\n\nEditor Mira Talde accused the ministry of censorship."
OTHER = "The union met.\n\nThe union said the law was unfair."
THIRD = "The court sat.\n\nThe court ordered the release of two reporters."


def read(project, article):
    return project.suggestions.producer(article) == pipeline.producer("en")


def test_articles_that_nobody_opened_are_read(make_bench, project):
    articles = [add_article(project, text) for text in (ONE, OTHER, THIRD)]
    bench = make_bench(project)
    bench.qtbot.waitUntil(lambda: all(read(project, one) for one in articles), timeout=60_000)
    bench.settle()


def test_what_is_imported_later_is_read_then(make_bench, project, tmp_path):
    first = add_article(project, ONE)
    bench = make_bench(project)
    bench.qtbot.waitUntil(lambda: read(project, first), timeout=60_000)
    bench.settle()
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    bench.window.import_files([tmp_path / "other.txt"])
    bench.qtbot.waitUntil(
        lambda: (
            project.articles.count() == 2
            and all(read(project, one.id) for one in project.articles.all())
        ),
        timeout=60_000,
    )
    bench.settle()


def test_a_project_open_for_reading_is_left_as_it_is(make_bench, project, coder):
    article = add_article(project, ONE)
    with open_project(project.path, coder, writable=False) as reading:
        bench = make_bench(reading)
        bench.qtbot.wait(400)
        assert bench.jobs.running is None
        assert reading.suggestions.producer(article) is None
        bench.window.close()
