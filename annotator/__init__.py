"""Annotator: who said or did what against whom, tagged in news articles."""

from annotator.door import open_project as open  # noqa: A004 - annotator.open("study.annotator")

__all__ = ["open"]
__version__ = "0.1.0"
