"""The first minutes: four steps that end with the researcher's own line in the CSV."""

from __future__ import annotations

import pytest

from annotator.gui.tips import LINE, MOVE, NAME, TAG
from annotator.support import settings
from tests.gui.bench import study


@pytest.fixture
def bench(make_bench, project):
    study(project)
    return make_bench(project)


def test_the_strip_goes_along_and_ends_with_the_line(bench):
    tips = bench.window.tips
    assert tips.isVisible()
    assert tips.step == MOVE
    bench.press("J", "J")
    assert tips.step == TAG
    bench.press("1")
    assert tips.step == NAME
    tips._on.click()
    assert tips.step == LINE
    assert "Editor Mira Talde accused the council" in tips.line.text()
    assert ",accusation," in tips.line.text()
    tips._on.click()
    assert not tips.isVisible()
    assert settings.load().tips_seen
    assert bench.focus is bench.window.workspace.reader


def test_without_a_tag_there_is_no_way_past_the_second_step(bench):
    bench.press("J")
    assert not bench.window.tips._on.isVisible()


def test_who_wants_none_gets_none(bench, make_bench, project):
    bench.window.tips._off.click()
    assert not bench.window.tips.isVisible()
    assert settings.load().tips_seen
