"""Where words and characters as people see them begin and end.

Words are those of Unicode's rules (UAX 29), joined over single hyphens: "Chan-o-cha" and
"don\u2019t" are one word each. Scripts without spaces between words (Khmer, Thai, Han) have
no word list here: there a word is one grapheme cluster, which is what a reader takes
for a letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from annotator.domain.article import DIMMED
from annotator.domain.errors import OutsideTextError
from annotator.domain.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.domain.article import Zone

_UNIT = regex.compile(
    r"(?w)(?=\s)\X"
    r"|\X(?:\B(?!\s)\X|(?<=[\p{L}\p{M}\p{N}])[-\u2010\u2011](?=[\p{L}\p{N}])\X)*+"
)
_CLUSTER = regex.compile(r"\X")
# Places where a unit surely begins, so that a look at one word never reads the whole text.
_SURE = regex.compile(
    r"(?r)(?<=\s)[\p{Lu}\p{Ll}\p{Nd}\u0621-\u063a\u0641-\u064a\u0e01-\u0e2e]"
    r"|(?<![\u17d2\u200d'\u2019\u2010\u2011-])[\u1780-\u17b3]"
    r"|(?<![\u200d'\u2019\u2010\u2011-])[\u4e00-\u9fff]"
)
_LOOK_BACK = 2048  # code points; beyond it the line's beginning is the sure place
_WORDLIKE = regex.compile(r"[\p{L}\p{N}]")
_COUNTED = regex.compile(
    r"[\p{L}\p{N}_][\p{L}\p{N}\p{M}_\u200c\u200d]*+"
    r"(?:(?:['\u2019\u2010\u2011-]|(?<=\p{Nd})[.,](?=\p{Nd})|(?<=\p{Lu})\.(?=\p{Lu}))"
    r"[\p{L}\p{N}][\p{L}\p{N}\p{M}_\u200c\u200d]*+)*+"
)
# The same for ASCII, which most English news is but for its quotes and dashes; much quicker.
_COUNTED_ASCII = re.compile(
    r"\w++(?:(?:['-]|(?<=\d)[.,](?=\d)|(?<=[A-Z])\.(?=[A-Z]))[A-Za-z0-9]\w*+)*+", re.ASCII
)
_PLAIN_MARKS = (
    ("\u2019", "'"), ("\u201c", " "), ("\u201d", " "), ("\u2014", " "), ("\u2013", " "),
    ("\u2018", " "), ("\u2026", " "), ("\u00a0", " "), ("\u2010", "-"), ("\u2011", "-"),
)  # fmt: skip
_UNSPACED = regex.compile(r"[\p{Khmer}\p{Thai}\p{Lao}\p{Myanmar}]")
_UNSPACED_LETTER = regex.compile(r"(?=[\p{Khmer}\p{Thai}\p{Lao}\p{Myanmar}])\p{L}")
_IDEOGRAPH = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_LETTERS_A_WORD = 3  # in Khmer and its like: base letters in a usual word


def snap(text: str, span: Span) -> Span:
    """Return ``span`` without white space at its ends, grown to whole words.

    Punctuation is taken as it was selected. A span of nothing but white space is
    grown to whole grapheme clusters only.

    Raises:
        OutsideTextError: the span ends beyond the text.
    """
    words = trimmed(text, _inside(text, span))
    if words is None:
        return grapheme_snap(text, span)
    return Span(_around(text, words.start)[0], _around(text, words.end)[1])


def grapheme_snap(text: str, span: Span) -> Span:
    """Return ``span`` grown to whole grapheme clusters.

    Raises:
        OutsideTextError: the span ends beyond the text.
    """
    _inside(text, span)
    return Span(_around(text, span.start, _CLUSTER)[0], _around(text, span.end, _CLUSTER)[1])


def trimmed(text: str, span: Span) -> Span | None:
    """Return ``span`` without white space at its ends; None when nothing is left."""
    words = span.quote(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - len(words) + len(words.rstrip())
    return Span(start, end) if start < end else None


def next_word_end(text: str, at: int) -> int:
    """Return the first end of a word, or of a run of punctuation, after ``at``.

    ``at`` itself when neither ends later.
    """
    ends = (end for _, end in _runs(text, _sure_start(text, min(at, len(text)))) if end > at)
    return next(ends, at)


def previous_word_start(text: str, at: int) -> int:
    """Return the last start of a word, or of a run of punctuation, before ``at``.

    ``at`` itself when neither starts earlier.
    """
    before = text[:at].rstrip()
    if not before:
        return at
    found = at
    for start, _ in _runs(text, _sure_start(text, len(before) - 1)):
        if start >= at:
            break
        found = start
    return found


def with_plain_marks(text: str) -> str:
    """Return ``text`` with an apostrophe, a hyphen or a space for each typographic mark.

    Words stay words, and most English news becomes ASCII, which is quick to look through.
    """
    if not text.isascii():
        for mark, plain in _PLAIN_MARKS:  # many times quicker than `translate`
            text = text.replace(mark, plain)
    return text


def word_count(text: str, zones: Iterable[Zone] = ()) -> int:
    """Return how many words lie outside dimmed zones.

    For scripts without spaces between words it is an estimate: three base letters to
    a word of Khmer, Thai, Lao or Burmese, every ideograph and kana a word.
    """
    count = at = 0
    for zone in sorted(zone for zone in zones if zone.kind in DIMMED):
        if zone.span.start > at:
            count += _count(text[at : zone.span.start])
        at = max(at, zone.span.end)
    return count + _count(text[at:])


def _count(piece: str) -> int:
    plain = with_plain_marks(piece)
    if plain.isascii():
        return len(_COUNTED_ASCII.findall(plain))
    if not (_UNSPACED.search(piece) or _IDEOGRAPH.search(piece)):
        return len(_COUNTED.findall(piece))
    return sum(_words_in(run) for run in _COUNTED.findall(piece))


def _words_in(run: str) -> int:
    letters = len(_UNSPACED_LETTER.findall(run))
    ideographs = len(_IDEOGRAPH.findall(run))
    return max(1, -(-letters // _LETTERS_A_WORD) + ideographs)


def _inside(text: str, span: Span) -> Span:
    if span.end > len(text):
        raise OutsideTextError(start=span.start, end=span.end, length=len(text))
    return span


def _around(text: str, at: int, unit: regex.Pattern[str] = _UNIT) -> tuple[int, int]:
    """The bounds of the unit that ``at`` lies in the middle of; ``at`` twice at an edge."""
    for found in unit.finditer(text, _sure_start(text, at)):
        if found.start() >= at:
            break
        if found.end() > at:
            return found.start(), found.end()
    return at, at


def _sure_start(text: str, at: int) -> int:
    """Return a place at or before ``at`` where a unit begins."""
    line = text.rfind("\n", 0, at) + 1
    sure = _SURE.search(text, max(line, at - _LOOK_BACK), at)
    return sure.start() if sure else line


def _runs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield words, and runs of what is neither word nor white space."""
    mark: tuple[int, int] | None = None
    for found in _UNIT.finditer(text, start):
        unit = found.group()
        if not unit.isspace() and not _WORDLIKE.search(unit):
            mark = (mark[0] if mark else found.start(), found.end())
            continue
        if mark:
            yield mark
            mark = None
        if not unit.isspace():
            yield found.span()
    if mark:
        yield mark
