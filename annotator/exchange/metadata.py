"""Find title, outlet, author and date of an article where the text itself shows them.

Everything found is a proposal with its origin; nothing is made up. A date in other words
than English, French, Spanish or Khmer is read by `dateparser`, and only near the top.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.bylines import is_updated, reporter_in
from annotator.domain.date_words import dates_in, day_and_month, fuzzy, years_in
from annotator.domain.debris import folded_line, shipped_phrases
from annotator.domain.headlines import is_name, outlet_in, parts_of
from annotator.domain.lines import read_lines
from annotator.domain.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Origin
    from annotator.domain.dates import FuzzyDate
    from annotator.domain.debris import Phrases
    from annotator.domain.span import Span
    from annotator.domain.zoning import Layout

_TITLE_LENGTH = 90  # code points of a title that is made from a sentence
_TOP_LINES = 6
_TOP_LENGTH = 60
_TOP_PARAGRAPHS = 3  # of the report, in which a dateline may stand: a caption may come first
_DATELINE = re.compile(r"([^\n]{3,90}?)(?:\s*[\u2014\u2013\u17d6]\s*|\s+--?\s+)")
_NEW_SENTENCE = re.compile(r"[.,:]?\s+[A-Z\u201c\"]|\s*[\u2014\u2013:]|\s+--?\s")
_NOT_PLACES = frozenset({"on", "in", "since", "by", "until", "after", "before", "from", "at", "le"})
_TEXT_SHARE = 3  # a date of the report counts in its first third
_DATE_REACH = 20_000  # code points in which a date of the report is looked for
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_YEAR = re.compile(r"\d{4}")
_OWN_LANGUAGES = frozenset({"en", "fr", "es", "km"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the text says of itself; empty where it says nothing."""

    title: str
    title_origin: Origin
    outlet: str = ""
    outlet_origin: Origin = ""
    author: str = ""
    published: FuzzyDate | None = None
    published_origin: Origin = ""


def find_metadata(text: str, layout: Layout, file_stem: str, language: str = "") -> Metadata:
    """Return what ``text`` says of itself.

    Args:
        text: the article's, cleaned.
        layout: its zones and lines, as `lay_out` finds them.
        file_stem: the title where nothing else can be one.
        language: ISO 639-1, for dates that are written in other languages than ours.
    """
    phrases = shipped_phrases()
    # Marks that turn the direction of writing would turn it in every list of articles too.
    title, title_origin, suffix = _title(text, layout, file_stem, phrases)
    outlet, outlet_origin = _outlet(text, layout, suffix, phrases)
    published, published_origin = _published(text, layout, language, phrases)
    return Metadata(
        title=_TURNS.sub("", title),
        title_origin=title_origin,
        outlet=_TURNS.sub("", outlet),
        outlet_origin=outlet_origin,
        author=_TURNS.sub("", _author(text, layout, phrases)),
        published=published,
        published_origin=published_origin,
    )


def _title(text: str, layout: Layout, file_stem: str, phrases: Phrases) -> tuple[str, Origin, str]:
    """Title, where it is from, and the outlet's name where it hung on the headline."""
    if layout.headline:
        words = " ".join(layout.headline.quote(text).split())
        head, bar, tail = _cut_last(words)
        if bar and len(head.split()) > 2 and outlet_in(tail, phrases) == tail:
            return head, "headline", tail
        return words, "headline", ""
    for line in layout.report:
        first = sentences(line.quote(text))[0].quote(line.quote(text))
        if any(char.isalnum() for char in first):
            return shortened(first, _TITLE_LENGTH), "first sentence", ""
    return file_stem, "file name", ""


def _cut_last(words: str) -> tuple[str, str, str]:
    for bar in (" | ", " \u2014 ", " \u2013 ", " - "):
        head, found, tail = words.rpartition(bar)
        if found:
            return head, found, tail
    return words, "", ""


def shortened(sentence: str, length: int) -> str:
    """Return at most ``length`` code points of ``sentence``, cut between words, with "…"."""
    words = " ".join(sentence.split())
    if len(words) <= length:
        return words
    kept = words[: length - 1]
    head, space, _ = kept.rpartition(" ")
    if space and len(head) > length // 2 and not words[length - 1].isspace():
        kept = head
    return kept.rstrip(' ,;:.\u2013\u2014-\u201c"(') + "\u2026"


def _outlet(text: str, layout: Layout, suffix: str, phrases: Phrases) -> tuple[str, Origin]:
    if layout.site:
        line = " ".join(layout.site.quote(text).split())
        return outlet_in(line, phrases) or line, "site line"
    if suffix:
        return suffix, "site line"
    for words in _zoned(text, layout, "byline"):
        if named := outlet_in(words, phrases):
            return named, "byline"
    return "", ""


def _author(text: str, layout: Layout, phrases: Phrases) -> str:
    bylines = list(_zoned(text, layout, "byline"))
    for words in bylines:
        if named := reporter_in(words, folded_line(words), phrases):
            return named
    for words in bylines:
        first = (parts_of(words) or [""])[0]
        if _is_person(first, phrases) and (first == words or _writes(first, text)):
            return first
    return ""


