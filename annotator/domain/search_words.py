"""How words are told apart for the search: alike in the index, in the query and in the text.

A word is a run of letters, digits and marks, as SQLite's ``unicode61`` takes it. Khmer,
Thai, Lao, Burmese, Chinese and Japanese have no spaces between words: there each letter
with its marks is a word of its own, and what is searched is a phrase of them. So every
part of a sentence is found, whether or not a zero-width space stands in it.
"""

from __future__ import annotations

import re
import unicodedata

import regex

# Ranges, not names of scripts: an index stays right when Python learns a newer Unicode.
_BASES = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"  # Thai
    "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6\u0edc-\u0edf"  # Lao
    "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070"
    "\u1075-\u1081\u108e\ua9e0-\ua9e4\ua9e6-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a\uaa7e\uaa7f"
    "\u1780-\u17b3\u17d7\u17dc"  # Khmer; above it Burmese
    "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"  # Japanese, Chinese
    "\U00020000-\U000323af"
)
_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074"
    "\u1082-\u108d\u108f\u109a-\u109d\ua9e5\uaa7b-\uaa7d\u17b4-\u17d3\u17dd\u3099\u309a"
    "\u0300-\u036f\ufe00-\ufe0f"
)
_BASE = re.compile(f"[{_BASES}]")  # `re` looks through a text ten times as fast as `regex`
_CLUSTER = re.compile(f"[{_BASES}][{_MARKS}]*")
_MARKS_BEHIND = f"[{_MARKS}]"
_ONLY_MARKS = regex.compile(f"{_MARKS_BEHIND}+")
_WORD = r"[\p{L}\p{N}\p{M}\p{Co}]"
_APART = r"[^\p{L}\p{N}\p{M}\p{Co}]"
# A letter that belongs to the word beside it: one of a script with spaces.
_JOINED = rf"[\p{{L}}\p{{N}}\p{{M}}\p{{Co}}--[{_BASES}]]"
_RUN = regex.compile(f"{_WORD}++")
_PIECE = regex.compile(f"[{_BASES}][{_MARKS}]*+|(?:(?![{_BASES}]){_WORD})++")
_LONGEST = 500  # code points of a word that can be searched; SQLite cuts far later


def spread(text: str) -> str:
    """Return ``text`` as it is given to the index: clusters of unspaced scripts set apart."""
    if text.isascii() or not _BASE.search(text):
        return text
    return _CLUSTER.sub(r" \g<0> ", text)


def tokens(typed: str) -> tuple[str, ...]:
    """Return the words and clusters of ``typed`` in their order, in lower case.

    A mark that comes first, as where one copied from the middle of a letter, is left out:
    in the index it stands with its letter.
    """
    found: list[str] = []
    for run in _RUN.findall(typed):
        found.extend(piece[:_LONGEST].lower() for piece in _PIECE.findall(run))
    if len(found) > 1 and _ONLY_MARKS.fullmatch(found[0]):
        del found[0]
    return tuple(found)


def is_cluster(token: str) -> bool:
    """Whether ``token`` is a letter of a script without spaces between words."""
    return bool(_CLUSTER.fullmatch(token))


def spellings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return ``words`` with their accents as typed, composed and decomposed, each way once."""
    joined = " ".join(words)
    if joined.isascii():
        return (words,)
    ways = (joined, unicodedata.normalize("NFC", joined), unicodedata.normalize("NFD", joined))
    return tuple(dict.fromkeys(filter(None, map(tokens, ways))))


def pattern_of(words: tuple[str, ...], *, begins: bool) -> str:
    """Return a regular expression (``regex``, ignoring case) for ``words`` as a phrase.

    Args:
        words: as `tokens` returns them.
        begins: whether the last word in the text may go on; it is found whole.
    """
    return "|".join(f"(?:{_one_way(way, begins=begins)})" for way in spellings(words))


def compiled(pattern: str) -> regex.Pattern[str]:
    """Return ``pattern`` ready to search with, upper and lower case alike."""
    return regex.compile(pattern, regex.IGNORECASE | regex.VERSION1)


def count_words(text: str) -> int:
    """Return how many words and clusters ``text`` has, as the index counts them."""
    return sum(1 for _ in _PIECE.finditer(text))


def _one_way(words: tuple[str, ...], *, begins: bool) -> str:
    parts = []
    if not is_cluster(words[0]):
        parts.append(f"(?<!{_JOINED})")
    for at, word in enumerate(words):
        if at:
            apart = is_cluster(word) or is_cluster(words[at - 1])
            parts.append(f"{_APART}*+" if apart else f"{_APART}++")
        parts.append(regex.escape(word, special_only=True))
        last = at == len(words) - 1
        more = _MARKS_BEHIND if is_cluster(word) else _JOINED
        parts.append(f"{more}*+" if last and begins else f"(?!{more})")
    return "".join(parts)
