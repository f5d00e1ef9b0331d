"""The line below: what is saved, which keys work now, what is counted, what runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.gui.actions import READ_MENU, TAG, TAG_MENU, TO_TEXT, Where
from annotator.gui.shortcuts import said_key
from annotator.gui.words import said_time
from annotator.support.i18n import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction

    from annotator.gui.actions import Command
    from annotator.gui.jobs import Job, Jobs
    from annotator.gui.theme import Theme

HEIGHT = 28
BETWEEN = 20  # pixels from one hint to the next
DOT = 8

Hint = tuple[str, str]  # a key and what it does


class Saved(QWidget):
    """A dot and when the last act was written to disk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saved")
        self._words = ""
        self._safe = True
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words

    @property
    def is_safe(self) -> bool:
        """Whether what is shown is on disk."""
        return self._safe

    def say(self, words: str, look: Theme, *, safe: bool = True) -> None:
        """Show ``words`` beside the dot; green says that they are on disk."""
        self._theme, self._safe = look, safe
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt calls it so
        """The dot and the words."""
        metrics = QFontMetrics(self.font())
        return QSize(DOT + 6 + metrics.horizontalAdvance(self._words), metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw the dot and the words in one colour."""
        if self._theme is None:
            return
        colour = self._theme.saved if self._safe else self._theme.muted
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            middle = self.height() / 2
            painter.drawEllipse(QPointF(DOT / 2, middle), DOT / 2, DOT / 2)
            painter.setPen(colour)
            room = QRectF(DOT + 6, 0, self.width(), self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words)


class Hints(QWidget):
    """The keys that work now, as many as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hints")
        self._hints: tuple[Hint, ...] = ()
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What is offered, whether there is room for it or not."""
        return self._hints

    def say(self, hints: tuple[Hint, ...], look: Theme) -> None:
        """Show ``hints``, the most useful first."""
        self._hints, self._theme = hints, look
        told = ", ".join(tr("{key} {act}", key=key, act=act) for key, act in hints)
        self.setAccessibleName(tr("Keys that work now: {keys}", keys=told))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt calls it so
        """Draw whole hints only."""
        if self._theme is None:
            return
        metrics = QFontMetrics(self.font())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at = 0
        with QPainter(self) as painter:
            for key, act in self._hints:
                parts = [(key, self._theme.text), (act, self._theme.muted)]
                widths = [metrics.horizontalAdvance(words) for words, _ in parts]
                if at + sum(widths) + 5 > self.width():
                    return
                for (words, colour), width in zip(parts, widths, strict=True):
                    left = self.width() - at - width if mirrored else at
                    painter.setPen(colour)
                    room = QRectF(left, 0, width + 1, self.height())
                    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
                    at += width + 5
                at += BETWEEN - 5


class Running(QWidget):
    """The job that runs, how far it is, and a way to call it off.

    Signals:
        cancelled: the researcher calls it off.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("running")
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("look", "muted")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(72, 4)
        self._stop = QPushButton(tr("Cancel"), self)
        self._stop.setProperty("look", "link")
        self._stop.setCursor(Qt.CursorShape.PointingHandCursor)
        self._stop.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._title, self._bar, self._stop):
            row.addWidget(widget)
        self.hide()

    def show_job(self, job: Job | None) -> None:
        """Show ``job``, or nothing."""
        self.setVisible(job is not None)
        if job is None:
            return
        self._title.setText(job.title)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(tr("Progress: {title}", title=job.title))
        self._stop.setAccessibleName(tr("Cancel: {title}", title=job.title))
        job.progressed.connect(self._on_progressed)

    @Slot(int, int, str)
    def _on_progressed(self, done: int, total: int, _what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)


