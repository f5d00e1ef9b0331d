"""What the terminal shows: progress and messages beside the data, which goes its own way."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

DONE = 0  # exit codes
MENDABLE = 1
WRONG_USE = 2
IN_PART = 3
STOPPED = 130

_WIDTH = 28  # of the bar, in characters
_EVERY = 0.1  # seconds between two pictures of the bar
_LINE_EVERY = 5.0  # seconds between two lines where there is no terminal
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # categories that steer a terminal or hide in it
_JOINERS = "\u200b\u200c\u200d"  # Khmer and emoji need them, and they steer nothing


def say(message: str) -> None:
    """Tell the researcher something, on standard error."""
    click.echo(visible(message), err=True)


def put(line: str) -> None:
    """Write a line of data to standard output."""
    click.echo(line)


def put_json(document: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    """Write one JSON document to standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def visible(text: str) -> str:
    """Return ``text`` without what could steer the terminal; lines stay lines."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char
        if char in _JOINERS or char in "\n\t" or unicodedata.category(char) not in _UNSEEN
        else "\ufffd"
        for char in text
    )


def columns(rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    """Return the rows as lines, their cells a tab apart and in one line each."""
    for row in rows:
        yield "\t".join(" ".join(visible(cell).split()) for cell in row)


class TerminalProgress:
    """Tells how far the work is: a bar on a terminal, now and then a line elsewhere."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._bar = sys.stderr.isatty()
        self._told = time.monotonic() if not self._bar else 0.0
        self._drawn = False

    def report(self, done: int, total: int, what: str = "") -> None:
        """Say that ``done`` of ``total`` are finished."""
        now = time.monotonic()
        if now - self._told < (_EVERY if self._bar else _LINE_EVERY):
            return
        self._told = now
        if self._bar:
            self._draw(done, total)
        else:
            say(f"{self._what}: {done}/{total} {what}".rstrip())

    def end(self) -> None:
        """Take the bar away."""
        if self._drawn:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._drawn = False

    def _draw(self, done: int, total: int) -> None:
        full = _WIDTH * done // total if total else 0
        bar = "█" * full + "░" * (_WIDTH - full)
        click.echo(f"\r\x1b[K{self._what} {bar} {done}/{total}", err=True, nl=False)
        self._drawn = True

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
