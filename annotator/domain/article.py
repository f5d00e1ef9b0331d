"""A text and where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotator.domain.dates import FuzzyDate
    from annotator.domain.ids import ArticleId
    from annotator.domain.span import Span

ZoneKind = Literal["headline", "byline", "caption", "repeat", "debris"]
ZONE_KINDS: tuple[ZoneKind, ...] = ("headline", "byline", "caption", "repeat", "debris")
# What is dimmed in the reader and left out of suggestions and word counts.
DIMMED: frozenset[str] = frozenset({"caption", "repeat", "debris", "byline"})

State = Literal["todo", "in_progress", "done", "flagged"]
STATES: tuple[State, ...] = ("todo", "in_progress", "done", "flagged")

Origin = Literal[
    "",
    "headline",
    "first sentence",
    "file name",
    "site line",
    "dateline",
    "byline",
    "caption",
    "text",
    "page",
    "document",
    "message",
    "archive",
    "column",
    "person",
]


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A stretch of the text that is not the report itself, or is its headline."""

    span: Span
    kind: ZoneKind
    by: Literal["machine", "person"] = "machine"


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of a text, without the text itself.

    ``*_origin`` says where a value was found; "person" means that somebody confirmed
    it, everything else is a proposal of the importer.
    """

    id: ArticleId
    title: str
    fingerprint: str
    length: int  # code points
    words: int  # outside debris
    language: str = ""
    outlet: str = ""
    author: str = ""
    published: FuzzyDate | None = None
    url: str = ""
    title_origin: Origin = ""
    outlet_origin: Origin = ""
    published_origin: Origin = ""
    source_name: str = ""
    source_kind: str = ""
    source_hash: str = ""
    encoding: str = ""
    added_at: str = ""
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that an article was read from, and what was read from them.

    ``text`` is cleaned already (see ``domain.text``) and is the text that every offset
    counts in.
    """

    article: Article
    text: str
    raw: bytes


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the text, by which two desks recognise the same article.

    Every code point counts, so that offsets made on one desk hold on the other.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
