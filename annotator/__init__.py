"""Annotator: who said or did what against whom, tagged in news articles."""

__version__ = "0.1.0"
