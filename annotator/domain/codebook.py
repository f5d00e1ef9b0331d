"""Kinds of statement, issue, actor and link: key, label, rule, colour, hotkey."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from annotator.domain.errors import CodebookError, UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Mapping

CodeSet = Literal["statement_type", "issue", "actor_type", "link_kind"]
CODE_SETS: tuple[CodeSet, ...] = ("statement_type", "issue", "actor_type", "link_kind")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the codebook."""

    set: CodeSet
    key: str
    label: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    rule: str = ""
    group: str = ""
    hotkey: str = ""
    order: int = 0
    retired: bool = False
    mapping: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """One code for each set and key."""
        return f"{self.set}:{self.key}"


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes of a project in one version, each set in its own order."""

    codes: tuple[Code, ...]
    name: str = ""
    version: int = 1
    precedence: str = ""
    language: str = "en"

    def of(self, code_set: CodeSet) -> tuple[Code, ...]:
        """The codes of ``code_set`` that are in use, in order."""
        return tuple(c for c in self.codes if c.set == code_set and not c.retired)

    def get(self, code_set: CodeSet, key: str) -> Code | None:
        """The code with ``key``, retired or not, or None."""
        return next((c for c in self.codes if c.set == code_set and c.key == key), None)

    def check(self, code_set: CodeSet, key: str) -> Code:
        """Return the code with ``key``.

        Raises:
            UnknownCodeError: the set has no such key, or it is retired.
        """
        code = self.get(code_set, key)
        if code is None or code.retired:
            known = ", ".join(c.key for c in self.of(code_set))
            raise UnknownCodeError(kind=code_set.replace("_", " "), key=key, known=known)
        return code

    def label(self, code_set: CodeSet, key: str) -> str:
        """What people read for ``key``; the key itself when it is unknown."""
        code = self.get(code_set, key)
        return code.label if code else key


def read_codebook(content: bytes, file: str) -> Codebook:
    """Read a codebook as TOML.

    Args:
        content: the file's bytes, UTF-8.
        file: how error messages name it.

    Raises:
        CodebookError: the file is no TOML, or an entry lacks a key or bears one twice.
    """
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(file=file, reason=str(error)) from error
    codes = [
        _read_code(code_set, number, entry, file)
        for code_set in CODE_SETS
        for number, entry in enumerate(_entries(table, code_set, file), start=1)
    ]
    ids = [code.id for code in codes]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise CodebookError(file=file, reason=f"{twice} stands there twice.")
    if not any(code.set == "statement_type" for code in codes):
        raise CodebookError(file=file, reason="it has no [[statement_type]].")
    return Codebook(
        codes=tuple(sorted(codes, key=lambda code: (CODE_SETS.index(code.set), code.order))),
        name=str(table.get("name", "")),
        version=int(table.get("version", 1)),
        precedence=str(table.get("precedence", "")),
        language=str(table.get("language", "en")),
    )


def _entries(table: Mapping[str, Any], code_set: CodeSet, file: str) -> list[dict[str, Any]]:
    entries = table.get(code_set, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CodebookError(file=file, reason=f"[[{code_set}]] must be a list of tables.")
    return entries


def _read_code(code_set: CodeSet, number: int, entry: Mapping[str, Any], file: str) -> Code:
    key = str(entry.get("key", "")).strip()
    if not key:
        raise CodebookError(file=file, reason=f"[[{code_set}]] number {number} has no key.")
    words = {
        name: str(entry.get(name, ""))
        for name in ("definition", "include", "exclude", "example", "rule", "group", "hotkey")
    }
    mapping = dict(entry.get("maps_to", {}))
    if "plover_sector" in entry:
        mapping["plover_sector"] = str(entry["plover_sector"])
    return Code(
        set=code_set,
        key=key,
        label=str(entry.get("label", key.replace("_", " ").capitalize())),
        order=int(entry.get("order", number)),
        retired=bool(entry.get("retired", False)),
        mapping=mapping,
        **words,
    )
