"""What a search for articles asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from annotator.domain.article import STATES
from annotator.domain.errors import BadQueryError

if TYPE_CHECKING:
    from annotator.domain.article import State

_FIELDS = ("state", "outlet", "lang", "month", "type", "has")
_PIECE = re.compile(r'\s*(?:(?P<field>[a-z]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Every condition must hold; an empty query finds all articles.

    ``words`` must each stand in the title or the text, upper and lower case alike.
    """

    state: State | None = None
    outlet: str | None = None
    language: str | None = None
    month: str | None = None  # "2025-03", "" for articles without a date
    type: str | None = None  # articles with a statement of this type
    suggestions: bool = False  # articles with suggestions still to decide
    words: tuple[str, ...] = field(default=())


def read_query(query: str) -> ArticleQuery:
    """Read what was typed: words, "words together" and field:value.

    Fields are ``state:todo``, ``outlet:"Delta Post"``, ``lang:en``, ``month:2025-03``,
    ``type:denial`` and ``has:suggestions``.

    Raises:
        BadQueryError: a field is unknown, a state is none, or a quote is left open.
    """
    facts: dict[str, Any] = {}
    words: list[str] = []
    at = 0
    while query[at:].strip():
        found = _PIECE.match(query, at)
        if not found or (found["field"] and found["field"] not in _FIELDS):
            raise BadQueryError(query=query, place=query[at:].strip(), known=", ".join(_FIELDS))
        value = found["quoted"] if found["quoted"] is not None else found["plain"]
        if found["field"]:
            facts |= _fact(found["field"], value, query)
        elif value:
            words.append(value)
        at = found.end()
    return ArticleQuery(**facts, words=tuple(words))


def _fact(name: str, value: str, query: str) -> dict[str, Any]:
    if name == "state" and value not in STATES:
        raise BadQueryError(query=query, place=value, known=", ".join(STATES))
    if name == "has":
        if value != "suggestions":
            raise BadQueryError(query=query, place=value, known="has:suggestions")
        return {"suggestions": True}
    return {"language" if name == "lang" else name: value}
