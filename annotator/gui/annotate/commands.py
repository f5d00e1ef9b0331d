"""What each command of the table does in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.gui.actions import TAG
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.gui.annotate.asking import Asking
    from annotator.gui.annotate.picker import Question
    from annotator.gui.annotate.ways import Ways
    from annotator.gui.annotate.workspace import AnnotateWorkspace
    from annotator.gui.messages import MessageBar


class Commands:
    """Carries out commands by name; see ``annotator.gui.actions`` for their keys and needs."""

    def __init__(
        self, workspace: AnnotateWorkspace, asking: Asking, ways: Ways, messages: MessageBar
    ) -> None:
        self._workspace = workspace
        self._messages = messages
        self._asking = asking
        self._ways = ways
        self._table = {**self._moves(), **self._tags(), **self._views()}

    def perform(self, name: str) -> None:
        """Carry out the command ``name``, which must be known."""
        if name.startswith(TAG) and name not in self._table:
            self._tag(name.removeprefix(TAG))
        else:
            self._table[name]()

    def knows(self, name: str) -> bool:
        """Whether there is a command ``name`` here."""
        return name in self._table or name.startswith(TAG)

    def _moves(self) -> dict[str, Callable[[], object]]:
        reader, ways = self._workspace.reader, self._ways
        return {
            "sentence.next": reader.next_sentence,
            "sentence.previous": reader.previous_sentence,
            "span.grow_end": reader.grow_end,
            "span.shrink_end": reader.shrink_end,
            "span.grow_start": reader.grow_start,
            "span.shrink_start": reader.shrink_start,
            "suggestion.next": lambda: self._go(ways.suggestion(1)),
            "suggestion.previous": lambda: self._go(ways.suggestion(-1)),
            "statement.next": lambda: self._go(ways.statement(1)),
            "statement.previous": lambda: self._go(ways.statement(-1)),
            "statement.cycle_overlap": lambda: self._go(ways.overlap(), follow=False),
        }

    def _tags(self) -> dict[str, Callable[[], object]]:
        acts, asking = self._workspace.acts, self._asking
        return {
            "suggestion.accept": acts.accept,
            "suggestion.reject": acts.reject,
            "statement.use_span": self._use_span,
            "statement.remove": acts.remove,
            "tag.more": self._ask_type,
            "field.speaker": lambda: self._ask(asking.party("speaker"), "speaker"),
            "field.target": lambda: self._ask(asking.party("target"), "target"),
            "field.issue": lambda: self._ask(asking.issues(), "issue"),
            "field.form": lambda: self._ask(asking.forms(), "form"),
            "field.link": lambda: self._ask(asking.links(), "link"),
            "field.note": self._write_note,
            "article.done": self._finish,
            "article.flag": acts.flag,
        }

    def _views(self) -> dict[str, Callable[[], object]]:
        reader, find_bar = self._workspace.reader, self._workspace.find_bar
        return {
            "edit.copy": reader.copy,
            "find.open": find_bar.open,
            "find.next": find_bar.next,
            "find.previous": find_bar.previous,
            "view.zoom_in": reader.zoom_in,
            "view.zoom_out": reader.zoom_out,
            "view.zoom_reset": reader.zoom_reset,
            "pane.reader": self._back,
        }

    def _tag(self, code: str) -> None:
        self._workspace.acts.tag(self._workspace.reader.proposed_span(), code)

    def _ask(self, question: Question | None, field: str) -> None:
        workspace = self._workspace
        if question is not None and workspace.hand.session.writable:
            workspace.picker.ask(question, workspace.inspector.boxes[field])

    def _ask_type(self) -> None:
        workspace, hand = self._workspace, self._workspace.hand
        if hand.sheet and hand.session.writable:
            usage = hand.project.statements.usage(hand.project.coder.id)
            workspace.picker.ask(self._asking.types(usage, self._tag), workspace.inspector.chips)

    def _use_span(self) -> None:
        """Only words that were selected: a sentence under the cursor is no intention."""
        if selection := self._workspace.reader.selection():
            self._workspace.acts.use_span(selection)
        elif self._workspace.hand.statement:
            self._messages.tell(tr("Select the words first, then press the key again."))

    def _write_note(self) -> None:
        hand, note = self._workspace.hand, self._workspace.inspector.note
        if hand.statement and hand.session.writable:
            note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            note.selectAll()

    def _finish(self) -> None:
        self._workspace.inspector.flush()
        if self._workspace.acts.set_state("done"):
            self._workspace.finished_article.emit()

    def _back(self) -> None:
        workspace = self._workspace
        workspace.picker.close_quietly()
        if workspace.find_bar.isVisible():  # the key is the window's, so the bar never sees it
            workspace.find_bar.close_bar()
        if workspace.reader.hasFocus():
            workspace.reader.clear_selection()
        workspace.focus_reader()

    def _go(self, key: str | None, *, follow: bool = True) -> None:
        if key is not None:
            self._workspace.take(key, follow=follow)
