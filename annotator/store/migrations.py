"""How a project file grew up, one step after another.

A migration never changes once released, and imports nothing from the rest of the
program: it must still mean the same when the code around it has moved on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("annotator")


@migrations()
def m001_spine(db: Database) -> None:
    """Begin: texts, actors, statements, what the machine proposes, and the ledger."""
    for statement in _SPINE:
        db.execute(statement)
    db.table("README").insert_all({"name": name, "holds": holds} for name, holds in _HOLDS)


@migrations()
def m002_library(db: Database) -> None:
    """Find: an index of words, counts that are kept, searches that are kept."""
    for statement in _LIBRARY:
        db.execute(statement)
    db.table("README").insert_all({"name": name, "holds": holds} for name, holds in _LIBRARY_HOLDS)


@migrations()
def m003_likeness(db: Database) -> None:
    """Tell articles that are nearly the same: an agency's report in several papers."""
    for statement in _LIKENESS:
        db.execute(statement)
    db.table("README").insert_all({"name": name, "holds": holds} for name, holds in _LIKENESS_HOLDS)


_SPINE = (
    """CREATE TABLE README (name TEXT PRIMARY KEY, holds TEXT NOT NULL) STRICT""",
    """CREATE TABLE project (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        language TEXT NOT NULL,
        blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
        created_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE coder (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        public_key TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    """CREATE TABLE codebook (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL UNIQUE,
        name TEXT NOT NULL,
        precedence TEXT NOT NULL,
        codes TEXT NOT NULL,
        made_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE text (
        fingerprint TEXT PRIMARY KEY,
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE source (
        hash TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        content BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        fingerprint TEXT NOT NULL UNIQUE REFERENCES text,
        length INTEGER NOT NULL,
        words INTEGER NOT NULL,
        language TEXT NOT NULL,
        outlet TEXT NOT NULL,
        author TEXT NOT NULL,
        published TEXT,
        url TEXT NOT NULL,
        title_origin TEXT NOT NULL,
        outlet_origin TEXT NOT NULL,
        published_origin TEXT NOT NULL,
        source_name TEXT NOT NULL,
        source_kind TEXT NOT NULL,
        source_hash TEXT NOT NULL,
        encoding TEXT NOT NULL,
        added_at TEXT NOT NULL
    ) STRICT""",
    """CREATE INDEX article_by_title ON article (title, id)""",
    """CREATE TABLE article_zone (
        article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL CHECK ("end" > start AND start >= 0),
        kind TEXT NOT NULL,
        by TEXT NOT NULL CHECK (by IN ('machine', 'person')),
        PRIMARY KEY (article, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE assignment (
        id TEXT PRIMARY KEY,
        article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
        coder TEXT NOT NULL REFERENCES coder,
        state TEXT NOT NULL CHECK (state IN ('todo', 'in_progress', 'done', 'flagged')),
        mode TEXT NOT NULL,
        UNIQUE (coder, article)
    ) STRICT""",
    """CREATE INDEX assignment_by_state ON assignment (coder, state)""",
    """CREATE INDEX assignment_by_article ON assignment (article)""",
    """CREATE TABLE actor (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        country TEXT NOT NULL,
        note TEXT NOT NULL,
        external_id TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE actor_alias (
        actor TEXT NOT NULL REFERENCES actor ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (actor, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE mention (
        id TEXT PRIMARY KEY,
        article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL CHECK ("end" > start AND start >= 0),
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        actor TEXT NOT NULL REFERENCES actor DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL,
        coder TEXT NOT NULL REFERENCES coder
    ) STRICT""",
    """CREATE INDEX mention_by_place ON mention (article, start, "end")""",
    """CREATE INDEX mention_by_actor ON mention (actor)""",
    """CREATE TABLE statement (
        id TEXT PRIMARY KEY,
        article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL CHECK ("end" > start AND start >= 0),
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        type TEXT NOT NULL,
        form TEXT NOT NULL,
        modality TEXT NOT NULL,
        channel TEXT NOT NULL,
        event_date TEXT,
        place TEXT NOT NULL,
        confidence REAL CHECK (confidence BETWEEN 0 AND 1),
        note TEXT NOT NULL,
        custom TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('draft', 'done', 'disputed')),
        origin TEXT NOT NULL CHECK (origin IN ('manual', 'accepted', 'changed', 'imported')),
        suggestion TEXT,
        codebook_version INTEGER NOT NULL,
        coder TEXT NOT NULL REFERENCES coder,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
    ) STRICT""",
    """CREATE INDEX statement_by_place ON statement (article, start, "end", id)""",
    """CREATE INDEX statement_by_type ON statement (type)""",
    """CREATE TABLE statement_piece (
        statement TEXT NOT NULL REFERENCES statement ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL CHECK ("end" > start AND start >= 0),
        PRIMARY KEY (statement, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE statement_party (
        statement TEXT NOT NULL REFERENCES statement ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        role TEXT NOT NULL
            CHECK (role IN ('speaker', 'target', 'addressee', 'beneficiary', 'relay')),
        actor TEXT NOT NULL REFERENCES actor DEFERRABLE INITIALLY DEFERRED,
        mention TEXT REFERENCES mention DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (statement, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX statement_party_by_actor ON statement_party (actor)""",
    """CREATE INDEX statement_party_by_mention ON statement_party (mention)
       WHERE mention IS NOT NULL""",
    """CREATE TABLE statement_issue (
        statement TEXT NOT NULL REFERENCES statement ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        key TEXT NOT NULL,
        stance TEXT NOT NULL,
        PRIMARY KEY (statement, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX statement_issue_by_key ON statement_issue (key)""",
    """CREATE TABLE link (
        id TEXT PRIMARY KEY,
        source TEXT NOT NULL REFERENCES statement DEFERRABLE INITIALLY DEFERRED,
        target TEXT NOT NULL REFERENCES statement DEFERRABLE INITIALLY DEFERRED
            CHECK (target <> source),
        kind TEXT NOT NULL,
        coder TEXT NOT NULL REFERENCES coder
    ) STRICT""",
    """CREATE INDEX link_by_source ON link (source)""",
    """CREATE INDEX link_by_target ON link (target)""",
    """CREATE TABLE highlighting (
        article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        producer TEXT NOT NULL,
        actors TEXT NOT NULL,
        attributions TEXT NOT NULL,
        made_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE suggestion (
        id TEXT PRIMARY KEY,
        article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        producer TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL CHECK ("end" > start AND start >= 0),
        type TEXT NOT NULL,
        tier TEXT NOT NULL CHECK (tier IN ('A', 'B', 'C')),
        score REAL NOT NULL,
        rule TEXT NOT NULL,
        reason TEXT NOT NULL,
        proposal TEXT NOT NULL
    ) STRICT""",
    """CREATE INDEX suggestion_by_place ON suggestion (article, start, "end", id)""",
    """CREATE TABLE verdict (
        id TEXT PRIMARY KEY,
        suggestion TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
        coder TEXT NOT NULL REFERENCES coder,
        fate TEXT NOT NULL CHECK (fate IN ('accepted', 'changed', 'rejected')),
        statement TEXT,
        UNIQUE (suggestion, coder)
    ) STRICT""",
    """CREATE INDEX verdict_by_article ON verdict (article, coder)""",
    """CREATE TABLE step (
        id TEXT PRIMARY KEY,
        number INTEGER NOT NULL,
        label TEXT NOT NULL,
        coder TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
        made_at TEXT NOT NULL,
        act TEXT NOT NULL CHECK (act IN ('begin', 'do', 'undo', 'redo')),
        plays TEXT REFERENCES step,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        UNIQUE (coder, number)
    ) STRICT""",
    """CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        step TEXT NOT NULL REFERENCES step DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL,
        record TEXT NOT NULL,
        before TEXT,
        after TEXT
    ) STRICT""",
    """CREATE INDEX change_by_step ON change (step)""",
    """CREATE INDEX change_by_record ON change (kind, record)""",
)

_HOLDS = (
    ("README", "What each table holds."),
    ("project", "The project's title, language and rules; one row."),
    ("coder", "Who codes, by name or pseudonym."),
    ("codebook", "Every version of the codebook, its codes as JSON; the highest number is in use."),
    ("text", "Each article's text as cleaned at import. All offsets count its code points."),
    ("source", "The original bytes of each file, compressed with zlib, by their SHA-256."),
    (
        "article",
        "One row an article, by its number in the queue: title, outlet, date, and their origins.",
    ),
    ("article_zone", "Headline, captions and page debris of each article; nothing is cut."),
    ("assignment", "How far each coder is with each article."),
    ("actor", "Persons, offices, organisations and groups."),
    ("actor_alias", "Other names of each actor, in any script."),
    ("mention", "Where an actor is named in a text, by whom it was marked."),
    (
        "statement",
        "Each coder's tags: who says what, where. Offsets are code points, end exclusive.",
    ),
    ("statement_piece", "The stretches of text of each statement, in reading order."),
    ("statement_party", "Speakers and targets; without a mention the statement implies them."),
    ("statement_issue", "What each statement is about; position 0 is the primary issue."),
    ("link", "Which statement answers, repeats or builds on which."),
    ("highlighting", "What the machine saw in each article: actors and quotations. Not data."),
    ("suggestion", "Statements that the machine proposes. Not data until a coder accepts one."),
    ("verdict", "What each coder decided about each suggestion."),
    ("step", "The ledger: each act with its coder and time; a chain of hashes for each coder."),
    ("change", "The ledger: each record of a step as JSON, before and after."),
)

_LIBRARY = (
    # Whose words these are stands in article and text; the index is filled by the program,
    # which sets the letters of scripts without spaces apart.
    """CREATE VIRTUAL TABLE article_words USING fts5 (
        title, text, content = '', prefix = '3',
        tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
    )""",
    """CREATE TABLE word_index (version INTEGER NOT NULL) STRICT""",
    """INSERT INTO word_index (version) VALUES (0)""",
    """CREATE TABLE article_count (
        outlet TEXT NOT NULL,
        language TEXT NOT NULL,
        month TEXT NOT NULL,
        articles INTEGER NOT NULL CHECK (articles > 0),
        PRIMARY KEY (outlet, language, month)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO article_count (outlet, language, month, articles)
        SELECT outlet, language, ifnull(substr(published, 1, 7), ''), count(*) FROM article
        GROUP BY 1, 2, 3""",
    """CREATE INDEX article_by_facets ON article (outlet, language, published)""",
    """CREATE INDEX article_by_language ON article (language, published)""",
    """CREATE INDEX article_by_date ON article (published)""",
    """ALTER TABLE article ADD COLUMN suggestions INTEGER NOT NULL DEFAULT 0""",
    """UPDATE article SET suggestions =
        (SELECT count(*) FROM suggestion WHERE suggestion.article = article.id)
        WHERE EXISTS (SELECT 1 FROM suggestion WHERE suggestion.article = article.id)""",
    """CREATE INDEX article_by_suggestions ON article (suggestions) WHERE suggestions > 0""",
    """CREATE TRIGGER suggestion_comes AFTER INSERT ON suggestion BEGIN
        UPDATE article SET suggestions = suggestions + 1 WHERE id = new.article;
    END""",
    """CREATE TRIGGER suggestion_goes AFTER DELETE ON suggestion BEGIN
        UPDATE article SET suggestions = suggestions - 1 WHERE id = old.article;
    END""",
    """CREATE TABLE saved_search (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        "order" TEXT NOT NULL,
        made_at TEXT NOT NULL
    ) STRICT""",
)

_LIBRARY_HOLDS = (
    ("word_index", "Which version of the index article_words this is; 0 before it is filled."),
    ("article_count", "How many articles each outlet has in each language and month."),
    ("saved_search", "Searches under a name, as they were typed."),
)

_LIKENESS = (
    """CREATE TABLE likeness (
        article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        method TEXT NOT NULL,
        marks BLOB NOT NULL,
        cluster TEXT
    ) STRICT""",
    """CREATE INDEX likeness_by_cluster ON likeness (cluster) WHERE cluster IS NOT NULL""",
)

_LIKENESS_HOLDS = (
    ("likeness", "Which articles are nearly the same: marks to compare, and their group's name."),
)
