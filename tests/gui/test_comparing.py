"""Agency copy is found beside the window, said in the heading, and one key away."""

from __future__ import annotations

from annotator.gui.comparing import PAUSE
from annotator.operations.near_duplicates import lacking
from tests.conftest import ROOT, add_article

SEEDS = ROOT / "seeds" / "articles"


def text(number):
    return next(SEEDS.glob(f"{number:02}-*.txt")).read_text(encoding="utf-8")


def compared(bench):
    bench.qtbot.waitUntil(lambda: not lacking(bench.project), timeout=PAUSE + 60_000)
    bench.settle()


def test_the_reprint_is_found_named_and_one_key_away(make_bench, project):
    pair = [add_article(project, text(number)) for number in (5, 6)]
    alone = add_article(project, text(8))
    bench = make_bench(project, tips_seen=True)
    compared(bench)
    bench.window.show_article(alone)
    assert "similar" not in bench.window.workspace.reader.page.furniture.heading.meta
    bench.window.show_article(pair[0])
    assert "similar: 1" in bench.window.workspace.reader.page.furniture.heading.meta
    bench.press("Alt+Down")
    assert bench.window.workspace.article == pair[1]
    bench.press("Alt+Down")
    assert bench.window.workspace.article == pair[0]
    bench.window.show_article(alone)
    bench.press("Alt+Down")
    assert bench.window.workspace.article == alone
    assert "No other article" in bench.window.messages.words


def test_what_is_imported_is_compared_then(make_bench, project, tmp_path):
    first = add_article(project, text(5))
    bench = make_bench(project, tips_seen=True)
    compared(bench)
    (tmp_path / "reprint.txt").write_text(text(6), encoding="utf-8")
    bench.window.import_files([tmp_path / "reprint.txt"])
    bench.qtbot.waitUntil(lambda: project.articles.count() == 2, timeout=60_000)
    compared(bench)
    assert len(project.likeness.like(first)) == 2
