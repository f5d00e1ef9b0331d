"""Narrow the list by one press: state, outlet, month, language, open suggestions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.domain.article import STATES
from annotator.domain.query import ArticleQuery
from annotator.gui.queue.facets import FACETS, FacetChip
from annotator.gui.queue.flow import FlowLayout
from annotator.gui.words import said_state
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.article import State
    from annotator.gui.session import Session


class Chips(QWidget):
    """What the list is narrowed by.

    Signals:
        changed: another query is asked for.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Narrow the list"))
        self._session = session
        self._states: dict[State, QPushButton] = {}
        for state in STATES:
            chip = QPushButton(self)
            chip.setObjectName(f"state.{state}")
            chip.setCheckable(True)
            chip.clicked.connect(self._on_state_clicked)
            self._states[state] = chip
        self._facets = {facet: FacetChip(session, facet, self) for facet in FACETS}
        self._suggestions = QPushButton(tr("Suggestions"), self)
        self._suggestions.setObjectName("has.suggestions")
        self._suggestions.setAccessibleName(tr("Articles with suggestions to decide"))
        self._suggestions.setToolTip(tr("Articles with suggestions to decide"))
        self._suggestions.setCheckable(True)
        self._suggestions.clicked.connect(self.changed)
        flow = FlowLayout(self)
        flow.setContentsMargins(0, 0, 0, 0)
        for chip in (*self._states.values(), *self._facets.values(), self._suggestions):
            chip.setProperty("look", "chip")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the text
            flow.addWidget(chip)
        for facet in self._facets.values():
            facet.chosen.connect(self.changed)
        self.count_again()

    @property
    def query(self) -> ArticleQuery:
        """What the chips ask for."""
        pressed = (state for state, chip in self._states.items() if chip.isChecked())
        return ArticleQuery(
            state=next(pressed, None),
            outlet=self._facets["outlet"].value,
            month=self._facets["month"].value,
            language=self._facets["language"].value,
            suggestions=self._suggestions.isChecked(),
        )

    def count_again(self) -> None:
        """Show how many articles are in each state now."""
        project = self._session.project
        for state, count in project.articles.states(project.coder.id).items():
            chip, name = self._states[state], said_state(state)
            chip.setText(tr("{state} {count}", state=name, count=count))
            chip.setAccessibleName(tr("{state}: {count} articles", state=name, count=count))
            # Flags are rare: their chip comes with the first.
            chip.setVisible(state != "flagged" or count > 0 or chip.isChecked())

    def let_go(self) -> None:
        """Ask for every article."""
        for chip in (*self._states.values(), self._suggestions):
            chip.setChecked(False)
        for facet in self._facets.values():
            facet.choose(None)
        self.changed.emit()

    @Slot()
    def _on_state_clicked(self) -> None:
        for chip in self._states.values():
            if chip is not self.sender():
                chip.setChecked(False)
        self.changed.emit()


def joined(typed: ArticleQuery, pressed: ArticleQuery) -> ArticleQuery:
    """Return both conditions in one; what was typed wins where they differ."""
    return replace(
        typed,
        state=typed.state or pressed.state,
        outlet=pressed.outlet if typed.outlet is None else typed.outlet,
        language=pressed.language if typed.language is None else typed.language,
        month=pressed.month if typed.month is None else typed.month,
        suggestions=typed.suggestions or pressed.suggestions,
    )
