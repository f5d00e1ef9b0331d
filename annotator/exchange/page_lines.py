"""From the lines of printed pages to paragraphs: what a page's end and width cut is joined."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EDGE_LINES = 2  # at the top and bottom of a page, where running heads stand
_EDGE_LENGTH = 120  # code points; no running head is longer
_NUMBERED_LENGTH = 60  # code points of a head in which numbers change from page to page
_EDGE_DEPTH = 0.14  # of the page's height
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|p\u00e1gina|\u1791\u17c6\u1796\u17d0\u179a)?\s*[\d\u17e0-\u17e9]{1,4}"
    r"(?:\s*(?:/|of|de|sur|von)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_GAP = 1.45  # times the usual distance between lines: a new paragraph
_SHORT = 0.86  # of the column's width: a line that ends there may end its paragraph
_INDENT = 0.7  # of the letters' size
_CLOSED = re.compile(
    r"[.!?\u2026:\u17d4\u17d5\u06d4\u3002\u0964\u104b][\"\u201d\u2019'\u00bb)\]]*\Z"
)
_BULLET = re.compile(r"(?:[\u2022\u25cf\u25aa\u2013\u2014-]|\d{1,2}[.)])\s")
_HYPHENS = "-\u00ad\u2010\ufffe\x02"
_BREAK = re.compile(r"(?P<head>[^\W\d_]+)[\ufffe\x02](?P<tail>[^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE_HYPHEN = frozenset({"well", "self", "non", "anti", "pro", "ex", "vice", "so", "pre", "co"})
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line on a page; places in points, ``depth`` 0 at the top and 1 at the bottom.

    ``size`` is 0 where nothing is known of its place.
    """

    words: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    depth: float = 0.5


def without_running(pages: list[list[PageLine]]) -> tuple[list[list[PageLine]], int]:
    """Return the pages without running heads, feet and page numbers, and how many went.

    A line goes when it stands at the edge of its page and, numbers aside, of a third of
    the pages (three at least), or is a page's number on most of them.
    """
    edges = [_edges(page) for page in pages]
    times = Counter(key for page in edges for key in set(page.values()))
    filled = sum(bool(page) for page in pages)
    often = max(3, -(-filled // 3)) if filled > 2 else 2
    numbered = sum(any(key == "#" for key in page.values()) for page in edges)
    kept: list[list[PageLine]] = []
    dropped = 0
    for page, edge in zip(pages, edges, strict=True):
        running = {
            at
            for at, key in edge.items()
            if (key == "#" and numbered * 2 >= filled and (filled > 1 or page[at].depth > 0.9))
            or (key != "#" and times[key] >= often)
        }
        kept.append([line for at, line in enumerate(page) if at not in running])
        dropped += len(running)
    return kept, dropped


def paragraphs(pages: Iterable[list[PageLine]]) -> str:
    """Return the text with a line for each paragraph and an empty line between them."""
    joined: list[list[str]] = []
    before: PageLine | None = None
    for page in pages:
        usual, right = _usual_gap(page), max((line.right for line in page), default=0.0)
        for at, line in enumerate(page):
            above = before if at == 0 else page[at - 1]
            if above is None or _begins(line, above, usual, right, first=at == 0):
                joined.append([])
            joined[-1].append(line.words)
            before = line
    known = _known_words(word for lines in joined for words in lines for word in [words])
    return "\n\n".join(_mended(_glued(lines), known) for lines in joined)


def _edges(page: list[PageLine]) -> dict[int, str]:
    """The lines at the edges by number, folded so that equal heads of two pages are equal."""
    many = len(page)
    found: dict[int, str] = {}
    for at in {*range(min(_EDGE_LINES, many)), *range(max(0, many - _EDGE_LINES), many)}:
        line = page[at]
        if len(line.words) > _EDGE_LENGTH:
            continue
        if line.size and _EDGE_DEPTH < line.depth < 1 - _EDGE_DEPTH:
            continue
        key = " ".join(line.words.split()).casefold()
        if _PAGE_NUMBER.fullmatch(line.words):
            key = "#"
        elif len(key) <= _NUMBERED_LENGTH:
            key = _DIGITS.sub("#", key)
        found[at] = key
    return found


def _usual_gap(page: list[PageLine]) -> float:
    gaps = [a.bottom - b.bottom for a, b in pairwise(page) if a.bottom > b.bottom]
    return median(gaps) if gaps else 0.0


def _begins(line: PageLine, above: PageLine, usual: float, right: float, *, first: bool) -> bool:
    """Whether a paragraph begins with ``line``."""
    closed = _CLOSED.search(above.words) is not None
    if _BULLET.match(line.words) and (closed or not line.words[-1].isalnum()):
        return True
    if not line.size or not above.size:
        return closed and len(above.words) < 60
    if abs(line.size - above.size) > 0.12 * max(line.size, above.size):
        return True
    short = above.right < above.left + _SHORT * (max(right, above.right) - above.left)
    if first or line.bottom > above.bottom:  # on the next page or in the next column
        return closed and short
    apart = bool(usual) and above.bottom - line.bottom > _GAP * usual
    indented = line.left - above.left > _INDENT * line.size
    return apart or (closed and (indented or short))


def _glued(lines: list[str]) -> str:
    """One line of several; a mark U+FFFE stays where a word was cut at a line's end."""
    text = lines[0]
    for line in lines[1:]:
        if text[-1] in _HYPHENS and len(text) > 1 and text[-2].isalpha() and line[0].islower():
            text = text[:-1] + "\ufffe" + line
        elif _UNSPACED.match(text[-1]) and _UNSPACED.match(line[0]):
            text += line
        else:
            text += " " + line
    return text


def _mended(text: str, known: Counter[str]) -> str:
    """Put cut words together; their hyphen stays where the text writes it elsewhere."""

    def mend(found: re.Match[str]) -> str:
        whole = found["head"] + found["tail"]
        parted = f"{found['head']}-{found['tail']}"
        times = known[parted.casefold()] - known[whole.casefold()]
        keep = times > 0 or (times == 0 and found["head"].casefold() in _BEFORE_HYPHEN)
        return parted if keep else whole

    return _BREAK.sub(mend, text).replace("\ufffe", "-").replace("\x02", "-")


def _known_words(lines: Iterable[str]) -> Counter[str]:
    return Counter(word.casefold() for line in lines for word in _WORD.findall(line))
