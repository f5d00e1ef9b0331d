"""Which records a step touched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The records that one step wrote, as (kind, id), and the step's label."""

    records: frozenset[tuple[str, str]]
    label: str = ""

    def has(self, *kinds: str) -> bool:
        """Whether a record of one of ``kinds`` was touched."""
        return any(kind in kinds for kind, _ in self.records)

    def of(self, kind: str) -> frozenset[str]:
        """The ids of the touched records of ``kind``."""
        return frozenset(record for kept, record in self.records if kept == kind)
