"""What an import has read and not kept yet: beyond a size it waits on the disk, not in memory."""

from __future__ import annotations

import json
import struct
import tempfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from annotator.domain.article import Article, Source, Zone
from annotator.domain.dates import read_date
from annotator.domain.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.domain.corpus import Corpus

IN_MEMORY = 48_000_000  # bytes of texts and files; beyond that they go to the disk
CHUNK = 500  # articles that come back at once
_CHUNK_BYTES = 16_000_000
_HEAD = struct.Struct(">IIIB")
_PLAIN = tuple(name for name in Article.__dataclass_fields__ if name not in {"published", "zones"})


@dataclass(frozen=True, slots=True)
class Read:
    """One file that was read: how many articles it gave, or why none."""

    path: Path
    name: str
    format: str = ""
    articles: int = 0
    failed: bool = False
    reason: str = ""
    notes: tuple[str, ...] = ()
    corpus: Corpus | None = None  # the project of another tool


@dataclass(slots=True)
class Haul:
    """The files in the order in which they were read, and their articles.

    Args:
        folder: where articles wait that are too many for memory; None keeps all in memory.
            The file there has no name that others could open, where the system can do
            that, and is gone when the program ends in whatever way.
    """

    folder: Path | None = None
    read: list[Read] = field(default_factory=list)
    fingerprints: list[str] = field(default_factory=list)
    _sources: list[Source] = field(default_factory=list)
    _size: int = 0
    _spool: IO[bytes] | None = None
    _spooled: int = 0

    def add(self, read: Read, sources: tuple[Source, ...] = ()) -> None:
        """Take a file with its articles."""
        self.read.append(read)
        last = None
        for source in sources:
            self._size += len(source.text)
            self._size += 0 if source.raw is last else len(source.raw)
            last = source.raw
            self.fingerprints.append(source.article.fingerprint)
        self._sources += sources
        if self._size > IN_MEMORY and self.folder is not None:
            self._put_aside(self.folder)

    def chunks(self) -> Iterator[list[Source]]:
        """Return all articles, some hundred at a time; they can be asked for once."""
        chunk: list[Source] = []
        size = 0
        last = None
        for source in self._all():
            chunk.append(source)
            size += len(source.text) + (0 if source.raw is last else len(source.raw))
            last = source.raw
            if len(chunk) >= CHUNK or size >= _CHUNK_BYTES:
                yield chunk
                chunk, size = [], 0
        if chunk:
            yield chunk

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return self._spooled + len(self._sources)

    def close(self) -> None:
        """Let go of everything."""
        self._sources.clear()
        if self._spool:
            self._spool.close()
            self._spool = None

    def _put_aside(self, folder: Path) -> None:
        if self._spool is None:
            self._spool = tempfile.TemporaryFile(  # noqa: SIM115 - `close` closes it
                dir=folder, prefix=".import."
            )
        last = None
        for source in self._sources:
            same = source.raw is last
            _write(self._spool, source, same=same)
            last = source.raw
        self._spooled += len(self._sources)
        self._sources.clear()
        self._size = 0

    def _all(self) -> Iterator[Source]:
        if self._spool:
            self._spool.seek(0)
            raw = b""
            for _ in range(self._spooled):
                source = _read(self._spool, raw)
                raw = source.raw
                yield source
        yield from self._sources


def _write(spool: IO[bytes], source: Source, *, same: bool) -> None:
    """Write one article; ``same``: it is of the same file as the one before."""
    article = source.article
    facts: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN}
    facts["published"] = article.published.iso if article.published else None
    facts["zones"] = [(z.span.start, z.span.end, z.kind, z.by) for z in article.zones]
    told = json.dumps(facts).encode()
    text = source.text.encode("utf-8", "surrogatepass")
    raw = b"" if same else source.raw
    spool.write(_HEAD.pack(len(told), len(text), len(raw), same))
    for part in (told, text, raw):
        spool.write(part)


def _read(spool: IO[bytes], last: bytes) -> Source:
    told, text, raw, same = _HEAD.unpack(spool.read(_HEAD.size))
    facts = json.loads(spool.read(told))
    facts["published"] = read_date(facts["published"])
    facts["zones"] = tuple(
        Zone(Span(start, end), kind, by) for start, end, kind, by in facts["zones"]
    )
    words = spool.read(text).decode("utf-8", "surrogatepass")
    content = spool.read(raw)
    return Source(Article(**facts), words, last if same else content)
