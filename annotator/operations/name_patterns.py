"""Read date, outlet, title and the like from the name of a file, by a pattern that is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.domain.date_words import dates_in
from annotator.domain.dates import FuzzyDate
from annotator.domain.errors import AnnotatorError
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from annotator.domain.article import Article

FIELDS = ("date", "outlet", "title", "author", "language")
_LENGTH = 300  # code points of a pattern
_PARTS = 12  # placeholders
_HOLE = re.compile(r"\{([^{}]*)\}")
_DATE = r"\d{4}(?:[-._ ]?\d{2}(?:[-._ ]?\d{2})?)?|\d{1,2}[-. ]\d{1,2}[-. ]\d{4}"
_MARKS = str.maketrans("_-", "  ")


class BadPatternError(AnnotatorError):
    """A pattern for file names that cannot be understood."""

    what = N_("The pattern “{pattern}” cannot be used at “{place}”.")
    remedy = N_("Put {known} or {{}} for what does not matter, with marks between them.")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern such as ``{date}_{outlet}_{title}``, over the name without its ending.

    With ``/`` in it, it is over the last folders too: ``{outlet}/{date} {title}``. What
    stands between the braces is a field, each at most once, or nothing.
    """

    written: str

    def __post_init__(self) -> None:
        _compiled(self.written)

    def read(self, path: PurePath) -> dict[str, str]:
        """Return the fields that the name tells, and nothing when it does not fit."""
        parts = path.parts
        depth = self.written.count("/")
        name = "/".join((*parts[-depth - 1 : -1], path.stem)) if depth else path.stem
        found = _compiled(self.written).fullmatch(name)
        if not found:
            return {}
        told = {field: _said(words) for field, words in found.groupdict().items()}
        if "date" in told:
            date = read_name_date(found["date"])
            if date is None:
                return {}
            told["date"] = date.iso
        return {field: words for field, words in told.items() if words}


def with_fields(article: Article, told: Mapping[str, str], *, alone: bool) -> Article:
    """Return ``article`` with what its file's name tells.

    Args:
        article: as it was read.
        told: what `NamePattern.read` gave.
        alone: whether it is the file's only article. Of several the title stays, and the
            other fields are taken only where the file itself says nothing.
    """
    facts: dict[str, object] = {}
    if "title" in told and alone:
        facts |= {"title": told["title"], "title_origin": "file name"}
    if "outlet" in told and (alone or not article.outlet):
        facts |= {"outlet": told["outlet"], "outlet_origin": "file name"}
    if "date" in told and (alone or article.published is None):
        facts |= {"published": FuzzyDate(told["date"]), "published_origin": "file name"}
    if "author" in told and (alone or not article.author):
        facts["author"] = told["author"]
    if "language" in told and re.fullmatch("[A-Za-z]{2}", told["language"]):
        facts["language"] = told["language"].lower()
    return replace(article, **facts)  # type: ignore[arg-type]


def read_name_date(words: str) -> FuzzyDate | None:
    """Return the date that digits of a file name write, year first or last, or None.

    ``04-05-2025`` has two meanings and is none.
    """
    parts = re.split(r"[-._ ]", words)
    if len(parts) == 1:
        digits = parts[0]
        parts = [digits[:4], digits[4:6], digits[6:]]
    if len(parts[-1]) == 4 and len(parts) == 3:
        one, two = int(parts[0]), int(parts[1])
        if one <= 12 and two <= 12 and one != two:
            return None
        day, month = (one, two) if one > 12 else (two, one)
        parts = [parts[2], f"{month:02}", f"{day:02}"]
    try:
        return FuzzyDate("-".join(part for part in parts if part))
    except ValueError:
        found = dates_in(words)
        return found[0].date if found else None


@lru_cache(maxsize=16)
def _compiled(written: str) -> re.Pattern[str]:
    """The pattern as an expression that takes a time in proportion to the name's length.

    Each field but the last ends at the first place where what follows it stands.
    """
    fields, marks = _taken_apart(written)
    pattern = re.escape(marks[0])
    for at, field in enumerate(fields):
        after = re.escape(marks[at + 1])
        if field == "date":
            what = _DATE
        elif at + 1 < len(fields):
            what = f"(?>[^/]+?(?={after}{f'(?:{_DATE})' if fields[at + 1] == 'date' else ''}))"
        else:
            what = "[^/]+"
        pattern += (f"(?P<{field}>{what})" if field else f"(?:{what})") + after
    return re.compile(pattern, re.IGNORECASE)


def _taken_apart(written: str) -> tuple[list[str], list[str]]:
    """Return the fields, and the marks before, between and after them."""
    pieces = _HOLE.split(written)
    fields, marks = [field.strip() for field in pieces[1::2]], pieces[::2]
    if len(written) > _LENGTH or not 0 < len(fields) <= _PARTS:
        raise _bad(written, written[:40])
    for at, mark in enumerate(marks):
        if "{" in mark or "}" in mark or (not mark and 0 < at < len(fields)):
            raise _bad(written, mark or f"{{{fields[at - 1]}}}{{{fields[at]}}}")
    named = [field for field in fields if field]
    for field in named:
        if field not in FIELDS or named.count(field) > 1:
            raise _bad(written, f"{{{field}}}")
    return fields, marks


def _bad(written: str, place: str) -> BadPatternError:
    known = ", ".join(f"{{{field}}}" for field in FIELDS)
    return BadPatternError(pattern=written, place=place, known=known)


def _said(words: str) -> str:
    """Words as people write them: marks that stand for spaces become spaces."""
    return " ".join((words if " " in words else words.translate(_MARKS)).split())
