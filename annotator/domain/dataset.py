"""What an exported dataset holds: its tables and what each column means.

The names are a promise to scripts. They and the descriptions stay in English in every
language of the program, so that the same project gives the same bytes everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "number", "boolean", "list"]
Cell = str | int | float | bool | tuple[str | bool, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        type: of its cells; a list is written as JSON, also when it is empty.
        several: whether a cell holds one plain value, or a JSON list where there are more.
        names: whether cells may tell who a person is.
        unique: whether nearly every row has another value.
    """

    name: str
    says: str
    type: ColumnType = "string"
    several: bool = False
    names: bool = False
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its key and the columns that refer to others, as column to table."""

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader of the dataset must know of where it comes from."""

    project: str
    coder: str  # whose tags; every coder's when empty
    query: str  # which articles; all when empty
    codebook: str
    codebook_version: int
    newest_step: str  # when the project was last changed, in UTC
    guarded: bool


def _id(name: str, of: str, *, unique: bool = False) -> Column:
    says = f"Random identifier of the {of}; the same in every export."
    return Column(name, says, unique=unique)


_START = Column("start", "Where it begins in the article's text, in code points from 0.", "integer")
_END = Column("end", "Where it ends, in code points; this place is not included.", "integer")
_CODER = Column("coder", "Name or pseudonym of the coder.", names=True)

STATEMENTS = Table(
    "statements",
    "One row a statement that a coder tagged or accepted; open suggestions are not data.",
    (
        _id("statement_id", "statement", unique=True),
        _id("article_id", "article"),
        Column("article_title", "Title of the article."),
        Column("outlet", "Who published the article."),
        Column("published_on", "Date of the article: YYYY-MM-DD, YYYY-MM or YYYY as known."),
        Column("language", "Language of the article, ISO 639."),
        Column("url", "Where the article was found."),
        _START,
        _END,
        Column(
            "quote", "The statement's words: the article's text from start to end.", unique=True
        ),
        Column("type", "Type of the statement, a key of the codebook."),
        Column("type_group", "Group of the type in the codebook."),
        Column(
            "speaker",
            "Who speaks or acts, by the name in the actors table.",
            several=True,
            names=True,
        ),
        Column("speaker_type", "What kind of actor the speaker is.", several=True),
        Column(
            "speaker_implied",
            "Whether the statement's words do not name the speaker.",
            "boolean",
            several=True,
        ),
        Column("targets", "Against or about whom, by name.", "list", names=True),
        Column("target_types", "What kind of actor each target is, in their order.", "list"),
        Column("issue", "What it is mainly about, a key of the codebook."),
        Column("other_issues", "What else it is about.", "list"),
        Column("form", "direct, indirect, mixed or narrated; empty when not said."),
        Column(
            "modality",
            "actual, planned, proposed, negated or hypothetical; empty when not said.",
        ),
        Column("event_date", "When it happened: YYYY-MM-DD, YYYY-MM or YYYY as known."),
        Column("place", "Where it happened."),
        Column("links", "What it answers or builds on, each as kind:statement_id.", "list"),
        _CODER,
        Column("status", "draft, done or disputed."),
        Column(
            "origin",
            "manual: a person found it; accepted: a person accepted it as the machine proposed"
            " it; changed: accepted, then corrected; imported: brought in from a file.",
        ),
        Column("confidence", "How sure the coder is, from 0 to 1; empty when not said.", "number"),
        Column("note", "The coder's note.", names=True),
        Column("created_at", "When it was tagged, in UTC.", unique=True),
        Column("changed_at", "When it was last changed, in UTC.", unique=True),
        Column("codebook_version", "The codebook's version that it was tagged with.", "integer"),
        # What only some statements have; after the columns that every script may count on.
        Column("pieces", "The pieces, each as start:end, where there is more than one.", "list"),
        Column("stances", "The stance on issue and other_issues, in their order.", "list"),
        Column(
            "other_parties",
            "Who else takes part, each as role:name: addressee, beneficiary, relay.",
            "list",
            names=True,
        ),
        Column("channel", "Where it was said."),
        Column("custom", "Fields of the project's own, as a JSON object."),
    ),
    ("statement_id",),
    (("article_id", "articles"),),
)

ARTICLES = Table(
    "articles",
    "One row an article, also where nothing was tagged in it.",
    (
        _id("article_id", "article", unique=True),
        Column("title", "Title."),
        Column("outlet", "Who published it."),
        Column("author", "Who wrote it.", names=True),
        Column("published_on", "Date: YYYY-MM-DD, YYYY-MM or YYYY as known."),
        Column("language", "Language, ISO 639."),
        Column("url", "Where it was found."),
        Column("length", "Length of the text in code points.", "integer"),
        Column("words", "Words of the text outside page debris.", "integer"),
        Column("title_origin", "Where the title was found; person: somebody confirmed it."),
        Column("outlet_origin", "Where the outlet was found."),
        Column("published_origin", "Where the date was found."),
        Column("source_name", "Name of the file that it was read from."),
        Column("source_kind", "Kind of that file."),
        Column("source_sha256", "SHA-256 of that file's bytes."),
        Column("encoding", "Encoding of that file."),
        Column("text_sha256", "SHA-256 of the text as UTF-8, in which all offsets count."),
        Column("added_at", "When it came into the project, in UTC.", unique=True),
        Column("done_by", "The coders who have finished it.", "list", names=True),
    ),
    ("article_id",),
)

MENTIONS = Table(
    "mentions",
    "One row a place where a coder marked that an actor is named.",
    (
        _id("mention_id", "mention", unique=True),
        _id("article_id", "article"),
        _START,
        _END,
        Column("quote", "The words that name the actor.", unique=True),
        _id("actor_id", "actor"),
        Column("actor", "The actor's name.", names=True),
        Column("actor_type", "What kind of actor it is."),
        Column("kind", "name, title_name, nominal, group or pronoun."),
        _CODER,
    ),
    ("mention_id",),
    (("article_id", "articles"), ("actor_id", "actors")),
)

ACTORS = Table(
    "actors",
    "One row an actor: person, office, organisation or group.",
    (
        _id("actor_id", "actor", unique=True),
        Column("name", "The name.", names=True),
        Column("type", "What kind of actor it is, a key of the codebook."),
        Column("country", "Country."),
        Column("note", "A note.", names=True),
        Column("external_id", "Identifier in Wikidata or elsewhere."),
        Column("aliases", "Other names, in any script.", "list", names=True),
    ),
    ("actor_id",),
)

LINKS = Table(
    "links",
    "One row a link: one statement answers, repeats or builds on another.",
    (
        _id("link_id", "link", unique=True),
        Column("kind", "Kind of link, a key of the codebook."),
        Column("from_statement_id", "The statement that answers."),
        Column("to_statement_id", "The statement that is answered."),
        Column("from_article_id", "Article of the first."),
        Column("to_article_id", "Article of the second."),
        _CODER,
    ),
    ("link_id",),
    (("from_statement_id", "statements"),),
)

CODEBOOK = Table(
    "codebook",
    "One row a code of the codebook in use.",
    (
        Column("set", "statement_type, issue, actor_type or link_kind."),
        Column("key", "What the other tables hold."),
        Column("label", "What people read."),
        Column("group", "Group of codes that it belongs to."),
        Column("definition", "What it means."),
        Column("include", "What counts."),
        Column("exclude", "What does not count."),
        Column("rule", "How to decide in doubt."),
        Column("example", "An example."),
        Column("hotkey", "Key that tags it."),
        Column("order", "Place in its set.", "integer"),
        Column("retired", "Whether it is no longer used for new tags.", "boolean"),
        Column("mapping", "The same idea in other schemes, as a JSON object."),
    ),
    ("set", "key"),
)

TABLES = (STATEMENTS, ARTICLES, MENTIONS, ACTORS, LINKS, CODEBOOK)
