"""Read XML that nobody vouches for: no document type, no entities, nothing from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from annotator.domain.corpus import ForeignProjectError
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.corpus import Tool

DEPTH_LIMIT = 200


def read_xml(shown: str, tool: Tool, content: bytes) -> Element:
    """Return the root of the document.

    Raises:
        ForeignProjectError: it is no sound XML, or declares a document type or entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        reason = tr("it declares a document type, which could reach other files")
        raise ForeignProjectError(path=shown, tool=tool, reason=reason) from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        reason = tr("it is no sound XML ({error})", error=error)
        raise ForeignProjectError(path=shown, tool=tool, reason=reason) from error
    if _too_deep(root):
        reason = tr("its elements are nested deeper than {limit}", limit=DEPTH_LIMIT)
        raise ForeignProjectError(path=shown, tool=tool, reason=reason)
    return root


def local(element: Element) -> str:
    """Return the element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, *names: str) -> list[Element]:
    """Return the children that bear one of ``names``, in order."""
    return [] if element is None else [child for child in element if local(child) in names]


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name, or None."""
    return next(iter(children(element, name)), None)


def said(element: Element | None, name: str) -> str:
    """Return the text of the first child of that name, or nothing."""
    found = child(element, name)
    return (found.text or "") if found is not None else ""


def _too_deep(root: Element) -> bool:
    level = [root]
    for _ in range(DEPTH_LIMIT):
        level = [inner for element in level for inner in element]
        if not level:
            return False
    return True
