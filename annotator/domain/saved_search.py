"""A search under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.domain.ids import SavedSearchId
    from annotator.domain.query import Order


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """What was typed, to be asked again; everybody in the project has it."""

    id: SavedSearchId
    name: str
    query: str
    order: Order = "added"
    made_at: str = ""
