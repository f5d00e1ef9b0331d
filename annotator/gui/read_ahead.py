"""Let the machine read the articles that nobody has opened yet, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from annotator.domain.changes import Changes
from annotator.gui.aside import Aside
from annotator.operations import suggesting
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from annotator.domain.article import Article
    from annotator.domain.highlights import Highlights
    from annotator.domain.ids import ArticleId
    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session

LOOKED_AT = 2000  # numbers a look at the file takes in: a few milliseconds
PAUSE = 200  # milliseconds before the first job: the window is painted first


class ReadAhead(Aside):
    """Goes through the queue from its beginning and stops at its end.

    What is imported later is read then. Whatever the researcher asks for goes before.
    Each article is a job of its own: keeping eight took 60 ms, for which the window stood
    still.
    """

    def __init__(
        self, session: Session, jobs: Jobs, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(session, jobs, messages, parent)
        self._after = 0  # the number up to which everything is read or being read
        self._todo: list[ArticleId] = []
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
        super().stop()

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
        article = self._todo.pop(0)
        if suggesting.lacking(project, project.articles.there([article])):
            self._run(suggesting.highlight(project, [article]), tr("Highlighting"))
        else:
            self._next.start(0)

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        """What came stands last; a million articles are not asked for one by one."""
        if touched := len(changes.of("article")):
            before = self._session.project.articles.last_number() - touched
            self._after = max(0, min(self._after, before))
            self.begin()

    def _done(self, result: list[tuple[Article, Highlights]]) -> None:
        self._session.tell_machine_wrote([article.id for article, _ in result])
        self._next.start(0)

    def _broke(self) -> None:
        self._next.start(0)  # what failed is read when it is opened