def _is_person(name: str, phrases: Phrases) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 4
        and is_name(name)
        and not any(char.isdigit() for char in name)
        and not outlet_in(name, phrases)
    )


def _writes(name: str, text: str) -> bool:
    """Whether a line at the end tells who bears the name: "Sok Dara writes about law"."""
    return (
        re.search(rf"^{re.escape(name)} (?:writes|reports|covers|is an?) ", text, re.M) is not None
    )


def _published(
    text: str, layout: Layout, language: str, phrases: Phrases
) -> tuple[FuzzyDate | None, Origin]:
    found = _in_bylines(text, layout, phrases) or _in_datelines(text, layout)
    if found:
        return found
    if language and language not in _OWN_LANGUAGES and (known := _foreign(text, language)):
        return known, "byline"
    for words in _zoned(text, layout, "caption"):
        if days := _days(words):
            return days[0], "caption"
    return _in_report(text, layout)


def _in_bylines(text: str, layout: Layout, phrases: Phrases) -> tuple[FuzzyDate, Origin] | None:
    """The earliest date of the first line that has one: it is published before updated."""
    lines = list(_zoned(text, layout, "byline"))
    lines += [
        words
        for words in _zoned(text, layout, "debris")
        if any(is_updated(line, phrases) for line in read_lines(words))
    ]
    for words in lines:
        if dates := dates_in(words):
            earliest = min(dates, key=lambda one: one.date.iso)
            place = words[: dates[0].span.start].strip(" ,")
            return earliest.date, "dateline" if place.isupper() else "byline"
    return None


def _in_datelines(text: str, layout: Layout) -> tuple[FuzzyDate, Origin] | None:
    for line in layout.report[:_TOP_PARAGRAPHS]:
        if opening_date := _at_beginning(line.quote(text)[:120]):
            return opening_date, "dateline"
        found = _DATELINE.match(line.quote(text)[:120])
        if not found:
            continue
        opening = found.group(1)
        place = re.split(r"[,(\d]", opening, maxsplit=1)[0].strip()
        if place and (not is_name(place) or place.split()[0].casefold() in _NOT_PLACES):
            continue
        if dates := dates_in(opening):
            return dates[0].date, "dateline"
        if known := _with_year(text, opening):
            return known, "dateline"
    return None


def _at_beginning(words: str) -> FuzzyDate | None:
    """The date that a paragraph begins with, as "Thursday, May 7, 2015 The court ..."."""
    first = next((one for one in dates_in(words) if one.date.precision == "day"), None)
    if first is None:
        return None
    before = words[: first.span.start].strip(" ,")
    alone = not before or (before.isalpha() and before.casefold() not in _NOT_PLACES)
    return first.date if alone and _NEW_SENTENCE.match(words, first.span.end) else None


def _with_year(text: str, opening: str) -> FuzzyDate | None:
    """A dateline's month and day with the year that the text gives, if it gives one only."""
    found = day_and_month(opening, 0, len(opening))
    if not found:
        return None
    month, day = found
    same = {
        one.date.iso[:4]
        for one in dates_in(text, 0, min(len(text), _DATE_REACH))
        if one.date.iso[5:] == f"{month:02}-{day:02}"
    }
    years = {int(year) for year in same} or years_in(text[:_DATE_REACH])
    return fuzzy(years.pop(), month, day) if len(years) == 1 else None


def _in_report(text: str, layout: Layout) -> tuple[FuzzyDate | None, Origin]:
    if not layout.report:
        return None, ""
    start, end = layout.report[0].start, layout.report[-1].end
    reach = start + min(-(-(end - start) // _TEXT_SHARE), _DATE_REACH)
    for line in layout.report:
        if line.start >= reach:
            break
        # A sentence that begins within reach may end beyond.
        for one in dates_in(text, line.start, min(line.end, line.start + _DATE_REACH)):
            if one.date.precision == "day" and one.span.start < reach:
                return one.date, "text"
    return None, ""


def _days(words: str) -> list[FuzzyDate]:
    return [one.date for one in dates_in(words) if one.date.precision == "day"]


def _foreign(text: str, language: str) -> FuzzyDate | None:
    """A full date alone on a line near the top, in a language of which we have no words."""
    tops = [line.words for line in read_lines(text[:2000])[:_TOP_LINES]]
    likely = [
        words
        for words in tops
        if len(words) <= _TOP_LENGTH
        and _YEAR.search(words)
        and any(char.isalpha() for char in words)
    ]
    if not likely:
        return None
    import dateparser
    from dateparser.data.languages_info import language_order

    if language not in language_order:
        return None
    rules = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    for words in likely:
        if day := dateparser.parse(words, languages=[language], settings=rules):
            return fuzzy(day.year, day.month, day.day)
    return None


def _zoned(text: str, layout: Layout, kind: str) -> Iterator[str]:
    """The words of the zones of one kind."""
    return (span.quote(text) for span in _spans(layout, kind))


def _spans(layout: Layout, kind: str) -> Iterator[Span]:
    return (zone.span for zone in layout.zones if zone.kind == kind)
