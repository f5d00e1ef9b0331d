"""Long work beside the windows: one ending each, one after another, nothing half kept."""

from __future__ import annotations

import threading

import pytest

from annotator.domain.errors import NotFoundError
from annotator.gui.jobs import Job, Jobs
from annotator.support.work import Work


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.close()


class Told:
    """What a job told, in order."""

    def __init__(self, job):
        self.said = []
        job.finished.connect(lambda result: self.said.append(("finished", result)))
        job.failed.connect(lambda error: self.said.append(("failed", type(error))))
        job.cancelled.connect(lambda: self.said.append(("cancelled",)))


def job_of(compute, keep=lambda _: None, **facts):
    job = Job(Work(compute, keep), "Work", **facts)
    return job, Told(job)


def test_computes_beside_and_keeps_here(qtbot, jobs):
    threads = []
    job, told = job_of(
        lambda _: threads.append(threading.current_thread()) or 7,
        lambda _: threads.append(threading.current_thread()),
    )
    jobs.start(job)
    qtbot.waitUntil(lambda: bool(told.said))
    assert told.said == [("finished", 7)]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert jobs.running is None


@pytest.mark.parametrize("half", ["compute", "keep"])
def test_a_failure_in_either_half_is_told_once(qtbot, jobs, half):
    def fail(_):
        raise NotFoundError(kind="article", record="x")

    job, told = job_of(fail) if half == "compute" else job_of(lambda _: 1, fail)
    jobs.start(job)
    qtbot.waitUntil(lambda: bool(told.said))
    assert told.said == [("failed", NotFoundError)]


def test_what_runs_stops_at_its_next_report_and_keeps_nothing(qtbot, jobs):
    begun, kept = threading.Event(), []

    def compute(progress):
        begun.set()
        while True:
            progress.report(1, 9)

    job, told = job_of(compute, kept.append)
    jobs.start(job)
    assert begun.wait(5)
    jobs.cancel(job)
    qtbot.waitUntil(lambda: bool(told.said))
    assert told.said == [("cancelled",)]
    assert kept == []


def test_what_was_computed_is_not_kept_when_it_is_called_off_late(qtbot, jobs):
    done, kept = threading.Event(), []
    job, told = job_of(lambda _: done.set(), kept.append)
    jobs.start(job)
    assert done.wait(5)
    jobs.cancel(job)  # computed, but this thread has not heard of it yet
    qtbot.waitUntil(lambda: bool(told.said))
    assert told.said == [("cancelled",)]
    assert kept == []


def test_the_article_on_screen_goes_before_others(qtbot, jobs):
    gate, order = threading.Event(), []
    first, _ = job_of(lambda _: gate.wait(5))
    second, _ = job_of(lambda _: order.append("second"))
    urgent, _ = job_of(lambda _: order.append("urgent"))
    for job in (first, second):
        jobs.start(job)
    jobs.start(urgent, first=True)
    assert jobs.waiting == (urgent, second)
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 2 and jobs.running is None)
    assert order == ["urgent", "second"]


def test_one_that_waits_is_called_off_without_beginning(qtbot, jobs):
    gate, begun = threading.Event(), []
    first, first_told = job_of(lambda _: gate.wait(5))
    second, told = job_of(lambda _: begun.append(1))
    jobs.start(first)
    jobs.start(second)
    jobs.cancel(second)
    assert told.said == [("cancelled",)]
    gate.set()
    qtbot.waitUntil(lambda: bool(first_told.said))
    assert begun == []


def test_closing_waits_and_then_takes_no_more(qtbot):
    jobs, ended = Jobs(), []

    def compute(progress):
        try:
            while True:
                progress.report(0, 1)
        finally:
            ended.append(1)

    job, _ = job_of(compute)
    jobs.start(job)
    jobs.close()
    assert ended == [1]
    late, told = job_of(lambda _: 1)
    jobs.start(late)
    assert told.said == [("cancelled",)]


def test_progress_is_told_at_the_end_even_when_it_is_quick(qtbot, jobs):
    seen = []

    def compute(progress):
        for done in range(1, 1001):
            progress.report(done, 1000, "file")

    job, told = job_of(compute)
    job.progressed.connect(lambda *facts: seen.append(facts))
    jobs.start(job)
    qtbot.waitUntil(lambda: bool(told.said))
    assert seen[-1] == (1000, 1000, "file")
    assert len(seen) < 100  # nobody can read a thousand
