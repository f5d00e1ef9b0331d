"""Who codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.domain.article import State
    from annotator.domain.ids import ArticleId, CoderId


@dataclass(frozen=True, slots=True)
class Coder:
    """A person with a name or pseudonym; the id says who it is, the name only shows."""

    id: CoderId
    name: str
    colour: str = "#2b5c8a"


@dataclass(frozen=True, slots=True)
class Assignment:
    """How far one coder is with one article."""

    article: ArticleId
    coder: CoderId
    state: State = "todo"
    mode: str = "single"

    @property
    def id(self) -> str:
        """One assignment for each coder and article."""
        return f"{self.article}:{self.coder}"
