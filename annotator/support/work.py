"""Long work: compute beside, keep here; with progress and a way to call it off."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

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
    on the thread that owns the project and writes one step. Where that takes long too
    it is a generator, which tells (done, total) between its parts; closing it early
    takes everything back.
    """

    compute: Callable[[Progress], Result]
    keep: Callable[[Result], Generator[tuple[int, int], None, None] | None]

    def do(self, progress: Progress | None = None) -> Result:
        """Do both halves in a row, as the terminal and the tests do."""
        progress = progress or Silence()
        result = self.compute(progress)
        keeping = self.keep(result)
        if keeping is not None:
            with closing(keeping):
                for done, total in keeping:
                    progress.report(done, total)
        return result
