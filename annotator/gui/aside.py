"""Work that nobody asked for: at most one job at a time, which the researcher may call off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from annotator.gui.jobs import Job

if TYPE_CHECKING:
    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session
    from annotator.support.work import Work


class Aside(QObject):
    """Runs one job beside the window; a subclass says what, and what comes after.

    What is stopped or called off keeps nothing, and nothing comes after it but
    `_called_off`.
    """

    def __init__(
        self, session: Session, jobs: Jobs, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._job: Job | None = None

    def stop(self) -> None:
        """Call off what runs or waits."""
        job, self._job = self._job, None
        if job is not None:
            self._jobs.cancel(job)

    def _run(self, work: Work[Any], title: str, *, first: bool = False) -> None:
        """Start ``work``; ``first``: before all that wait."""
        self._job = Job(work, title, asked_for=False)
        self._job.finished.connect(self._on_finished)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._jobs.start(self._job, first=first)

    def _done(self, result: Any) -> None:  # noqa: ANN401 - whatever the work made
        """Go on with what the work made."""

    def _broke(self) -> None:
        """Go on although the work failed, which is said already."""

    def _called_off(self) -> None:
        """Go on although the researcher called the work off."""

    @Slot(object)
    def _on_finished(self, result: object) -> None:
        self._job = None
        self._done(result)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._broke()
        self._messages.fail(error)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._called_off()
