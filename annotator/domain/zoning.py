"""Tell the report from what surrounds it: headline, byline, captions, repeats, debris.

Nothing is cut. A zone only says what a stretch of the text is, so that the reader can
dim it and suggestions can leave it out. Where the rules are not sure they zone nothing:
a dimmed sentence of the report is worse than an advertisement that was overlooked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.article import Zone
from annotator.domain.bylines import is_byline, is_dated, is_nothing_but_date, is_updated
from annotator.domain.debris import shipped_phrases
from annotator.domain.headlines import outlet_in, read_head
from annotator.domain.lines import read_lines
from annotator.domain.span import Span

if TYPE_CHECKING:
    from annotator.domain.article import ZoneKind
    from annotator.domain.debris import Phrases
    from annotator.domain.lines import Line

_DEBRIS_LENGTH = 160  # code points; no longer line is debris by its words
_CAPTION_LENGTH = 600
_CREDIT_LENGTH = 70
_REPEAT_LENGTH = 20  # shorter lines ("Yes.") may well be said twice
_HEAD_LINES = 14  # so many lines from the top a date or name may stand alone
_FOOT_LINES = 5
_HIDDEN_MAIL = re.compile(r"\[\s*e-?mail\s*protected\s*\]", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+|\[\s*e-?mail\s*protected\s*\]|[@#]\w+(?:\s+[@#]\w+)*"
    r"|(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+"
)
_WITHOUT_LETTERS = re.compile(r"[\W_]+")
_RIGHTS = re.compile(r"(?:copyright\s*)?(?:\u00a9|\(c\))\s|\u00a9\s*\d{4}|copyright\s+\d{4}")
_MAY_CREDIT = re.compile(r"[:/(\[\uff08\u17d6\u00a9]|\bby\s")
_CREDIT_END = re.compile(r"[(\[\uff08]([^()\[\]]{2,80})[)\]\uff09]\s*\Z")
_AGENCY_END = re.compile(r"(?:\breuters/[^.!?]{2,40}|/\s?(?:afp|reuters|ap|epa|getty images))\.?\Z")
_AGENCIES = re.compile(
    r"(?<!\w)(?:afp|ap|ap photo|reuters|epa|getty(?: images)?|xinhua|akp|facebook|telegram|twitter"
    r"|instagram|youtube|via)(?!\w)"
)
_CREDIT_START = re.compile(r"\s*(?:[:\u17d6/]|by\s|\u00a9)")
_CREDIT_SET_APART = re.compile(r"[.!?)|/(\u2013\u2014-]\s*\Z")
_SENTENCE_END = re.compile(r"[.!?\u17d4][\"\u201d\u2019)]*\s*\Z")
_QUOTES = re.compile('["\u201c\u201d\u00ab\u00bb]')
_GLUED_NAME = re.compile(r"[.!?\u17d4][\"\u201d\u2019)]*(?P<name>[A-Z][\w&' \u2019-]{4,50})\Z")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the parts of a text are; ``site`` and ``headline`` are lines of their own."""

    zones: tuple[Zone, ...]
    site: Span | None = None
    headline: Span | None = None
    report: tuple[Span, ...] = ()  # the lines that are in no zone of their own


def find_zones(text: str) -> tuple[Zone, ...]:
    """Return the zones of ``text``, sorted, none overlapping another."""
    return lay_out(text).zones


def lay_out(text: str, phrases: Phrases | None = None) -> Layout:
    """Find the zones, the line that names the site, the headline and where the report is."""
    known = phrases or shipped_phrases()
    lines = read_lines(text)
    kinds: list[ZoneKind | None] = [_kind(line, known) for line in lines]
    dated = _mark_bylines(lines, kinds, known)
    _mark_repeats(lines, kinds)
    _mark_lists(lines, kinds, known)
    head = read_head(lines, kinds, known, dated)
    for at, kind in head.kinds.items():
        kinds[at] = kind
    told = list(zip(lines, kinds, strict=True))
    zones = [Zone(line.span, kind) for line, kind in told if kind]
    zones += [
        Zone(span, "debris") for line, kind in told if not kind for span in _tail(line, known)
    ]
    return Layout(
        zones=tuple(sorted(zones)),
        site=None if head.site is None else lines[head.site].span,
        headline=None if head.headline is None else lines[head.headline].span,
        report=tuple(line.span for line, kind in told if not kind),
    )


def _kind(line: Line, phrases: Phrases) -> ZoneKind | None:
    if len(line.words) <= _CAPTION_LENGTH and _is_caption(line, phrases):
        return "caption"
    if len(line.words) <= _DEBRIS_LENGTH and _is_debris(line, phrases):
        return "debris"
    return None


