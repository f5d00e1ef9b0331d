"""Find the headline among the lines above the report, and the line that names the site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.domain.article import ZoneKind
    from annotator.domain.debris import Phrases
    from annotator.domain.lines import Line

_HEAD_LINES = 15  # no headline stands lower than that
_SITE_WORDS = 6
_SMALL = frozenset(["of", "the", "and", "for", "&", "de", "la", "le", "du", "des", "del", "y", "et", "in"])
_NO_VERBS = frozenset(
    ["news", "times", "arts", "sports", "affairs", "rights", "states", "journalists", "reporters", "press", "express", "nations", "studies", "voices"]
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(slots=True)
class Head:
    """The lines above the report, by number: what they are, which is site and headline."""

    kinds: dict[int, ZoneKind] = field(default_factory=dict)
    site: int | None = None
    headline: int | None = None


def read_head(lines: list[Line], kinds: list[ZoneKind | None], phrases: Phrases) -> Head:
    """Sort the unpunctuated lines above the first paragraph.

    There is no headline where the text begins with a sentence, and none where no
    report follows.

    Args:
        lines: the whole article's.
        kinds: what is known of each line already; lines with a kind are passed over.
        phrases: the words on which names of newspapers end.
    """
    head = Head()
    candidates = _candidates(lines, kinds)
    if not candidates:
        return head
    _take_sites(head, candidates, lines, kinds, phrases)
    rest = [at for at in candidates if at not in head.kinds]
    while len(rest) > 1 and _is_label(lines[rest[0]]):
        head.kinds[rest.pop(0)] = "debris"
    if not rest or _size(lines[rest[0]]) < 2:
        return head
    head.headline = rest[0]
    head.kinds[rest[0]] = "headline"
    for at in rest[1:]:
        if _names_reporter(at, lines, kinds):
            head.kinds[at] = "byline"
        elif at == rest[0] + 1 and _size(lines[at]) >= 4:
            head.kinds[at] = "headline"  # the line below it that says more
    return head


def _candidates(lines: list[Line], kinds: list[ZoneKind | None]) -> list[int]:
    """The lines before the first paragraph that are nothing else; none without a report."""
    found = []
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if kinds[at]:
            continue
        if line.closed or line.long or _is_wrapped(lines, at):
            return found
        found.append(at)
    return []


def _is_wrapped(lines: list[Line], at: int) -> bool:
    """Whether the line goes on in the next, as in text that was wrapped at a width."""
    for line in lines[at + 1 : at + 4]:
        if line.apart:
            return False
        if line.words[0].islower():
            return True
    return False


def _take_sites(
    head: Head,
    candidates: list[int],
    lines: list[Line],
    kinds: list[ZoneKind | None],
    phrases: Phrases,
) -> None:
    """Take the names of the site out of the running for the headline."""
    for place, at in enumerate(candidates):
        if len(candidates) - len(head.kinds) < 2:
            return
        named = _is_outlet(lines[at].words, phrases)
        after = candidates[place + 1] if place + 1 < len(candidates) else None
        parted = (
            place == 0
            and after is not None
            and any(kinds[between] == "debris" for between in range(at + 1, after))
            and _is_name(lines[at].words)
            and _size(lines[after]) > _size(lines[at])
        )
        if named or parted:
            head.kinds[at] = "debris"
            if head.site is None:
                head.site = at


def _is_outlet(words: str, phrases: Phrases) -> bool:
    last = words.casefold().split()[-1]
    return _is_name(words) and last in phrases.outlets and not _has_verb(words)


def _is_name(words: str) -> bool:
    parts = words.split()
    return len(parts) <= _SITE_WORDS and all(
        part.casefold() in _SMALL or not part[0].islower() for part in parts
    )


def _has_verb(words: str) -> bool:
    """Whether a word inside looks like a verb of a headline: "Court Fines Daily Post"."""
    inner = [word.casefold() for word in words.split()[1:-1]]
    return any(
        word.endswith(("s", "ed")) and word not in _NO_VERBS and not word.endswith("\u2019s")
        for word in inner
    )


def _is_label(line: Line) -> bool:
    """Whether a line above the headline only names the section: "Politics"."""
    return _size(line) <= 2 and len(line.words) <= 25 and line.words[-1].isalnum()


def _names_reporter(at: int, lines: list[Line], kinds: list[ZoneKind | None]) -> bool:
    parts = lines[at].words.split()
    beside = [kinds[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return "byline" in beside and 2 <= len(parts) <= 4 and all(p[0].isupper() for p in parts)


def _size(line: Line) -> int:
    """Words of the line; in scripts without spaces, one for each five characters."""
    if _UNSPACED.search(line.words):
        return max(len(line.words.split()), len(line.words) // 5)
    return len(line.words.split())
