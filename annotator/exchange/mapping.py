"""Which column of a table is what of an article: guessed from the headers, shown, kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

_SHOWN_LENGTH = 300  # code points of a cell in a preview
_TEXT_LENGTH = 80  # code points that the cells of a text column have on average
_WORD = re.compile(r"[\W_]+")
# Headers as databases, spreadsheets and scrapers write them, best first, folded to letters.
_HEADERS: Table[str, str] = {
    "text": "text fulltext articletext maintext cleantext bodytext articlebody body content"
    " articlecontent contents article story document texte contenu corps texto cuerpo"
    " contenido \u17a2\u178f\u17d2\u1790\u1794\u1791 \u1798\u17b6\u178f\u17b7\u1780\u17b6",
    "title": "title headline articletitle heading head subject titre titulo t\u00edtulo titular"
    " \u1785\u17c6\u178e\u1784\u1787\u17be\u1784",
    "outlet": "outlet source sourcename newspaper publication publisher media medianame mediaoutlet"
    " sitename site journal domain medio fuente diario",
    "author": "author authors byline journalist reporter writer creator auteur autor",
    "published": "published publishedat publishedon publishdate publisheddate publicationdate"
    " pubdate datepublished articledate date day datetime timestamp fecha",
    "url": "url link canonicalurl articleurl weburl sourceurl permalink href uri",
    "language": "language lang languagecode langue idioma",
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """The header of the column that holds each fact; empty where no column does."""

    text: str = ""
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""

    def with_columns(self, said: Table[str, str]) -> Mapping:
        """Return the mapping with what a person said: field to header.

        Raises:
            TypeError: there is no such field.
        """
        return replace(self, **said)

    def to_json(self) -> dict[str, str]:
        """Return it as plain values, to be kept in settings."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def from_json(cls, kept: Any) -> Mapping:  # noqa: ANN401 - of any shape
        """Return what `to_json` gave; ValueError for anything else."""
        known = {one.name for one in fields(cls)}
        if not isinstance(kept, dict) or not set(kept) <= known:
            raise ValueError(kept)
        if not all(isinstance(value, str) for value in kept.values()):
            raise ValueError(kept)
        return cls(**kept)


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table, cut to what a dialog shows, and the guess."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: Mapping

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "headers": list(self.headers),
            "rows": [[cell[:_SHOWN_LENGTH] for cell in row] for row in self.rows],
            "mapping": self.mapping.to_json(),
        }

    @classmethod
    def from_json(cls, kept: Any) -> Preview:  # noqa: ANN401 - of any shape
        """Return what `to_json` gave; an error of Python for anything else."""
        rows = tuple(tuple(map(str, row)) for row in kept["rows"])
        return cls(tuple(map(str, kept["headers"])), rows, Mapping.from_json(kept["mapping"]))


def guess_mapping(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """Return which column is probably what.

    The text is the column with a fitting header, and of several the one with the most
    words; without any, the column with by far the most words.

    Args:
        headers: of all columns.
        rows: the first rows, each as long as the headers.
    """
    folded = [_WORD.sub("", header).casefold() for header in headers]
    lengths = [_mean_length(rows, at) for at in range(len(headers))]
    found: dict[str, int] = {}
    texts = [at for at, header in enumerate(folded) if header in _HEADERS["text"].split()]
    texts = texts or [at for at, length in enumerate(lengths) if length >= _TEXT_LENGTH]
    if texts:
        found["text"] = max(texts, key=lambda at: (lengths[at], -at))
    for fact, names in _HEADERS.items():
        if fact == "text":
            continue
        for name in names.split():
            at = next((n for n, one in enumerate(folded) if one == name), -1)
            if at >= 0 and at not in found.values():
                found[fact] = at
                break
    return Mapping(**{fact: headers[at] for fact, at in found.items()})


def _mean_length(rows: Sequence[Sequence[str]], at: int) -> float:
    return sum(len(row[at]) for row in rows) / len(rows) if rows else 0.0
