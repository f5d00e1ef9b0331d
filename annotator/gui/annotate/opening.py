"""Read an article with thousands of tags beside the window, which shows its text at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from annotator.domain.changes import Changes
from annotator.gui.annotate.marks_of import Marks, stops
from annotator.gui.aside import Aside
from annotator.operations.sheet import Sheet, read_beside
from annotator.support.i18n import tr
from annotator.support.work import Work

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from annotator.domain.ids import ArticleId
    from annotator.domain.span import Span
    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session
    from annotator.support.work import Progress

MANY = 1_000  # statements and suggestions; below it all is read within a few frames
LONG = 200_000  # code points; the sentences of more take longer than a frame

Read = tuple[Sheet, Marks, "list[Span]"]


class Opening(Aside):
    """One article at a time.

    Signals:
        ready: the sheet, its marks and the stops of the cursor, current as of now.
    """

    ready = Signal(object, object, object)

    def __init__(
        self, session: Session, jobs: Jobs, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(session, jobs, messages, parent)
        self._missed: list[Changes] = []
        self._machine_wrote = False
        self.article: ArticleId | None = None
        session.changed.connect(self._on_changed)
        session.machine_wrote.connect(self._on_machine_wrote)

    def is_large(self, article: ArticleId) -> bool:
        """Whether reading ``article`` would hold the window up."""
        project = self._session.project
        return project.path is not None and (
            project.articles.get(article).length > LONG or project.articles.tags(article) > MANY
        )

    def want(self, article: ArticleId) -> None:
        """Read ``article``; what was wanted before is called off."""
        self.stop()
        project, codebook = self._session.project, self._session.codebook
        path, coder = project.path, project.coder
        assert path is not None  # noqa: S101 - is_large has seen to it
        self.article, self._missed, self._machine_wrote = article, [], False

        def compute(_: Progress) -> Read:
            sheet = read_beside(path, coder, article)
            marks = Marks(sheet, codebook)
            marks.all()
            return sheet, marks, stops(sheet)

        work = Work(compute, lambda _: None)
        self._run(work, tr("Opening the article"), first=True)

    def stop(self) -> None:
        """Call off what runs or waits."""
        self.article = None
        super().stop()

    def _done(self, result: Read) -> None:
        """Hand over what was read, with what has changed while it was being read."""
        sheet, marks, places = result
        sheet.hand_over(self._session.project)
        for changes in self._missed:
            marks.forget(sheet.follow(changes))
        if self._machine_wrote:
            sheet.read_machine()
            marks = Marks(sheet, self._session.codebook)
        self.article = None
        self.ready.emit(sheet, marks, places)

    def _broke(self) -> None:
        self.article = None

    def _called_off(self) -> None:
        self.article = None
        self._messages.tell(tr("The tags of this article were not read; open it again."))

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if self._job is not None:
            self._missed.append(changes)

    @Slot(list)
    def _on_machine_wrote(self, articles: list[ArticleId]) -> None:
        if self.article in articles:
            self._machine_wrote = True
