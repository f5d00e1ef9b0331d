"""Lines that say who wrote the report and when: "By Sok Dara | 14 March 2025"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.domain.date_words import beside_date, dates_in
from annotator.domain.headlines import has_verb, is_name, parts_of

if TYPE_CHECKING:
    from annotator.domain.debris import Phrases
    from annotator.domain.lines import Line

_LENGTH = 120  # code points of the longest line that is taken for one
_NAME_WORDS = 8
_PARTS = 4
_SMALL_NAMES = frozenset(
    {"and", "et", "y", "e", "&", "de", "la", "las", "los", "del", "du", "le", "van", "von", "der"}
    | {"da", "dos", "bin", "ibn", "al", "in"}
)
_BESIDE = " ,|\u00b7\u2022()+:.\u2013\u2014/-"
_SET_APART = re.compile(r"(?:[,|\u00b7\u2022/\u2013\u2014-]|\|)\s*\|")
_BEGINS_AT = 12  # code points of a weekday before a date that begins a line


def is_byline(line: Line, phrases: Phrases) -> bool:
    """Whether a line says by whom the report is."""
    return not line.closed and bool(reporter_in(line.words, line.folded, phrases))


def reporter_in(words: str, folded: str, phrases: Phrases) -> str:
    """Return the name that follows "By", or an empty string.

    Args:
        words: the line as it is written.
        folded: the same as `folded_line` gives it.
        phrases: the words that begin such lines.
    """
    begins = phrases.by.match(folded)
    if not begins or len(words) > _LENGTH:
        return ""
    # Folding can change lengths, so the words of "By" are counted off, not its letters.
    opening = len(folded[: begins.end()].split())
    parts = words.replace("\u17d6", "\u17d6 ").split(maxsplit=opening)[opening:]
    name = parts_of(parts[0])[0].strip() if parts and parts_of(parts[0]) else ""
    named = name.split()
    fits = 0 < len(named) <= _NAME_WORDS and all(map(_fits_name, named))
    return name if fits else ""


def _fits_name(word: str) -> bool:
    if any(char.isdigit() for char in word):
        return False
    return word in _SMALL_NAMES or (word[0].isalpha() and not word[0].islower())


def is_updated(line: Line, phrases: Phrases) -> bool:
    """Whether a line says when the page was published or changed."""
    begins = phrases.updated.match(line.folded)
    if not begins or line.closed:
        return False
    return any(char.isdigit() for char in line.folded[begins.end() :])


def is_nothing_but_date(line: Line) -> bool:
    """Whether a line holds a date and at most weekday and time beside it."""
    rest = beside_date(line.words)
    return rest is not None and not rest.strip(_BESIDE)


def is_dated(line: Line) -> bool:
    """Whether a line is a date alone, or one with names set apart from it.

    "Port Velda, 3 May 2024" and "The Courier | 3 May 2024" are; "Vote Set for 3 May
    2024" is not, and no line that ends as sentences do.
    """
    if len(line.words) > _LENGTH:
        return False
    rest = beside_date(line.words)
    if rest is None:
        return False
    if not rest.strip(_BESIDE):
        return True
    if line.closed:
        return False
    if dates_in(line.words)[0].span.start <= _BEGINS_AT and not rest.split("|")[0].strip(_BESIDE):
        return True
    names = parts_of(rest.strip(_BESIDE))
    return (
        _SET_APART.search(rest) is not None
        and len(names) <= _PARTS
        and all(is_name(name) or _is_rubric(name) for name in names)
        and not any(has_verb(name) for name in names)
    )


def _is_rubric(name: str) -> bool:
    """Whether a part is a short heading, as "In brief" is."""
    return name[0].isupper() and len(name.split()) <= 2
