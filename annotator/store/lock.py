"""One writer at a time: who opens a project for writing says so beside it.

The lock itself belongs to the operating system and ends with the process, so a crash
leaves none behind. The note in the file only tells others who holds it.
"""

from __future__ import annotations

import json
import os
import platform
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from annotator.domain.errors import ProjectInUseError
from annotator.support.clock import now

if TYPE_CHECKING:
    from pathlib import Path


class WriterLock:
    """Held while a project is open for writing.

    Raises:
        ProjectInUseError: another process, or this one, holds it; says who and since when.
    """

    def __init__(self, project: Path, coder: str) -> None:
        self._note = project.with_name(f".{project.name}.holder")
        self._lock = FileLock(project.with_name(f".{project.name}.lock"), blocking=False)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise ProjectInUseError(project=project.name, **_read(self._note)) from error
        self._note.write_text(
            json.dumps(
                {
                    "coder": coder,
                    "machine": platform.node(),
                    "since": now()[:16].replace("T", " "),
                    "process": os.getpid(),
                },
                ensure_ascii=False,
            ),
            encoding="utf-8",
        )

    def release(self) -> None:
        """Let others write."""
        self._note.unlink(missing_ok=True)
        self._lock.release()


def _read(note: Path) -> dict[str, str]:
    unknown = {"coder": "?", "machine": "?", "since": "?"}
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return unknown
    return {key: str(told.get(key, "?")) for key in unknown} if isinstance(told, dict) else unknown
