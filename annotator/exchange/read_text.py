"""Read an article from a plain text file, or from its bytes."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from annotator.domain.article import Article, Source, fingerprint
from annotator.domain.errors import CannotReadError, EmptyTextError, NotTextError, TooLargeError
from annotator.domain.ids import ArticleId
from annotator.domain.text import clean_text
from annotator.domain.words import word_count
from annotator.domain.zoning import lay_out
from annotator.exchange.decoding import decode
from annotator.exchange.language import guess_language
from annotator.exchange.metadata import find_metadata
from annotator.support.clock import new_id, now
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from annotator.domain.zoning import Layout

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
BYTES_LIMIT = 20_000_000
LENGTH_LIMIT = 2_000_000  # code points
_LANGUAGE_SAMPLE = 6000  # code points of the report


class TooLongError(TooLargeError):
    """A text beyond the limit, however few bytes it takes."""

    what = N_("{path} has {size} characters; the limit is {limit}.")


def read_text_file(path: Path, *, encoding: str | None = None) -> Source:
    """Read the article in the file at ``path``; only its name is kept, not its folder.

    Args:
        path: an ordinary file, or a link to one.
        encoding: what it is written in; found when not given.

    Raises:
        CannotReadError: it is not there or may not be read, or the encoding is not known.
        NotTextError: it is no text, or no ordinary file.
        TooLargeError: it has more than 20 MB or two million characters.
        EmptyTextError: it holds white space at most.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotTextError(path=path, reason=tr("it is no ordinary file"))
        if found.st_size > BYTES_LIMIT:
            raise TooLargeError(path=path, size=found.st_size, limit=BYTES_LIMIT)
        with path.open("rb") as file:
            raw = file.read(BYTES_LIMIT + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotReadError(path=path, reason=reason) from error
    return _read(str(path), path.name, raw, encoding)


def read_text(name: str, raw: bytes, *, encoding: str | None = None) -> Source:
    """Read the article that ``raw`` holds.

    Args:
        name: the name of the file that the bytes come from, in any folder.
        raw: the file's bytes.
        encoding: what it is written in; found when not given.

    Raises:
        CannotReadError: the encoding is not known.
        NotTextError: it is no text.
        TooLargeError: it has more than 20 MB or two million characters.
        EmptyTextError: it holds white space at most.
    """
    return _read(name, PurePath(name).name, raw, encoding)


def _read(shown: str, name: str, raw: bytes, encoding: str | None) -> Source:
    """``shown`` is how errors name the file, ``name`` what is kept of it."""
    if len(raw) > BYTES_LIMIT:
        raise TooLargeError(path=shown, size=len(raw), limit=BYTES_LIMIT)
    decoded = decode(shown, raw, encoding)
    text = clean_text(decoded.text)
    if not text.strip():
        raise EmptyTextError(path=shown)
    if len(text) > LENGTH_LIMIT:
        raise TooLongError(path=shown, size=len(text), limit=LENGTH_LIMIT)
    layout = lay_out(text)
    # File names of other systems may hold bytes that are no UTF-8.
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    language = guess_language(_report(text, layout))
    found = find_metadata(text, layout, PurePath(name).stem, language)
    article = Article(
        id=ArticleId(new_id()),
        title=found.title,
        title_origin=found.title_origin,
        fingerprint=fingerprint(text),
        length=len(text),
        words=word_count(text, layout.zones),
        language=language,
        outlet=found.outlet,
        outlet_origin=found.outlet_origin,
        author=found.author,
        published=found.published,
        published_origin=found.published_origin,
        source_name=name,
        source_kind="text",
        source_hash=hashlib.sha256(raw).hexdigest(),
        encoding=decoded.encoding,
        added_at=now(),
        zones=layout.zones,
    )
    return Source(article=article, text=text, raw=raw)


def _report(text: str, layout: Layout) -> str:
    """The beginning of the report, without what surrounds it; of the text if there is none."""
    words: list[str] = []
    length = 0
    for line in layout.report:
        words.append(line.quote(text)[:_LANGUAGE_SAMPLE])
        length += len(words[-1])
        if length >= _LANGUAGE_SAMPLE:
            break
    return "\n".join(words) or text[:_LANGUAGE_SAMPLE]
