"""Long work: compute beside, keep here; with progress and a way to call it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class Cancelled(Exception):  # noqa: N818 - no error: the researcher asked for it
    """The researcher has called the work off; nothing was kept."""


class Progress(Protocol):
    """Is told how far the work is."""

    def report(self, done: int, total: int, what: str = "") -> None:
        """Say that ``done`` of ``total`` are finished; raises `Cancelled` when called off."""


class Silence:
    """A progress that nobody watches."""

    def report(self, done: int, total: int, what: str = "") -> None:
        """Hear it and say nothing."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Result]):
    """Something that takes long, in two halves.

    ``compute`` runs anywhere: it holds plain values and no project. ``keep`` runs
    on the thread that owns the project and writes one step.
    """

    compute: Callable[[Progress], Result]
    keep: Callable[[Result], None]

    def do(self, progress: Progress | None = None) -> Result:
        """Do both halves in a row, as the terminal and the tests do."""
        result = self.compute(progress or Silence())
        self.keep(result)
        return result
