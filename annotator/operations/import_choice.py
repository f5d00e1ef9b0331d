"""What a person says of the files that are to be imported."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from annotator.domain.errors import AnnotatorError, UnknownFormatError
from annotator.exchange import mapping
from annotator.exchange.formats import FORMATS
from annotator.operations.name_patterns import NamePattern
from annotator.support.atomic import whole_file
from annotator.support.i18n import N_
from annotator.support.paths import config_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from annotator.operations.tag_mapping import TagMapping

FILE = "importing.json"
TOOLS = {
    "dna": "DNA",
    "refi-qda": "REFI-QDA",
    "brat": "brat",
    "doccano": "doccano",
    "label-studio": "Label Studio",
    "uima-cas": "UIMA CAS",
}
TAGS = "tags"  # as a format: the project of another tool, whatever it looks like
FORMAT_KEYS = (*(one.key for one in FORMATS), TAGS)
_ALIASES = {"txt": "text", "csv": "table", "tsv": "table", "xlsx": "sheet", "jsonl": "json"}
_KEPT = 100  # mappings
Headers = tuple[str, ...]
Columns = mapping.Mapping
ARTICLE_FIELDS = tuple(Columns.__dataclass_fields__)


class BadColumnError(AnnotatorError):
    """A column that is said to hold what no article has."""

    what = N_("“{said}” does not say which column holds what.")
    remedy = N_("Write FIELD=COLUMN; fields are: {known}.")


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """How files are to be read.

    Attributes:
        recursive: whether folders inside a folder are taken too.
        format: key of the kind that all files are of; empty: each file's bytes tell.
        tool: key of the tool that projects must be of; empty: of any that is known.
        encoding: of all files of text; empty: found.
        encodings: of single files, before ``encoding``.
        columns: which column holds what, for every table: field to header.
        mappings: the same for tables with just these headers.
        pattern: how file names tell metadata.
        tags: what codes of the projects of other tools become, by their path.
    """

    recursive: bool = False
    format: str = ""
    tool: str = ""
    encoding: str = ""
    encodings: Mapping[Path, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    mappings: Mapping[Headers, Columns] = field(default_factory=dict)
    pattern: NamePattern | None = None
    tags: Mapping[Path, TagMapping] = field(default_factory=dict)

    def encoding_of(self, path: Path) -> str:
        """Return what the file at ``path`` is said to be written in."""
        return self.encodings.get(path, self.encoding)


def read_format(said: str) -> str:
    """Return the key of the format that is called ``said``.

    Raises:
        UnknownFormatError: there is none.
    """
    key = _ALIASES.get(said.lower(), said.lower())
    if key not in FORMAT_KEYS:
        raise UnknownFormatError(format=said, known=", ".join(FORMAT_KEYS))
    return key


def read_columns(said: Sequence[str]) -> dict[str, str]:
    """Return what ``FIELD=COLUMN`` says, each.

    Raises:
        BadColumnError: one says nothing, or of a field that no article has.
    """
    known = ARTICLE_FIELDS
    columns = {}
    for one in said:
        name, mark, column = one.partition("=")
        if name.strip() not in known or not mark:
            raise BadColumnError(said=one, known=", ".join(known))
        columns[name.strip()] = column.strip()
    return columns


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was chosen in earlier imports on this desk."""

    pattern: str = ""
    mappings: Mapping[Headers, Columns] = field(default_factory=dict)

    def with_mapping(self, headers: Headers, columns: Columns) -> Remembered:
        """Return it with a mapping added; the oldest beyond a hundred go."""
        kept = {known: one for known, one in self.mappings.items() if known != headers}
        kept[headers] = columns
        return replace(self, mappings=dict(list(kept.items())[-_KEPT:]))


def remembered() -> Remembered:
    """Return what was chosen before; what cannot be read counts as nothing."""
    try:
        kept = json.loads((config_folder() / FILE).read_text(encoding="utf-8"))
        mappings = {
            _headers(one["headers"]): Columns.from_json(one["columns"]) for one in kept["mappings"]
        }
        pattern = str(kept["pattern"])
        if pattern:
            NamePattern(pattern)
    except (OSError, ValueError, KeyError, TypeError, AnnotatorError):
        return Remembered()
    return Remembered(pattern, mappings)


def remember(choice: Remembered) -> None:
    """Keep it for the next import."""
    content = {
        "pattern": choice.pattern,
        "mappings": [
            {"headers": list(headers), "columns": columns.to_json()}
            for headers, columns in choice.mappings.items()
        ],
    }
    with whole_file(config_folder() / FILE) as part:
        part.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _headers(kept: Any) -> Headers:  # noqa: ANN401 - of any shape
    return tuple(map(str, kept))
