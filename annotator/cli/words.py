"""What may be typed on the command line besides words: places, dates, links."""

from __future__ import annotations

import click

from annotator.domain.dates import FuzzyDate
from annotator.domain.span import Span
from annotator.support.i18n import tr

_DIGITS = 9  # more than any article has characters


def as_span(typed: str) -> Span:
    """Return what ``START:END`` means, in code points.

    Raises:
        BadParameter: it is not two whole numbers.
        SpanError: the first is not smaller than the second.
    """
    start, _, end = typed.partition(":")
    if not (_is_number(start) and _is_number(end)):
        raise click.BadParameter(tr("“{typed}” is not START:END, two whole numbers.", typed=typed))
    return Span(int(start), int(end))


def as_date(typed: str) -> FuzzyDate:
    """Return the day, month or year; BadParameter when it is none."""
    try:
        return FuzzyDate(typed)
    except ValueError as error:
        message = tr("“{typed}” is not a date such as 2025-03-14, 2025-03 or 2025.", typed=typed)
        raise click.BadParameter(message) from error


def as_answer(typed: str) -> tuple[str, str]:
    """Return kind and statement of ``KIND:STATEMENT``; BadParameter when one is lacking."""
    kind, _, statement = typed.partition(":")
    if not kind or not statement:
        raise click.BadParameter(tr("“{typed}” is not KIND:STATEMENT.", typed=typed))
    return kind, statement


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS
