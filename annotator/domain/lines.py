"""The lines of an article as the search for zones looks at them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.debris import folded_line
from annotator.domain.sentences import paragraphs

if TYPE_CHECKING:
    from annotator.domain.span import Span

_CLOSED = re.compile(
    r"[.\u2026;:,\u17d4\u17d5\u06d4\u3002\u0964\u104b]"
    r"[\"\u201d\u2019'\u203a\u00bb)\]\u300d\s]*\Z"
)
_LONG = 200  # code points; a line of that length is a paragraph, whatever ends it


@dataclass(frozen=True, slots=True)
class Line:
    """One line with text in it.

    ``folded`` is what phrases are compared with; ``closed`` says that it ends as
    sentences do; ``apart`` that an empty line, or nothing, stands before it.
    """

    span: Span
    words: str
    folded: str
    closed: bool
    apart: bool

    @property
    def long(self) -> bool:
        """Whether it is too long for a headline."""
        return len(self.words) > _LONG


def read_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold more than white space."""
    lines: list[Line] = []
    end = 0
    for span in paragraphs(text):
        words = span.quote(text)
        lines.append(
            Line(
                span=span,
                words=words,
                folded=folded_line(words),
                closed=not words[-1].isalnum() and _CLOSED.search(words[-12:]) is not None,
                apart=not lines or text.count("\n", end, span.start) > 1,
            )
        )
        end = span.end
    return lines
