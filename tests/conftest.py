"""What every test may ask for: a home of its own, a project, articles with hostile text."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from annotator.domain.article import Article, Source, fingerprint
from annotator.domain.codebook import read_codebook
from annotator.domain.coder import Coder
from annotator.domain.ids import ArticleId, CoderId
from annotator.store.project import create_project
from annotator.support import paths
from annotator.support.clock import new_id, now

ROOT = Path(__file__).resolve().parent.parent
REAL_SEEDS = ROOT.parent / "shared" / "seeds"

# Shared machines pause; how long a test takes is no finding.
settings.register_profile(
    "annotator", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("annotator")

# A flag, Khmer, an emoji with a skin tone, Arabic, a combining mark and a no-break space:
# an offset that counts anything but code points goes wrong in it.
HOSTILE = (
    "🇰🇭 ក្រសួងបានបដិសេធ👍🏽។ The Cafe\u0301 editor denied it on 5\u00a0May.\n\n"
    "وقالت سلمى حداد إن الحظر ظالم. “It is 👨‍👩‍👧 unfair,” she said."
)


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """Settings, logs and the sample of each test lie in a folder of its own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv(paths.HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="session")
def codebook():
    file = ROOT / "resources" / "codebooks" / "press-freedom.toml"
    return read_codebook(file.read_bytes(), file.name)


@pytest.fixture
def coder():
    return Coder(CoderId("c0de1"), "Sokha")


@pytest.fixture
def project(tmp_path, codebook, coder):
    """A project file that is open for writing and closed at the end."""
    with create_project(tmp_path / "study.annotator", "Study", codebook, coder) as project:
        yield project


def source_of(text, **facts):
    """An article with ``text`` as an importer would give it."""
    article = Article(
        id=ArticleId(new_id()),
        title=text.split("\n", 1)[0][:60] or "Untitled",
        fingerprint=fingerprint(text),
        length=len(text),
        words=len(text.split()),
        language="en",
        source_name="article.txt",
        source_kind="text",
        source_hash=fingerprint(text),
        encoding="utf-8",
        added_at=now(),
    )
    return Source(replace(article, **facts), text, text.encode("utf-8", "surrogatepass"))


def add_article(project, text, **facts):
    """Put an article with ``text`` into ``project`` and return its id."""
    source = source_of(text, **facts)
    with project.step("Import article") as step:
        project.articles.add(step, [source])
    return source.article.id


@pytest.fixture
def article(project):
    """An article whose text hides every trap for offsets."""
    return add_article(project, HOSTILE)


@pytest.fixture
def real_seeds():
    """The folder of the three real articles, where it is there."""
    if not REAL_SEEDS.is_dir():
        pytest.skip("the real articles are not on this machine")
    return REAL_SEEDS
