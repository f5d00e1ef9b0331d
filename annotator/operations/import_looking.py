"""Look at files before they are imported: what they are, and what can be said of them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.domain.errors import AnnotatorError
from annotator.exchange import formats, limits
from annotator.exchange.files import read_bytes
from annotator.exchange.isolation import Workshop
from annotator.operations.import_haul import Haul
from annotator.operations.import_places import places
from annotator.operations.import_reading import Reader
from annotator.operations.tag_mapping import propose_mapping
from annotator.support.i18n import N_, tr
from annotator.support.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from annotator.domain.article import Article
    from annotator.domain.codebook import Codebook
    from annotator.domain.corpus import Corpus
    from annotator.exchange.mapping import Preview
    from annotator.exchange.sandbox import Isolation
    from annotator.operations.import_choice import ImportChoice
    from annotator.operations.import_places import Place
    from annotator.operations.tag_mapping import TagMapping
    from annotator.support.work import Progress

LOOKED_AT = 200  # files that a dialog looks into; of more it shows names and sizes
QUICK_FILES = 5
_QUICK_BYTES = 200_000
_BEGINNING = 1500  # code points
_LOOK_BYTES = 5_000_000  # larger files are opened when they are imported
# What a person may say that a text is written in, the likeliest first.
ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "iso8859-2", "iso8859-15", "koi8-r", "cp874", "gb18030", "big5",
    "shift_jis", "euc-jp", "euc-kr", "mac-roman",
)  # fmt: skip
ISOLATION = (
    ("memory", N_("limited in memory and time")),
    ("files", N_("without access to files")),
    ("network", N_("without access to the network")),
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a short look at one place has found.

    Attributes:
        place: the file or folder, and whether it is read at all.
        kind: what people call this kind of file.
        size: bytes; None of a folder or a file that is not there.
        looked: whether the file was opened, so that the rest holds.
        articles: how many it holds.
        article: the first of them.
        beginning: of the first article's text.
        preview: first rows of a table.
        tags: what codes of another tool's project would become.
        problem: why nothing can come of it.
        notes: what should be known of it.
    """

    place: Place
    kind: str
    size: int | None
    looked: bool = False
    articles: int = 0
    article: Article | None = None
    beginning: str = ""
    preview: Preview | None = None
    tags: TagMapping | None = None
    problem: str = ""
    notes: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_text(self) -> bool:
        """Whether it is written in an encoding that could be another one."""
        return self.article is not None and bool(self.article.encoding)


def find_places(paths: Sequence[Path], choice: ImportChoice) -> Work[list[Look]]:
    """List what ``paths`` lead to, by names and sizes alone; nothing is kept."""

    def compute(progress: Progress) -> list[Look]:
        found = []
        for place in places(paths, recursive=choice.recursive, whole=bool(choice.format)):
            found.append(_by_name(place))
            progress.report(len(found), 0, place.path.name)
        return found

    return Work(compute, lambda _: None)


