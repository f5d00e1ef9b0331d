"""Look whether a project holds together: file, texts, quotations, ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.operations.projects import place
from annotator.store import checking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.store.checking import Finding


def check(path: Path) -> Iterator[Finding]:
    """Tell everything that does not hold in the project at ``path``; nothing is written.

    Raises:
        NoProjectError, NotAProjectError, NewerProjectError, DamagedProjectError: it cannot
            be looked into.
    """
    return checking.check(place(path))
