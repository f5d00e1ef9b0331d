"""The forms of an English verb, so that lexicons need to name only what is irregular."""

from __future__ import annotations

from typing import Literal

Shape = Literal["base", "third", "past", "participle", "gerund"]
VOWELS = frozenset("aeiou")


def forms(entry: str) -> tuple[tuple[str, Shape], ...]:
    """Return every form of a lexicon entry "base [past [participle]]" with its shape.

    >>> forms("deny")[1:4]
    (('denies', 'third'), ('denied', 'past'), ('denied', 'participle'))
    """
    base, *irregular = entry.split()
    past = irregular[0] if irregular else _past(base)
    participle = irregular[1] if len(irregular) > 1 else past
    return (
        (base, "base"),
        (_third(base), "third"),
        (past, "past"),
        (participle, "participle"),
        (_gerund(base, past), "gerund"),
    )


def _ends_in_consonant_and_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if _ends_in_consonant_and_y(base) else base + "ed"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if _ends_in_consonant_and_y(base) else base + "s"


def _gerund(base: str, past: str) -> str:
    doubled = past.removesuffix("ed")
    if doubled == base + base[-1]:
        return doubled + "ing"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    doubles = len(base) > 2 and base == past and base[-1] == "t" and base[-2] in VOWELS
    return base + base[-1] + "ing" if doubles and base[-3] not in VOWELS else base + "ing"
