"""The parser, made from the commands; and the end of every command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator import __version__
from annotator.cli import (
    exporting,
    finding,
    importing,
    marking,
    opening,
    projects,
    reading,
    sharing_out,
)
from annotator.cli.opening import Faces
from annotator.cli.terminal import DONE, MENDABLE, STOPPED, WRONG_USE, say
from annotator.domain.errors import AnnotatorError, CannotWriteError
from annotator.operations.projects import SUFFIX, place
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.cli.opening import Window

_NAME = "annotator"


class _Commands(click.Group):
    """Takes what is no command for a project to open, if it can be one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant, and its arguments."""
        first = args[0]
        if self.get_command(ctx, first) is None and _may_be_project(first):
            return "open", _open, args
        return super().resolve_command(ctx, args)


def _may_be_project(typed: str) -> bool:
    return typed.endswith(SUFFIX) or os.sep in typed or place(Path(typed)).exists()


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[PROJECT | COMMAND …]",
)
@click.version_option(__version__, prog_name="Annotator")
@click.pass_context
def _annotator(ctx: click.Context) -> int:
    """Read news articles and record who said or did what against whom.

    With a project or without anything the window opens; the commands below work in the
    terminal.
    """
    if ctx.invoked_subcommand is None:
        return opening.open_window(ctx.obj, None)
    return DONE


@click.command("open")
@projects.PROJECT
@click.pass_obj
def _open(faces: Faces, project: Path) -> int:
    """Open the window on a project."""
    return opening.open_window(faces, project)


for _command in (
    opening.sample,
    projects.new,
    importing.import_,
    importing.import_tags,
    reading.list_,
    reading.show,
    finding.search,
    finding.kwic,
    finding.overview_,
    finding.searches,
    sharing_out.draw,
    sharing_out.assign,
    marking.highlight,
    marking.tag,
    exporting.export,
    projects.check,
):
    _annotator.add_command(_command)


def main(window: Window, arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for and return the exit code.

    0 is all done, 1 a failure that can be mended, 2 wrong use, 3 done in part; 130 means
    that the researcher stopped it.
    """
    _speak_utf8()
    arguments = sys.argv[1:] if arguments is None else arguments
    if (broken := _no_text(arguments)) is not None:
        say(tr("“{typed}” holds bytes that are no text here.", typed=broken))
        return WRONG_USE
    try:
        code = _annotator.main(arguments, prog_name=_NAME, standalone_mode=False, obj=Faces(window))
    except click.UsageError as error:
        error.show()
        return WRONG_USE
    except (KeyboardInterrupt, click.Abort):
        say(tr("Stopped. What was finished before is kept, nothing is left half done."))
        return STOPPED
    except BrokenPipeError:
        # Whoever reads the output has had enough. What is still in the buffer goes nowhere,
        # so that Python does not complain of it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MENDABLE
    except (AnnotatorError, OSError) as error:
        say(_mendable(error).for_people())
        return MENDABLE
    return int(code or DONE)


def _mendable(error: AnnotatorError | OSError) -> AnnotatorError:
    """Return ``error`` as something to mend: the program's own folder on a full disk, say."""
    if isinstance(error, AnnotatorError):
        return error
    return CannotWriteError(path=error.filename or "?", reason=error.strerror or str(error))


def _no_text(arguments: Sequence[str]) -> str | None:
    """Return the argument that is neither text nor the name of a file, if there is one.

    On Linux a name may hold any bytes; what goes into a project must be text.
    """
    for typed in arguments:
        try:
            typed.encode()
        except UnicodeEncodeError:
            if not os.path.lexists(typed):
                return typed
    return None


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the system's habit is: so are our files."""
    for stream, errors in (
        (sys.stdin, "surrogateescape"),  # whoever reads a line says what is wrong with it
        (sys.stdout, "replace"),
        (sys.stderr, "replace"),
    ):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors=errors)
