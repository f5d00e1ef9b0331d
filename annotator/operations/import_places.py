"""Which files an import reads: those that are named, and what lies in folders."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from annotator.exchange.foreign.sniffing import PROJECT_SUFFIXES, is_project, is_project_folder
from annotator.exchange.formats import SUFFIXES
from annotator.exchange.read_zip import is_beside
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINK = N_("It is a link, and links inside a folder are not followed.")
_HIDDEN = N_("It is hidden.")
_ODD = N_("It is no ordinary file.")
_BESIDE = N_("Files of this kind hold no text of their own.")
_UNKNOWN = N_("Its ending is of no kind that is read; name the file itself to try it.")
_DEEPER = N_("It is a folder, and folders inside a folder were not asked for.")


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read, the project of another tool, or what is left aside or cannot be looked at.

    ``reason`` says why, for the last two.
    """

    path: Path
    kind: Literal["file", "project", "ignored", "failed"]
    reason: str = ""


def places(paths: Sequence[Path], *, recursive: bool, whole: bool = False) -> Iterator[Place]:
    """Return what ``paths`` lead to, each once, what lies in a folder by name.

    A file that is named is read whatever it is called. Of a folder come the files whose
    endings are known; everything else in it is named with the reason why it is left aside.

    Args:
        paths: files and folders.
        recursive: whether folders inside a folder are taken too.
        whole: whether files are taken as articles even where they look like the project
            of another tool.
    """
    seen: set[Path] = set()
    for path in paths:
        for place in _at(path, recursive=recursive, whole=whole):
            if place.path not in seen:
                seen.add(place.path)
                yield place


def _at(path: Path, *, recursive: bool, whole: bool) -> Iterator[Place]:
    if not path.is_dir():
        yield _as_file(path, whole=whole)
    elif not whole and is_project_folder(path):
        yield Place(path, "project")
    else:
        yield from _in_folder(path, recursive=recursive, whole=whole)


def _as_file(path: Path, *, whole: bool) -> Place:
    if whole or not is_project(path):
        return Place(path, "file")
    return Place(path.parent if path.suffix.lower() == ".ann" else path, "project")


def _in_folder(folder: Path, *, recursive: bool, whole: bool) -> Iterator[Place]:
    waiting = [folder]
    while waiting:
        at = waiting.pop()
        try:
            with os.scandir(at) as found:
                inside = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Place(at, "failed", error.strerror or str(error))
            continue
        if not whole and at != folder and is_project_folder(at):
            yield Place(at, "project")
            continue
        deeper = []
        for entry in inside:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                if recursive:
                    deeper.append(path)
                else:
                    yield Place(path, "ignored", tr(_DEEPER))
            else:
                yield _entry(entry, whole=whole)
        waiting += reversed(deeper)


def _entry(entry: os.DirEntry[str], *, whole: bool) -> Place:
    """Say what becomes of one thing in a folder."""
    path = Path(entry.path)
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError as error:
        return Place(path, "failed", error.strerror or str(error))
    reason = ""
    if entry.name.startswith("."):
        reason = _HIDDEN
    elif stat.S_ISLNK(mode):
        reason = _LINK
    elif not stat.S_ISREG(mode):
        reason = _ODD
    elif is_beside(entry.name):
        reason = _BESIDE
    elif path.suffix.lower() not in SUFFIXES | PROJECT_SUFFIXES:
        reason = _UNKNOWN
    return Place(path, "ignored", tr(reason)) if reason else _as_file(path, whole=whole)
