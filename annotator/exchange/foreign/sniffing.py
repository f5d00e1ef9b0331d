"""Tell from a short look whether a file or folder is the project of another tool."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Endings that only projects of other tools have, and those of which a look inside tells.
_CERTAIN = frozenset({".dna", ".qdpx", ".qdc", ".ann", ".xmi"})
_PERHAPS = frozenset({".jsonl", ".ndjson", ".json", ".zip"})
PROJECT_SUFFIXES = _CERTAIN
_INSIDE = (".ann", ".xmi", ".qde", "exportedproject.json")
_BRAT = frozenset({".txt", ".ann", ".conf"})
_HEAD = 1_000_000  # bytes of the first line or task that are looked at
_MARKS = ("label", "labels", "entities", "spans", "relations")
_LOOKED_AT = 20_000  # names in a folder


def is_project(path: Path) -> bool:
    """Whether the file holds tags of another tool, and not articles alone.

    JSON is one when its first record holds tags; a table of articles is none.
    """
    suffix = path.suffix.lower()
    if suffix not in _PERHAPS:
        return suffix in _CERTAIN
    try:
        if suffix == ".zip":
            return _is_packed_project(path)
        with path.open("rb") as file:
            head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    except (OSError, ValueError):
        return False  # whoever reads it says why
    if head.startswith(b"["):
        return _holds_tasks(head)
    return _is_doccano_line(head.split(b"\n", 1)[0])


def is_project_folder(folder: Path) -> bool:
    """Whether the folder is one of brat: ``.ann`` files, and nothing else than their texts.

    ``.ann`` files may lie in folders of the coders below it.
    """
    found = False
    many = 0
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        many += len(files)
        endings = {PurePath(name).suffix.lower() for name in files if name[:1] != "."}
        if many > _LOOKED_AT or not endings <= _BRAT:
            return False
        found = found or ".ann" in endings
    return found


def _is_packed_project(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError, RuntimeError):
        return False
    return any(name.endswith(_INSIDE) for name in names)


def _holds_tasks(head: bytes) -> bool:
    """Whether a list of JSON begins with a task of Label Studio."""
    text = head[1:].decode("utf-8", "replace").lstrip()
    try:
        task, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(task, dict):
        return False
    full = isinstance(task.get("annotations", task.get("completions")), list) and "data" in task
    marks = [one for value in task.values() if isinstance(value, list) for one in value]
    short = "annotation_id" in task or any(
        isinstance(one, dict) and {"start", "end", "labels"} <= one.keys() for one in marks
    )
    return full or short


def _is_doccano_line(line: bytes) -> bool:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(row, dict) or not isinstance(row.get("text", row.get("data")), str):
        return False
    marks = [one for name in _MARKS if isinstance(row.get(name), list) for one in row[name]]
    return any(
        (isinstance(one, list) and len(one) == 3 and isinstance(one[0], int))
        or (isinstance(one, dict) and "start_offset" in one)
        or (isinstance(one, dict) and {"start", "end", "label"} <= one.keys())
        for one in marks
    )
