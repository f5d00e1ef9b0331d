"""One file on its way in: its bytes, what is known of it, and what is remarked on the way."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from annotator.domain.errors import BrokenFileError
from annotator.exchange import limits
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.article import Source
    from annotator.domain.errors import AnnotatorError
    from annotator.exchange.mapping import Mapping


_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Options:
    """What a person, or the archive that a file lay in, says of it; empty where nothing.

    ``encoding`` is obeyed; ``charset`` is what a server or mail declared, and is tried
    where the bytes are no UTF-8. ``format`` is the key of the kind of file that it is said
    to be, whatever its bytes tell.
    """

    encoding: str = ""
    charset: str = ""
    url: str = ""
    mapping: Mapping | None = None
    format: str = ""


@dataclass(slots=True)
class Job:
    """A file to be read.

    ``name`` is how errors and articles name it: a file name, or for what lay in an
    archive the archive's name, a slash and the name inside.
    """

    name: str
    raw: bytes
    options: Options = field(default_factory=Options)
    notes: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    _hash: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 of the bytes, computed once however many articles they hold."""
        self._hash = self._hash or hashlib.sha256(self.raw).hexdigest()
        return self._hash

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix."""
        return PurePath(self.name).stem

    def note(self, template: str, **facts: object) -> None:
        """Remark something that the person should know, once."""
        said = tr(template, **facts)
        if said not in self.notes and len(self.notes) < limits.NOTES:
            self.notes.append(said)

    def count(self, template: str, many: int = 1) -> None:
        """Count what is left out or hidden; told at the end as a note over {count}."""
        if many:
            self.left_out[template] += many

    def all_notes(self) -> tuple[str, ...]:
        """Return every remark, the counted ones last."""
        counted = (tr(template, count=f"{n:,}") for template, n in self.left_out.items())
        return (*self.notes, *counted)

    def broken(self, kind: str, reason: str = "") -> BrokenFileError:
        """Return the error that says that the file is no proper ``kind`` of file."""
        said = reason or tr("it is damaged or cut off")
        return BrokenFileError(path=self.name, format=kind, reason=said)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: its articles, or why there are none; and the remarks."""

    name: str
    format: str
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    error: AnnotatorError | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside an archive, a page of a web archive or a message of a mailbox."""

    name: str
    raw: bytes
    url: str = ""
    charset: str = ""


def printable(text: str) -> str:
    """Return ``text`` without what no store takes: lone surrogates become U+FFFD, NUL goes."""
    return _HALVES.sub("\ufffd", text).replace("\x00", "")


def one_line(text: str) -> str:
    """Return ``text`` as a title or name is kept: one line, within the limit."""
    return " ".join(printable(text).split())[: limits.FIELD_LENGTH]
