"""Searches that are kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.ids import SavedSearchId
from annotator.domain.saved_search import SavedSearch
from annotator.store.shelves import SAVED_SEARCH

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.store.ledger import Step


class SavedSearches:
    """Read the searches; write them through a step."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[SavedSearch]:
        """Return every search by name."""
        rows = self._db.execute(
            'SELECT id, name, query, "order", made_at FROM saved_search ORDER BY name, id'
        )
        return [SavedSearch(SavedSearchId(row[0]), *row[1:]) for row in rows]

    def put(self, step: Step, *searches: SavedSearch) -> None:
        """Keep ``searches``, each replacing the one that bears its id."""
        step.put(
            "saved_search",
            *({name: getattr(one, name) for name in SAVED_SEARCH.columns} for one in searches),
        )

    def drop(self, step: Step, *searches: SavedSearchId) -> None:
        """Forget ``searches``."""
        step.drop("saved_search", *searches)
