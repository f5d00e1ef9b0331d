"""Make a project, or open one to work in or to read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.codebook import read_codebook
from annotator.domain.coder import Coder
from annotator.domain.errors import CannotReadError, CannotWriteError, ProjectInUseError
from annotator.domain.ids import CoderId
from annotator.domain.text import printable_name
from annotator.store.project import create_project, open_project
from annotator.support import settings
from annotator.support.i18n import tr
from annotator.support.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.domain.codebook import Codebook
    from annotator.domain.errors import AnnotatorError
    from annotator.store.project import Project

SUFFIX = ".annotator"


def current_coder() -> Coder:
    """Return who works on this machine, as the settings say.

    Who gave no name is called after their random id, not after the system's user: that
    name would tell who they are to everybody who gets an export.
    """
    chosen = settings.load()
    name = chosen.coder_name or tr("Coder {mark}", mark=chosen.coder_id[:4])
    return Coder(CoderId(chosen.coder_id), name)


def call_me(name: str) -> Coder:
    """Remember under which name or pseudonym this machine's coder works, from now on."""
    settings.save(replace(settings.load(), coder_name=" ".join(name.split())))
    return current_coder()


def starter_codebook() -> Codebook:
    """Return the codebook that a project begins with when no other is given."""
    return load_codebook(resource("codebooks", "press-freedom.toml"))


def load_codebook(file: Path) -> Codebook:
    """Read a codebook from ``file``, which is TOML.

    Raises:
        CannotReadError, CodebookError: the file is not there, or no codebook.
    """
    try:
        return read_codebook(file.read_bytes(), file.name)
    except OSError as error:
        raise CannotReadError(path=file, reason=error.strerror or str(error)) from error


def place(named: Path) -> Path:
    """Return the file that ``named`` means: a name without an ending gets the usual one."""
    if named.suffix or named.exists() or not named.name:
        return named
    return named.with_name(named.name + SUFFIX)


def create(
    path: Path,
    title: str | None = None,
    coder: Coder | None = None,
    codebook_file: Path | None = None,
) -> Project:
    """Make a project at ``path`` and open it for work.

    Args:
        path: the new file; an ending is added where there is none.
        title: the file's name where none is given.
        coder: this machine's where none is given.
        codebook_file: the starter codebook where none is given.

    Raises:
        ProjectExistsError, CannotWriteError, CannotReadError, CodebookError: as named;
            nothing was made.
    """
    path = place(path)
    codebook = load_codebook(codebook_file) if codebook_file else starter_codebook()
    title = title or printable_name(path.stem)
    return create_project(path, title, codebook, coder or current_coder())


def open_to_write(path: Path) -> Project:
    """Open the project at ``path`` for writing or not at all.

    Raises:
        ProjectInUseError, CannotWriteError: it can only be read now.
        NoProjectError, NotAProjectError, NewerProjectError, DamagedProjectError: as named.
    """
    return open_project(place(path), current_coder())


def open_to_read(path: Path) -> Project:
    """Open the project at ``path``; nothing can be written. Errors as for `open_to_write`."""
    return open_project(place(path), current_coder(), writable=False)


def open_for_work(path: Path) -> Project:
    """Open the project at ``path`` for writing, or for reading where that cannot be.

    ``read_only`` of what comes back says why: somebody else has it open, or the medium
    or its folder takes no changes.

    Raises:
        NoProjectError, NotAProjectError, NewerProjectError, DamagedProjectError: as named.
    """
    try:
        return open_to_write(path)
    except (ProjectInUseError, CannotWriteError) as error:
        project = open_to_read(path)
        project.read_only = _reason(error)
        return project


def _reason(error: AnnotatorError) -> str:
    """Return what happened, without the remedy, in the reader's language."""
    return tr(error.what, **error.facts)
