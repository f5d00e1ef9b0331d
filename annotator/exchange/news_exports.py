"""Split what LexisNexis and Factiva export, many articles in a file, into its articles.

Both write the same lines into every kind of document (DOCX, RTF, HTML, text), so they are
told apart and cut by their lines. Articles are left as they are when not every one of
them can be told from the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from annotator.domain.date_words import dates_in
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.markup import lines_of
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Source
    from annotator.domain.dates import FuzzyDate
    from annotator.exchange.job import Job

_HEAD_LINES = 15  # of an article, within which its facts stand
_PARAGRAPH = 200  # code points; a longer line is no fact
_MARK = "Body"
_NEXIS_END = re.compile(r"End of Document\s*")
_OLD_START = re.compile(r"\s*(?:Document )?\d+ of \d+(?: DOCUMENTS?)?\s*", re.IGNORECASE)
_LABEL = re.compile(r"(?P<name>[A-Z][A-Za-z-]{3,20}(?: [A-Z][A-Za-z]+)?)\s*:\s?(?P<value>.*)")
_OLD_LABELS = frozenset({"SECTION", "LENGTH", "BYLINE", "HEADLINE", "DATELINE", "LOAD-DATE"})
_TAIL_LABELS = frozenset(
    {
        "LOAD-DATE",
        "LANGUAGE",
        "GRAPHIC",
        "PUBLICATION-TYPE",
        "JOURNAL-CODE",
        "SUBJECT",
        "CLASSIFICATION",
    }
    | {"COMPANY", "ORGANIZATION", "TICKER", "INDUSTRY", "PERSON", "CITY", "STATE", "COUNTRY"}
    | {"GEOGRAPHIC", "COPYRIGHT", "PUB-TYPE", "TYPE", "ISSN"}
)
_RIGHTS = re.compile(r"\s*(?:copyright|\(c\)|\u00a9)", re.IGNORECASE)
_WORDS = re.compile(r"[\d,. ]+\s(?:words|mots|palabras|W\u00f6rter|parole|palavras)", re.IGNORECASE)
_FACTIVA_END = re.compile(
    r"\s*(?:Document|AN)\s+(?:Document\s+)?[A-Z0-9]{8,12}20\d{6}[a-z0-9]{6,12}\s*"
)
_FACTIVA_FIELD = re.compile(
    r"(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|PUB|AN)(?:\s|$)"
)
_TIME = re.compile(r"\d{1,2}:\d{2}(?:\s*[AP]M)?", re.IGNORECASE)
_FACTIVA_LINK = re.compile(r"\s*(?:Page \d+ of \d+.*|.*Factiva, Inc\..*|Dow Jones Factiva)\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of an export: its text and what its lines say of it."""

    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: FuzzyDate | None = None
    language: str = ""


def read_export(job: Job, kind: str, text: str) -> Iterator[Source]:
    """Read the articles of an export; nothing at all where ``text`` is none.

    Args:
        job: the file.
        kind: the key of its format.
        text: its lines, as the document shows them.
    """
    for name, pieces in (("nexis", split_nexis(text)), ("factiva", split_factiva(text))):
        if pieces:
            yield from _articles(job, f"{kind} {name}", pieces)
            return


def read_factiva_page(job: Job, root: Any) -> Iterator[Source]:  # noqa: ANN401 - lxml
    """Read the articles of Factiva's HTML, which marks every one as such."""
    marked = root.xpath(
        '//div[contains(concat(" ", normalize-space(@class), " "), " article ")]'
        '[.//*[contains(@class, "Headline")] or .//*[contains(@class, "articleParagraph")]]'
    )
    pieces = [piece for one in marked if (piece := _factiva_article(lines_of(one).split("\n")))]
    if pieces:
        yield from _articles(job, "html factiva", pieces)


