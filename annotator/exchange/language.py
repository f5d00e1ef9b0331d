"""Say which language a text is in."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.domain.words import with_plain_marks

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 6000  # code points that are looked at
_SCRIPT_SAMPLE = 1500  # code points that tell the script, and English prose
_FEW_LETTERS = 12  # fewer say nothing
_ENGLISH_SHARE = 0.25  # of a text's words that are the commonest of English

# Most texts are Latin, so that is looked for first; the scripts below it are of one
# language that matters here and need no model.
_SCRIPTS = {
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "km": "\u1780-\u17ff",
    "th": "\u0e01-\u0e5b",
    "lo": "\u0e81-\u0edf",
    "my": "\u1000-\u109f",
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "hy": "\u0531-\u058f",
    "ka": "\u10a0-\u10ff",
    "am": "\u1200-\u139f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "ja": "\u3040-\u30ff",
    "zh": "\u4e00-\u9fff",
    # Shared scripts: a model tells the languages apart.
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "cyrillic": "\u0400-\u04ff",
    "devanagari": "\u0900-\u097f",
}
_SHARED = {
    "arabic": "ar fa ur ps ku ug",
    "cyrillic": "ru uk bg sr be mk kk ky mn tg",
    "devanagari": "hi mr ne",
    "latin": "en fr es pt de it nl ca ro pl cs sk sl hr bs hu fi et lv lt sv da no nn is tr az sq"
    " mt id ms tl vi sw so ha yo zu xh rw sn eu gl cy ga ht uz eo af jv mg",
}
_SCRIPT = re.compile("|".join(f"(?P<{name}>[{chars}]+)" for name, chars in _SCRIPTS.items()))
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "a", "that", "for", "with", "said", "by", "as", "it", "has", "have"}
    | {
        "from",
        "are",
        "be",
        "at",
        "its",
        "not",
        "who",
        "had",
        "which",
        "their",
        "they",
        "were",
        "this",
    }
    | {"in", "is", "was", "on", "he", "his", "an", "would", "been", "will", "but", "after", "about"}
)


def guess_language(text: str) -> str:
    """Return the language of ``text`` as ISO 639-1, or an empty string for too few letters.

    Khmer, Thai and other scripts of one language, and plain English prose, are told
    without a model. For the rest a model of some 100 MB is loaded on the first call,
    which takes a second: call it beside the window's thread.
    """
    sample = text[:_SAMPLE]
    letters = _letters(sample[:_SCRIPT_SAMPLE])
    if letters.total() < _FEW_LETTERS:
        letters = _letters(sample)
    if letters.total() < _FEW_LETTERS:
        return ""
    script = letters.most_common(1)[0][0]
    if script == "zh" and letters["ja"] * 20 > letters["zh"]:
        return "ja"
    if script not in _SHARED:
        return script
    if script == "latin" and _is_plain_english(sample[:_SCRIPT_SAMPLE]):
        return "en"
    return _by_model(sample, script)


def _letters(sample: str) -> Counter[str]:
    """How many letters of each script there are."""
    plain = with_plain_marks(sample)
    if plain.isascii():
        return Counter(latin=sum(map(str.isalpha, plain)))
    letters: Counter[str] = Counter()
    for found in _SCRIPT.finditer(sample):
        letters[found.lastgroup or ""] += len(found.group())
    return letters


def _is_plain_english(sample: str) -> bool:
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    common = sum(word in _ENGLISH for word in words)
    return len(words) >= _FEW_LETTERS and common > _ENGLISH_SHARE * len(words)


def _by_model(sample: str, script: str) -> str:
    possible = _SHARED[script].split()
    ranked = (language for language, _ in _identifier().rank(sample))
    language = next((one for one in ranked if one in possible), "")
    return "no" if language == "nn" else language


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
