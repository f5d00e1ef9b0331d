"""Let the machine read the article on screen, beside everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from annotator.gui.jobs import Job
from annotator.operations import suggesting
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.ids import ArticleId
    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session


class Highlighting(QObject):
    """At most one article at a time: the one on screen."""

    def __init__(
        self, session: Session, jobs: Jobs, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._job: Job | None = None
        self._article: ArticleId | None = None

    def want(self, article: ArticleId) -> None:
        """Have ``article`` read if nobody did yet; what was wanted before is called off."""
        if self._job is not None and self._article == article:
            return
        self.stop()
        project = self._session.project
        if not self._session.writable or not suggesting.lacking(project, [article]):
            return
        job = Job(suggesting.highlight(project, [article]), tr("Highlighting"), asked_for=False)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job, self._article = job, article
        self._jobs.start(job, first=True)

    def stop(self) -> None:
        """Call off what runs or waits; nothing of it is kept."""
        job, self._job = self._job, None
        if job is not None:
            self._jobs.cancel(job)

    @Slot()
    def _on_finished(self) -> None:
        self._job = None
        if self._article is not None:
            self._session.tell_machine_wrote([self._article])

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._messages.fail(error)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None
