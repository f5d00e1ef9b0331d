"""Long work beside the windows."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.support.work import Cancelled

if TYPE_CHECKING:
    from collections.abc import Generator

    from annotator.support.work import Work

BETWEEN_REPORTS = 0.05  # seconds: more often nobody can read it


class Job(QObject):
    """One piece of work: make it, connect to it, then start it.

    Every signal comes on the main thread, and exactly one of the last three comes.

    Args:
        work: what is to be done.
        title: what the status bar calls it.
        asked_for: whether the researcher asked for it, and is asked before it is dropped.

    Signals:
        progressed: done, total, and what is being worked on.
        keeping: what was computed is being written, in parts between which the window
            lives; until the end nothing else may write.
        finished: the result, after it was kept.
        failed: the exception that ended it.
        cancelled: it was called off; nothing was kept.
    """

    progressed = Signal(int, int, str)
    keeping = Signal()
    finished = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    _reported = Signal(int, int, str)
    _computed = Signal(object)
    _broke = Signal(Exception)
    _stopped = Signal()

    def __init__(
        self,
        work: Work[Any],
        title: str,
        parent: QObject | None = None,
        *,
        asked_for: bool = True,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.asked_for = asked_for
        self._work = work
        self._unwanted = Event()
        self._told = 0.0
        self._result: Any = None
        self._parts: Generator[tuple[int, int], None, None] | None = None
        self._kept = 0  # parts
        self._reported.connect(self.progressed)
        self._computed.connect(self._on_computed)
        self._broke.connect(self.failed)
        self._stopped.connect(self.cancelled)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; what it has computed is not kept."""
        self._unwanted.set()

    def drop(self) -> None:
        """Call it off and take back at once what is being kept; on the main thread."""
        self.cancel()
        if self._parts is not None:
            self._parts.close()

    def report(self, done: int, total: int, what: str = "") -> None:
        """Serve as the work's ``Progress``; called beside the main thread."""
        if self._unwanted.is_set():
            raise Cancelled
        moment = monotonic()
        if done >= total or moment - self._told >= BETWEEN_REPORTS:
            self._told = moment
            self._reported.emit(done, total, what)

    def compute(self) -> None:
        """Do the first half; called beside the main thread."""
        if self._unwanted.is_set():
            self._stopped.emit()
            return
        try:
            result = self._work.compute(self)
        except Cancelled:
            self._stopped.emit()
        except Exception as error:  # noqa: BLE001 - whatever it is, a window shows it
            self._broke.emit(error)
        else:
            self._computed.emit(result)

    @Slot(object)
    def _on_computed(self, result: object) -> None:
        if self._unwanted.is_set():
            self.cancelled.emit()
            return
        self._result = result
        try:
            self._parts = self._work.keep(result)
        except Exception as error:  # noqa: BLE001 - whatever it is, a window shows it
            self.failed.emit(error)
            return
        if self._parts is None:
            self.finished.emit(result)
        else:
            self._keep_on()

    @Slot()
    def _keep_on(self) -> None:
        """Write one part, and come back when the window has drawn itself."""
        parts = self._parts
        assert parts is not None  # noqa: S101 - whoever keeps in parts has them
        try:
            if self._unwanted.is_set():
                parts.close()
                self.cancelled.emit()
                return
            done, total = next(parts)
        except StopIteration:
            self.finished.emit(self._result)
        except Exception as error:  # noqa: BLE001 - whatever it is, a window shows it
            self.failed.emit(error)
        else:
            self._kept += 1
            if self._kept == 1:
                self.keeping.emit()
            self.progressed.emit(done, total, "")
            QTimer.singleShot(0, self._keep_on)


class Jobs(QObject):
    """Runs jobs one after another.

    Signals:
        changed: another job runs now, or none.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._closed = False

    @property
    def running(self) -> Job | None:
        """The job that runs now."""
        return self._running

    @property
    def waiting(self) -> tuple[Job, ...]:
        """The jobs that wait, the next one first."""
        return tuple(self._waiting)

    @property
    def is_closed(self) -> bool:
        """Whether no job will run any more."""
        return self._closed

    def start(self, job: Job, *, first: bool = False) -> None:
        """Run ``job`` when those before it have ended; ``first``: before all that wait."""
        if self._closed:
            job.cancelled.emit()
            return
        job.setParent(self)
        for ending in (job.finished, job.failed, job.cancelled):
            ending.connect(self._on_ended)
        if first:
            self._waiting.appendleft(job)
        else:
            self._waiting.append(job)
        self._begin_next()

    def cancel(self, job: Job) -> None:
        """Call ``job`` off, whether it runs or waits."""
        job.cancel()
        if job in self._waiting:
            self._waiting.remove(job)
            job.cancelled.emit()

    def close(self) -> None:
        """Call everything off and wait until the running job has heard it."""
        self._closed = True
        for job in self.waiting:
            self.cancel(job)
        if self._running:
            self._running.drop()
        self._beside.shutdown(cancel_futures=True)

    def _begin_next(self) -> None:
        if self._running or not self._waiting or self._closed:
            return
        self._running = self._waiting.popleft()
        self._beside.submit(self._running.compute)
        self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if job is not self._running:  # it was called off while it waited
            job.deleteLater()
            return
        self._running = None
        job.deleteLater()
        self._begin_next()
        if not self._running:
            self.changed.emit()
