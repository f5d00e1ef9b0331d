"""Say over an article's heading where title, outlet and date were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from annotator.gui.annotate.marks_of import heading_tip
from annotator.gui.theme import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from annotator.domain.article import Article
    from annotator.domain.span import Span
    from annotator.gui.reader.view import ReaderView


class HeadingTips(QObject):
    """Watches the reader for a pointer that rests over the heading."""

    def __init__(self, reader: ReaderView) -> None:
        super().__init__(reader)
        self._reader = reader
        self._article: Article | None = None
        self._body: Span | None = None
        reader.viewport().installEventFilter(self)

    def know(self, article: Article, body: Span | None) -> None:
        """Take the article that is shown, and the first sentence under its headline."""
        self._article, self._body = article, body

    def tip(self, at: QPoint) -> str:
        """What is said at a point of the viewport; nothing off the heading."""
        if self._article is None or self._body is None:
            return ""
        hit = self._reader.hit(at)
        areas = self._reader.areas(self._body)
        if hit.character is not None or hit.label is not None or not areas:
            return ""
        return heading_tip(self._article) if at.y() < areas[0].top() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Show the tip, as plain text."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.tip(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), plain_tip(words), self._reader)
                return True
        return super().eventFilter(watched, event)
