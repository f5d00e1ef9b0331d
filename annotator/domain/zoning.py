"""Tell the report from what surrounds it: headline, byline, captions, repeats, debris.

Nothing is cut. A zone only says what a stretch of the text is, so that the reader can
dim it and suggestions can leave it out. Where the rules are not sure they zone nothing:
a dimmed sentence of the report is worse than an advertisement that was overlooked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.article import Zone
from annotator.domain.date_words import is_date_line
from annotator.domain.debris import shipped_phrases
from annotator.domain.headlines import read_head
from annotator.domain.lines import Line, read_lines
from annotator.domain.span import Span

if TYPE_CHECKING:
    from annotator.domain.article import ZoneKind
    from annotator.domain.debris import Phrases

_DEBRIS_LENGTH = 160  # code points; no longer line is debris by its words
_CAPTION_LENGTH = 600
_REPEAT_LENGTH = 20  # shorter lines ("Yes.") may well be said twice
_BYLINE_LINES = 14  # so many lines from the top a date or name may stand alone
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_URL = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+")
_RIGHTS = re.compile(r"(?:copyright\s*)?(?:\u00a9|\(c\))\s|\u00a9\s*\d{4}|copyright\s+\d{4}")
_HANDLE = re.compile(r"[@#]\w+(?:\s+[@#]\w+)*")
_CREDIT_END = re.compile(r"[(\[\uff08]([^()\[\]]{2,80})[)\]\uff09]\s*\Z")
_AGENCY_END = re.compile(r"(?:\breuters/[^.!?]{2,40}|/\s?(?:afp|reuters|ap|epa|getty images))\.?\Z")
_AGENCIES = re.compile(
    r"(?<!\w)(?:afp|ap|ap photo|reuters|epa|getty(?: images)?|xinhua|akp|facebook|telegram|twitter"
    r"|instagram|youtube|via)(?!\w)"
)
_CREDIT_START = re.compile(r"\s*(?:[:\u17d6]|by\s|/|\u00a9)")
_NAME_WORD = re.compile(
    r"[^\W\d_a-z][\w.'\u2019-]*|and|et|y|e|&|de|van|von|der|da|dos|bin|ibn|al|in"
)
_BODY_BEGINS = re.compile(r"[.!?\u17d4\u201d\"\u2019)]\s*\Z")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the parts of a text are; ``site`` and ``headline`` are lines of their own."""

    zones: tuple[Zone, ...]
    site: Span | None = None
    headline: Span | None = None
    body: Span | None = None  # the first paragraph of the report


def find_zones(text: str) -> tuple[Zone, ...]:
    """Return the zones of ``text``, sorted, none overlapping another."""
    return lay_out(text).zones


def lay_out(text: str, phrases: Phrases | None = None) -> Layout:
    """Find the zones, the line that names the site, the headline and where the report begins."""
    known = phrases or shipped_phrases()
    lines = read_lines(text)
    kinds: list[ZoneKind | None] = [_kind(line, known) for line in lines]
    _mark_bylines(lines, kinds, known)
    _mark_repeats(lines, kinds)
    _mark_lists(lines, kinds, known)
    head = read_head(lines, kinds, known)
    for at, kind in head.kinds.items():
        kinds[at] = kind
    zones = [Zone(line.span, kind) for line, kind in zip(lines, kinds, strict=True) if kind]
    zones += _glued(lines, kinds, known)
    return Layout(
        zones=tuple(sorted(zones)),
        site=None if head.site is None else lines[head.site].span,
        headline=None if head.headline is None else lines[head.headline].span,
        body=next((line.span for line, kind in zip(lines, kinds, strict=True) if not kind), None),
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
        or any(shape.fullmatch(folded) for shape in (_MAIL, _URL, _HANDLE))
        or not any(char.isalnum() for char in folded)
    )


def _is_caption(line: Line, phrases: Phrases) -> bool:
    """Whether a line begins with "Photo:" or ends with who took the picture."""
    begins = phrases.credit.match(line.folded)
    if begins and _CREDIT_START.match(line.folded, begins.end()):
        return True
    if _AGENCY_END.search(line.folded):
        return True
    found = _CREDIT_END.search(line.folded)
    if not found or found.start() == 0:
        return False
    credit = found.group(1)
    return bool(phrases.credit.search(credit) or _AGENCIES.search(credit))


def _mark_bylines(lines: list[Line], kinds: list[ZoneKind | None], phrases: Phrases) -> None:
    """Mark lines near the top that name the reporter or say when it was published."""
    for at, line in enumerate(lines):
        if len(line.words) > _DEBRIS_LENGTH or kinds[at] == "caption":
            continue
        if updated := phrases.updated.match(line.folded):
            rest = line.folded[updated.end() :]
            if any(char.isdigit() for char in rest) and not line.closed:
                kinds[at] = "byline" if at < _BYLINE_LINES else "debris"
        elif kinds[at] is None and (
            (at < _BYLINE_LINES and is_date_line(line.words)) or is_byline(line, phrases)
        ):
            kinds[at] = "byline"


def is_byline(line: Line, phrases: Phrases) -> bool:
    """Whether a line says by whom the report is: "By Sok Dara | 14 March 2025"."""
    begins = phrases.by.match(line.folded)
    if not begins or line.closed or len(line.words) > 120:
        return False
    # Folding may change lengths, so the name is cut from the words as they are written.
    parts = re.split(r"\s*[|\u00b7\u2022\u2013\u2014,/]\s*", line.words)
    first = parts[0].split()[1:] or parts[0].split("\u17d6")[1:]
    if not first:
        return False
    return len(first) <= 8 and all(_NAME_WORD.fullmatch(word) for word in first)


def _mark_repeats(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    seen: dict[str, int] = {}
    captions: list[str] = []
    for at, line in enumerate(lines):
        bare = line.folded.strip(" .")
        if len(bare) < _REPEAT_LENGTH:
            continue
        if (bare in seen and kinds[at] != "debris") or (kinds[at] is None and any(caption.startswith(bare) for caption in captions[-3:])):
            kinds[at] = "repeat"
        if kinds[at] == "caption":
            captions.append(bare)
        seen.setdefault(bare, at)


def _mark_lists(lines: list[Line], kinds: list[ZoneKind | None], phrases: Phrases) -> None:
    """Mark the titles under "Related stories" at the end, as long as no sentence follows."""
    at = len(lines)
    while at and (kinds[at - 1] or not (lines[at - 1].closed or lines[at - 1].long)):
        at -= 1
    tail = range(at, len(lines))
    heading = next((n for n in tail if n and phrases.heads_list(lines[n].folded)), None)
    for n in tail if heading is not None else ():
        if heading is not None and n > heading and kinds[n] is None:
            kinds[n] = "debris"


def _glued(lines: list[Line], kinds: list[ZoneKind | None], phrases: Phrases) -> list[Zone]:
    """Debris that hangs on the end of a sentence: "... of trust.587 views"."""
    zones = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind or not line.words[-1].isalpha():
            continue
        tail = line.words[-40:]
        found = phrases.glued_count.search(tail)
        if found and found.start() and _BODY_BEGINS.search(tail[: found.start()]):
            end = line.span.end
            zones.append(Zone(Span(end - len(tail) + found.start(), end), "debris"))
    return zones
