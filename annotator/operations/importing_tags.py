"""Bring in the project of another tool: its articles, coders, actors and tags, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.exchange.foreign.read_dna import read_dna
from annotator.exchange.foreign.recognise import read_foreign
from annotator.operations.tag_keeping import TagKeeper, TagReport
from annotator.operations.tag_mapping import TagMapping, check_mapping, propose_mapping
from annotator.operations.tag_plan import make_plan
from annotator.store.foreign_dna import is_database, read_dna_tables
from annotator.support.i18n import tr
from annotator.support.work import Silence, Work

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.domain.corpus import Corpus
    from annotator.store.ledger import Step
    from annotator.store.project import Project
    from annotator.support.work import Progress


def read_tagged(path: Path, progress: Progress | None = None) -> Corpus:
    """Read the project of another tool at ``path``, a file or folder; nothing is written.

    Raises:
        UnknownToolError: it is of no tool that is known.
        ForeignProjectError, BrokenFileError: it cannot be read as what it seems to be.
        UnsafeArchiveError, BeyondLimitError, LockedFileError: it is refused.
        CannotReadError, TooLargeError: it is not there or beyond the limits.
        Cancelled: the work was called off.
    """
    progress = progress or Silence()
    if path.is_file() and is_database(path):
        return read_dna(read_dna_tables(path), progress)
    return read_foreign(path, progress)


def import_tagged(
    project: Project, path: Path, mapping: TagMapping | None = None
) -> tuple[Work[Corpus], TagReport]:
    """Bring in the project of another tool at ``path``.

    Each of its coders becomes a coder here, and their tags bear the origin "imported".
    What ``mapping`` does not name becomes what `propose_mapping` says; codes that the
    codebook lacks go into a new version of it. Undo takes all of it back at once.

    Returns:
        the work, whose reading raises what `read_tagged` does and whose keeping raises
        `UnknownCodeError` for a mapping to a code that the codebook lacks, and the
        report, which is filled once the work is kept.
    """
    report = TagReport(path)

    def compute(progress: Progress) -> Corpus:
        return read_tagged(path, progress)

    def keep(corpus: Corpus) -> None:
        with project.step(tr("Import from {tool}", tool=corpus.tool)) as step:
            keep_tags(project, step, corpus, mapping, report)

    return Work(compute, keep), report


def keep_tags(
    project: Project, step: Step, corpus: Corpus, mapping: TagMapping | None, report: TagReport
) -> None:
    """Write what was read into ``step`` and fill ``report``.

    Raises:
        UnknownCodeError: ``mapping`` names a code that the codebook lacks; nothing of it
            was written.
    """
    codebook = project.codebook
    complete = (mapping or TagMapping()).over(propose_mapping(corpus, codebook))
    check_mapping(complete, codebook)
    plan = make_plan(corpus, complete, codebook)
    report.tool = corpus.tool
    report.losses += [*corpus.losses, *plan.losses]
    TagKeeper(project, step, corpus, plan, report).keep(complete)
