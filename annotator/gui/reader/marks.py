"""What the reader is given to draw: plain values, no records of the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotator.domain.span import Span

_LEFT_TO_RIGHT = "\u200e"
MarkKind = Literal["statement", "suggestion"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement or a suggestion as the page shows it.

    ``pieces`` are in reading order and do not overlap. ``score`` is what the machine
    gives a suggestion, between 0 and 1; None for what a person decided.
    """

    key: str
    pieces: tuple[Span, ...]
    kind: MarkKind
    code: str  # the statement type's key, for the colour
    title: str  # the type's label
    parties: str = ""  # "Open Line → Interior Ministry"
    badge: str = ""  # "↩ 1": how many links it has
    score: float | None = None

    @property
    def decided(self) -> bool:
        """Whether a person tagged it."""
        return self.kind == "statement"

    @property
    def suffix(self) -> str:
        """What stands after the title: the links' badge, or how sure the machine is."""
        if self.decided:
            return f" {self.badge}" if self.badge else ""
        return "?" if self.score is None else f"? {self.score:.2f}"

    @property
    def directed(self) -> str:
        """The parties, from left to right also where their names run the other way."""
        pinned = self.parties.replace("→", f"{_LEFT_TO_RIGHT}→{_LEFT_TO_RIGHT}")
        return f"{_LEFT_TO_RIGHT}{pinned}" if pinned != self.parties else pinned

    @property
    def heading(self) -> str:
        """The label's first line."""
        return self.title + self.suffix


@dataclass(frozen=True, slots=True)
class ActorSpan:
    """A place where somebody is named; decided by a person or proposed."""

    span: Span
    name: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the article.

    ``in_text``: the title is a paragraph of the text (its headline zone), and is drawn
    there; else it is put above the text and is no part of it.
    """

    title: str
    meta: str  # outlet · date · words · source
    in_text: bool
