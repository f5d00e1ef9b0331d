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

# One line a month: English, French and Spanish names with their short forms, then Khmer.
_MONTHS = """
january jan janvier janv enero ene មករា
february feb f\u00e9vrier f\u00e9vr fevrier febrero កុម្ភៈ កុម្ភះ
march mar mars marzo មីនា
april apr avril avr abril abr មេសា
may mai mayo ឧសភា
june jun juin junio មិថុនា
july jul juillet juil julio កក្កដា
august aug ao\u00fbt aout agosto សីហា
september sept sep septembre septiembre setiembre កញ្ញា
october oct octobre octubre តុលា
november nov novembre noviembre វិច្ឆិកា
december dec d\u00e9cembre d\u00e9c decembre diciembre dic ធ្នូ
"""
_MONTH_OF = {
    name: at for at, names in enumerate(_MONTHS.split("\n")) if names for name in names.split()
}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES})(?![^\W\u1780-\u17ff])\.?"
_DAY = r"(?P<day>\d{1,2})(?!\d)"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_NTH = r"(?:st|nd|rd|th|er|\u00ba|o)?"
# Khmer writes "day 18 month February year 2025".
_KHMER_DAY = r"(?:(?:ថ្ងៃ)?ទី\s*)?"
_KHMER_MONTH = r"(?:ខែ\s*)?"
_KHMER_YEAR = r"(?:ឆ្នាំ\s*)?"
_TO_MONTH = rf"(?:\s+of|\s+de)?\s*{_KHMER_MONTH}"
_TO_YEAR = rf"(?:\s*,\s*|\s+del?\s+|\s*){_KHMER_YEAR}"
_ALONE = r"(?<![\w./-])"
_NO_MORE = r"(?![\w/-]|\.\d)"
_FULL = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?<!\w){_MONTH}\s*{_DAY}{_NTH}(?:\s*,\s*|\s+){_YEAR}",
        rf"{_ALONE}{_KHMER_DAY}{_DAY}{_NTH}{_TO_MONTH}{_MONTH}{_TO_YEAR}{_YEAR}",
        rf"{_ALONE}{_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep){_DAY}{_NO_MORE}",
        rf"{_ALONE}(?P<one>\d{{1,2}})(?P<sep>[-/.])(?P<two>\d{{1,2}})(?P=sep){_YEAR}{_NO_MORE}",
        rf"(?<!\w){_KHMER_MONTH}{_MONTH}{_TO_YEAR}{_YEAR}",
    )
)
_DAY_AND_MONTH = (
    re.compile(rf"(?<!\w){_MONTH}\s*{_DAY}(?:st|nd|rd|th)?", re.IGNORECASE),
    re.compile(rf"(?<![\w./-]){_DAY}(?:st|nd|rd|th|er)?\s+(?:de\s+)?{_MONTH}", re.IGNORECASE),
)
_DIGIT = re.compile(r"\d")  # every date has some: most lines have none
_SOME_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d{2}(?!\w|[.,]\d)")
_WEEKDAYS = re.compile(
    r"(?<!\w)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi\u00e9rcoles|jueves|viernes"
    r"|s\u00e1bado|domingo|\d{1,2}[:.h]\d{2}(?::\d{2})?|[ap]\.?m\.?|gmt|utc|ict|est|at|on)(?!\w)"
    r"|ថ្ងៃ\S*",
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
    if not _DIGIT.search(text, start, stop):
        return found
    taken = bytearray(max(0, stop - start))
    for shape in _FULL:
        for match in shape.finditer(text, start, stop):
            first, last = match.start() - start, match.end() - start
            if any(taken[first:last]):
                continue
            taken[first:last] = b"\x01" * (last - first)
            if known := _read(match):
                found.append(FoundDate(Span(*match.span()), known))
    return sorted(found, key=lambda one: one.span)


def day_and_month(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first (month, day) written between ``start`` and ``end``, year or not."""
    for shape in _DAY_AND_MONTH:
        if match := shape.search(text, start, end):
            return _MONTH_OF[match["month"].casefold()], int(match["day"])
    return None


def years_in(text: str) -> set[int]:
    """Return the years from 1900 to next year that the text names, in dates or not."""
    years = {int(match.group()) for match in _SOME_YEAR.finditer(text)}
    return {year for year in years if _possible(year)}


def beside_date(line: str) -> str | None:
    """Return ``line`` with a bar for every date, weekday and time; None without a date.

    Only dates to the day count.
    """
    dates = [one for one in dates_in(line) if one.date.precision == "day"]
    if not dates:
        return None
    rest = line
    for one in reversed(dates):
        rest = rest[: one.span.start] + "|" + rest[one.span.end :]
    return _WEEKDAYS.sub("|", rest)


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
