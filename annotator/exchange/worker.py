"""The reading process: takes a file, sends back what it found, and can do nothing else."""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from typing import TYPE_CHECKING

from annotator.domain.errors import AnnotatorError, GivenUpError
from annotator.exchange import formats, frames, sandbox
from annotator.exchange.job import Job, Options
from annotator.exchange.mapping import Mapping
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from typing import BinaryIO

    from annotator.exchange.frames import Facts


def main() -> None:
    """Read files until the program closes the pipe."""
    # Nothing can be written any more, and the model of languages unpacks into such a file.
    vars(tempfile)["TemporaryFile"] = _in_memory
    incoming, outgoing = _private_pipes()
    refused: list[str] = []
    isolation = sandbox.confine(refused)
    ready = {name: getattr(isolation, name) for name in sandbox.Isolation.__slots__}
    frames.send(outgoing, {"ready": ready})
    while asked := frames.receive(incoming):
        facts, raw = asked
        sandbox.allow_more_time()
        if not _answer(outgoing, facts, raw, refused):
            return


def _in_memory(*_: object, **__: object) -> BytesIO:
    return BytesIO()


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to ourselves: a library that prints must not talk to the program."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return incoming, outgoing


def _answer(outgoing: BinaryIO, facts: Facts, raw: bytes, refused: list[str]) -> bool:
    """Answer one request; whether the process is still to be trusted with another."""
    job = Job(facts["name"], raw, _options(facts["options"]))
    refused.clear()
    healthy = True
    last: Facts = {"done": True}
    try:
        if facts["do"] == "preview":
            last["preview"] = formats.preview(job).to_json()
        else:
            _deliver(outgoing, job)
    except AnnotatorError as error:
        last |= frames.error_frame(error)
    except MemoryError:
        healthy = False
        last |= _given_up(job, tr("it took more memory than is allowed"))
    except RecursionError:
        last |= _given_up(job, tr("its parts are nested too deeply"))
    except Exception as error:  # noqa: BLE001 - libraries raise anything on files that are broken
        last |= _given_up(job, tr("its reader failed ({kind})", kind=type(error).__name__))
    for event in dict.fromkeys(refused):
        job.note("the reader wanted to go out ({event}), which was stopped", event=event)
    last["notes"] = list(job.all_notes())
    frames.send(outgoing, last)
    return healthy


def _deliver(outgoing: BinaryIO, job: Job) -> None:
    found = formats.found(job)
    frames.send(outgoing, {"format": found.key})
    formats.check_size(job, found)
    if found.unpack:
        for part in found.unpack(job):
            frames.send(outgoing, *frames.part_frame(part))
            sandbox.allow_more_time()
        return
    for source in found.read(job):
        frames.send(outgoing, *frames.article_frame(source))
        sandbox.allow_more_time()


def _given_up(job: Job, reason: str) -> Facts:
    return frames.error_frame(GivenUpError(path=job.name, reason=reason))


def _options(told: Facts) -> Options:
    mapping = told.pop("mapping", None)
    return Options(**told, mapping=Mapping.from_json(mapping) if mapping else None)


if __name__ == "__main__":
    main()
