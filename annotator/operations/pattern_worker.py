"""The process that tries a researcher's regular expression, and may be killed for it.

When it is ready it says so. Then it gets one JSON document a line and answers with one:
first the pattern, then texts.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from typing import TextIO

SECONDS = 1.0  # for one text
MOST = 10_000  # places in one text
_MEMORY = 2**30  # bytes


def main(incoming: TextIO, outgoing: TextIO) -> None:
    """Answer until nothing more comes."""
    _limit_memory()
    _say(outgoing, {"ready": True})
    pattern = None
    for line in incoming:
        asked = json.loads(line)
        if pattern is None:
            answer, pattern = _compiled(asked)
        else:
            answer = _found(pattern, asked["text"])
        _say(outgoing, answer)


def _compiled(asked: dict[str, object]) -> tuple[dict[str, object], regex.Pattern[str] | None]:
    flags = regex.VERSION1 | regex.MULTILINE | (0 if asked["case"] else regex.IGNORECASE)
    try:
        return {}, regex.compile(str(asked["pattern"]), flags)
    except regex.error as error:
        return {"error": error.msg, "at": error.pos or 0}, None
    except (RecursionError, OverflowError, MemoryError):
        return {"error": "it is too large", "at": 0}, None


def _found(pattern: regex.Pattern[str], text: str) -> dict[str, object]:
    spans = []
    try:
        for found in pattern.finditer(text, timeout=SECONDS):
            if found.end() > found.start():
                spans.append(found.span())
                if len(spans) == MOST:
                    break
    except (TimeoutError, MemoryError):
        return {"slow": True}
    return {"spans": spans}


def _say(outgoing: TextIO, answer: dict[str, object]) -> None:
    outgoing.write(json.dumps(answer) + "\n")
    outgoing.flush()


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows knows no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
