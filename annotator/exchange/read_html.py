"""Read the article of a saved web page, without what surrounds it and what it hides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from urllib.parse import urlsplit

from annotator.domain.date_words import fuzzy
from annotator.exchange.assemble import Known, assemble
from annotator.exchange.decoding import Decoded, decode
from annotator.exchange.markup import bare_text, html_tree, lines_of
from annotator.exchange.news_exports import read_export, read_factiva_page
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.article import Source
    from annotator.domain.dates import FuzzyDate
    from annotator.exchange.job import Job

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_HEAD_BYTES = 4096
# Browsers note where a page was saved from in a comment near its top.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|\burl:\s*(https?://\S+)")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])")
_HIDDEN_SHARE = 3  # what was found without hidden text may be this many times shorter than with
_FEW = 250  # code points; a shorter article is checked against the hidden text
_DEEPEST = 200  # levels of a page that the extractor, which calls itself, gets to see
_REMOTE = ("http:", "https:", "//", "ftp:")


def read_html(job: Job) -> Iterator[Source]:
    """Read a page: its article, or every article of a news archive's download."""
    decoded = decode_page(job)
    yield from read_page(job, "html", decoded)


def decode_page(job: Job) -> Decoded:
    """Return the page's text: as told, by a mark, as UTF-8, as declared, as found.

    Raises:
        NotTextError: it is no writing at all.
    """
    if job.options.encoding:
        return decode(job.name, job.raw, job.options.encoding)
    shapes = (shape.search(job.raw[:_HEAD_BYTES]) for shape in (_DECLARED, _DECLARED_XML))
    said = [found[1].decode("ascii", "replace") for found in shapes if found]
    declared = [job.options.charset, *said]
    raw = job.raw
    if 0 < raw.count(b"\x00") < len(raw) / 100:  # not UTF-16: browsers pass over them
        raw = raw.replace(b"\x00", b"")
    if not _is_unicode(raw):
        for charset in filter(None, declared):
            try:
                return Decoded(raw.decode(_as_browsers_do(charset)), charset.lower())
            except (LookupError, ValueError):
                continue
    return decode(job.name, raw)


def read_page(job: Job, kind: str, decoded: Decoded) -> Iterator[Source]:
    """Read the decoded page of ``job``, as a file of ``kind``."""
    root = html_tree(decoded.text)
    if root is None or not lines_of(root):
        text = bare_text(decoded.text)
        job.note("the page is too broken to tell its parts, so all its text was taken")
        yield assemble(job, kind, text, Known("page"), encoding=decoded.encoding)
        return
    if articles := list(read_factiva_page(job, root)):
        yield from articles
        return
    if articles := list(read_export(job, kind, lines_of(root))):
        yield from articles
        return
    _count_unseen(job, root)
    yield _article(job, kind, root, decoded)


def _article(job: Job, kind: str, root: Any, decoded: Decoded) -> Source:  # noqa: ANN401 - lxml
    whole = lines_of(root)
    outlet_line = " ".join((root.findtext(".//title") or "").split())
    hidden = _drop_hidden(root)
    shown = lines_of(root)
    text, known = _extracted(job, root)
    if hidden and len(text) < _FEW:
        # Some pages hide their article until a script shows it.
        again, _ = _extracted(job, html_tree(decoded.text))
        if len(again) > max(_FEW, _HIDDEN_SHARE * len(text)):
            text, hidden = again, 0
            job.note("its text is hidden until a script shows it; it was read nevertheless")
    job.count(N_("Characters that the page hides left out: {count}"), hidden)
    if not text.strip():
        text = shown or whole
        known = Known("page", title=known.title, url=known.url, published=known.published)
        if text.strip():
            job.note("no article was found in it, so the whole page was taken")
    text = _as_written(text, whole)
    if known.title and not _begins_with(text, known.title):
        text = f"{known.title}\n\n{text}" if text.strip() else ""
    headed = bool(known.title) and text.startswith(known.title)
    saved = _SAVED_FROM.search(decoded.text[: _HEAD_BYTES * 2])
    url = job.options.url or known.url or (saved[1] or saved[2] if saved else "")
    known = Known(
        origin="page",
        title=known.title,
        outlet=known.outlet or _outlet(outlet_line, known.title, url),
        author=known.author,
        published=known.published,
        guess=known.guess,
        url=url,
        language=root.get("lang", "") if hasattr(root, "get") else "",
        headed=headed,
    )
    return assemble(job, kind, text, known, encoding=decoded.encoding)


