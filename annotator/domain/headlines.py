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
_CRUMB_WORDS = 8
_UNSPACED_NAME = 25  # code points of an outlet's name in a script without spaces
_SMALL = frozenset({"of", "the", "and", "for", "&", "de", "la", "le", "du", "des", "y", "et", "in"})
_NO_VERBS = frozenset(
    {"news", "times", "arts", "sports", "affairs", "rights", "states", "journalists", "words"}
    | {"reporters", "press", "express", "nations", "studies", "voices", "letters", "united"}
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
_CRUMB = re.compile(r"\s*[|\u203a\u00bb>\u00b7\u2022/]\s*|\s+[\u2013\u2014-]\s+|,\s+")
_TRAIL = re.compile(r"\u203a|\s[>\u00bb]\s")


@dataclass(slots=True)
class Head:
    """The lines above the report, by number: what they are, which is site and headline."""

    kinds: dict[int, ZoneKind] = field(default_factory=dict)
    site: int | None = None
    headline: int | None = None


def read_head(
    lines: list[Line], kinds: list[ZoneKind | None], phrases: Phrases, dated: set[int]
) -> Head:
    """Sort the unpunctuated lines above the first paragraph.

    There is no headline where the text begins with a sentence, and none where no
    report follows.

    Args:
        lines: the whole article's.
        kinds: what is known of each line already; lines with a kind are passed over.
        phrases: the words on which names of newspapers end.
        dated: the lines that hold nothing but a date.
    """
    head = Head()
    candidates = _candidates(lines, kinds)
    sites = _sites(candidates, lines, phrases, parted=_is_parted(candidates, lines, kinds, dated))
    head.site = sites[0] if sites else None
    head.kinds.update(dict.fromkeys(sites, "debris"))
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


def outlet_in(words: str, phrases: Phrases) -> str:
    """Return the part of a line that looks like an outlet's name, or an empty string."""
    return next((part for part in parts_of(words) if _is_outlet(part, phrases)), "")


def parts_of(words: str) -> list[str]:
    """Return what stands between the bars, dots, dashes and commas of a line."""
    return [part for part in _CRUMB.split(words) if part]


def is_name(words: str) -> bool:
    """Whether every word that counts begins with a capital, and there are few of them."""
    parts = words.split()
    return 0 < len(parts) <= _SITE_WORDS and all(
        part.casefold() in _SMALL or not part[0].islower() for part in parts
    )


def has_verb(words: str) -> bool:
    """Whether a word inside looks like a verb of a headline: "Court Fines Daily Post"."""
    inner = [word.casefold() for word in words.split()[1:-1]]
    return any(
        word.endswith(("s", "ed")) and word not in _NO_VERBS and word[-2:-1] not in "'\u2019"
        for word in inner
    )


def _candidates(lines: list[Line], kinds: list[ZoneKind | None]) -> list[int]:
    """The lines before the first paragraph that are nothing else; none without a report."""
    found: list[int] = []
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


def _sites(
    candidates: list[int], lines: list[Line], phrases: Phrases, *, parted: bool
) -> list[int]:
    """The lines that name the site; always leaves one candidate for the headline."""
    found: list[int] = []
    for place, at in enumerate(candidates):
        if len(found) < len(candidates) - 1 and (
            _is_site(lines[at].words, phrases) or (parted and place == 0)
        ):
            found.append(at)
    return found


def _is_parted(
    candidates: list[int], lines: list[Line], kinds: list[ZoneKind | None], dated: set[int]
) -> bool:
    """Whether the first line is the site's name by its shape and by what parts it from the next.

    Debris does ("Ads"), and after a very short line a date.
    """
    if len(candidates) < 2:
        return False
    first, after = candidates[:2]
    between = range(first + 1, after)
    dropped = any(kinds[at] == "debris" for at in between)
    under_date = not dated.isdisjoint(between) and _size(lines[first]) <= 3
    shaped = is_name(lines[first].words) and _size(lines[after]) > _size(lines[first])
    return shaped and (dropped or under_date)


def _is_site(words: str, phrases: Phrases) -> bool:
    parts = parts_of(words)
    return len(words.split()) <= _CRUMB_WORDS and bool(parts) and _is_outlet(parts[0], phrases)


def _is_outlet(words: str, phrases: Phrases) -> bool:
    folded = words.casefold()
    if _UNSPACED.search(words):
        return len(words) <= _UNSPACED_NAME and folded.startswith(phrases.outlet_starts)
    if not is_name(words) or has_verb(words) or len(words.split()) < 2:
        return False
    return folded.split()[-1] in phrases.outlets or folded.startswith(phrases.outlet_starts)


def _is_label(line: Line) -> bool:
    """Whether a line above the headline only names the section: "Home \u203a Politics"."""
    if _TRAIL.search(line.words):
        return True
    return _size(line) <= 2 and len(line.words) <= _UNSPACED_NAME and line.words[-1].isalnum()


def _names_reporter(at: int, lines: list[Line], kinds: list[ZoneKind | None]) -> bool:
    parts = lines[at].words.split()
    beside = [kinds[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return "byline" in beside and 2 <= len(parts) <= 4 and all(p[0].isupper() for p in parts)


def _size(line: Line) -> int:
    """Words of the line; in scripts without spaces, one for each five characters."""
    if _UNSPACED.search(line.words):
        return max(len(line.words.split()), len(line.words) // 5)
    return len(line.words.split())
