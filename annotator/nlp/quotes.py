"""Where quotation marks open and close, in every style that news texts use.

No parser helps here: marks are missing, mixed and shared with the apostrophe. The
scanner goes paragraph by paragraph, so that one lost mark spoils one paragraph at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.domain.span import Span

MARKS = re.compile(r"''|``|[\"“”„‟«»‹›「」『』‘’'‚]")
DOUBLE_OPEN = {"“": "”", "„": "“", "‟": "”", "``": "''", "「": "」", "『": "』"}
STRAIGHT = frozenset({'"', "''"})
ANGLES = {"«": "»", "»": "«", "‹": "›", "›": "‹"}
SINGLE = frozenset("‘’'‚")
NESTING = 6  # marks that may wait for their partner at one place
LOOK_AHEAD = 2000  # code points in which a single mark's partner is looked for
APOSTROPHE_OR_END = re.compile(r"(?<=[^\s])['’‘](?!\w)")
CLOSER_OR_OPENER = re.compile(r"(?<=[^\s])['’](?!\w)|[‘“\"]")
CLIPPED = re.compile(r"(?:em|tis|twas|til|till|cause|n|\d0s)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks; ``depth`` 0 stands in no other quotation.

    ``continues`` tells that the quotation goes on where the next paragraph opens one.
    """

    span: Span
    depth: int
    closed: bool = True
    single: bool = False
    continues: bool = False


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner."""

    mark: str
    at: int
    single: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of ``text`` in reading order, outer ones before inner ones."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    found: list[Quotation] = []
    for number, (start, end) in enumerate(lines):
        following = text[slice(*lines[number + 1])].lstrip() if number + 1 < len(lines) else ""
        found += _in_paragraph(text, start, end, following)
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def _in_paragraph(text: str, start: int, end: int, following: str) -> list[Quotation]:
    waiting: list[_Open] = []
    pairs: list[tuple[_Open, int]] = []
    for match in MARKS.finditer(text, start, end):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        partner = _partner(waiting, mark, before, after)
        if partner is not None and not _is_apostrophe(text, waiting, mark, at, end):
            pairs.append((waiting[partner], match.end()))
            del waiting[partner:]
        elif partner is None and _opens(
            mark, before, after, text[match.end() : min(end, at + LOOK_AHEAD)]
        ):
            _reopen(waiting, mark)
            waiting.append(_Open(mark, at, mark in SINGLE))
    return _closed(pairs) + _left_open(text, waiting, pairs, end, following)


def _partner(waiting: list[_Open], mark: str, before: str, after: str) -> int | None:
    """Return which waiting mark ``mark`` closes, the innermost that it can."""
    for number in range(len(waiting) - 1, max(-1, len(waiting) - 1 - NESTING), -1):
        if _closes(waiting[number].mark, mark, before, after):
            return number
    return None


def _closes(opened: str, mark: str, before: str, after: str) -> bool:
    if opened in DOUBLE_OPEN:
        return mark in {DOUBLE_OPEN[opened], "”"} or (mark in STRAIGHT and not after.isalnum())
    if opened in ANGLES:
        return mark == ANGLES[opened]
    ends_word = not before.isspace() and not after.isalnum()
    if opened in STRAIGHT:
        return (mark == opened and (ends_word or not before.isspace())) or (
            opened == '"' and mark == "”"
        )
    return mark in "’'‘" and ends_word if opened in "‘'‚" else False


def _opens(mark: str, before: str, after: str, rest: str) -> bool:
    if mark in DOUBLE_OPEN or mark in ANGLES:
        return not after.isspace() or mark in "«「『"
    begins = (before.isspace() or before in '([{—–-:/“"„«…') and not after.isspace()
    if mark in STRAIGHT or mark == "”":
        return begins
    if not begins or not (after.isalnum() or after in '“"[…') or CLIPPED.match(rest):
        return False
    return mark in "‘'‚" and APOSTROPHE_OR_END.search(rest) is not None


def _is_apostrophe(text: str, waiting: list[_Open], mark: str, at: int, end: int) -> bool:
    """Whether a single mark that could close is a plural's possessive ("the workers’ pay")."""
    if mark not in SINGLE or not waiting or not waiting[-1].single:
        return False
    if text[at - 1] not in "sS" or not text[at + 1 : at + 3].strip(" ").isalpha():
        return False
    later = CLOSER_OR_OPENER.search(text, at + 1, min(end, at + LOOK_AHEAD))
    return later is not None and later.group() in "'’"


def _reopen(waiting: list[_Open], mark: str) -> None:
    """Forget a straight mark that opened and never closed before another one opens."""
    if waiting and waiting[-1].mark == mark and mark in STRAIGHT:
        waiting.pop()


def _closed(pairs: list[tuple[_Open, int]]) -> list[Quotation]:
    found, ends = [], list[int]()
    for opened, close in sorted(pairs, key=lambda pair: pair[0].at):
        while ends and ends[-1] <= opened.at:
            ends.pop()
        found.append(Quotation(Span(opened.at, close), len(ends), single=opened.single))
        ends.append(close)
    return found


def _left_open(
    text: str, waiting: list[_Open], pairs: list[tuple[_Open, int]], end: int, following: str
) -> list[Quotation]:
    """A mark without a partner quotes to the end of its paragraph when it may be trusted.

    It may when the next paragraph opens with the same mark, as a quotation of several
    paragraphs does, or when it is of the kind that can only open.
    """
    for opened in waiting:
        continues = following.startswith(opened.mark)
        stop = opened.at + len(text[opened.at : end].rstrip())
        swallowed = any(opened.at < other.at and not other.single for other, _ in pairs)
        led = text[max(0, opened.at - 2) : opened.at] in {", ", ": "}  # “…, she said, "We …”
        trusted = continues or ((opened.mark in "“«「『„" or led) and not swallowed)
        if not opened.single and trusted and stop > opened.at + 1:
            return [Quotation(Span(opened.at, stop), 0, closed=False, continues=continues)]
    return []
