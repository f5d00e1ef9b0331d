"""Read documents in a process that can be killed, so that a bad file costs one file."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.domain.errors import AnnotatorError, GivenUpError
from annotator.domain.text import printable_name
from annotator.exchange import frames, limits
from annotator.exchange.files import read_bytes
from annotator.exchange.formats import CONTAINERS
from annotator.exchange.frames import BadFrameError
from annotator.exchange.job import Options, Part, Reading
from annotator.exchange.mapping import Preview
from annotator.exchange.sandbox import Isolation
from annotator.support import paths
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from annotator.domain.article import Source
    from annotator.exchange.frames import Facts

_START_SECONDS = 60.0  # a cold disk may take its time to load Python
_TICK = 0.1  # seconds between two looks at whether the person has called it off
_WAITING = 16  # frames that may lie in memory unread
_NAME_LENGTH = 1000  # code points of a name inside an archive
_NOTE_LENGTH = 2000
_TOO_MANY = N_("with the archives inside, it holds {count} files; the limit is {limit}")
_TOO_MUCH = N_("with the archives inside, it unpacks to {count} bytes; the limit is {limit}")


def _nothing() -> None:
    """Watch nothing."""


@dataclass(slots=True)
class _Answer:
    """What came back on one request, and the last frame."""

    format: str = ""
    sources: list[Source] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    size: int = 0
    last: Facts = field(default_factory=dict)


class Workshop:
    """Readers of documents in a process of their own, which is replaced when a file kills it.

    The process starts with the first file and ends with ``close``. One thread at a time
    may use a workshop.

    Args:
        watch: called at least ten times a second while a file is being read; what it
            raises (`Cancelled`) ends the reading process and goes through to the caller.
        seconds: how long a document may take; see `limits.SECONDS`.
    """

    def __init__(
        self, watch: Callable[[], None] = _nothing, *, seconds: float = limits.SECONDS
    ) -> None:
        self._watch = watch
        self._seconds = seconds
        self._process: _Process | None = None

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the reading process."""
        if self._process:
            self._process.end()
            self._process = None

    def isolation(self) -> Isolation:
        """Return what is in force in the reading process; starts it where there is none.

        Raises:
            GivenUpError: it cannot be started.
        """
        return self._running("").isolation

    def read_file(self, path: Path, options: Options | None = None) -> Iterator[Reading]:
        """Read the file at ``path``; see `read`. Only its name is kept, not its folder."""
        try:
            raw = read_bytes(path)
        except AnnotatorError as error:
            yield Reading(path.name, "", error=error)
            return
        yield from self.read(path.name, raw, options)

    def read(self, name: str, raw: bytes, options: Options | None = None) -> Iterator[Reading]:
        """Read a document, or every document of an archive, one `Reading` each.

        Files that fail come as readings with an error; nothing is raised for them. An
        archive's own reading comes last, when it has remarks or an error.
        """
        yield from self._read(printable_name(name), raw, options or Options(), 0, Counter())

    def preview(self, name: str, raw: bytes, options: Options | None = None) -> Preview:
        """Return the first rows of a table and which column would become what.

        Raises:
            AnnotatorError: it is no table that can be read.
        """
        answer = self._ask("preview", name, raw, options or Options())
        _raise_error(answer)
        try:
            return Preview.from_json(answer.last["preview"])
        except (KeyError, TypeError, ValueError) as error:
            raise self._crashed(name) from error

    def _read(
        self, name: str, raw: bytes, options: Options, depth: int, spent: Counter[str]
    ) -> Iterator[Reading]:
        try:
            answer = self._ask("read", name, raw, options)
        except AnnotatorError as error:
            yield Reading(name, "", error=error)
            return
        notes: tuple[str, ...] = ()
        failed: AnnotatorError | None = None
        try:
            notes = frames.texts(answer.last["notes"], limits.NOTES * 2, _NOTE_LENGTH)
            _raise_error(answer)
            if answer.format in CONTAINERS:
                _spend(name, spent, answer, depth)
        except (BadFrameError, KeyError):
            failed = self._crashed(name)
        except AnnotatorError as error:
            failed = error
        if answer.format not in CONTAINERS:
            sources = () if failed else tuple(answer.sources)
            yield Reading(name, answer.format, sources, notes, failed)
            return
        if not failed:
            for part in answer.parts:
                inside = Options(options.encoding, part.charset, part.url, options.mapping)
                yield from self._read(part.name, part.raw, inside, depth + 1, spent)
        if failed or notes:
            yield Reading(name, answer.format, (), notes, failed)

    def _ask(self, what: str, name: str, raw: bytes, options: Options) -> _Answer:
        """Have the process do one thing; whatever goes wrong with it costs this file only."""
        process = self._running(name)
        facts = {
            "do": what,
            "name": name,
            "options": {
                "encoding": options.encoding,
                "charset": options.charset,
                "url": options.url,
                "mapping": options.mapping.to_json() if options.mapping else None,
                "format": options.format,
            },
        }
        answer = _Answer()
        source_hash = frames.file_hash(raw)
        healthy = False
        try:
            process.ask(facts, raw)
            deadline = time.monotonic() + self._seconds
            while "done" not in answer.last:
                told, blob = self._next(process, name, deadline)
                deadline += limits.SECONDS_EACH
                _take(answer, told, blob, raw, source_hash)
            healthy = answer.last.get("error") != GivenUpError.__name__
        except BadFrameError as error:
            raise self._crashed(name) from error
        finally:
            if not healthy:
                self.close()
        return answer

    def _next(self, process: _Process, name: str, deadline: float) -> tuple[Facts, bytes]:
        while True:
            self._watch()
            left = deadline - time.monotonic()
            if left <= 0:
                reason = tr("it took longer than {seconds} s", seconds=f"{self._seconds:g}")
                raise GivenUpError(path=name, reason=reason)
            with suppress(queue.Empty):
                return process.take(min(_TICK, left))
            if process.ended:
                raise self._crashed(name)

    def _running(self, name: str) -> _Process:
        if self._process is None:
            self._process = _Process()
            try:
                told, _ = self._next(self._process, name, time.monotonic() + _START_SECONDS)
                ready = told["ready"]
                self._process.isolation = Isolation(
                    **{key: ready[key] is True for key in Isolation.__slots__}
                )
            except (BadFrameError, KeyError, TypeError) as error:
                self.close()
                raise self._crashed(name) from error
            except BaseException:
                self.close()
                raise
        return self._process

    @staticmethod
    def _crashed(name: str) -> GivenUpError:
        return GivenUpError(path=name, reason=tr("its reader crashed"))


