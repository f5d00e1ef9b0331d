"""XML and HTML of strangers as trees and as lines of text; no entity is ever expanded."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from annotator.exchange.job import printable
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.exchange.job import Job

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"}
    | {
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
    }
    | {"h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav"}
    | {"ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr"}
    | {"title", "ul", "br"}
)
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "math", "object", "embed", "iframe"}
    | {"select", "textarea", "button", "canvas", "audio", "video"}
)
_SPACE = re.compile("[ \t\r\n\f]+")  # what HTML folds: a no-break space stays


def xml_tree(job: Job, kind: str, raw: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the root of an XML document.

    Raises:
        BrokenFileError: it is no XML, or declares entities.
    """
    from lxml import etree

    check_xml(job, kind, raw)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        return etree.fromstring(raw, parser)
    except etree.LxmlError as error:
        raise job.broken(kind) from error


def check_xml(job: Job, kind: str, raw: bytes) -> None:
    """Do nothing for XML that declares no document type and so no entities.

    Raises:
        BrokenFileError: it does, or is no XML.
    """
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(raw, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as error:
        reason = tr("it declares entities, with which files attack their readers")
        raise job.broken(kind, reason) from error
    except (SAXException, ValueError) as error:
        raise job.broken(kind) from error


def html_tree(text: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the root of an HTML page, however broken; None for one without elements."""
    from lxml import etree, html

    # The text is decoded already; lxml refuses one that still says in what.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", printable(text), count=1)
    parser = html.HTMLParser(huge_tree=True, no_network=True, remove_pis=True, encoding="utf-8")
    try:
        return html.fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def bare_text(text: str) -> str:
    """Return what stands between the tags of a page that is too broken for a tree."""
    reader = _BareText()
    reader.feed(text)
    reader.close()
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _BareText(HTMLParser):
    """Collects text, with a line end for every block; knows no nesting, so none is too deep."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._end_line(tag)
        if tag in {"script", "style"}:
            self._unseen = tag

    def handle_endtag(self, tag: str) -> None:
        self._end_line(tag)
        if tag == self._unseen:
            self._unseen = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(_folded(data))

    def _end_line(self, tag: str) -> None:
        if tag in _BLOCKS and self.pieces[-1:] != ["\n"]:
            self.pieces.append("\n")


def lines_of(root: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Return the text under ``root`` with a line for each block; folded as a browser does."""
    pieces: list[str] = []
    for piece in _pieces(root):
        if piece == "\n":
            if pieces and pieces[-1] != "\n":
                pieces.append("\n")
        else:
            pieces.append(piece)
    lines = "".join(pieces).split("\n")
    return "\n".join(folded for line in lines if (folded := _SPACE.sub(" ", line).strip(" ")))


def _pieces(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """Text and line ends in order; walked without recursion, for pages nest without end."""
    from lxml import etree

    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        name = name.rpartition("}")[2].lower()
        if event == "start":
            skipped += name in _UNSEEN
            if skipped:
                continue
            if name in _BLOCKS:
                yield "\n"
            elif name in {"td", "th"}:
                yield "\t"
            if element.text:
                yield _folded(element.text)
            continue
        if event == "end":
            skipped -= name in _UNSEEN
            if not skipped and name in _BLOCKS:
                yield "\n"
        if not skipped and element.tail and element is not root:
            yield _folded(element.tail)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text)
