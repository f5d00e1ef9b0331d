"""Open zip archives of strangers: nothing is written, and what unpacks is really counted."""

from __future__ import annotations

import io
import lzma
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.domain.errors import BeyondLimitError, LockedFileError
from annotator.exchange import limits
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from annotator.exchange.job import Job

_CHUNK = 1 << 16
_LOCKED = 0x1
_KINDS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError),
    *(ValueError, RuntimeError, UnicodeError, IndexError),
)
_TOO_MANY = N_("it holds {count} files; the limit is {limit}")
_TOO_MUCH = N_("it unpacks to more than {limit} bytes")
_TOO_TIGHT = N_("it unpacks to more than {limit} times its size")


@dataclass(slots=True)
class SafeZip:
    """A zip archive in memory.

    Every byte that is unpacked counts against the limits, whatever the archive declares,
    and however often members share the same packed bytes.

    Args:
        job: the file; errors name it.
        kind: what the file should be, for errors: "DOCX".
    """

    job: Job
    kind: str
    unpacked: int = 0
    _zip: zipfile.ZipFile = field(init=False)

    def __post_init__(self) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self.job.raw))
        except _BROKEN as error:
            raise self.job.broken(self.kind) from error
        limits.refuse_beyond(self.job.name, len(self._zip.infolist()), limits.MEMBERS, _TOO_MANY)

    def names(self) -> list[str]:
        """Return the names of the members, as the archive gives them."""
        return self._zip.namelist()

    def members(self) -> list[zipfile.ZipInfo]:
        """Return the members that are ordinary files."""
        return [
            one
            for one in self._zip.infolist()
            if not one.is_dir() and stat.S_IFMT(one.external_attr >> 16) in {0, stat.S_IFREG}
        ]

    def has(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self._zip.NameToInfo

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """Return what ``member`` unpacks to.

        Raises:
            BrokenFileError: it is not there, damaged, or packed in an unknown way.
            LockedFileError: it asks for a password.
            BeyondLimitError: the archive unpacks to too much.
        """
        try:
            found = self._zip.getinfo(member) if isinstance(member, str) else member
            if found.flag_bits & _LOCKED:
                raise LockedFileError(path=self.job.name)
            if found.compress_type not in _KINDS:
                raise NotImplementedError
            chunks = []
            with self._zip.open(found) as stream:
                while chunk := stream.read(_CHUNK):
                    self.unpacked += len(chunk)
                    check_unpacked(self.job, self.unpacked)
                    chunks.append(chunk)
            return b"".join(chunks)
        except KeyError as error:
            raise self.job.broken(self.kind, tr("a part of it is missing")) from error
        except _BROKEN as error:
            raise self.job.broken(self.kind) from error

    def check_all(self) -> None:
        """Unpack everything once for nothing, so that a library may unpack it after us.

        Raises:
            AnnotatorError: as `read` does.
        """
        for member in self.members():
            self.read(member)


def check_unpacked(job: Job, unpacked: int) -> None:
    """Do nothing as long as ``unpacked`` bytes may come from the file.

    Raises:
        BeyondLimitError: it is too much, or too much for a file of that size.
    """
    limit, sentence = limits.UNPACKED_BYTES, _TOO_MUCH
    if unpacked > limits.RATIO_FROM and unpacked > limits.RATIO * len(job.raw):
        limit, sentence = limits.RATIO, _TOO_TIGHT
    elif unpacked <= limit:
        return
    raise BeyondLimitError(path=job.name, reason=tr(sentence, limit=f"{limit:,}"))


def climbs(name: str) -> bool:
    """Whether a member's name would lead out of a folder that it is unpacked in."""
    parts = name.replace("\\", "/").split("/")
    return name[:1] in {"/", "\\"} or ".." in parts or parts[0][1:2] == ":"