def split_nexis(text: str) -> list[Piece]:
    """Return the articles of a LexisNexis export, old or new; none for other texts."""
    lines = [line.rstrip() for line in text.split("\n")]
    if ends := [at for at, line in enumerate(lines) if _NEXIS_END.fullmatch(line)]:
        starts = [0, *(end + 1 for end in ends[:-1])]
        found = [_new_nexis(lines[a:b]) for a, b in zip(starts, ends, strict=True)]
        return [piece for piece in found if piece] if all(found) else []
    starts = [at for at, line in enumerate(lines) if _OLD_START.fullmatch(line)]
    old = [_old_nexis(lines[a + 1 : b]) for a, b in pairwise([*starts, len(lines)])]
    return [piece for piece in old if piece] if old and all(old) else []


def split_factiva(text: str) -> list[Piece]:
    """Return the articles of a Factiva export; none for other texts."""
    lines = [line.rstrip() for line in text.split("\n") if not _FACTIVA_LINK.fullmatch(line)]
    ends = [at for at, line in enumerate(lines) if _FACTIVA_END.fullmatch(line)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    pieces = []
    for start, end in zip(starts, ends, strict=False):  # without an end there is no article
        block = lines[start : end + 1]
        pieces.append(_factiva_fields(block) or _factiva_article(block[:-1]))
    return [piece for piece in pieces if piece] if all(pieces) else []


def _articles(job: Job, kind: str, pieces: list[Piece]) -> Iterator[Source]:
    for number, piece in enumerate(pieces, start=1):
        if not piece.text.strip():
            job.count(N_("Articles without text left out: {count}"))
            continue
        text = f"{piece.title}\n\n{piece.text}" if piece.title else piece.text
        known = Known(
            origin="archive",
            title=piece.title,
            outlet=piece.outlet,
            author=piece.author,
            published=piece.published,
            language=piece.language,
            headed=bool(piece.title),
        )
        yield assemble(job, kind, text, known, at=f"{number}/{len(pieces)}")


def _new_nexis(lines: list[str]) -> Piece | None:
    """Title, outlet, date, rights, labels, "Body", text: Nexis Uni and Lexis Advance.

    The first article comes after a cover that lists them all, so what counts is what
    stands just above "Body": the labels, above them the date, the outlet, the title.
    """
    if _MARK not in (line.strip() for line in lines):
        return None
    body = next(at for at, line in enumerate(lines) if line.strip() == _MARK)
    head = [line.strip() for line in lines[:body] if line.strip()]
    head = head[-_HEAD_LINES:]
    bare = (at for at in reversed(range(len(head))) if not _label(head[at])[0])
    dated = next((at for at in bare if _is_date(head[at])), -1)
    if dated < 2:
        return None
    labels = dict(map(_label, head[dated:]))
    return Piece(
        text=_body(lines[body + 1 :]),
        title=head[dated - 2],
        outlet=head[dated - 1],
        author=labels.get("BYLINE", ""),
        published=_first_date(head[dated]),
    )


def _old_nexis(lines: list[str]) -> Piece | None:
    """Outlet, date, labels in capitals, text, labels: what LexisNexis Academic wrote."""
    filled = [line.strip() for line in lines if line.strip()]
    named = [(at, *_label(line)) for at, line in enumerate(lines)]
    labels = [(at, name, value) for at, name, value in named if name in _OLD_LABELS]
    if not labels or len(filled) < 3:
        return None
    dated = next((line for line in filled[:6] if _is_date(line)), "")
    if not dated:
        return None
    values = {name: value for _, name, value in labels}
    start = max(at for at, name, _ in labels if name != "LOAD-DATE") + 1
    body = next((at + 1 for at, name, _ in named if name == "BODY"), start)
    if body == start and len(filled) < len(lines):
        while body < len(lines) and lines[body].strip():
            body += 1  # a label's value may go over several lines, up to an empty one
    title = values.get("HEADLINE") or filled[filled.index(dated) + 1]
    return Piece(
        text=_body(lines[body:]),
        title=title,
        outlet=next(line for line in filled if line != dated and not _RIGHTS.match(line)),
        author=values.get("BYLINE", ""),
        published=_first_date(dated),
    )


def _label(line: str) -> tuple[str, str]:
    """A label's name in capitals and its value; two empty texts for other lines."""
    found = _LABEL.fullmatch(line.strip())
    if not found:
        return "", ""
    return found["name"].upper(), found["value"].strip()


def _body(lines: list[str]) -> str:
    """The text without the labels that follow it."""
    stop = len(lines)
    for at in reversed(range(len(lines))):
        words = lines[at].strip()
        if words and _label(words)[0] not in _TAIL_LABELS and not _RIGHTS.match(words):
            stop = at + 1
            break
    else:
        stop = 0
    # Labels may have values of several lines: cut at the first label of the tail.
    for at in range(stop):
        if _label(lines[at])[0] == "LOAD-DATE" or lines[at].strip() == "Classification":
            stop = at
            break
    return _joined(lines[:stop])


def _joined(lines: list[str]) -> str:
    """Paragraphs as the document has them; lines that were wrapped at a width are joined."""
    filled = [line for line in lines if line.strip()]
    wrapped = len(filled) > 4 and all(len(line) <= 90 for line in filled)
    if not wrapped or "" not in (line.strip() for line in lines):
        return "\n".join(line.strip() for line in lines).strip("\n")
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines))
    return "\n\n".join(" ".join(one.split()) for one in paragraphs if one.strip())


