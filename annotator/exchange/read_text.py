"""Read an article from the bytes of a plain text file."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from annotator.domain.article import Article, Source, fingerprint
from annotator.domain.errors import EmptyTextError, TooLargeError
from annotator.domain.ids import ArticleId
from annotator.domain.text import clean_text, printable_name
from annotator.domain.words import word_count
from annotator.domain.zoning import lay_out
from annotator.exchange.decoding import decode
from annotator.exchange.language import guess_language
from annotator.exchange.metadata import find_metadata
from annotator.support.clock import new_id, now
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from annotator.domain.zoning import Layout
    from annotator.exchange.decoding import Decoded

BYTES_LIMIT = 20_000_000
LENGTH_LIMIT = 2_000_000  # code points
_LANGUAGE_SAMPLE = 6000  # code points of the report


class TooLongError(TooLargeError):
    """A text beyond the limit, however few bytes it takes."""

    what = N_("{path} has {size} characters; the limit is {limit}.")


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
    return article_of(name, raw, decode(name, raw, encoding))


def article_of(name: str, raw: bytes, decoded: Decoded) -> Source:
    """Return the article that ``raw``, whose text is known, holds; `read_text` says the rest.

    Raises:
        TooLargeError: it has more than 20 MB or two million characters.
        EmptyTextError: it holds white space at most.
    """
    if len(raw) > BYTES_LIMIT:
        raise TooLargeError(path=name, size=len(raw), limit=BYTES_LIMIT)
    text = clean_text(decoded.text)
    if not text.strip():
        raise EmptyTextError(path=name)
    if len(text) > LENGTH_LIMIT:
        raise TooLongError(path=name, size=len(text), limit=LENGTH_LIMIT)
    layout = lay_out(text)
    kept = printable_name(PurePath(name).name)
    language = guess_language(_report(text, layout))
    found = find_metadata(text, layout, PurePath(kept).stem, language)
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
        source_name=kept,
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
