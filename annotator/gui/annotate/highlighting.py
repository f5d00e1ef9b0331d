"""Let the machine read the article on screen, beside everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.aside import Aside
from annotator.operations import suggesting
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from annotator.domain.ids import ArticleId
    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session


class Highlighting(Aside):
    """At most one article at a time: the one on screen."""

    def __init__(
        self, session: Session, jobs: Jobs, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(session, jobs, messages, parent)
        self._article: ArticleId | None = None

    def want(self, article: ArticleId) -> None:
        """Have ``article`` read if nobody did yet; what was wanted before is called off."""
        if self._job is not None and self._article == article:
            return
        self.stop()
        project = self._session.project
        if not self._session.writable or not suggesting.lacking(project, [article]):
            return
        self._article = article
        self._run(suggesting.highlight(project, [article]), tr("Highlighting"), first=True)

    def _done(self, result: object) -> None:  # noqa: ARG002 - it is in the project
        if self._article is not None:
            self._session.tell_machine_wrote([self._article])
