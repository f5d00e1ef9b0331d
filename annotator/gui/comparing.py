"""Have articles compared beside the window, so that agency copy is known as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from annotator.domain.changes import Changes
from annotator.gui.aside import Aside
from annotator.operations.near_duplicates import find_similar, lacking
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session

PAUSE = 1500  # milliseconds: the window is painted, and what was asked for goes first


class Comparing(Aside):
    """Compares what nobody compared yet: at the beginning, and whenever articles came."""

    def __init__(
        self, session: Session, jobs: Jobs, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(session, jobs, messages, parent)
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
        self._run(find_similar(session.project), tr("Comparing"))

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if changes.has("article"):
            self._next.start()

    def _done(self, result: object) -> None:  # noqa: ARG002 - it is in the project
        self._next.start()  # more may have come meanwhile