def _extracted(job: Job, root: Any) -> tuple[str, Known]:  # noqa: ANN401 - lxml
    """The article in the page and what its head says of it; empty where none is found."""
    from trafilatura import bare_extraction

    _flatten(root)
    dates = {"original_date": True, "extensive_search": False}
    try:
        found = bare_extraction(
            root,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dates,
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - on broken pages it raises whatever its libraries do
        job.note("the search for the article failed on it")
        return "", Known("page")
    if found is None or isinstance(found, dict):
        return "", Known("page", title=_title_of(root))
    known = Known(
        origin="page",
        title=" ".join((found.title or "").split()),
        outlet=found.sitename or "",
        author=(found.author or "").replace("; ", ", "),
        published=_date(found.date),
        guess=None if found.date else _searched_date(root),
        url=found.url or "",
    )
    return found.text or "", known


def _searched_date(root: Any) -> FuzzyDate | None:  # noqa: ANN401 - lxml
    """The date that a search of the whole page gives: wrong in one of eleven."""
    from htmldate import find_date

    try:
        return _date(find_date(root, extensive_search=True, original_date=True))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - on broken pages it raises whatever its libraries do
        return None


def _date(iso: str | None) -> FuzzyDate | None:
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", (iso or "")[:10])
    return fuzzy(int(found[1]), int(found[2]), int(found[3])) if found else None


def _title_of(root: Any) -> str:  # noqa: ANN401 - lxml
    for path in (".//h1", ".//title"):
        for element in root.iterfind(path):
            if words := " ".join("".join(element.itertext()).split()):
                return words
    return ""


def _outlet(line: str, title: str, url: str) -> str:
    """What follows the headline in the window's title, else the computer's name."""
    rest = line[len(title) :] if title and line.startswith(title) else ""
    if found := re.fullmatch(r"\s*[|\u2013\u2014:\u00b7-]\s*(\S[^|]{1,60})", rest):
        return found[1].strip()
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _as_written(text: str, whole: str) -> str:
    """Return ``text`` with its lines as the page has them.

    The extractor puts letters and accents together and makes every space the same; then
    a quotation would not be found in the original any more.
    """
    written: dict[str, str] = {}
    for line in whole.split("\n"):
        written.setdefault(_bare(line), line)
    return "\n".join(written.get(_bare(line), line) for line in text.split("\n"))


def _bare(line: str) -> str:
    """The letters and digits: joiners and signs may be gone in one and there in the other."""
    return "".join(char for char in normalize("NFC", line) if char.isalnum())


def _begins_with(text: str, title: str) -> bool:
    first = " ".join(text[: len(title) * 2 + 20].split()).casefold()
    return first.startswith(title.casefold())


def _drop_hidden(root: Any) -> int:  # noqa: ANN401 - lxml
    """Take out what the page does not show; return how many characters that were."""
    hidden = [
        element
        for element in root.iter()
        if isinstance(element.tag, str)
        and element.tag not in {"html", "body", "script", "style"}
        and (
            "hidden" in element.attrib
            or (element.get("style") and _HIDING.search(element.get("style").lower()))
        )
    ]
    size = 0
    for element in hidden:
        if element.getparent() is not None:
            size += len("".join(lines_of(element).split()))
            element.drop_tree()
    return size


def _flatten(root: Any) -> None:  # noqa: ANN401 - lxml
    """Take out the elements, not their text, that lie deeper than any honest page nests."""
    from lxml import etree

    depth = 0
    deep = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > _DEEPEST and isinstance(element.tag, str):
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()


def _count_unseen(job: Job, root: Any) -> None:  # noqa: ANN401 - lxml
    job.count(N_("Scripts not run: {count}"), sum(1 for _ in root.iter("script")))
    remote = sum(
        (element.get("src") or "").strip().lower().startswith(_REMOTE)
        for element in root.iter("img", "iframe", "video", "audio", "source", "embed")
    )
    job.count(N_("Pictures and frames of other computers not loaded: {count}"), remote)


def _is_unicode(raw: bytes) -> bool:
    try:
        raw.decode()
    except ValueError:
        return raw[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return True


def _as_browsers_do(charset: str) -> str:
    """Browsers read "latin-1" and "ascii" as Windows writes them."""
    folded = charset.lower().replace("_", "-")
    return (
        "cp1252" if folded in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else charset
    )
