"""The phrases by which debris of web pages is known; edited in ``resources/lexicons``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from annotator.support.paths import resource

_ENDS = " .,:;!?|\u00b7\u2022*#<>\u00ab\u00bb\u2013\u2014\u2026\u17d4\u17d6-"
_PARTS = re.compile(r"\s*[|\u00b7\u2022]\s*|\s+[/-]\s+")
_APART = re.compile(r"[\s|,/\u00b7\u2022&+-]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Known phrases, folded as `folded_line` does; see ``debris.toml`` for their meaning."""

    lines: frozenset[str]
    starts: tuple[str, ...]
    rights: re.Pattern[str]
    lists: frozenset[str]
    social: frozenset[str]
    outlets: frozenset[str]
    outlet_starts: tuple[str, ...]
    count: re.Pattern[str]
    glued_count: re.Pattern[str]
    updated: re.Pattern[str]
    credit: re.Pattern[str]
    by: re.Pattern[str]

    def is_debris(self, folded: str) -> bool:
        """Whether a whole folded line is known to be no part of the report."""
        bare = folded.strip(_ENDS)
        return (
            bare in self.lines
            or bare in self.lists
            or folded.startswith(self.starts)
            or (bare[:1].isdigit() and all(map(self.count.fullmatch, _PARTS.split(bare))))
            or self.rights.search(folded) is not None
            or self.is_social(folded)
        )

    def is_social(self, folded: str) -> bool:
        """Whether a folded line holds nothing but names of share buttons."""
        names = _APART.split(folded.strip(_ENDS))
        return names[0] in self.social and all(name in self.social for name in names)

    def heads_list(self, folded: str) -> bool:
        """Whether a folded line is the heading of a list of other stories."""
        return folded.strip(_ENDS) in self.lists


def folded_line(line: str) -> str:
    """Return ``line`` as phrases are compared: case and kind of white space do not count."""
    plain = line.replace("\u2019", "'").replace("\u200b", "")
    return " ".join(plain.split()).casefold()


def read_phrases(content: bytes) -> Phrases:
    """Read the phrases of every language from TOML.

    Raises:
        tomllib.TOMLDecodeError: the file is no TOML.
    """
    languages = tomllib.loads(content.decode("utf-8")).values()

    def of(key: str) -> list[str]:
        found = {_kept(phrase) for language in languages for phrase in language.get(key, ())}
        return sorted(found, key=lambda phrase: (-len(phrase), phrase))

    number = r"\d[\d.,\s]*[km]?\s*\+?"
    return Phrases(
        lines=frozenset(phrase.strip(_ENDS) for phrase in of("line")),
        starts=tuple(of("start")),
        rights=re.compile(_any(of("rights"))),
        lists=frozenset(of("list")),
        social=frozenset(of("social")),
        outlets=frozenset(of("outlet")),
        outlet_starts=tuple(of("outlet_start")),
        count=re.compile(rf"{number}\s*(?:{_any(of('count'))})"),
        glued_count=re.compile(rf"\d[\d.,]*[KM]?\s+(?:{_any(of('count'))})\s*\Z", re.IGNORECASE),
        updated=re.compile(rf"(?:{_any(of('updated'))})(?!\w)[\s:\u17d6]*"),
        credit=re.compile(rf"(?<!\w)(?:{_any(of('credit'))})(?!\w)"),
        by=re.compile(rf"(?:{_any(of('by'))})(?:\s*[:\u17d6]\s*|\s+)"),
    )


@lru_cache(maxsize=1)
def shipped_phrases() -> Phrases:
    """Return the phrases that come with the program."""
    return read_phrases(resource("lexicons", "debris.toml").read_bytes())


def _kept(phrase: str) -> str:
    """Folded, but a space at the end stays: it says that a word ends there."""
    return folded_line(phrase) + (" " if phrase.endswith(" ") else "")


def _any(phrases: list[str]) -> str:
    """A pattern for any of ``phrases``; without phrases one that fits nothing."""
    return "|".join(map(re.escape, phrases)) or "(?!)"
