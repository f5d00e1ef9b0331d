"""Read a file from the disk, whatever it turns out to hold."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from annotator.domain.errors import CannotReadError, NotTextError
from annotator.exchange import limits
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from pathlib import Path

_TOO_LARGE = N_("it has {count} bytes; the limit is {limit}")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of an ordinary file within the limit of archives and tables.

    Raises:
        CannotReadError: it is not there or may not be read.
        NotTextError: it is no ordinary file.
        BeyondLimitError: it is too large.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotTextError(path=path.name, reason=tr("it is no ordinary file"))
        limits.refuse_beyond(path.name, found.st_size, limits.CONTAINER_BYTES, _TOO_LARGE)
        with path.open("rb") as file:
            raw = file.read(limits.CONTAINER_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotReadError(path=path.name, reason=reason) from error
    limits.refuse_beyond(path.name, len(raw), limits.CONTAINER_BYTES, _TOO_LARGE)
    return raw
