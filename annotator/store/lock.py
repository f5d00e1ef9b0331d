"""One writer at a time: who opens a project for writing says so beside it.

The lock itself belongs to the operating system and ends with the process, so a crash
leaves none behind. The note in the file only tells others who holds it.
"""

from __future__ import annotations

import json
import os
import platform
import stat
from contextlib import suppress
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
        project = project.resolve()  # by whatever link it was reached, there is one lock
        # Whoever may write to the project may take the lock, and nobody else reads the note.
        mode = stat.S_IMODE(project.stat().st_mode) & 0o666 | 0o600
        self._note = project.with_name(f".{project.name}.holder")
        beside = project.with_name(f".{project.name}.lock")
        self._lock = FileLock(beside, mode=mode, blocking=False)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise ProjectInUseError(project=project.name, **_read(self._note)) from error
        try:
            with suppress(PermissionError):  # a colleague made it, and gave it the mode
                beside.chmod(mode)
            self._say_who(coder, mode)
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Let others write."""
        try:
            self._note.unlink(missing_ok=True)
        finally:
            self._lock.release()

    def _say_who(self, coder: str, mode: int) -> None:
        note = {
            "coder": coder,
            "machine": platform.node(),
            "since": now()[:16].replace("T", " "),
            "process": os.getpid(),
        }
        self._note.unlink(missing_ok=True)  # of a program that crashed, perhaps another's
        handle = os.open(self._note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(note, file, ensure_ascii=False)
        self._note.chmod(mode)  # whatever the habit of the system is


def _read(note: Path) -> dict[str, str]:
    unknown = {"coder": "?", "machine": "?", "since": "?"}
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return unknown
    return {key: str(told.get(key, "?")) for key in unknown} if isinstance(told, dict) else unknown
