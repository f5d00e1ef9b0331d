"""What the corpus is made of: articles by outlet, month, language and state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.article import STATES
from annotator.domain.query import read_query

if TYPE_CHECKING:
    from collections import Counter

    from annotator.domain.article import State
    from annotator.store.project import Project

Values = tuple[tuple[str, int], ...]
_PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Overview:
    """How many articles there are of each kind.

    Attributes:
        articles: all of them.
        outlets, languages: the most frequent first.
        months: in their order; "" are those without a date.
        states: how far the coder who asks is.
        exact: whether there was time for all of them; else each number is the least.
    """

    articles: int
    outlets: Values
    months: Values
    languages: Values
    states: tuple[tuple[State, int], ...]
    exact: bool


def overview(project: Project, typed: str = "", seconds: float = _PATIENCE) -> Overview:
    """Return what the articles that ``typed`` finds are; all articles when it is empty.

    Raises:
        BadQueryError: it cannot be understood.
    """
    counts = project.articles.counts.facets(project.coder.id, read_query(typed), seconds)
    return Overview(
        articles=counts.articles,
        outlets=_most_first(counts.outlet),
        months=tuple(sorted((value, n) for value, n in counts.month.items() if n)),
        languages=_most_first(counts.language),
        states=tuple((state, counts.state[state]) for state in STATES),
        exact=counts.exact,
    )


def _most_first(counts: Counter[str]) -> Values:
    there = ((value, count) for value, count in counts.items() if count)
    return tuple(sorted(there, key=lambda one: (-one[1], one[0])))
