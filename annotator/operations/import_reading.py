"""Read one file after another for an import, each in the process that is best for it."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from annotator.domain.errors import AnnotatorError
from annotator.domain.text import printable_name
from annotator.exchange import formats
from annotator.exchange.files import read_bytes
from annotator.exchange.isolation import Workshop
from annotator.exchange.job import Job, Options, Reading
from annotator.exchange.mapping import Mapping as Columns
from annotator.exchange.read_plain import read_plain
from annotator.operations.import_choice import TAGS, TOOLS
from annotator.operations.import_haul import Read
from annotator.operations.importing_tags import read_tagged
from annotator.operations.name_patterns import with_fields
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.domain.article import Source
    from annotator.exchange.mapping import Preview
    from annotator.operations.import_choice import ImportChoice
    from annotator.operations.import_haul import Haul
    from annotator.operations.import_places import Place
    from annotator.support.work import Progress

# What the program reads itself: UTF-8 that no library looks at. Larger texts go to the
# reading process, so that none can keep the program busy for long.
_PLAIN_BYTES = 200_000
_PLAIN = formats.BY_KEY["text"].suffixes
_TABLE_SUFFIXES = frozenset(
    suffix for one in formats.FORMATS if one.preview for suffix in one.suffixes
)


class Reader:
    """Reads files as a person has chosen; one thread at a time.

    Args:
        choice: how.
        watch: called at least ten times a second while a file is being read; what it
            raises goes through.
        shop: the reading process to use, which does its own watching; one of its own
            when not given.
    """

    def __init__(
        self, choice: ImportChoice, watch: Callable[[], None], shop: Workshop | None = None
    ) -> None:
        self._choice = choice
        self._shop = shop or Workshop(watch)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._shop.close()

    @property
    def shop(self) -> Workshop:
        """The reading process."""
        return self._shop

    def read_into(self, haul: Haul, place: Place, progress: Progress) -> None:
        """Read what lies at ``place`` and add it to ``haul``; a failure is added too."""
        path = place.path
        if place.kind in ("ignored", "failed"):
            failed = place.kind == "failed"
            haul.add(Read(path, path.name, failed=failed, reason=place.reason))
        elif place.kind == "project" or self._choice.format == TAGS:
            haul.add(self._project(path, progress))
        else:
            for reading in self.readings(path):
                haul.add(*self._told(path, reading))

    def readings(self, path: Path) -> Iterator[Reading]:
        """Read the file at ``path``: one reading, or one for each file of an archive."""
        name = printable_name(path.name)
        try:
            raw = read_bytes(path)
            options = self._options(path, raw)
        except AnnotatorError as error:
            yield Reading(name, "", error=error)
            return
        if _is_simple(path, raw, options):
            yield _read_here(Job(name, raw, options))
        else:
            yield from self._shop.read(path.name, raw, options)

    def preview(self, path: Path) -> Preview:
        """Return the first rows of the table at ``path``; errors as of `Workshop.preview`."""
        return self._shop.preview(path.name, read_bytes(path), self._plain_options(path))

    def _plain_options(self, path: Path) -> Options:
        return Options(encoding=self._choice.encoding_of(path), format=self._choice.format)

    def _options(self, path: Path, raw: bytes) -> Options:
        """What is said of the file, with the columns of a table where they are said."""
        choice = self._choice
        options = self._plain_options(path)
        if not (choice.columns or choice.mappings):
            return options
        if path.suffix.lower() in _TABLE_SUFFIXES or choice.format in formats.TABLES:
            try:
                preview = self._shop.preview(path.name, raw, options)
            except AnnotatorError:
                return options  # reading it says what is wrong
            known = choice.mappings.get(preview.headers, preview.mapping)
            return replace(options, mapping=known.with_columns(choice.columns))
        if choice.columns:
            return replace(options, mapping=Columns(**choice.columns))
        return options

    def _told(self, path: Path, reading: Reading) -> tuple[Read, tuple[Source, ...]]:
        """Return the reading with what its name tells by the pattern."""
        sources, notes = reading.sources, reading.notes
        pattern = self._choice.pattern
        if pattern and sources:
            told = pattern.read(path.parent / PurePath(reading.name))
            if told:
                alone = len(sources) == 1
                sources = tuple(
                    replace(one, article=with_fields(one.article, told, alone=alone))
                    for one in sources
                )
            else:
                notes = (*notes, tr("Its name does not fit the pattern."))
        read = Read(
            path=path,
            name=reading.name,
            format=reading.format,
            articles=len(sources),
            failed=reading.error is not None,
            reason=reading.error.for_people() if reading.error else "",
            notes=notes,
        )
        return read, sources

    def _project(self, path: Path, progress: Progress) -> Read:
        try:
            corpus = read_tagged(path, progress)
        except AnnotatorError as error:
            return Read(path, printable_name(path.name), failed=True, reason=error.for_people())
        wanted = TOOLS.get(self._choice.tool, corpus.tool)
        if corpus.tool != wanted:
            reason = tr(
                "It is a project of {tool}, not of {wanted}.", tool=corpus.tool, wanted=wanted
            )
            return Read(path, printable_name(path.name), corpus.tool, failed=True, reason=reason)
        return Read(path, printable_name(path.name), corpus.tool, corpus=corpus)


def _is_simple(path: Path, raw: bytes, options: Options) -> bool:
    """Whether nothing but our own code would look at it: plain text that is UTF-8."""
    if len(raw) > _PLAIN_BYTES or options.format or options.encoding or options.mapping:
        return False
    if path.suffix.lower() not in _PLAIN or raw.startswith(codecs.BOM_UTF16_LE):
        return False
    try:
        raw.decode("utf-8")
    except ValueError:
        return False
    return formats.detect(path.name, raw).key == "text"


def _read_here(job: Job) -> Reading:
    try:
        sources = tuple(read_plain(job))
    except AnnotatorError as error:
        return Reading(job.name, "text", notes=job.all_notes(), error=error)
    return Reading(job.name, "text", sources, job.all_notes())
