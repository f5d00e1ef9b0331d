"""What a reader has gathered so far from another tool's project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from annotator.domain.corpus import (
    Corpus,
    ForeignActor,
    ForeignCode,
    ForeignCoder,
    ForeignDocument,
    Loss,
    Tie,
)
from annotator.domain.errors import AnnotatorError
from annotator.exchange.decoding import decode
from annotator.exchange.foreign.ruler import find_words, same_words
from annotator.exchange.read_text import read_text
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from annotator.domain.article import Article
    from annotator.domain.corpus import ForeignTag, Tool
    from annotator.domain.dates import FuzzyDate
    from annotator.domain.span import Span
    from annotator.exchange.foreign.ruler import Marked, Ruler

_OUTSIDE = N_("It lies outside the text, from {start} to {end}.")
_ELSEWHERE = N_("The words it marks do not stand at its place, from {start} to {end}.")
_MOVED = N_("Its place did not hold the words it marks; it was moved to the nearest such words.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the other tool knows of an article; what is empty is found in the text."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: FuzzyDate | None = None

    def written_into(self, article: Article) -> Article:
        """Return the article with these facts."""
        if self.title:
            article = replace(article, title=self.title, title_origin="person")
        if self.outlet:
            article = replace(article, outlet=self.outlet, outlet_origin="person")
        if self.published:
            article = replace(article, published=self.published, published_origin="person")
        return replace(article, author=self.author or article.author, url=self.url or article.url)


_NOTHING = Facts()


class Harvest:
    """Gather articles, tags and losses; make a corpus of them at the end.

    ``place`` always says, in a person's words, where in the other project a thing stands.
    """

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        self._texts: dict[str, str] = {}
        self._documents: list[ForeignDocument] = []
        self._coders: dict[str, ForeignCoder] = {}
        self._codes: dict[str, ForeignCode] = {}
        self._actors: dict[tuple[str, str], ForeignActor] = {}
        self._tags: list[ForeignTag] = []
        self._ties: list[Tie] = []
        self._losses: list[Loss] = []

    def add_document(
        self,
        key: str,
        name: str,
        raw: bytes,
        facts: Facts = _NOTHING,
        *,
        encoding: str | None = None,
    ) -> str | None:
        """Add an article and return its text as the tool counted in it, not yet cleaned.

        None, and a loss, when the bytes give no article.
        """
        try:
            counted = decode(name, raw, encoding).text
            source = read_text(name, raw, encoding=encoding)
        except AnnotatorError as error:
            self.lose(name, N_("The article and its tags were left out: {reason}"), reason=error)
            return None
        kind = self.tool.lower().replace(" ", "-")
        article = facts.written_into(replace(source.article, source_kind=kind))
        self._documents.append(ForeignDocument(key, replace(source, article=article)))
        self._texts[key] = source.text
        return counted

    def add_text(self, key: str, name: str, text: str, facts: Facts = _NOTHING) -> str | None:
        """Add an article whose text, not its file, is known; as for `add_document`.

        Half surrogates, which no file can hold, become U+FFFD, so that offsets stay right.
        """
        whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
        if whole != text:
            self.lose(name, N_("Broken characters in the text were replaced."))
        name = PurePosixPath(name).name or key
        return self.add_document(key, name, whole.encode("utf-8"), facts, encoding="utf-8")

    def add_coder(self, key: str, name: str, colour: str = "") -> str:
        """Add a coder once and return the key."""
        self._coders.setdefault(key, ForeignCoder(key, " ".join(name.split()) or key, colour))
        return key

    def add_code(self, name: str, definition: str = "", group: str = "") -> None:
        """Add a code once."""
        self._codes.setdefault(name, ForeignCode(name, definition, group))

    def add_actor(self, actor: ForeignActor) -> None:
        """Add an actor once for each variable."""
        self._actors.setdefault((actor.variable, actor.name), actor)

    def add_tie(self, source: str, target: str, kind: str, coder: str = "") -> None:
        """Add a link between two tags, which may come later."""
        self._ties.append(Tie(source, target, kind, coder))

    def lose(self, place: str, says: str, **facts: object) -> None:
        """Note what cannot be carried over."""
        plain = {name: _plain(fact) for name, fact in facts.items()}
        self._losses.append(Loss(place, says, plain))

    def find(self, document: str, ruler: Ruler, marked: Marked, place: str) -> Span | None:
        """Return where a marked place lies in the article; None, and a loss, if nowhere.

        Where the words that the tool wrote down stand elsewhere, they win over the numbers.
        """
        span = ruler.span(marked.start, marked.end)
        text = self._texts[document]
        if span is not None and (not marked.words or same_words(span.quote(text), marked.words)):
            return span
        found = find_words(text, marked.words, span.start if span else marked.start)
        says = _MOVED if found else _ELSEWHERE if span else _OUTSIDE
        self.lose(place, says, start=marked.start, end=marked.end)
        return found

    def add_tag(self, tag: ForeignTag) -> None:
        """Add a tag; its code counts as one of the other tool's codes."""
        self.add_code(tag.code)
        self._tags.append(tag)

    def corpus(self) -> Corpus:
        """Return what was gathered."""
        return Corpus(
            tool=self.tool,
            documents=tuple(self._documents),
            coders=tuple(self._coders.values()),
            codes=tuple(self._codes.values()),
            actors=tuple(self._actors.values()),
            tags=tuple(self._tags),
            ties=tuple(self._ties),
            losses=tuple(self._losses),
        )


def _plain(fact: object) -> object:
    """Return what can go to another process: an error as its sentence."""
    return fact.for_people() if isinstance(fact, AnnotatorError) else fact
