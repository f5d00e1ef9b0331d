"""A stretch of an article's text.

Every offset in this program counts Unicode code points, as ``str`` does. Qt and
UIMA count UTF-16 units: ``domain.offsets`` translates for them, where text goes
out to a page or a file, and nowhere in between.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.errors import OutsideTextError, SpanError

CONTEXT = 32  # code points kept on each side of a quote, so that it can be found again


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open stretch ``[start, end)``, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(start=self.start, end=self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether at least one code point lies in both."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether all of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def within(self, other: Span) -> Span:
        """Return what lies in both, which must overlap."""
        return Span(max(self.start, other.start), min(self.end, other.end))

    def shifted(self, by: int) -> Span:
        """Return the span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)

    def quote(self, text: str) -> str:
        """Return the words of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a span with what stands around them, to find the place again."""

    exact: str
    prefix: str
    suffix: str


def quote_with_context(text: str, span: Span) -> Quote:
    """Return the words at ``span`` and up to 32 code points on each side.

    Raises:
        OutsideTextError: the span ends beyond the text.
    """
    if span.end > len(text):
        raise OutsideTextError(start=span.start, end=span.end, length=len(text))
    return Quote(
        exact=span.quote(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )
