"""Cut a text into paragraphs and sentences, quotations kept whole where they can be.

Rules only, no model: a full stop is weighed by what stands before it (an abbreviation,
an initial, a number) and after it (a small letter goes on, a capital begins). Closing
quotation marks and brackets stay with the sentence they close; an opening one goes
with what follows. No sentence crosses a newline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.domain.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Stops that need no space after them: Khmer, Arabic, Urdu, Han, Devanagari, Burmese.
_SURE_STOPS = "\u17d4\u17d5\u061f\u06d4\u3002\uff01\uff1f\u0964\u0965\u104b\u203c\u2047"
_STOP = re.compile(
    rf"(?P<stop>[.!?\u2026{_SURE_STOPS}]+)"
    r"(?P<close>(?:[\"\u201d\u2019'\u203a)\]}\u300d\u300f\uff09]|\s?\u00bb(?!\w)|\[\d{1,3}\])*)"
    r"(?P<gap>\s*)"
)
_BEFORE = re.compile(r"[^\s\"\u201c\u201d\u2018()\[\]\u00ab\u00bb\u2014\u2013/]*\Z")
_LOOK_BACK = 40  # code points of a word before a full stop that are looked at
_OPENING = "\"'\u201c\u2018\u201e\u00ab\u2039([{\u300c\u300e\uff08\u00bf\u00a1"
_DASHES = "\u2014\u2013-"
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[Pp]h\.[Dd]")  # U.S, a.m, Ph.D
_HOST = re.compile(r"[\w-]*\.[a-z]|\w*[/@]")
_SAID = re.compile(
    r"(?:[^\W\d_a-z][\w.\u2019'-]*\s+){1,6}"
    r"(?:said|says|asked|asks|told|added|wrote|warned|replied|cried|shouted|exclaimed"
    r"|demanded|wondered|continued|declared|insisted|recalled|joked)\b"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Never the end of a sentence where a capital follows: titles before names, and the like.
_TITLES = _words(
    "mr mrs ms messrs dr drs prof gen lt col sgt cpl pvt capt cmdr maj brig adm vice-adm rev hon"
    " sen rep reps sens gov pres amb supt insp det fr ste vs v cf eg ie viz approx ca"
    " mm mme mlle mgr sra srta dra lic ing ud uds pdte gral cnel tte"
    " maj-gen lt-col lt-gen brig-gen"
)
# The end of a sentence only where a word follows that begins sentences.
_MAYBE = _words(
    "jr sr st mt ft inc corp ltd co bros llc plc dept univ assn gmbh etc est al p.m a.m"
)
# No end where a number follows: "Jan. 5", "No. 7", "art. 19".
_BEFORE_NUMBER = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos nr fig figs art arts sec secs vol"
    " vols ch p pp para paras tel ext janv avr juil ene abr ago dic f\u00e9vr d\u00e9c n\u00fam"
)
_STARTERS = _words(
    "a an the this that these those he she it they we i you his her its their our my there here"
    " in on at by for from with after before during since until under over as if when while"
    " where although though because but and or so yet however meanwhile also earlier later"
    " according who what why how no not both many most some several one another last next"
    " today yesterday asked speaking despite now then"
)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the lines of ``text`` that hold more than white space, without it at the ends."""
    return tuple(_lines(text))


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` in reading order.

    Together they hold every character that is not white space; none crosses a
    newline, begins or ends with white space. A headline is a sentence by its line's end.
    """
    return tuple(sentence for line in _lines(text) for sentence in _in_line(text, line))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            left = start + len(line) - len(line.lstrip())
            yield Span(left, left + len(words))
        start += len(line) + 1


def _in_line(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for found in _STOP.finditer(text, line.start, line.end):
        if found.end() >= line.end:
            break
        if _ends(text, line, start, found):
            yield Span(start, found.end("close"))
            start = found.end()
    yield Span(start, line.end)


def _ends(text: str, line: Span, start: int, found: re.Match[str]) -> bool:
    """Whether a sentence that began at ``start`` ends at the stop that was found."""
    stop, close, gap = found["stop"], found["close"], found["gap"]
    after = text[found.end() : min(found.end() + 2, line.end)]
    if stop[-1] in _SURE_STOPS:
        return bool(gap) or not close
    if not gap:
        return _glued_end(text, line, found)
    if not _can_begin(text, found.end(), line.end):
        return False
    if close:
        return _closed_end(text, line, start, found)
    if stop != ".":
        return True
    before = _word_before(text, start, found.start())
    return not _abbreviates(before, after, _first_word(text, found.end(), line.end), text, start)


def _closed_end(text: str, line: Span, start: int, found: re.Match[str]) -> bool:
    """Whether a stop with a quotation mark or bracket after it ends the sentence."""
    if found["close"].startswith(")") and "(" not in text[start : start + 2]:
        return False  # "he left (at 5 p.m.) Friday"
    asked = found["stop"][-1] != "."  # "\u201cWhat?\u201d Hun Sen asked."
    return not (asked and _SAID.match(text, found.end(), line.end))


def _can_begin(text: str, at: int, end: int) -> bool:
    """Whether what stands at ``at`` may be the beginning of a sentence."""
    while at < end and (text[at] in _OPENING or text[at] in _DASHES or text[at].isspace()):
        at += 1
    if at == end:
        return False
    if text[at].islower():  # "eBay", "iPhone"
        return at + 1 < end and text[at + 1].isupper()
    return text[at] not in ".,;:!?\u2026%"


def _glued_end(text: str, line: Span, found: re.Match[str]) -> bool:
    """Whether a stop without a space after it ends a sentence: "community.Next"."""
    at = found.end()
    ahead = text[at : min(at + 40, line.end)].lstrip("\"'\u201c\u2018(")
    if len(ahead) < 2 or not (ahead[0].isupper() and (ahead[1].islower() or ahead[1].isspace())):
        return False
    before = _word_before(text, line.start, found.start())
    if len(before) < 3 or not before.replace("\u2019", "").isalpha() or before.casefold() == "www":
        return False
    return before[-1].islower() and not _HOST.match(ahead)


def _abbreviates(before: str, after: str, following: str, text: str, start: int) -> bool:
    """Whether the full stop after ``before`` belongs to the word and ends no sentence."""
    word = before.casefold()
    begins = following.casefold() in _STARTERS or after[:1] in '"\u201c\u2018\u00ab'
    if word in _TITLES:
        return True
    if word in _MAYBE or _DOTTED.fullmatch(before):
        return not begins
    if word in _BEFORE_NUMBER:
        return after[:1].isdigit()
    if len(before) == 1 and before.isupper():  # an initial: "J. K. Rowling", "John F. Kennedy"
        return not begins
    # "1. The first point": a number at the head of its sentence
    return len(before) <= 3 and before.isdigit() and text.startswith(before, start)


def _word_before(text: str, start: int, at: int) -> str:
    found = _BEFORE.search(text[max(start, at - _LOOK_BACK) : at])
    return found.group() if found else ""


def _first_word(text: str, at: int, end: int) -> str:
    word = text[at : min(at + _LOOK_BACK, end)].split(maxsplit=1)
    return word[0].strip("\"'\u201c\u2018\u201d\u2019,.:;()") if word else ""
