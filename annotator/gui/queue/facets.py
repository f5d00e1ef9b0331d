"""A chip that narrows the list to one outlet, month or language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from annotator.gui.words import said_date, said_language
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from annotator.gui.session import Session

Facet = Literal["outlet", "month", "language"]
FACETS: tuple[Facet, ...] = get_args(Facet)
SHOWN_AT_MOST = 40  # values in one menu; what is beyond can be typed in the filter
LONGEST = 18  # characters of a value on its chip

_NAMES: dict[Facet, str] = {
    "outlet": N_("Outlet"),
    "month": N_("Date"),
    "language": N_("Language"),
}
_UNKNOWN: dict[Facet, str] = {
    "outlet": N_("Unknown outlet"),
    "month": N_("No date"),
    "language": N_("Unknown language"),
}


class FacetChip(QPushButton):
    """Offers the values that the articles have, with their counts.

    Signals:
        chosen: another value, or None for all; see ``value``.
    """

    chosen = Signal()

    def __init__(self, session: Session, facet: Facet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facet = facet
        self.value: str | None = None
        self._session = session
        self.setObjectName(f"facet.{facet}")
        self.setCheckable(True)
        self._values = QMenu(self)
        self._values.aboutToShow.connect(self._on_about_to_show)
        self._values.triggered.connect(self._on_triggered)
        self.clicked.connect(self._on_clicked)
        self._say()

    def choose(self, value: str | None) -> None:
        """Narrow to ``value``; None lets go."""
        if value != self.value:
            self.value = value
            self._say()
            self.chosen.emit()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt calls it so
        """Stay as it is when pressed: only a chosen value checks it."""

    @Slot()
    def _on_clicked(self) -> None:
        self._values.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _on_about_to_show(self) -> None:
        """Ask for the values when the menu opens, so that they are always those of now."""
        menu = self._values
        menu.clear()
        group = QActionGroup(menu)
        self._offer(group, tr("All"), None)
        menu.addSeparator()
        values = self._session.project.articles.values(self.facet)
        if self.facet == "month":
            values.reverse()
        for value, count in values[:SHOWN_AT_MOST]:
            said = said_value(self.facet, value)
            words = tr("{value} ({count})", value=said, count=count)
            self._offer(group, words.replace("&", "&&"), value)
        beyond = len(values) - SHOWN_AT_MOST
        if beyond > 0:
            more = menu.addAction(tr("{count} more: type them in the filter", count=beyond))
            more.setEnabled(False)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.choose(action.data())

    def _offer(self, group: QActionGroup, words: str, value: str | None) -> None:
        action = self._values.addAction(words)
        action.setCheckable(True)
        action.setChecked(value == self.value)
        action.setData(value)
        group.addAction(action)

    def _say(self) -> None:
        name = tr(_NAMES[self.facet])
        said = name if self.value is None else said_value(self.facet, self.value)
        short = said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
        self.setText(tr("{facet} ▾", facet=short).replace("&", "&&"))
        told = name if self.value is None else tr("{facet}: {value}", facet=name, value=said)
        self.setAccessibleName(told)
        self.setChecked(self.value is not None)


def said_value(facet: Facet, value: str) -> str:
    """Return how people call a value of ``facet``."""
    if not value:
        return tr(_UNKNOWN[facet])
    if facet == "month":
        return said_date(value)
    return said_language(value) if facet == "language" else value