class StatusLine(QFrame):
    """Everything below the panes."""

    def __init__(self, jobs: Jobs, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setProperty("look", "panel")
        self.setAccessibleName(tr("Status"))
        self.setFixedHeight(HEIGHT)
        self._jobs = jobs
        self._theme = look
        self._reader: QWidget | None = None
        self._reading = True
        self._commands: Sequence[Command] = ()
        self._actions: Mapping[str, QAction] = {}
        self._saved = Saved(self)
        self._hints = Hints(self)
        self._running = Running(self)
        self._counts = QLabel(self)
        self._counts.setObjectName("counts")
        self._counts.setProperty("look", "muted")
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 15, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self._saved)
        row.addWidget(self._hints, 1)
        row.addWidget(self._running)
        row.addWidget(self._counts)
        self._running.cancelled.connect(self._on_cancelled)
        jobs.changed.connect(self._on_jobs_changed)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys that are offered now."""
        return self._hints.hints

    @property
    def saved(self) -> str:
        """What is said about the disk."""
        return self._saved.words

    @property
    def counts(self) -> str:
        """What is counted."""
        return self._counts.text()

    def say_saved(self, at: str, label: str = "") -> None:
        """Say when the last step (UTC) was written; ``label`` names what undo or redo did."""
        if not at:
            words = tr("Nothing to save yet")
        elif label:
            words = tr("Saved {time} · {act}", time=said_time(at), act=label)
        else:
            words = tr("Saved {time}", time=said_time(at))
        self._saved.say(words, self._theme)

    def say_read_only(self) -> None:
        """Say that nothing is written at all."""
        self._saved.say(tr("For reading only"), self._theme, safe=False)

    def follow(self, reader: QWidget) -> None:
        """Offer the reader's own keys only while ``reader`` has the focus."""
        self._reader = reader
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no widget without one
        app.focusChanged.connect(self._on_focus_changed)

    def say_hints(self, commands: Sequence[Command], actions: Mapping[str, QAction]) -> None:
        """Show the keys of what can be done now."""
        self._commands, self._actions = commands, actions
        self._hints.say(hints_of(commands, actions, reading=self._reading), self._theme)

    def say_counts(self, language: str, counts: tuple[int, int, int] | None) -> None:
        """Show the article's language and its statements, actors, suggestions to decide."""
        parts = [language] if language else []
        if counts:
            statements, actors, to_decide = counts
            parts += [
                tr_n("{count} statement", "{count} statements", statements),
                tr_n("{count} actor", "{count} actors", actors),
                tr("{count} to decide", count=to_decide),
            ]
        self._counts.setText(" · ".join(parts))

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self._theme = look
        self._saved.say(self._saved.words, look, safe=self._saved.is_safe)
        self._hints.say(self._hints.hints, look)

    @Slot("QWidget*", "QWidget*")
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self.window():
            return  # another window lies over this one and comes to its end first
        if self._reading != (now is self._reader):
            self._reading = now is self._reader
            self.say_hints(self._commands, self._actions)

    @Slot()
    def _on_jobs_changed(self) -> None:
        self._running.show_job(self._jobs.running)

    @Slot()
    def _on_cancelled(self) -> None:
        if self._jobs.running:
            self._jobs.cancel(self._jobs.running)


def hints_of(
    commands: Sequence[Command], actions: Mapping[str, QAction], *, reading: bool = True
) -> tuple[Hint, ...]:
    """Return the keys of what is enabled: what is at hand first, then moving, then the rest.

    Where the text has no focus (not ``reading``), its keys do nothing, but one leads back.
    """
    able = [
        one
        for one in commands
        if one.keys
        and actions[one.name].isEnabled()
        and (one.name != TO_TEXT if reading else one.where is not Where.READER)
    ]
    digits = sorted(
        one.keys[0] for one in able if one.name.startswith(TAG) and one.keys[0].isdigit()
    )
    hinted = [one for one in able if one.hint]
    hinted.sort(key=lambda one: _ORDER.get(one.group, len(_ORDER)))
    hints = [(said_key(one.keys[0]), tr(one.hint)) for one in hinted]
    if not digits:
        return tuple(hints)
    span = digits[0] if len(digits) == 1 else tr("{a}\u2013{b}", a=digits[0], b=digits[-1])
    moving = sum(one.group == READ_MENU for one in hinted)
    return (*hints[:moving], (span, tr("tag")), *hints[moving:])


_ORDER = {READ_MENU: 0, TAG_MENU: 1}