class _Process:
    """The reading process and the thread that hears it."""

    def __init__(self) -> None:
        self.isolation = Isolation()
        self._frames: queue.Queue[tuple[Facts, bytes] | None] = queue.Queue(_WAITING)
        self._over = threading.Event()
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", "annotator.exchange.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=paths.PACKAGE,
            creationflags=getattr(
                subprocess, "CREATE_NO_WINDOW", 0
            ),  # no console flashes on Windows,
        )
        assert self._child.stdin  # noqa: S101 - it is a pipe, as asked
        assert self._child.stdout  # noqa: S101 - it is a pipe, as asked
        self._in: BinaryIO = self._child.stdin  # type: ignore[assignment]
        self._out: BinaryIO = self._child.stdout  # type: ignore[assignment]
        self._ear = threading.Thread(target=self._hear, name="reading process", daemon=True)
        self._ear.start()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._over.is_set() and self._frames.empty()

    def ask(self, facts: Facts, raw: bytes) -> None:
        """Send a request beside this thread, which must not hang when the process does."""

        def tell() -> None:
            with suppress(OSError, ValueError):  # it has ended: `take` will notice
                frames.send(self._in, facts, raw)

        threading.Thread(target=tell, name="to the reading process", daemon=True).start()

    def take(self, seconds: float) -> tuple[Facts, bytes]:
        """Return the next frame; queue.Empty when there is none in time."""
        told = self._frames.get(timeout=seconds)
        if told is None:
            raise BadFrameError
        return told

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._over.set()
        self._child.kill()
        self._child.wait()
        self._ear.join(_START_SECONDS)
        with suppress(OSError):
            self._in.close()
        self._out.close()

    def _hear(self) -> None:
        told: tuple[Facts, bytes] | None = None
        while not self._over.is_set():
            try:
                told = frames.receive(self._out)
            except (BadFrameError, OSError, ValueError, MemoryError):
                told = None
            while not self._over.is_set():
                with suppress(queue.Full):
                    self._frames.put(told, timeout=_TICK)
                    break
            if told is None:
                self._over.set()


def _environment() -> dict[str, str]:
    """The child's: our own code on its path, and no more threads of numpy than one."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return kept | {
        "PYTHONPATH": str(paths.PACKAGE.parent),
        "PYTHONHASHSEED": "random",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _take(answer: _Answer, told: Facts, blob: bytes, raw: bytes, source_hash: str) -> None:
    """Put one frame where it belongs; BadFrameError for what may not come."""
    answer.size += len(blob)
    if answer.size > limits.UNPACKED_BYTES + limits.CONTAINER_BYTES:
        raise BadFrameError
    if "done" in told:
        answer.last = told
    elif "format" in told:
        answer.format = frames.texts([told["format"]], 1, _NAME_LENGTH)[0]
    elif "part" in told:
        if len(answer.parts) >= limits.MEMBERS:
            raise BadFrameError
        part = told["part"]
        if not isinstance(part, dict):
            raise BadFrameError
        inside = (part.get("name"), part.get("url"), part.get("charset"))
        name, url, charset = frames.texts(list(inside), 3, limits.FIELD_LENGTH)
        answer.parts.append(Part(name, blob, url, charset))
    elif "article" in told and len(answer.sources) < limits.ROWS:
        answer.sources.append(frames.read_article(told["article"], blob, raw, source_hash))
    else:
        raise BadFrameError


def _raise_error(answer: _Answer) -> None:
    """Raise what the process says went wrong; BadFrameError when it says nonsense."""
    if "error" in answer.last:
        raise frames.read_error(answer.last["error"], answer.last.get("facts"))


def _spend(name: str, spent: Counter[str], answer: _Answer, depth: int) -> None:
    """Count what all archives of one file hold together.

    Raises:
        BeyondLimitError: it is more, or nested deeper, than is allowed.
    """
    deeper = N_("archives lie {count} deep in each other; the limit is {limit}")
    limits.refuse_beyond(name, depth + 1, limits.DEPTH, deeper)
    spent["files"] += len(answer.parts)
    spent["bytes"] += answer.size
    limits.refuse_beyond(name, spent["files"], limits.MEMBERS, _TOO_MANY)
    limits.refuse_beyond(name, spent["bytes"], limits.UNPACKED_BYTES, _TOO_MUCH)
