"""Commands that open the window, and what is done where there is no display."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from annotator.cli.exporting import say_exported
from annotator.cli.terminal import DONE, IN_PART, MENDABLE, TerminalProgress, say
from annotator.operations import exporting, projects, showing, suggesting
from annotator.operations.sample import make_sample, sample_place
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping


class Window(Protocol):
    """The desktop application, which this layer does not know."""

    def open(self, project: Path | None) -> int:
        """Show the window until it is closed; return the exit code."""

    def save_picture(self, project: Path, picture: Path) -> None:
        """Draw the window with ``project`` into a PNG; ImportError where Qt cannot be loaded."""


@dataclass(frozen=True, slots=True)
class Faces:
    """What the commands are given: the window."""

    window: Window


def has_display(env: Mapping[str, str] = os.environ, system: str = sys.platform) -> bool:
    """Whether a window could be seen."""
    if env.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    return not system.startswith("linux") or bool(
        env.get("DISPLAY") or env.get("WAYLAND_DISPLAY") or env.get("QT_QPA_PLATFORM")
    )


def open_window(faces: Faces, project: Path | None) -> int:
    """Open the window on ``project``, or on the start screen without one."""
    if not has_display():
        say(tr("There is no display here. “annotator --help” tells what works without one."))
        return MENDABLE
    if project:
        projects.open_to_read(project).close()  # what is wrong with it is said here
    return faces.window.open(projects.place(project) if project else None)


@click.command()
@click.argument("project", type=click.Path(path_type=Path), required=False)
@click.option("--no-window", is_flag=True, help="Make, highlight and export it without a window.")
@click.pass_obj
def sample(faces: Faces, project: Path | None, *, no_window: bool) -> int:
    """Make the sample project and open it.

    Where it is there already it is opened as it is. Without a display its dataset is
    exported and a picture of the window is saved beside it.
    """
    path = projects.place(project) if project else sample_place()
    if path.exists():
        projects.open_to_read(path).close()
        say(tr("The sample project is at {path}.", path=path))
    else:
        with TerminalProgress(tr("Sample project")) as progress:
            make_sample(path, highlighted=no_window or not has_display()).do(progress)
        say(tr("Made the sample project {path}.", path=path))
    if not no_window and has_display():
        return faces.window.open(path)
    if not no_window:
        say(tr("There is no display here, so the window is not opened."))
    _highlight(path)
    _export(path)
    return DONE if no_window else _picture(faces.window, path)


def _highlight(path: Path) -> None:
    """Have proposed what this version has not proposed yet."""
    with projects.open_for_work(path) as project:
        found = [row.id for row in showing.found(project, "")]
        todo = suggesting.lacking(project, found)
        if todo and not project.read_only:
            suggesting.highlight(project, todo).do()
        open_ = sum(row.open for row in showing.found(project, ""))
    say(
        tr(
            "Highlighted: {count} articles, {open} proposed statements to decide.",
            count=len(found),
            open=open_,
        )
    )


def _export(path: Path) -> None:
    out = path.with_name(path.stem + "-csv")
    say_exported(exporting.export(path, out).do())


def _picture(window: Window, path: Path) -> int:
    picture = path.with_suffix(".png")
    try:
        window.save_picture(path, picture)
    except ImportError as error:
        say(tr("The picture of the window was left out: {reason}", reason=error))
        return IN_PART
    say(tr("A picture of the window is at {path}.", path=picture))
    return DONE
