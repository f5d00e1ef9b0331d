"""The project's codebook in all its versions."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from annotator.domain.codebook import Code, Codebook
from annotator.support.clock import now

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.store.ledger import Step


class Codebooks:
    """Read the codebook; write a new version through a step."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._read: tuple[int, Codebook] | None = None

    def current(self) -> Codebook:
        """Return the version in use, which is the newest."""
        version = self._db.execute("SELECT max(version) FROM codebook").fetchone()[0]
        if self._read is None or self._read[0] != version:
            self._read = (version, self.version(version))
        return self._read[1]

    def version(self, version: int) -> Codebook:
        """Return the codebook as it was in ``version``, which must be there."""
        row = self._db.execute(
            "SELECT name, precedence, codes FROM codebook WHERE version = ?", [version]
        ).fetchone()
        return Codebook(
            codes=tuple(Code(**code) for code in json.loads(row[2])),
            name=row[0],
            version=version,
            precedence=row[1],
        )

    def put(self, step: Step, codebook: Codebook) -> None:
        """Add ``codebook`` under its version."""
        step.put(
            "codebook",
            {
                "id": str(codebook.version),
                "version": codebook.version,
                "name": codebook.name,
                "precedence": codebook.precedence,
                "codes": json.dumps([asdict(c) for c in codebook.codes], ensure_ascii=False),
                "made_at": now(),
            },
        )
