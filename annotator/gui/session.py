"""The open project, as windows see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.codebook import Codebook
    from annotator.domain.ids import ArticleId
    from annotator.store.project import Project


class Session(QObject):
    """Hands the project's changes on to the views, on the main thread.

    Views keep no copy of a record. They draw what the project says, and when ``changed``
    names a kind that they draw from, they ask again for the records that it names.

    Signals:
        changed: what a step touched, after it is on disk.
        machine_wrote: the ids of articles whose highlights were kept, which is no step.
    """

    changed = Signal(Changes)
    machine_wrote = Signal(list)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self._codebook: Codebook | None = None
        project.on_change(self._on_change)

    @property
    def codebook(self) -> Codebook:
        """The codebook in use, read once and again after it was changed."""
        if self._codebook is None:
            self._codebook = self.project.codebook
        return self._codebook

    @property
    def writable(self) -> bool:
        """Whether this window may change the project."""
        return not self.project.read_only

    def undo(self) -> str:
        """Take back the coder's latest act and return what it is called; errors as there."""
        return self.project.undo().label

    def redo(self) -> str:
        """Bring back what the latest undo took and return what it is called."""
        return self.project.redo().label

    def tell_machine_wrote(self, articles: Sequence[ArticleId]) -> None:
        """Say that the highlights of ``articles`` were kept."""
        self.machine_wrote.emit(list(articles))

    def _on_change(self, changes: Changes) -> None:
        if changes.has("code", "codebook"):
            self._codebook = None
        self.changed.emit(changes)
