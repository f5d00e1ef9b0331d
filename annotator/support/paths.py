"""Where settings, projects and resources lie; the only file that asks the system."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent.parent
HOME_VARIABLE = "ANNOTATOR_HOME"


def resource(*names: str) -> Path:
    """Return the path of a file that comes with the program.

    A wheel carries ``resources/`` inside the package; a source tree has it beside.
    """
    return _shipped("_resources", "resources").joinpath(*names)


def seeds() -> Path:
    """Return the folder of the sample corpus that comes with the program."""
    return _shipped("_seeds", "seeds")


def _shipped(inside: str, beside: str) -> Path:
    packed = PACKAGE / inside
    return packed if packed.is_dir() else PACKAGE.parent / beside


def config_folder() -> Path:
    """Return the folder of the coder's settings, made private on first use."""
    return _private(
        _home("config") or Path(platformdirs.user_config_dir("annotator", appauthor=False))
    )


def data_folder() -> Path:
    """Return the folder of projects that the program places itself (the sample)."""
    return _private(_home("data") or Path(platformdirs.user_data_dir("annotator", appauthor=False)))


def _home(part: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / part if home else None


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
