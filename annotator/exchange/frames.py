"""How the program and its reading process talk: facts as JSON, then plain bytes.

Nothing that comes back is trusted. What is read here becomes an article only after
every value was checked, and never by running anything (no pickles).
"""

from __future__ import annotations

import hashlib
import json
import struct
from typing import TYPE_CHECKING, Any, get_args

from annotator.domain import errors
from annotator.domain.article import ZONE_KINDS, Article, Origin, Source, Zone, fingerprint
from annotator.domain.dates import read_date
from annotator.domain.ids import ArticleId
from annotator.domain.span import Span
from annotator.exchange import limits
from annotator.exchange.read_text import TooLongError
from annotator.support.clock import new_id, now

if TYPE_CHECKING:
    from typing import BinaryIO

    from annotator.domain.errors import AnnotatorError
    from annotator.exchange.job import Part

Facts = dict[str, Any]

_HEAD = struct.Struct(">II")
_FACTS_BYTES = 32_000_000
_TEXTS = (
    *("title", "language", "outlet", "author", "url"),
    *("source_name", "source_kind", "encoding"),
)
_ORIGINS = ("title_origin", "outlet_origin", "published_origin")
_FACT_LENGTH = 4000  # code points of a fact of an error


class BadFrameError(Exception):
    """The other side has sent what it never should."""


def send(stream: BinaryIO, facts: Facts, blob: bytes = b"") -> None:
    """Write one frame and flush it."""
    told = json.dumps(facts, ensure_ascii=True, allow_nan=False).encode()
    stream.write(_HEAD.pack(len(told), len(blob)) + told)
    stream.write(blob)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Facts, bytes] | None:
    """Read one frame; None at the end of the stream.

    Raises:
        BadFrameError: it is cut off, larger than any frame may be, or no JSON object.
    """
    head = stream.read(_HEAD.size)
    if not head:
        return None
    if len(head) < _HEAD.size:
        raise BadFrameError
    told, size = _HEAD.unpack(head)
    if told > _FACTS_BYTES or size > limits.CONTAINER_BYTES:
        raise BadFrameError
    raw = stream.read(told)
    blob = stream.read(size)
    if len(raw) < told or len(blob) < size:
        raise BadFrameError
    try:
        facts = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadFrameError from error
    if not isinstance(facts, dict):
        raise BadFrameError
    return facts, blob


def article_frame(source: Source) -> tuple[Facts, bytes]:
    """Return what the reading process sends of an article; the bytes are its text."""
    article = source.article
    facts: Facts = {name: getattr(article, name) for name in (*_TEXTS, *_ORIGINS)}
    facts["words"] = article.words
    facts["published"] = article.published.iso if article.published else ""
    facts["zones"] = [[zone.span.start, zone.span.end, zone.kind] for zone in article.zones]
    return {"article": facts}, source.text.encode()


def read_article(facts: Any, blob: bytes, raw: bytes, source_hash: str) -> Source:  # noqa: ANN401
    """Return the article of a frame; what can be computed here is computed, not believed.

    Args:
        facts: the frame's, of any shape.
        blob: the frame's bytes.
        raw: the file that was sent to be read.
        source_hash: SHA-256 of ``raw``.

    Raises:
        BadFrameError: a value is of another kind than it must be.
    """
    try:
        text = blob.decode()
        if not text.strip() or "\x00" in text or len(text) > limits.TEXT_LENGTH:
            raise BadFrameError
        told: Facts = {name: _text(facts[name], limits.FIELD_LENGTH) for name in _TEXTS}
        told |= {name: _one_of(facts[name], get_args(Origin)) for name in _ORIGINS}
        words = facts["words"]
        if type(words) is not int or not 0 <= words <= len(text):
            raise BadFrameError
        article = Article(
            id=ArticleId(new_id()),
            fingerprint=fingerprint(text),
            length=len(text),
            words=words,
            published=read_date(_text(facts["published"], 10)),
            source_hash=source_hash,
            added_at=now(),
            zones=_zones(facts["zones"], len(text)),
            **told,
        )
    except (KeyError, TypeError, ValueError, errors.SpanError) as error:
        raise BadFrameError from error
    return Source(article=article, text=text, raw=raw)


def part_frame(part: Part) -> tuple[Facts, bytes]:
    """Return what the reading process sends of a file inside an archive."""
    return {"part": {"name": part.name, "url": part.url, "charset": part.charset}}, part.raw


def error_frame(error: AnnotatorError) -> Facts:
    """Return what the reading process sends of a failure."""
    facts = {
        name: value if type(value) is int else str(value)[:_FACT_LENGTH]
        for name, value in error.facts.items()
    }
    return {"error": type(error).__name__, "facts": facts}


def read_error(name: Any, facts: Any) -> AnnotatorError:  # noqa: ANN401 - of any shape
    """Return the error of a frame.

    Raises:
        BadFrameError: there is no such error, or its facts do not fit it.
    """
    known = {**vars(errors), TooLongError.__name__: TooLongError}
    kind = known.get(name) if isinstance(name, str) else None
    if not isinstance(kind, type) or not issubclass(kind, errors.AnnotatorError):
        raise BadFrameError
    if not isinstance(facts, dict):
        raise BadFrameError
    try:
        return kind(
            **{
                str(key): value if type(value) is int else _text(value, _FACT_LENGTH)
                for key, value in facts.items()
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadFrameError from error


def file_hash(raw: bytes) -> str:
    """Return the SHA-256 under which a file's bytes are kept."""
    return hashlib.sha256(raw).hexdigest()


def texts(values: Any, many: int, length: int) -> tuple[str, ...]:  # noqa: ANN401 - of any shape
    """Return a list of texts from a frame.

    Raises:
        BadFrameError: it is something else, or longer than ``many`` texts of ``length``.
    """
    if not isinstance(values, list) or len(values) > many:
        raise BadFrameError
    return tuple(_text(value, length) for value in values)


def _text(value: Any, length: int) -> str:  # noqa: ANN401 - of any shape
    if not isinstance(value, str) or len(value) > length or "\x00" in value:
        raise BadFrameError
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise BadFrameError
    return value


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:  # noqa: ANN401 - one of ``known``
    if value not in known:
        raise BadFrameError
    return value


def _zones(values: Any, length: int) -> tuple[Zone, ...]:  # noqa: ANN401 - of any shape
    zones: list[Zone] = []
    last = 0
    for start, end, kind in values:
        if type(start) is not int or type(end) is not int or not last <= start < end <= length:
            raise BadFrameError
        zones.append(Zone(Span(start, end), _one_of(kind, ZONE_KINDS)))
        last = end
    return tuple(zones)
