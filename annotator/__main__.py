"""Window or terminal: the one place that knows both faces."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_STOPPED = 130  # by Ctrl+C, as every command says it


class _Window:
    """The desktop application, loaded when it is asked for: Qt takes its time."""

    def open(self, project: Path | None) -> int:
        """Show the window until it is closed; return the exit code."""
        from annotator.gui.app import open_window

        return open_window(project)

    def save_picture(self, project: Path, picture: Path) -> None:
        """Draw the window with ``project`` into a PNG."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from annotator.gui.app import save_picture

        save_picture(project, picture)


def main() -> int:
    """Run the program on the arguments that it was started with."""
    try:
        from annotator.cli import main as terminal

        return terminal.main(_Window())
    except KeyboardInterrupt:  # while it was still being loaded: nothing was begun
        return _STOPPED


if __name__ == "__main__":
    sys.exit(main())
