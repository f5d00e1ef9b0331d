"""Where a text holds what a query looks for: for snippets, for the reader and for concordances."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from annotator.domain.query import All, Either, Near, Not, Words
from annotator.domain.search_words import compiled, count_words, pattern_of, tokens
from annotator.domain.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import regex

    from annotator.domain.query import ArticleQuery, Condition

SNIPPET = 160  # code points, or a little less, so that words stay whole
_CUT_SEARCH = 24  # code points in which a space is looked for


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text that shows what was found in it.

    Attributes:
        start: where it begins in the article's text.
        text: its words; line ends and other breaks are spaces, one for one.
        marks: what was found, in code points of ``text``.
        cut_before, cut_after: whether the article has more on that side.
    """

    start: int
    text: str
    marks: tuple[Span, ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One place of a concordance: what was found, and the words on both sides.

    ``before`` and ``after`` are the article's own characters, breaks made spaces.
    """

    span: Span
    before: str
    match: str
    after: str


class Matcher:
    """Finds what a query looks for in a text, as the search finds it in the index.

    What a query excludes is not looked for. Offsets are code points.
    """

    def __init__(self, query: ArticleQuery) -> None:
        plain = (Words(tokens(word)) for word in query.words)
        wanted = list(chain((one for one in plain if one.tokens), *map(_wanted, query.also)))
        text = [one for one in wanted if isinstance(one, Near) or not one.title]
        self._text = [_Finder(one) for one in dict.fromkeys(text)]
        title = [one for one in wanted if isinstance(one, Words)]
        self._title = [_Finder(one) for one in dict.fromkeys(title)]

    def __bool__(self) -> bool:
        """Whether the query looks for any words in the text."""
        return bool(self._text)

    def spans(self, text: str) -> list[Span]:
        """Return where ``text`` holds words of the query, in their order, none overlapping."""
        return _apart(chain.from_iterable(one.in_text(text) for one in self._text))

    def title_spans(self, title: str) -> list[Span]:
        """Return where ``title`` holds words that the query looks for in text or title."""
        return _apart(chain.from_iterable(one.in_text(title) for one in self._title))


def snippet(text: str, spans: Sequence[Span], length: int = SNIPPET) -> Snippet:
    """Return the stretch of ``text`` that shows most of ``spans``, which are in their order.

    Without any span it is the beginning of the text.
    """
    start = _best_start(spans, length)
    start = max(0, min(start, len(text) - length))
    end = min(len(text), start + length)
    start, end = _whole_words(text, start, end, spans)
    marks = tuple(
        Span(one.start - start, min(one.end, end) - start)
        for one in spans
        if start <= one.start < end
    )
    return Snippet(start, one_line(text[start:end]), marks, start > 0, end < len(text))


def concordance(text: str, spans: Iterable[Span], width: int) -> Iterator[Hit]:
    """Return each of ``spans`` with up to ``width`` code points on both sides."""
    for one in spans:
        before = one_line(text[max(0, one.start - width) : one.start])
        after = one_line(text[one.end : one.end + width])
        yield Hit(one, before, one_line(one.quote(text)), after)


def one_line(text: str) -> str:
    """Return ``text`` with a space for each white space and steering sign, one for one."""
    if text.isprintable():
        return text
    return "".join(" " if char.isspace() or char < " " else char for char in text)


def _wanted(condition: Condition) -> Iterator[Words | Near]:
    """What the text may hold for ``condition`` to be true."""
    if isinstance(condition, Words | Near):
        yield condition
    elif isinstance(condition, All | Either):
        yield from chain.from_iterable(map(_wanted, condition.parts))
    elif isinstance(condition, Not) and isinstance(condition.part, Not):
        yield from _wanted(condition.part.part)


class _Finder:
    """Finds one phrase, or phrases that are near each other."""

    def __init__(self, wanted: Words | Near) -> None:
        parts = (wanted,) if isinstance(wanted, Words) else wanted.parts
        self._within = 0 if isinstance(wanted, Words) else wanted.within
        self._patterns = [compiled(pattern_of(p.tokens, begins=p.begins)) for p in parts]

    def in_text(self, text: str) -> Iterator[Span]:
        """Return the spans of the phrases; only of those near enough to each other."""
        if len(self._patterns) == 1:
            return _found(self._patterns[0], text)
        return self._near(text)

    def _near(self, text: str) -> Iterator[Span]:
        """Yield the phrases of each shortest stretch that holds all of them near enough."""
        places = sorted(
            (span, part)
            for part, pattern in enumerate(self._patterns)
            for span in _found(pattern, text)
        )
        last: dict[int, Span] = {}  # where each phrase was seen last
        for span, part in places:
            last[part] = span
            if len(last) == len(self._patterns) and self._are_near(text, last.values()):
                yield from last.values()

    def _are_near(self, text: str, group: Iterable[Span]) -> bool:
        group = sorted(group)
        start, end = group[0].start, max(one.end for one in group)
        inside = sum(count_words(one.quote(text)) for one in group)
        return count_words(text[start:end]) - inside <= self._within


def _found(pattern: regex.Pattern[str], text: str) -> Iterator[Span]:
    return (Span(*found.span()) for found in pattern.finditer(text))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return ``spans`` in their order; what overlaps is joined."""
    found: list[Span] = []
    for one in sorted(spans):
        if found and one.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(one.end, found[-1].end))
        else:
            found.append(one)
    return found


def _best_start(spans: Sequence[Span], length: int) -> int:
    """Where to begin so that most of ``spans`` are seen; the earliest of equals."""
    starts = [one.start for one in spans]
    room = length * 3 // 4
    best, most = 0, 0
    for at, start in enumerate(starts):
        seen = bisect_right(starts, start + room) - at
        if seen > most:
            best, most = start, seen
    return best - (length - room) if most else 0


def _whole_words(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[int, int]:
    """Move the ends inwards to a space where there is one near, never into what was found."""
    if start:
        space = text.find(" ", start - 1, start + _CUT_SEARCH)
        if space >= 0 and not any(one.start < space + 1 < one.end for one in spans):
            first = next((one.start for one in spans if one.start >= start), end)
            start = min(space + 1, first)
    if end < len(text):
        space = text.rfind(" ", end - _CUT_SEARCH, end + 1)
        if space > start and not any(one.start < space < one.end for one in spans):
            end = space
    return start, end