class Looker:
    """Opens files with one reading process for all of them; close it at the end.

    What it gives to do may be done by one thread at a time.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._watch: Callable[[], None] = _nothing
        self._shop = Workshop(self._on_tick)

    def close(self) -> None:
        """End the reading process."""
        self._shop.close()

    def look_into(self, looks: Sequence[Look], choice: ImportChoice) -> Work[list[Look]]:
        """Open the files of ``looks`` and return what they hold, in that order."""

        def compute(progress: Progress) -> list[Look]:
            done: list[Look] = []

            def watch() -> None:
                progress.report(len(done), len(looks), looks[len(done)].place.path.name)

            self._watch = watch
            reader = Reader(choice, watch, self._shop)
            for look in looks:
                watch()
                done.append(_into(reader, look, self._codebook, progress))
            self._watch = _nothing
            return done

        return Work(compute, lambda _: None)

    def isolation(self) -> Work[str]:
        """Return a sentence on how the readers are kept apart on this machine."""

        def compute(progress: Progress) -> str:
            self._watch = lambda: progress.report(0, 0)
            try:
                return _in_words(self._shop.isolation())
            except AnnotatorError as error:
                return error.for_people()

        return Work(compute, lambda _: None)

    def _on_tick(self) -> None:
        self._watch()


def _nothing() -> None:
    """Watch nothing."""


def _in_words(found: Isolation) -> str:
    held = [tr(says) for name, says in ISOLATION if getattr(found, name)]
    lacking = [tr(says) for name, says in ISOLATION if not getattr(found, name)]
    said = tr("Documents are read in a process of their own")
    if held:
        said = tr("{said}, {how}", said=said, how=", ".join(held))
    if lacking:
        missing = ", ".join(lacking)
        said = tr(
            "{said}. This system does not let it be kept {missing}", said=said, missing=missing
        )
    return f"{said}."


def limits_in_words() -> list[tuple[str, str]]:
    """Return what a file may take before it is refused, as (what, how much)."""
    return [(tr(what), how_much) for what, how_much in limits.LIMITS]


def is_certain(paths: Sequence[Path], most: int = QUICK_FILES) -> bool:
    """Whether nothing has to be asked: a few short plain texts in UTF-8."""
    if not 0 < len(paths) <= most:
        return False
    for path in paths:
        try:
            if path.suffix.lower() not in formats.BY_KEY["text"].suffixes or not path.is_file():
                return False
            if path.stat().st_size > _QUICK_BYTES:
                return False
            raw = read_bytes(path)
            codecs.decode(raw, "utf-8")
        except (AnnotatorError, OSError, ValueError):
            return False
    return True


def _by_name(place: Place) -> Look:
    try:
        size = None if place.path.is_dir() else place.path.stat().st_size
    except OSError:
        size = None
    if place.kind == "project":
        kind = tr("Project of another tool")
    else:
        named = formats.by_name(place.path.name)
        kind = tr(named.label) if named else ""
    problem = place.reason if place.kind in ("failed", "ignored") else ""
    return Look(place, kind, size, problem=problem)


def _into(reader: Reader, look: Look, codebook: Codebook, progress: Progress) -> Look:
    """Read one file as an import would, and keep no more of it than is shown."""
    if look.size is not None and look.size > _LOOK_BYTES and look.place.kind == "file":
        return _into_large(reader, look)
    haul = Haul()
    reader.read_into(haul, look.place, progress)
    if haul.read and haul.read[0].corpus:
        return _of_project(look, haul.read[0].corpus, codebook)
    sources = [source for chunk in haul.chunks() for source in chunk]
    several = len(haul.read) > 1
    first = haul.read[0]
    notes = [note for read in haul.read for note in read.notes]
    if several:
        notes = [f"{read.name}: {read.reason}" for read in haul.read if read.failed] + notes
    kind = None if several else formats.BY_KEY.get(first.format)
    return replace(
        look,
        looked=True,
        kind=tr(kind.label) if kind else look.kind,
        articles=len(sources),
        article=sources[0].article if sources else None,
        beginning=sources[0].text[:_BEGINNING] if sources else "",
        preview=_preview(reader, look) if kind and kind.preview else None,
        problem="" if sources else first.reason,
        notes=tuple(notes),
        fingerprints=tuple(source.article.fingerprint for source in sources),
    )


def _into_large(reader: Reader, look: Look) -> Look:
    """Of a large file only the columns, where it is a table."""
    kind = formats.by_name(look.place.path.name)
    note = tr("It is large, and is opened when it is imported.")
    preview = _preview(reader, look) if kind and kind.preview else None
    return replace(look, looked=True, preview=preview, notes=(note,))


def _of_project(look: Look, corpus: Corpus, codebook: Codebook) -> Look:
    return replace(
        look,
        looked=True,
        kind=corpus.tool,
        articles=len(corpus.documents),
        tags=propose_mapping(corpus, codebook),
        notes=tuple(f"{loss.place}: {loss.for_people()}" for loss in corpus.losses),
        fingerprints=tuple(one.source.article.fingerprint for one in corpus.documents),
    )


def _preview(reader: Reader, look: Look) -> Preview | None:
    try:
        return reader.preview(look.place.path)
    except AnnotatorError:
        return None  # the reading has said why
