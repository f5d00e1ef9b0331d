"""Check everything that must hold before a commit: style, types and tests.

    python3 packaging/test.py [-- ARGUMENTS OF pytest]

Needs Python 3.11 or newer with pip. Only the first run needs a connection.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import bootstrap

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLE_AND_TYPES = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))


def main(arguments: Sequence[str]) -> int:
    """Set up what is missing, run every check, and return 0 when all of them pass."""
    bootstrap.prepare(bootstrap.DEV_LOCK)
    lacking = bootstrap.bring_qt_libraries(os.environ)
    if lacking:
        raise bootstrap.SetUpError(lacking)
    tests = ("pytest", "-n", "auto", *bootstrap.after_dashes(arguments))
    failed = [" ".join(check) for check in (*STYLE_AND_TYPES, tests) if not passes(check)]
    if failed:
        bootstrap.say(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def passes(check: Sequence[str]) -> bool:
    """Run one check of the environment; tests draw into memory, never on a screen."""
    bootstrap.say(f"$ {' '.join(check)}")
    name, *arguments = check
    command = [str(bootstrap.program("python")), "-m", name, *arguments]
    return bootstrap.call(command, {**os.environ, "QT_QPA_PLATFORM": "offscreen"}) == 0


if __name__ == "__main__":
    sys.exit(bootstrap.guarded(main))
