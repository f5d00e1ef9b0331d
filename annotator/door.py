"""The door for notebooks and scripts: ``annotator.open("study.annotator")``.

Records bear the names of the columns of an export, so that what is found here and what
stands in the CSV are the same. Nothing is loaded before a project is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from pandas import DataFrame

    from annotator.domain.ids import ArticleId
    from annotator.store.project import Project as StoredProject


@dataclass(frozen=True, slots=True)
class Statement:
    """One coder's tag; offsets are code points of the article's text, end exclusive."""

    statement_id: str
    article_id: str
    article_title: str
    outlet: str
    published_on: str
    language: str
    url: str
    start: int
    end: int
    quote: str
    type: str
    type_group: str
    speaker: tuple[str, ...]
    speaker_type: tuple[str, ...]
    speaker_implied: tuple[bool, ...]
    targets: tuple[str, ...]
    target_types: tuple[str, ...]
    issue: str
    other_issues: tuple[str, ...]
    form: str
    modality: str
    event_date: str
    place: str
    links: tuple[str, ...]
    coder: str
    status: str
    origin: str
    confidence: float | None
    note: str
    created_at: str
    changed_at: str
    codebook_version: int
    pieces: tuple[str, ...]
    stances: tuple[str, ...]
    other_parties: tuple[str, ...]
    channel: str
    custom: str


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of an article; its text is got with `Project.text`."""

    article_id: str
    title: str
    outlet: str
    author: str
    published_on: str
    language: str
    url: str
    length: int
    words: int
    title_origin: str
    outlet_origin: str
    published_origin: str
    source_name: str
    source_kind: str
    source_sha256: str
    encoding: str
    text_sha256: str
    added_at: str
    done_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a coder marked that an actor is named."""

    mention_id: str
    article_id: str
    start: int
    end: int
    quote: str
    actor_id: str
    actor: str
    actor_type: str
    kind: str
    coder: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, office, organisation or group."""

    actor_id: str
    name: str
    type: str
    country: str
    note: str
    external_id: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One statement answers, repeats or builds on another."""

    link_id: str
    kind: str
    from_statement_id: str
    to_statement_id: str
    from_article_id: str
    to_article_id: str
    coder: str


class Project:
    """An open project: read what is there; with ``writable`` also tag."""

    def __init__(self, project: StoredProject, path: Path) -> None:
        self._project = project
        self._path = path

    @property
    def title(self) -> str:
        """The project's title."""
        return self._project.title

    def articles(self, query: str = "") -> Iterator[Article]:
        """Return the articles that ``query`` finds, by title."""
        return (Article(*row) for row in self._rows("articles", query=query))

    def text(self, article: str) -> str:
        """Return the text of the article whose id is, or begins with, ``article``."""
        return self._project.articles.text(self._project.articles.find(article))

    def statements(
        self,
        *,
        type: str | Sequence[str] = (),  # noqa: A002 - the column's name
        coder: str = "",
        article: str = "",
        query: str = "",
    ) -> Iterator[Statement]:
        """Return statements by article and place, read as they are asked for.

        Args:
            type: only of this type, or of these.
            coder: only of this coder, by name or id.
            article: only of the article whose id is, or begins with, this.
            query: only of the articles that it finds.

        Raises:
            NotFoundError, NoCoderError, BadQueryError: there is no such article or coder,
                or the query cannot be understood.
        """
        wanted = {type} if isinstance(type, str) else set(type)
        found = self._rows("statements", coder=coder, article=article, query=query)
        all_ = (Statement(*row) for row in found)
        return (one for one in all_ if one.type in wanted) if wanted else all_

    def mentions(self, *, coder: str = "", article: str = "") -> Iterator[Mention]:
        """Return where actors are named; arguments as for `statements`."""
        found = self._rows("mentions", coder=coder, article=article)
        return (Mention(*row) for row in found)

    def actors(self) -> Iterator[Actor]:
        """Return the actors, by name."""
        return (Actor(*row) for row in self._rows("actors"))

    def links(self) -> Iterator[Link]:
        """Return the links between statements."""
        return (Link(*row) for row in self._rows("links"))

    def to_frame(self, table: str = "statements") -> DataFrame:
        """Return a table of the dataset as a pandas frame, its columns as in the CSV.

        Raises:
            ImportError: pandas is not installed.
            KeyError: there is no such table.
        """
        try:
            from pandas import DataFrame
        except ImportError as error:
            message = "to_frame needs pandas, which is not installed: pip install pandas"
            raise ImportError(message) from error
        from annotator.domain.dataset import TABLES

        header = {one.name: one.header for one in TABLES}[table]
        return DataFrame.from_records(list(self._rows(table)), columns=header)

    def tag(  # noqa: PLR0913 - one for each field that is often known
        self,
        article: str,
        start: int,
        end: int,
        type: str,  # noqa: A002 - the column's name
        *,
        speakers: Sequence[str] = (),
        targets: Sequence[str] = (),
        issues: Sequence[str] = (),
        links: Sequence[tuple[str, str]] = (),
    ) -> str:
        """Tag a statement and return its id once it is safe on the disk.

        Args:
            article: the article's id or its beginning.
            start: where it begins, in code points.
            end: where it ends; this place is not included.
            type: key of the statement type.
            speakers: who says it.
            targets: against or about whom.
            issues: keys of what it is about, the primary one first.
            links: kind and statement id of what it answers.

        Raises:
            ReadOnlyError: the project was not opened with ``writable=True``.
            AnnotatorError: a key, place or id that is not there.
        """
        from annotator.domain.draft import Draft
        from annotator.domain.highlights import PartyMark
        from annotator.domain.span import Span
        from annotator.domain.statement import IssueTag
        from annotator.operations.answering import tag_answer

        draft = Draft(
            Span(start, end),
            type,
            speakers=tuple(map(PartyMark, speakers)),
            targets=tuple(map(PartyMark, targets)),
            issues=tuple(map(IssueTag, issues)),
        )
        project = self._project
        answers = [(kind, project.statements.find(named)) for kind, named in links]
        return tag_answer(project, project.articles.find(article), draft, answers).id

    def close(self) -> None:
        """Leave one whole file behind."""
        self._project.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _rows(
        self, table: str, *, coder: str = "", article: str = "", query: str = ""
    ) -> Iterator[tuple[Any, ...]]:
        from annotator.domain.dataset import TABLES
        from annotator.operations.tables import rows

        found: ArticleId | None = self._project.articles.find(article) if article else None
        wanted = {one.name: one for one in TABLES}[table]
        return rows(self._path, wanted, coder=coder, query=query, article=found)


def open_project(path: str | Path, *, writable: bool = False) -> Project:
    """Open the project at ``path``, for reading unless ``writable``.

    Raises:
        ProjectInUseError, CannotWriteError: it cannot be written now.
        NoProjectError, NotAProjectError, NewerProjectError, DamagedProjectError: as named.
    """
    from annotator.operations import projects

    place = projects.place(Path(path))
    opened = projects.open_to_write(place) if writable else projects.open_to_read(place)
    return Project(opened, place)
