"""What the benchmarks share: projects on the disk of this machine, and made-up articles."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from annotator.domain.article import Article, Source, fingerprint
from annotator.domain.codebook import read_codebook
from annotator.domain.coder import Coder
from annotator.domain.ids import ArticleId, CoderId, StatementId
from annotator.domain.span import Span
from annotator.domain.statement import Statement
from annotator.store.project import create_project
from annotator.support import paths
from annotator.support.clock import new_id, now

ROOT = Path(__file__).resolve().parent.parent
WORDS = (
    "ministry council editor station denied accused said the of a reporters court ordered law "
    "network officials Thursday rejected report published union asked licence closed border"
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Keep the settings of this desk out of it."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture
def project(tmp_path):
    """An empty project on a real disk, with the starter codebook."""
    file = ROOT / "resources" / "codebooks" / "press-freedom.toml"
    codebook = read_codebook(file.read_bytes(), file.name)
    coder = Coder(CoderId("c0de1"), "Sokha")
    with create_project(tmp_path / "bench.annotator", "Bench", codebook, coder) as project:
        yield project


def made_up_text(characters: int, seed: int = 7) -> str:
    """Return ``characters`` code points of paragraphs that say nothing."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    paragraphs, length = [], 0
    while length < characters:
        words = " ".join(chance.choices(WORDS.split(), k=60)).capitalize() + "."
        paragraphs.append(words)
        length += len(words) + 2
    return "\n\n".join(paragraphs)[:characters]


def source(text: str, title: str = "Made up") -> Source:
    """Return an article with ``text`` as an importer gives it."""
    article = Article(
        id=ArticleId(new_id()),
        title=title,
        fingerprint=fingerprint(text),
        length=len(text),
        words=len(text.split()),
        language="en",
        source_name="made-up.txt",
        source_kind="text",
        source_hash=fingerprint(text),
        encoding="utf-8",
        added_at=now(),
    )
    return Source(article, text, text.encode())


def put_many(project, article, every: int) -> None:
    """Put a statement of 150 characters at every ``every``th character, in one step."""
    text = project.articles.text(article)
    statements = (
        Statement(StatementId(new_id()), article, (Span(at, at + 150),), "denial", project.coder.id)
        for at in range(0, len(text) - 150, every)
    )
    with project.step("Many") as step:
        project.statements.put(step, text, *statements)