def _factiva_fields(lines: list[str]) -> Piece | None:
    """Two letters before each fact: HD headline, SN source, PD date, LP and TD text."""
    fields: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        if found := _FACTIVA_FIELD.match(line):
            current = found[1]
            line = line[found.end() :]  # noqa: PLW2901 - the rest of it belongs to the field
        if current:
            fields.setdefault(current, []).append(line.strip())
    if not {"HD", "PD", "SN"} <= set(fields):
        return None

    def one(name: str) -> str:
        return " ".join(" ".join(fields.get(name, [])).split())

    text = "\n".join(line for name in ("LP", "TD") for line in fields.get(name, []))
    return Piece(
        text=text.strip("\n"),
        title=one("HD"),
        outlet=one("SN"),
        author=_without_by(one("BY")),
        published=_first_date(one("PD")),
    )


def _factiva_article(lines: list[str]) -> Piece | None:
    """Headline, byline, "512 words", date, time, source, code, language, rights, text."""
    filled = [line.strip() for line in lines if line.strip()]
    counted = next((n for n, line in enumerate(filled[:30]) if _WORDS.fullmatch(line)), -1)
    if counted < 1 or counted + 2 >= len(filled) or not _is_date(filled[counted + 1]):
        return None
    after = counted + 2
    if _TIME.fullmatch(filled[after]):
        after += 1
    head = filled[max(0, counted - 3) : counted]
    author = head.pop() if len(head) > 1 and _is_byline(head[-1]) else ""
    at = after + 1
    while at < len(filled) and at < after + 8 and not _RIGHTS.match(filled[at]):
        at += 1
    if at == len(filled) or not _RIGHTS.match(filled[at]):
        at = after
    body = [line for line in filled[at + 1 :] if not _FACTIVA_END.fullmatch(line)]
    return Piece(
        text="\n".join(body),
        title=head[-1] if head else "",
        outlet=filled[after] if after < len(filled) else "",
        author=_without_by(author),
        published=_first_date(filled[counted + 1]),
    )


def _is_byline(line: str) -> bool:
    words = line.split()
    return line.lower().startswith(("by ", "par ", "por ")) or (
        2 <= len(words) <= 4 and len(line) < 60 and all(word[0].isupper() for word in words)
    )


def _without_by(author: str) -> str:
    return re.sub(r"^(?:by|par|por|von)\s+", "", author, flags=re.IGNORECASE)


def _is_date(line: str) -> bool:
    return len(line) <= _PARAGRAPH and bool(dates_in(line)) and dates_in(line)[0].span.start < 30


def _first_date(line: str) -> FuzzyDate | None:
    found = dates_in(line)
    return found[0].date if found else None
