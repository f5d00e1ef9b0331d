"""Highlight texts that are in no project, one JSON line after another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from annotator.domain.errors import BadLineError
from annotator.domain.zoning import find_zones
from annotator.exchange.language import guess_language
from annotator.nlp.as_json import to_json
from annotator.nlp.pipeline import highlight
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def highlight_lines(lines: Iterable[str]) -> Iterator[str]:
    """Return one JSON line for each of ``lines``, as soon as it is read; empty ones are passed.

    A line is an object with ``text`` and, where they are known, ``id`` and ``language``.
    Offsets in the answer are code points of the text as given.

    Raises:
        BadLineError: a line is no such object; those before it are answered.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_answer(_read(line, number)), ensure_ascii=False)


def _answer(given: dict[str, Any]) -> dict[str, Any]:
    text = _one_line_end(given["text"])
    language = str(given.get("language") or "") or guess_language(text)
    highlights = highlight(text, language=language, zones=find_zones(text))
    return {"id": given.get("id"), **to_json(highlights)}


def _one_line_end(text: str) -> str:
    r"""Return ``text`` with ``\n`` for every line end and nothing moved.

    An article in a project is cleaned when it comes in, which shortens it; here the
    places must be those of the text as given.
    """
    begun = " " + text[1:] if text.startswith("\ufeff") else text
    return begun.replace("\r\n", " \n").replace("\r", "\n")


def _read(line: str, number: int) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLineError(line=number, reason=str(error)) from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise BadLineError(line=number, reason=tr("it has no “text”"))
    try:
        given["text"].encode()
    except UnicodeEncodeError as error:
        raise BadLineError(line=number, reason=tr("its text is no UTF-8")) from error
    return given
