"""The files of a project that is a folder, a zip or a single file, read without unpacking.

Nothing of an archive is ever written to the disk, so its names lead nowhere; one that
tries all the same is refused whole, and so is one that would fill the memory.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from annotator.domain.corpus import UnsafeArchiveError
from annotator.domain.errors import CannotReadError
from annotator.exchange import limits
from annotator.exchange.files import read_bytes
from annotator.exchange.job import Job
from annotator.exchange.zipsafe import SafeZip, climbs
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

_ZIP = b"PK\x03\x04"


class Pack(Protocol):
    """Files by name, with ``/`` between folders."""

    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """Return the bytes of the file, which is one of ``names``."""


def open_pack(path: Path) -> Pack:
    """Look at the folder, zip or single file at ``path``.

    Raises:
        CannotReadError, NotTextError: it is not there, or no ordinary file.
        BrokenFileError, BeyondLimitError, LockedFileError: it is too large, or a zip that
            cannot be unpacked.
        UnsafeArchiveError: names in the zip lead out of it.
    """
    if path.is_dir():
        return _Folder(path)
    content = read_bytes(path)
    return _Zip(path.name, content) if content.startswith(_ZIP) else _Single(path.name, content)


def inner_zip(pack: Pack, name: str) -> Pack:
    """Return the zip ``name`` that lies in ``pack``; both count against one limit."""
    return _Zip(name, pack.read(name), pack.budget if isinstance(pack, _Zip) else None)


class Budget:
    """How many bytes may still be unpacked, from archives within archives too."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._left = limits.UNPACKED_BYTES

    def spend(self, size: int) -> None:
        """Take ``size`` bytes off; `UnsafeArchiveError` when nothing is left."""
        self._left -= size
        if self._left < 0:
            reason = tr("unpacked it has more than {limit} bytes", limit=limits.UNPACKED_BYTES)
            raise UnsafeArchiveError(path=self._shown, reason=reason)


class _Single:
    def __init__(self, name: str, content: bytes) -> None:
        self.names: tuple[str, ...] = (name,)
        self._content = content

    def read(self, name: str) -> bytes:
        assert name in self.names  # noqa: S101 - callers read what is listed
        return self._content


class _Folder:
    """Ordinary files below a folder; hidden ones and links are passed over."""

    def __init__(self, root: Path) -> None:
        found: dict[str, Path] = {}
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
            if hidden or path.is_symlink() or not path.is_file():
                continue
            if len(found) == limits.MEMBERS:
                reason = tr("it holds more than {limit} files", limit=limits.MEMBERS)
                raise CannotReadError(path=root, reason=reason)
            found[name] = path
        self.names = tuple(found)
        self._found = found

    def read(self, name: str) -> bytes:
        return read_bytes(self._found[name])


class _Zip:
    """The ordinary files of a zip; one whose names lead out of it is refused whole."""

    def __init__(self, shown: str, content: bytes, budget: Budget | None = None) -> None:
        self._zip = SafeZip(Job(shown, content), "zip")
        self.budget = budget or Budget(shown)
        self._members = {member.filename: member for member in self._zip.members()}
        for name in self._zip.names():
            if climbs(name) or "\x00" in name:
                reason = tr("the name “{name}” leads out of the archive", name=name)
                raise UnsafeArchiveError(path=shown, reason=reason)
        self.names = tuple(self._members)

    def read(self, name: str) -> bytes:
        content = self._zip.read(self._members[name])
        self.budget.spend(len(content))
        return content


def by_ending(pack: Pack, *endings: str) -> list[str]:
    """Return the names that end so, whatever the case; what other systems litter stays out."""
    return [
        name
        for name in pack.names
        if name.lower().endswith(endings)
        and not PurePosixPath(name).name.startswith(".")
        and "__MACOSX" not in name
    ]
