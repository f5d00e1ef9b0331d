"""Annotator: who said or did what against whom, tagged in news articles."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.door import open_project as open  # noqa: A004 - annotator.open("study.annotator")

__all__ = ["open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the door when a notebook asks for it: the program has no use for it."""
    if name != "open":
        raise AttributeError(name)
    from annotator.door import open_project

    return open_project
