"""Who codes in this project, and how far each is with each article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.coder import Assignment, Coder
from annotator.domain.ids import CoderId
from annotator.store.shelves import ASSIGNMENT, CODER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from annotator.domain.article import State
    from annotator.domain.ids import ArticleId
    from annotator.store.ledger import Step


class Coders:
    """Read coders; each is written down with their first act."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Coder]:
        """Return every coder in the order in which they came."""
        rows = self._db.execute("SELECT id, name, colour FROM coder ORDER BY rowid")
        return [Coder(CoderId(row[0]), row[1], row[2]) for row in rows]

    def get(self, coder: CoderId) -> Coder | None:
        """Return the coder, or None."""
        return next((known for known in self.all() if known.id == coder), None)

    def name(self, coder: CoderId) -> str:
        """What the coder is called here; the id itself when nobody bears it."""
        known = self.get(coder)
        return known.name if known else coder

    def enter(self, step: Step, coder: Coder) -> None:
        """Write ``coder`` down with the first act they do, or when their name has changed.

        To undo that act takes nobody off the list: the act itself stays in the ledger.
        """
        known = CODER.read(self._db, [coder.id]).get(coder.id)
        if known is None:
            new = {"id": coder.id, "name": coder.name, "colour": coder.colour, "public_key": ""}
            step.put("coder", new)
        elif known["name"] != coder.name:
            step.put("coder", known | {"name": coder.name})


class Assignments:
    """Read how far coders are; write it through a step."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def state(self, article: ArticleId, coder: CoderId) -> State:
        """How far ``coder`` is with ``article``."""
        row = self._db.execute(
            "SELECT state FROM assignment WHERE article = ? AND coder = ?", [article, coder]
        ).fetchone()
        return row[0] if row else "todo"

    def put(self, step: Step, *assignments: Assignment) -> None:
        """Write down how far coders are."""
        step.put(
            "assignment",
            *(
                {column: getattr(one, column) for column in ASSIGNMENT.columns}
                for one in assignments
            ),
        )

    def there(self, assignments: Iterable[Assignment]) -> set[str]:
        """Return the ids of those of ``assignments`` that are written down already."""
        return set(ASSIGNMENT.read(self._db, [one.id for one in assignments]))
