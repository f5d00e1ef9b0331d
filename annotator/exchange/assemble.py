"""Make an article of a text that was read from a document, and of what the document says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.article import Article, Source, Zone, fingerprint
from annotator.domain.errors import EmptyTextError
from annotator.domain.ids import ArticleId
from annotator.domain.span import Span
from annotator.domain.text import clean_text
from annotator.domain.words import word_count
from annotator.domain.zoning import lay_out
from annotator.exchange import limits
from annotator.exchange.job import one_line, printable
from annotator.exchange.language import guess_language
from annotator.exchange.metadata import find_metadata
from annotator.support.clock import new_id, now
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from annotator.domain.article import Origin
    from annotator.domain.dates import FuzzyDate
    from annotator.domain.zoning import Layout
    from annotator.exchange.job import Job

_LANGUAGE_SAMPLE = 6000  # code points
_TOO_LONG = N_("its text has {count} characters; the limit is {limit}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a document says of an article beside its text; empty where nothing.

    ``headed`` says that the text's first line is the title; ``weak`` that a title found
    in the text is better; ``guess`` is a date that counts where nothing else is found.
    """

    origin: Origin = "document"
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: FuzzyDate | None = None
    guess: FuzzyDate | None = None
    url: str = ""
    language: str = ""
    headed: bool = False
    weak: bool = False


def assemble(  # noqa: PLR0913 - two of them are rarely given
    job: Job, kind: str, text: str, known: Known | None = None, *, encoding: str = "", at: str = ""
) -> Source:
    """Return the article whose text is ``text``, with its zones and all that is known of it.

    What the document says goes before what its text shows, but for the language: pages
    often declare that of their template.

    Args:
        job: the file that it was read from.
        kind: the key of the file's format.
        text: as read; it is cleaned here.
        known: what the document says of itself.
        encoding: what the file is written in, where it is text.
        at: where in the file the article stands, when the file holds several: "row 3".

    Raises:
        EmptyTextError: the text is nothing but white space.
        BeyondLimitError: it is longer than an article may be.
    """
    said = known or Known()
    text = clean_text(printable(text)).strip("\n")
    if not text.strip():
        raise EmptyTextError(path=job.name)
    limits.refuse_beyond(job.name, len(text), limits.TEXT_LENGTH, _TOO_LONG)
    layout = lay_out(text)
    zones = _with_headline(text, layout) if said.headed else layout.zones
    language = guess_language(_sample(text, layout)) or said.language[:2].lower()
    found = find_metadata(text, layout, job.stem, language)
    title, outlet, author = (one_line(value) for value in (said.title, said.outlet, said.author))
    by_text = not title or (said.weak and found.title_origin == "headline")
    published, published_origin = said.published, said.origin
    if published is None:
        published, published_origin = found.published, found.published_origin
    if said.guess and published_origin in {"", "text"}:
        published, published_origin = said.guess, "text"
    name = one_line(f"{job.name}, {at}" if at else job.name)
    article = Article(
        id=ArticleId(new_id()),
        title=found.title if by_text else title,
        title_origin=found.title_origin if by_text else said.origin,
        fingerprint=fingerprint(text),
        length=len(text),
        words=word_count(text, zones),
        language=language,
        outlet=outlet or found.outlet,
        outlet_origin=said.origin if outlet else found.outlet_origin,
        author=author or found.author,
        published=published,
        published_origin=published_origin if published else "",
        url=one_line(said.url or job.options.url),
        source_name=name,
        source_kind=kind,
        source_hash=job.hash,
        encoding=encoding,
        added_at=now(),
        zones=zones,
    )
    return Source(article=article, text=text, raw=job.raw)


def _with_headline(text: str, layout: Layout) -> tuple[Zone, ...]:
    """The zones, of which the first line is the headline whatever the rules took it for."""
    line = Zone(Span(0, len(text.split("\n", 1)[0])), "headline")
    return (line, *(zone for zone in layout.zones if not zone.span.overlaps(line.span)))


def _sample(text: str, layout: Layout) -> str:
    """The beginning of the report, without what surrounds it."""
    kept: list[str] = []
    length = 0
    for line in layout.report:
        kept.append(line.quote(text)[:_LANGUAGE_SAMPLE])
        length += len(kept[-1])
        if length >= _LANGUAGE_SAMPLE:
            break
    return "\n".join(kept) or text[:_LANGUAGE_SAMPLE]
