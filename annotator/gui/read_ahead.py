"""Let the machine read the articles that nobody has opened yet, a few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.domain.changes import Changes
from annotator.domain.ids import ArticleId
from annotator.gui.jobs import Job
from annotator.operations import suggesting
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session

LOOKED_AT = 2000  # numbers a look at the file takes in: a few milliseconds
AT_ONCE = 1  # article a job reads: eight were kept in 60 ms, for which the window stood still
PAUSE = 200  # milliseconds before the first job: the window is painted first


class ReadAhead(QObject):
    """Goes through the queue from its beginning and stops at its end.

    What is imported later is read then. Whatever the researcher asks for goes before.
    """

    def __init__(
        self, session: Session, jobs: Jobs, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._after = 0  # the number up to which everything is read or being read
        self._todo: list[ArticleId] = []
        self._reading: list[ArticleId] = []
        self._job: Job | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        session.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Start reading, unless the project is open for reading only."""
        if self._session.writable:
            self._next.start(PAUSE)

    def stop(self) -> None:
        """Call off what runs; nothing of it is kept."""
        self._next.stop()
        job, self._job = self._job, None
        if job is not None:
            self._jobs.cancel(job)

    @Slot()
    def _go_on(self) -> None:
        if self._job is not None:
            return
        project = self._session.project
        if not self._todo:
            last = project.articles.last_number()
            if self._after >= last:
                return
            numbers = (self._after + 1, self._after + LOOKED_AT)
            self._todo = suggesting.lacking_among(project, numbers)
            self._after += LOOKED_AT
            self._next.start(0)
            return
        self._reading, self._todo = self._todo[:AT_ONCE], self._todo[AT_ONCE:]
        self._reading = suggesting.lacking(project, project.articles.there(self._reading))
        if not self._reading:
            self._next.start(0)
            return
        job = Job(suggesting.highlight(project, self._reading), tr("Highlighting"), asked_for=False)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        self._jobs.start(job)

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if not changes.has("article"):
            return
        articles = map(ArticleId, changes.of("article"))
        numbers = map(self._session.project.articles.number, articles)
        first = min((number for number in numbers if number), default=None)
        if first is not None:
            self._after = min(self._after, first - 1)
            self.begin()

    @Slot()
    def _on_finished(self) -> None:
        self._job = None
        self._session.tell_machine_wrote(self._reading)
        self._next.start(0)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        """Say it and go on with the others: what failed is read when it is opened."""
        self._job = None
        self._next.start(0)
        self._messages.fail(error)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None  # the researcher called it off: no more until the next import
