"""Dates as newspapers write them, in English, French, Spanish and Khmer.

Only what is written out is found: no "last Friday", no bare year, and nothing where
day and month could be exchanged ("04/05/2025").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from annotator.domain.dates import FuzzyDate
from annotator.domain.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_YEAR = 1900

_MONTHS = (
    "january jan janvier janv enero ene \u1798\u1780\u179a\u17b6",
    "february feb f\u00e9vrier f\u00e9vr fevrier febrero \u1780\u17bb\u1798\u17d2\u1797\u17c8"
    " \u1780\u17bb\u1798\u17d2\u1797\u17c7 \u1780\u17bb\u1798\u17d2\u1797",
    "march mar mars marzo \u1798\u17b8\u1793\u17b6",
    "april apr avril avr abril abr \u1798\u17c1\u179f\u17b6",
    "may mai mayo \u17a7\u179f\u1797\u17b6",
    "june jun juin junio \u1798\u17b7\u1790\u17bb\u1793\u17b6",
    "july jul juillet juil julio \u1780\u1780\u17d2\u1780\u178a\u17b6",
    "august aug ao\u00fbt aout agosto \u179f\u17b8\u17a0\u17b6",
    "september sept sep septembre septiembre setiembre \u1780\u1789\u17d2\u1789\u17b6",
    "october oct octobre octubre \u178f\u17bb\u179b\u17b6",
    "november nov novembre noviembre \u179c\u17b7\u1785\u17d2\u1786\u17b7\u1780\u17b6",
    "december dec d\u00e9cembre d\u00e9c decembre diciembre dic \u1792\u17d2\u1793\u17bc",
)
_MONTH_OF = {name: at for at, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_MONTH = rf"(?P<month>(?:{_NAMES}))(?!\w)\.?"
_DAY = r"(?P<day>\d{1,2})(?!\d)"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_KHMER_DAY = r"(?:\u1790\u17d2\u1784\u17c3\u1791\u17b8\s*)?"
_SHAPES = (
    rf"(?<!\w){_MONTH}\s*{_DAY}(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_YEAR}",
    rf"(?<![\w./-]){_KHMER_DAY}{_DAY}(?:st|nd|rd|th|er|\u00ba|o)?"
    rf"(?:\s+of|\s+de)?\s*(?:\u1781\u17c2)?\s*{_MONTH}(?:\s*,\s*|\s+del?\s+|\s*)"
    rf"(?:\u1786\u17d2\u1793\u17b6\u17c6)?\s*{_YEAR}",
    rf"(?<![\w./-]){_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep){_DAY}(?![\w/-])",
    rf"(?<![\w./-])(?P<one>\d{{1,2}})(?P<sep>[-/.])(?P<two>\d{{1,2}})(?P=sep){_YEAR}(?![\w/-])",
    rf"(?<!\w)(?:\u1781\u17c2)?{_MONTH}(?:\s*,\s*|\s+de\s+|\s+|\s*\u1786\u17d2\u1793\u17b6\u17c6)"
    rf"\s*{_YEAR}",
)
_FULL = tuple(re.compile(shape, re.IGNORECASE) for shape in _SHAPES)
_DAY_AND_MONTH = (
    re.compile(rf"(?<!\w){_MONTH}\s*{_DAY}(?:st|nd|rd|th)?", re.IGNORECASE),
    re.compile(rf"(?<![\w./-]){_DAY}(?:st|nd|rd|th|er)?\s+(?:de\s+)?{_MONTH}", re.IGNORECASE),
)
_YEAR_ALONE = re.compile(r"(?<![\w.,/-])(?:19|20)\d{2}(?![\w/-]|[.,]\d)")
_BESIDE_DATES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b\.?"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi\u00e9rcoles|jueves|viernes"
    r"|s\u00e1bado|domingo|\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b|\b[ap]\.?m\b\.?|\b(?:gmt|utc|ict|est)\b"
    r"|\b(?:at|on|le|el|\u00e0|a las)\b|[\s,|\u00b7\u2022()+:-]|\u1790\u17d2\u1784\u17c3\S*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where the text writes it."""

    span: Span
    date: FuzzyDate


def dates_in(text: str, start: int = 0, end: int | None = None) -> list[FoundDate]:
    """Return the dates written between ``start`` and ``end``, in reading order.

    Each has at least month and year, lies between 1900 and the end of next year, and
    overlaps no other. Years of other calendars (2568) are refused.
    """
    stop = len(text) if end is None else end
    found: list[FoundDate] = []
    taken: list[Span] = []
    for shape in _FULL:
        for match in shape.finditer(text, start, stop):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if known := _read(match):
                found.append(FoundDate(span, known))
    return sorted(found, key=lambda one: one.span)


def day_and_month(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first (month, day) written between ``start`` and ``end``, year or not."""
    for shape in _DAY_AND_MONTH:
        if match := shape.search(text, start, end):
            return _MONTH_OF[match["month"].casefold()], int(match["day"])
    return None


def years_in(text: str) -> set[int]:
    """Return the years from 1900 to next year that stand in the text, alone or in dates."""
    years = {int(match.group()) for match in _YEAR_ALONE.finditer(text)}
    return {year for year in years if _possible(year)}


def is_date_line(line: str) -> bool:
    """Whether a line holds a full date and, beside it, only weekday and time."""
    if len(line) > 80:
        return False
    dates = dates_in(line)
    if not dates:
        return False
    rest = line
    for one in reversed(dates):
        rest = rest[: one.span.start] + " " + rest[one.span.end :]
    return not _BESIDE_DATES.sub("", rest)


def fuzzy(year: int, month: int, day: int | None = None) -> FuzzyDate | None:
    """Return the date, or None when there is no such day or the year is not of our time."""
    if not _possible(year) or not 1 <= month <= 12:
        return None
    if day is None:
        return FuzzyDate(f"{year:04}-{month:02}")
    try:
        return FuzzyDate(date(year, month, day).isoformat())
    except ValueError:
        return None


def _possible(year: int) -> bool:
    return FIRST_YEAR <= year <= datetime.now(UTC).year + 1


def _read(match: re.Match[str]) -> FuzzyDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if "one" in parts:
        return _unambiguous(year, int(parts["one"]), int(parts["two"]))
    name = parts["month"].casefold()
    month = _MONTH_OF[name] if name in _MONTH_OF else int(name)
    return fuzzy(year, month, int(parts["day"]) if parts.get("day") else None)


def _unambiguous(year: int, one: int, two: int) -> FuzzyDate | None:
    readings: Iterator[FuzzyDate | None] = iter((fuzzy(year, two, one), fuzzy(year, one, two)))
    possible = {reading for reading in readings if reading}
    return possible.pop() if len(possible) == 1 else None
