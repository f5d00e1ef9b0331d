"""The workspace where articles are read and coded: reader, inspector, pickers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.domain.changes import Changes
from annotator.domain.span import Span
from annotator.gui.actions import TAG, Need, commands_for
from annotator.gui.annotate.acts import Acts
from annotator.gui.annotate.asking import Asking
from annotator.gui.annotate.commands import Commands
from annotator.gui.annotate.hand import Hand
from annotator.gui.annotate.heading_tips import HeadingTips
from annotator.gui.annotate.highlighting import Highlighting
from annotator.gui.annotate.inspector import Inspector
from annotator.gui.annotate.marks_of import Marks, body, heading, stops
from annotator.gui.annotate.opening import Opening
from annotator.gui.annotate.picker import Picker
from annotator.gui.annotate.ways import Ways
from annotator.gui.reader.find import FindBar
from annotator.gui.reader.marks import Heading
from annotator.gui.reader.speech import announce
from annotator.gui.reader.view import ReaderView
from annotator.operations.near_duplicates import count_similar
from annotator.operations.sheet import Sheet, Touched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent

    from annotator.domain.ids import ArticleId, CoderId
    from annotator.gui.actions import Command
    from annotator.gui.jobs import Jobs
    from annotator.gui.messages import MessageBar
    from annotator.gui.session import Session
    from annotator.gui.theme import Theme

SHOWN_AT_ONCE = 2_000  # places of actors; more of them take longer than a tag may


class AnnotateWorkspace(QWidget):
    """Shows one article and carries out what is done to it.

    Signals:
        at_hand_changed: other commands make sense now.
        counts_changed: statements, actors, suggestions to decide.
        finished_article: the coder is done with the article and wants the next one.
    """

    at_hand_changed = Signal()
    counts_changed = Signal(int, int, int)
    finished_article = Signal()

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        messages: MessageBar,
        look: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._messages = messages
        self._marks: Marks | None = None
        self._touched = Touched()
        self._renamed = False  # an actor is called otherwise than the page shows
        self._moving = False  # the cursor is moved by us, not by the researcher
        self.hand = Hand(session)
        self.acts = Acts(self.hand, messages.fail, self._on_act_done)
        self.reader = ReaderView(self, look)
        self.find_bar = FindBar(self.reader, self)
        self.inspector = Inspector(self.hand, look, self)
        self.picker = Picker(look, self)
        self._ways = Ways(self.hand, self.reader, messages)
        self._asking = Asking(self.hand, self.acts, lambda: self.picker.kind)
        self._commands = Commands(self, self._asking, self._ways, messages)
        self._tips = HeadingTips(self.reader)
        self._actors_later = QTimer(self)
        self._actors_later.setSingleShot(True)
        self._actors_later.timeout.connect(self._show_actors)
        self._highlighting = Highlighting(session, jobs, messages, self)
        self._opening = Opening(session, jobs, messages, self)
        self._opening.ready.connect(self._show_sheet)
        self._arrange()
        self._connect()
        self.set_commands(commands_for(session.codebook))
        self._show_hand()

    @property
    def article(self) -> ArticleId | None:
        """The article that is shown."""
        return self.hand.sheet.article.id if self.hand.sheet else self._opening.article

    def at_hand(self) -> Need:
        """What commands can build on now."""
        return self.hand.needs_met(self.reader.proposed_span() if self.hand.sheet else None)

    def show_article(self, article: ArticleId) -> None:
        """Turn to ``article``; the machine reads it if it has not yet.

        Raises:
            NotFoundError: the project has none with that id.
        """
        self.inspector.flush()
        self.picker.close_quietly()
        self._opening.stop()
        self._highlighting.stop()
        if self._opening.is_large(article):
            self._show_text(article)
            self._opening.want(article)
            self._clear_inspector()
            return
        sheet = Sheet(self._session.project, article)
        self._show_text(article)
        self._show_sheet(sheet, Marks(sheet, self._session.codebook), stops(sheet))

    def _show_text(self, article: ArticleId) -> None:
        """Show the bare text; its tags may come later."""
        project = self._session.project
        facts = project.articles.get(article)
        self.hand.put_down()
        self._marks, self._touched = None, Touched()
        self.inspector.set_usage(project.statements.usage(self._coder))
        above = heading(facts, count_similar(project, article))
        self.reader.show_article(project.articles.text(article), facts.zones, above)

    @Slot(object, object, object)
    def _show_sheet(self, sheet: Sheet, marks: Marks, places: list[Span]) -> None:
        """Show the tags of the article whose text is shown."""
        self.hand.take_up(sheet)
        self._marks = marks
        self._show_actors()
        self._show_marks(actors=False)
        self.reader.set_sentences(places)
        self._tips.know(sheet.article, body(sheet, places))
        self._show_hand()
        self._tell_counts()
        self._highlighting.want(sheet.article.id)

    def show_nothing(self) -> None:
        """Show an empty page: the article that was shown is no longer in the project."""
        self.picker.close_quietly()
        self._opening.stop()
        self._highlighting.stop()
        self.hand.put_down()
        self._marks, self._touched = None, Touched()
        self.reader.show_article("", (), Heading("", "", in_text=False))
        self.reader.set_sentences(())
        self._clear_inspector()
        self.counts_changed.emit(0, 0, 0)

    def _clear_inspector(self) -> None:
        """Leave nothing of the article before in the inspector."""
        self.inspector.overview.show_marks()
        self.inspector.overview.show_actors()
        self._show_hand()

    def perform(self, name: str) -> None:
        """Carry out the command ``name`` of the table of commands."""
        self._commands.perform(name)

    def knows(self, name: str) -> bool:
        """Whether ``perform`` takes the command ``name``."""
        return self._commands.knows(name)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Take the table of commands, to show their keys where they work."""
        self.inspector.set_keys({one.name: one.keys[0] for one in commands if one.keys})
        self.inspector.refresh()

    def set_theme(self, look: Theme) -> None:
        """Take the colours and faces of ``look``."""
        self.reader.set_theme(look)
        self.inspector.set_theme(look)
        self.picker.set_theme(look)

    @Slot()
    def focus_reader(self) -> None:
        """Give the keys to the text."""
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, key: str | None, *, follow: bool = True) -> None:
        """Put a statement or suggestion at hand; with ``follow`` the cursor goes there."""
        self.inspector.flush()
        span = self.hand.span_of(key)
        if span is not None and follow:
            self._move_to(span)
        self.hand.key, self.hand.elsewhere = key if span else None, False
        self._show_hand()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt calls it so
        """Nothing that is being written is lost when the window goes."""
        self.inspector.flush()
        super().hideEvent(event)

    def _arrange(self) -> None:
        self.setProperty("look", "page")
        page = QWidget(self)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.find_bar)
        rows.addWidget(self.reader, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(page)
        self.splitter.addWidget(self.inspector)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self._session.machine_wrote.connect(self._on_machine_wrote)
        reader, inspector, overview = self.reader, self.inspector, self.inspector.overview
        reader.span_selected.connect(self._on_span_selected)
        reader.selection_cleared.connect(self._on_selection_cleared)
        reader.sentence_changed.connect(self._on_sentence_changed)
        reader.mark_activated.connect(self._on_mark_activated)
        reader.actor_activated.connect(overview.show_actor)
        inspector.asked.connect(self._on_asked)
        inspector.type_chosen.connect(self._on_type_chosen)
        inspector.removed.connect(self._on_removed)
        inspector.note_written.connect(self.acts.write_note)
        inspector.details_changed.connect(self.acts.change_details)
        inspector.left.connect(self.focus_reader)
        overview.mark_chosen.connect(self.take)
        overview.mark_taken.connect(self._on_mark_taken)
        overview.actor_chosen.connect(self._on_actor_chosen)
        overview.type_wanted.connect(self._on_type_wanted)
        self.picker.closed.connect(self.focus_reader)

    # What is heard

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        self.hand.registry.follow(changes)
        if self.hand.sheet is None:
            return
        shown = self.hand.sheet.article.id
        if shown in changes.of("article") and self._session.project.articles.number(shown) is None:
            self.show_nothing()  # its import was undone
            return
        if changes.has("codebook", "code"):
            self.show_article(self.hand.sheet.article.id)
            return
        touched = self.hand.sheet.follow(changes)
        self._touched = self._touched | touched
        if not self.acts.busy:  # undone, redone, or done elsewhere: show where
            there = [k for k in (*touched.statements, *touched.suggestions) if self._is_here(k)]
            if there and self.hand.key not in there:
                self.hand.key = there[0]
            self._show_step()

    def _on_act_done(self) -> None:
        """Show what an act of ours has changed."""
        if not self.hand.elsewhere:
            self._moving = True
            self.reader.clear_selection()
            self._moving = False
        self._show_step()
        if self._marks and (said := self._marks.spoken(self.hand.key)):
            announce(self.reader, said)

    def _show_step(self) -> None:
        touched, self._touched = self._touched, Touched()
        if self._marks and touched:
            self._marks.forget(touched)
            self._show_marks(actors=touched.mentions or touched.actors, renamed=touched.renamed)
            self._tell_counts()
        if not self._is_here(self.hand.key):
            self.hand.key = None
        span = self.hand.span_of(self.hand.key)
        sentence = self.reader.sentence()
        if span and not (sentence and sentence.overlaps(span)):
            self._move_to(span)
        self._show_hand()

    @Slot(list)
    def _on_machine_wrote(self, articles: list[ArticleId]) -> None:
        if self.article in articles and self.hand.sheet:
            self.hand.read_machine()
            self._marks = Marks(self.hand.sheet, self._session.codebook)
            self._show_marks(actors=True)
            if not self._is_here(self.hand.key):
                here = self.reader.sentence()
                self.hand.key = self.hand.standing_at(here) if here else None
            self._show_hand()
            self._tell_counts()

    @Slot(Span)
    def _on_span_selected(self, _span: Span) -> None:
        self.hand.elsewhere = True
        self.at_hand_changed.emit()

    @Slot()
    def _on_selection_cleared(self) -> None:
        self.hand.elsewhere = False
        self.at_hand_changed.emit()

    @Slot(Span)
    def _on_sentence_changed(self, span: Span) -> None:
        if not self._moving:
            self.take(self.hand.standing_at(span), follow=False)

    @Slot(str)
    def _on_mark_activated(self, key: str) -> None:
        span, sentence = self.hand.span_of(key), self.reader.sentence()
        self.take(key, follow=not (span and sentence and sentence.overlaps(span)))

    @Slot(str)
    def _on_mark_taken(self, key: str) -> None:
        self.take(key)
        self.focus_reader()

    @Slot(str)
    def _on_actor_chosen(self, key: str) -> None:
        """Go to the next place where the actor is named."""
        if place := self._ways.mention(self.inspector.overview.named(key)):
            self.reader.move_to(place)

    @Slot(str)
    def _on_type_wanted(self, key: str) -> None:
        named = self.inspector.overview.named(key)
        if named and self._session.writable:
            question = self._asking.actor_type(named.person.name, named.person.type)
            self.picker.ask(question, self.inspector.overview.actors_chip)

    @Slot(str)
    def _on_asked(self, name: str) -> None:
        self.perform(name)
        if not self.picker.isVisible():
            self.focus_reader()

    @Slot(str)
    def _on_type_chosen(self, code: str) -> None:
        self.perform(TAG + code)
        self.focus_reader()

    @Slot(str, str)
    def _on_removed(self, field: str, key: str) -> None:
        self.acts.remove_entry(field, key)
        self.focus_reader()

    # What is shown

    @property
    def _coder(self) -> CoderId:
        return self._session.project.coder.id

    def _is_here(self, key: str | None) -> bool:
        return self.hand.span_of(key) is not None

    def _move_to(self, span: Span) -> None:
        self._moving = True
        self.reader.clear_selection()
        self.reader.move_to(span)
        self._moving = False

    def _show_marks(self, *, actors: bool, renamed: bool = False) -> None:
        if self._marks is None:
            return
        if actors:
            self._renamed = self._renamed or renamed
            if len(self.reader.page.actors) > SHOWN_AT_ONCE:
                self._actors_later.start()  # the new mark is painted first
            else:
                self._show_actors()
        self.reader.set_marks(self._marks.all())
        self.inspector.overview.show_marks()

    @Slot()
    def _show_actors(self) -> None:
        renamed, self._renamed = self._renamed, False
        if self._marks is not None:
            self.reader.set_actors(self._marks.actors.all(renamed=renamed))
            self.inspector.overview.show_actors()

    def _show_hand(self) -> None:
        if self.reader.scene.current != self.hand.key:
            self.reader.set_current(self.hand.key)
        self.inspector.refresh()
        self.at_hand_changed.emit()

    def _tell_counts(self) -> None:
        sheet, roll = self.hand.sheet, self.hand.roll
        if sheet and roll:
            self.counts_changed.emit(len(sheet.statements), roll.count(), len(sheet.suggestions))
