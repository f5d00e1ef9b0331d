"""The lower part of the inspector: what is in this article, and who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.annotate.lists import Row, RowList, Rows
from annotator.gui.annotate.marks_of import statement_line, suggestion_line
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.ids import ArticleId
    from annotator.gui.annotate.hand import Hand
    from annotator.gui.theme import Theme
    from annotator.operations.choosing import Named

WORDS = 90  # characters of a statement's words


class Overview(QWidget):
    """Two lists, one of them seen: statements with suggestions, and actors.

    Signals:
        mark_chosen: the key of the statement or suggestion that was clicked or come to.
        mark_taken: the same, when the researcher wants to go on with it in the text.
        actor_chosen: the key of the actor who was clicked; the next mention is wanted.
        type_wanted: the key of an actor whose type is to be said.
        left: the researcher wants back to the text.
    """

    mark_chosen = Signal(str)
    mark_taken = Signal(str)
    actor_chosen = Signal(str)
    type_wanted = Signal(str)
    left = Signal()

    def __init__(self, hand: Hand, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand = hand
        self._named: dict[str, Named] = {}
        self._listed: ArticleId | None = None  # the article whose marks are listed
        self._stale = True
        heading = QLabel(tr("In this article").upper(), self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("look", "heading")
        self.statements_chip = _chip(tr("Statements"), self)
        self.actors_chip = _chip(tr("Actors"), self)
        self.type_button = QPushButton(tr("Change the type of the chosen actor… (Enter)"), self)
        self.type_button.setProperty("look", "link")
        self.type_button.setAccessibleName(tr("Change the type of the actor"))
        self.type_button.clicked.connect(self._on_type)
        self.statement_rows = Rows(self._statement_row, self)
        self.actor_rows = Rows(self._actor_row, self)
        self.statements = RowList(self.statement_rows, look, self)
        self.statements.setAccessibleName(tr("Statements and suggestions in this article"))
        self.actors = RowList(self.actor_rows, look, self)
        self.actors.setAccessibleName(tr("Actors in this article"))
        self.lists = QStackedWidget(self)
        self.lists.addWidget(self.statements)
        self.lists.addWidget(self.actors)
        self._arrange(heading)
        self._connect()

    def set_theme(self, look: Theme) -> None:
        """Take the colours of ``look``."""
        self.statements.set_theme(look)
        self.actors.set_theme(look)

    def named(self, key: str) -> Named | None:
        """The actor with ``key``, as far as the list shows actors."""
        return self._named.get(key)

    def actor_key(self, name: str) -> str | None:
        """The key of the actor who is called ``name`` here."""
        self._read_actors()
        found = (k for k, one in self._named.items() if one.person.name == name)
        return next(found, None)

    def show_marks(self) -> None:
        """List the statements and suggestions that there are now."""
        sheet = self._hand.sheet
        self.statement_rows.show([place[-1] for place in sheet.places] if sheet else [])
        listed = sheet.article.id if sheet else None
        if listed != self._listed:  # another article is read from its beginning
            self._listed = listed
            self.statements.scrollToTop()
            self.actors.scrollToTop()

    def show_actors(self) -> None:
        """List the actors who are named now, as soon as somebody looks."""
        self._stale = True
        if self.lists.currentWidget() is self.actors:
            self._read_actors()

    def show_current(self, key: str | None) -> None:
        """Say which statement or suggestion is at hand."""
        self.statements.show_current(key)

    def show_actor(self, name: str) -> None:
        """Show the actors, with the one who is called ``name``."""
        self.actors_chip.setChecked(True)
        self.actors.show_current(self.actor_key(name))

    def _arrange(self, heading: QLabel) -> None:
        self.type_button.hide()
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 12, 4)
        head.setSpacing(4)
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.statements_chip)
        head.addWidget(self.actors_chip)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self.lists, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 0)
        foot.addWidget(self.type_button)
        foot.addStretch(1)
        rows.addLayout(foot)
        self.setMinimumHeight(120)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        group.addButton(self.statements_chip, 0)
        group.addButton(self.actors_chip, 1)
        group.idToggled.connect(self._on_turned)
        self.statements_chip.setChecked(True)
        self.statements.chosen.connect(self.mark_chosen)
        self.statements.taken.connect(self.mark_taken)
        self.actors.chosen.connect(self.actor_chosen)
        self.actors.taken.connect(self.type_wanted)
        # Keys decide on what was clicked. Actors keep them: Enter asks for the actor's type.
        self.statements.clicked.connect(self.left)
        for view in (self.statements, self.actors):
            view.left.connect(self.left)

    def _read_actors(self) -> None:
        if not self._stale:
            return
        self._stale = False
        roll = self._hand.roll
        self._named = {one.person.key: one for one in roll.named()} if roll else {}
        self.actor_rows.show(list(self._named))

    def _statement_row(self, key: str) -> Row:
        sheet = self._hand.sheet
        codebook = self._hand.session.codebook
        if sheet and (statement := sheet.statement(key)):
            label = codebook.label("statement_type", statement.type)
            who = statement_line(sheet, statement) or label
            words = statement.span.quote(sheet.text)[:WORDS]
            number = str(sheet.number(statement))
            return Row(key, who, words, number, statement.type)
        if sheet and (suggestion := sheet.suggestion(key)):
            label = codebook.label("statement_type", suggestion.proposal.type)
            who = suggestion_line(suggestion)
            kind = tr("{type}?", type=label)
            detail = tr("suggested · Enter accepts, X rejects")
            return Row(
                key,
                f"{kind} {who}".rstrip(),
                detail,
                code=suggestion.proposal.type,
                decided=False,
            )
        return Row(key, "", "")

    def _actor_row(self, key: str) -> Row:
        named = self._named.get(key)
        if named is None:
            return Row(key, "", "")
        label = self._hand.session.codebook.label("actor_type", named.person.type)
        known = "" if named.person.actor else tr("not in the registry yet")
        count = str(len(named.places)) if named.places else tr("implied")
        return Row(key, named.person.name, " · ".join(filter(None, (label, known))), count)

    @Slot(int, bool)
    def _on_turned(self, at: int, seen: bool) -> None:  # noqa: FBT001 - Qt hands it over so
        if not seen:
            return
        self.lists.setCurrentIndex(at)
        self.setFocusProxy(self.actors if at else self.statements)
        self.type_button.setVisible(at == 1 and self._hand.session.writable)
        if at == 1:
            self._read_actors()

    @Slot()
    def _on_type(self) -> None:
        index = self.actors.currentIndex()
        if index.isValid():
            self.type_wanted.emit(self.actor_rows.key(index.row()))


def _chip(words: str, parent: QWidget) -> QPushButton:
    chip = QPushButton(words, parent)
    chip.setProperty("look", "chip")
    chip.setCheckable(True)
    chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    chip.setMinimumHeight(26)  # a corner rounder than half the height is drawn square
    chip.setAccessibleName(words)
    return chip
