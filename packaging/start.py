"""Open Annotator on its sample project; set it up first where that was not done.

    python3 packaging/start.py [ARGUMENTS OF annotator sample]

Needs Python 3.11 or newer with pip. Only the first run needs a connection.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import bootstrap
import qtlibs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def main(arguments: Sequence[str]) -> int:
    """Set up what is missing and return the program's own exit code."""
    bootstrap.prepare(bootstrap.RUN_LOCK)
    lacking = bootstrap.bring_qt_libraries(os.environ)
    if lacking and qtlibs.has_display(os.environ):
        raise bootstrap.SetUpError(lacking)
    if lacking:
        bootstrap.say(f"{lacking}\nUntil then it works, but draws no window and no picture.")
    sample = [str(bootstrap.program("annotator")), "sample", *bootstrap.after_dashes(arguments)]
    return bootstrap.call(sample, environment(os.environ))


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """Return the program's environment: on Linux without a display Qt draws into memory."""
    if not sys.platform.startswith("linux") or qtlibs.has_display(env):
        return dict(env)
    return {**env, "QT_QPA_PLATFORM": env.get("QT_QPA_PLATFORM") or "offscreen"}


if __name__ == "__main__":
    sys.exit(bootstrap.guarded(main))
