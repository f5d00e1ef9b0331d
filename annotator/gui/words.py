"""How dates, times, languages and states are said in the windows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from annotator.domain.article import State

_SHORT = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_LONG = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_STATES: dict[State, str] = {
    "todo": N_("To do"),
    "in_progress": N_("In progress"),
    "done": N_("Done"),
    "flagged": N_("Flagged"),
}


def said_date(iso: str, *, long: bool = False) -> str:
    """Return ``2025-03-14`` as "14 Mar 2025", as far as the date is known."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return year
    name = tr((_LONG if long else _SHORT)[int(month) - 1])
    if not day:
        return tr("{month} {year}", month=name, year=year)
    return tr("{day} {month} {year}", day=int(day), month=name, year=year)


def said_time(utc: str) -> str:
    """Return the moment ``utc`` (ISO 8601) as this desk's clock shows it, "14:02:11"."""
    return datetime.fromisoformat(utc).astimezone().strftime("%H:%M:%S")


def said_state(state: State) -> str:
    """Return what the coder calls ``state``."""
    return tr(_STATES[state])


def said_language(code: str) -> str:
    """Return the language's name; the code itself where Qt knows none."""
    language = QLocale.codeToLanguage(code)
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return code
    return tr(QLocale.languageToString(language))
