"""Take apart archives of documents, ZIP and gzip; nothing of them is written anywhere."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING

from annotator.exchange.job import Job, Part, one_line
from annotator.exchange.zipsafe import SafeZip, check_unpacked, climbs
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 16
# What lies beside documents in an archive and holds no text of its own.
MEDIA_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".avif"}
    | {".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot"}
    | {".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".webm", ".avi", ".mov", ".exe", ".dll", ".so"}
)
_HOUSEKEEPING = frozenset({"thumbs.db", "desktop.ini"})


def unpack_zip(job: Job) -> Iterator[Part]:
    """Return the documents in a ZIP archive in the order of their names.

    Members whose names lead out of a folder are refused, and named; pictures, styles and
    the like are counted.

    Raises:
        AnnotatorError: it is broken, locked, or beyond the limits.
    """
    archive = SafeZip(job, "ZIP")
    many = 0
    for member in sorted(archive.members(), key=lambda one: one.filename):
        name = member.filename
        if climbs(name):
            job.note(
                "“{member}” was refused: its name leads out of the archive", member=one_line(name)
            )
        elif is_beside(name):
            job.count(N_("Pictures, styles and other files without text left out: {count}"))
        else:
            many += 1
            yield Part(one_line(f"{job.name}/{name}"), archive.read(member))
    if not many:
        raise job.broken("ZIP", tr("it holds no documents"))


def unpack_gzip(job: Job) -> Iterator[Part]:
    """Return the one file in a gzip archive.

    Raises:
        AnnotatorError: it is broken or beyond the limits.
    """
    chunks = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(job.raw)) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                check_unpacked(job, size)
                chunks.append(chunk)
    except (OSError, EOFError, zlib.error) as error:
        raise job.broken("gzip") from error
    inner = job.name[:-3] if job.name.lower().endswith(".gz") else f"{job.name}.unpacked"
    yield Part(inner, b"".join(chunks))


def is_beside(name: str) -> bool:
    """Whether a file's name says that it holds no document."""
    parts = name.lower().split("/")
    last = parts[-1]
    suffix = last[last.rfind(".") :] if "." in last else ""
    hidden = any(part.startswith(".") for part in parts) or "__macosx" in parts
    return hidden or last in _HOUSEKEEPING or suffix in MEDIA_SUFFIXES
