"""Draw articles by chance, so that everybody who draws with the same seed gets the same."""

from __future__ import annotations

from hashlib import sha256
from heapq import nsmallest
from typing import TYPE_CHECKING

from annotator.domain.query import read_query

if TYPE_CHECKING:
    from annotator.domain.ids import ArticleId
    from annotator.store.project import Project


def draw(project: Project, typed: str, count: int, seed: int) -> list[ArticleId]:
    """Return ``count`` of the articles that ``typed`` finds, drawn by chance.

    Which ones depends on the seed and on the articles' texts alone, not on when they were
    imported or by whom; the first of a large sample are the small one.

    Raises:
        BadQueryError: ``typed`` cannot be understood.
    """
    numbers = project.articles.numbers(project.coder.id, read_query(typed))
    drawn = nsmallest(count, ((_lot(seed, p), one) for one, p in project.articles.prints(numbers)))
    return [article for _, article in drawn]


def _lot(seed: int, fingerprint: str) -> bytes:
    return sha256(f"{seed}:{fingerprint}".encode()).digest()