def _is_debris(line: Line, phrases: Phrases) -> bool:
    folded = line.folded
    return (
        phrases.is_debris(folded)
        or _RIGHTS.match(folded) is not None
        or _ADDRESS.fullmatch(folded) is not None
        or _WITHOUT_LETTERS.fullmatch(folded) is not None
    )


def _is_caption(line: Line, phrases: Phrases) -> bool:
    """Whether a line begins with "Photo:", or ends with who took the picture."""
    folded = line.folded
    if not _MAY_CREDIT.search(folded):
        return False
    begins = phrases.credit.match(folded)
    if begins and _CREDIT_START.match(folded, begins.end()):
        return True
    if _AGENCY_END.search(folded[-_CREDIT_LENGTH:]):
        return True
    if found := _CREDIT_END.search(folded):
        credit = found.group(1)
        named = phrases.credit.search(credit) or _AGENCIES.search(credit)
        return found.start() > 0 and named is not None
    return any(
        _CREDIT_START.match(folded, credit.end())
        and _CREDIT_SET_APART.search(folded, 0, credit.start())
        for credit in phrases.credit.finditer(folded, max(0, len(folded) - _CREDIT_LENGTH))
    )


def _mark_bylines(lines: list[Line], kinds: list[ZoneKind | None], phrases: Phrases) -> set[int]:
    """Mark lines that name the reporter or the day; return which hold a date alone."""
    dated = set()
    for at, line in enumerate(lines):
        near_top = at < _HEAD_LINES
        if len(line.words) > _DEBRIS_LENGTH or kinds[at] == "caption":
            continue
        if is_updated(line, phrases):
            kinds[at] = "byline" if near_top else "debris"
        elif kinds[at] is None and near_top and is_dated(line):
            kinds[at] = "byline"
            if is_nothing_but_date(line):
                dated.add(at)
        elif kinds[at] is None and (near_top or at >= len(lines) - _FOOT_LINES):
            kinds[at] = "byline" if is_byline(line, phrases) else None
    return dated


def _mark_repeats(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    """Mark second copies, and the first one too where it is a picture's caption."""
    times = Counter(line.folded for line in lines)
    seen: set[str] = set()
    captions: list[str] = []
    first_below = _first_below_headline(lines, kinds)
    for at, line in enumerate(lines):
        bare = line.folded.strip(" .")
        if len(bare) < _REPEAT_LENGTH:
            continue
        if (bare in seen and kinds[at] != "debris") or (
            kinds[at] is None and any(caption.startswith(bare) for caption in captions)
        ):
            kinds[at] = "repeat"
        elif at == first_below and times[line.folded] > 1 and len(line.words) <= _DEBRIS_LENGTH:
            kinds[at] = "caption"
        if kinds[at] == "caption":
            captions = [*captions[-2:], bare]
        seen.add(bare)


def _first_below_headline(lines: list[Line], kinds: list[ZoneKind | None]) -> int | None:
    """The first line that may be report or caption: it quotes nobody and has lines above it.

    The headline itself, which may be doubled too, never ends as sentences do.
    """
    open_line = False
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if kinds[at]:
            continue
        doubled = at + 1 < len(lines) and lines[at + 1].folded == line.folded
        if open_line and (line.closed or doubled):
            return None if _QUOTES.search(line.words) else at
        open_line = open_line or not line.closed
    return None


def _mark_lists(lines: list[Line], kinds: list[ZoneKind | None], phrases: Phrases) -> None:
    """Mark the titles under "Related stories" at the end, as long as no sentence follows."""
    at = len(lines)
    while at and (kinds[at - 1] or not (lines[at - 1].closed or lines[at - 1].long)):
        at -= 1
    heading = next(
        (n for n in range(max(1, at), len(lines)) if phrases.heads_list(lines[n].folded)), None
    )
    if heading is not None:
        for n in range(heading + 1, len(lines)):
            kinds[n] = kinds[n] or "debris"


def _tail(line: Line, phrases: Phrases) -> list[Span]:
    """Debris that hangs on the end of a sentence: "... of trust.587 views"."""
    if line.closed:
        return []
    tail = line.words[-60:]
    found = phrases.glued_count.search(tail) or _last(_HIDDEN_MAIL, tail)
    start = found.start() if found and _SENTENCE_END.search(tail, 0, found.start()) else 0
    if not start and (name := _GLUED_NAME.search(tail)) and outlet_in(name["name"], phrases):
        start = name.start("name")
    end = line.span.end
    return [Span(end - len(tail) + start, end)] if start else []


def _last(shape: re.Pattern[str], tail: str) -> re.Match[str] | None:
    return next((found for found in shape.finditer(tail) if found.end() == len(tail)), None)
