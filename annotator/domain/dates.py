"""A date as far as it is known: day, month, year, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date written ``2025``, ``2025-03`` or ``2025-03-14``; the shape is the precision."""

    iso: str

    def __post_init__(self) -> None:
        found = _SHAPE.fullmatch(self.iso)
        if not found:
            raise ValueError(self.iso)
        year, month, day = found.groups(default="01")
        date(int(year), int(month), int(day))  # ValueError says what is wrong with it

    @property
    def precision(self) -> Precision:
        """How far the date is known."""
        return {4: "year", 7: "month", 10: "day"}[len(self.iso)]  # type: ignore[return-value]


def read_date(iso: str | None) -> FuzzyDate | None:
    """Return the date that ``iso`` writes, or None for nothing; ValueError otherwise."""
    return FuzzyDate(iso) if iso else None
