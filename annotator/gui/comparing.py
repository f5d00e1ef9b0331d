"""Have articles compared beside the window, so that agency copy is known as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.domain.changes import Changes
from annotator.gui.jobs import Job
from annotator.operations.near_duplicates import find_similar, lacking
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session

PAUSE = 1500  # milliseconds: the window is painted, and what was asked for goes first


class Comparing(QObject):
    """Compares what nobody compared yet: at the beginning, and whenever articles came."""

    def __init__(
        self, session: Session, jobs: Jobs, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._job: Job | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(PAUSE)
        self._next.timeout.connect(self._compare)
        session.changed.connect(self._on_changed)
        self._next.start()

    @Slot()
    def _compare(self) -> None:
        session = self._session
        if self._job is not None or self._jobs.is_closed or not session.writable:
            return
        if not lacking(session.project):
            return
        self._job = Job(find_similar(session.project), tr("Comparing"), asked_for=False)
        self._job.finished.connect(self._on_finished)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.failed.connect(self._on_failed)
        self._jobs.start(self._job)

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if changes.has("article"):
            self._next.start()

    @Slot()
    def _on_finished(self) -> None:
        self._job = None
        self._next.start()  # more may have come meanwhile

    @Slot()
    def _on_cancelled(self) -> None:
        self._job = None  # not again before more articles come

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._messages.fail(error)
