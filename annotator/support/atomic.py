"""Write a file, or a folder of files, whole or not at all."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STALE = 3600  # seconds


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a private path beside ``path`` to write to; it takes ``path``'s name at the end.

    When the block fails, what was written is removed and ``path`` stays as it was.
    The bytes are on disk before the name changes, and the name before this returns.
    A link stays one: what it leads to is replaced.
    """
    path = _led_to(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        _sync(part)
        part.replace(path)
        sync_folder(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sweep(path)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a private folder beside ``path`` to fill; it takes ``path``'s name at the end.

    A folder that bears the name already is put aside first and removed last, so that
    at every moment one whole folder can be found: the old or the new one. A link stays
    one, as with `whole_file`.
    """
    path = _led_to(path)
    part = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    old = part.with_suffix(".old")
    try:
        yield part
        for file in part.rglob("*"):
            if file.is_file():
                _sync(file)
        try:
            if path.exists():
                path.replace(old)
            part.replace(path)
        except BaseException:  # Ctrl+C may come between the two
            if old.exists() and not path.exists():
                old.replace(path)
            raise
        sync_folder(path.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    _sweep(path)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut, where the system can."""
    with suppress(OSError):  # Windows opens no folders; it keeps names by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(path: Path) -> None:
    """Remove what a program left beside ``path`` that was killed while it wrote there.

    Only what has not been touched for an hour: another may be writing now.
    """
    for left in path.parent.glob(f".{glob.escape(path.name)}.{'?' * 8}.*"):
        with suppress(OSError):  # another swept first
            if left.suffix in (".part", ".old") and time.time() - left.stat().st_mtime > _STALE:
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink()


def _led_to(path: Path) -> Path:
    """Return what ``path`` leads to where it is a link, else ``path`` as it was given."""
    return path.resolve() if path.is_symlink() else path


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
