import pytest

from annotator.support.i18n import tr, tr_n
from annotator.support.work import Cancelled, Work


def test_work_computes_then_keeps():
    kept = []
    assert Work(lambda progress: 42, kept.append).do() == 42
    assert kept == [42]


def test_work_that_is_called_off_keeps_nothing():
    class CalledOff:
        def report(self, done, total, what=""):
            raise Cancelled

    kept = []
    work = Work(lambda progress: progress.report(0, 1), kept.append)
    with pytest.raises(Cancelled):
        work.do(CalledOff())
    assert kept == []


def test_facts_are_named_and_counted():
    assert tr("Open {project}", project="{x}") == "Open {x}"
    assert tr_n("{count} article", "{count} articles", 1) == "1 article"
    assert tr_n("{count} article", "{count} articles", 2) == "2 articles"
