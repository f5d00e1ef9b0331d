"""Where the reader is: the sentence at hand, and the words that are chosen.

No pixels here: keys and mouse both come to these few acts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.domain.span import Span
from annotator.domain.words import grapheme_snap, next_word_end, previous_word_start, snap
from annotator.gui.reader.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NEAR = 4_096  # code points around a place that are looked at, so that long lines cost nothing


class Reading:
    """The sentence cursor and the selection of one article."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.selection: Span | None = None
        self._fixed = 0  # the selection's end that stays where it began
        self._sentences: Index[Span] = Index((), lambda span: span)
        self._at = -1

    @property
    def sentence(self) -> Span | None:
        """The sentence under the cursor."""
        return self._sentences.things[self._at] if self._at >= 0 else None

    @property
    def proposed(self) -> Span | None:
        """What a type key would tag: the selection, else the sentence."""
        return self.selection or self.sentence

    def take_sentences(self, spans: Sequence[Span]) -> None:
        """Take the article's sentences; the cursor stays where it was, else at the first."""
        before = self.sentence
        self._sentences = Index(spans, lambda span: span)
        self._at = 0 if spans else -1
        if before:
            self.go_to(before.start)

    def go_by(self, steps: int) -> bool:
        """Move the cursor by so many sentences; False where there is none."""
        to = min(len(self._sentences) - 1, max(0, self._at + steps))
        if self._at < 0 or to == self._at:
            return False
        self._at = to
        return True

    def go_to(self, offset: int) -> bool:
        """Move the cursor to the sentence at ``offset`` or the last before it."""
        to = max(0, self._sentences.at_or_before(offset))
        if self._at < 0 or to == self._at:
            return False
        self._at = to
        return True

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds ``offset``."""
        return next(self._sentences.within(offset, offset + 1), None)

    def select(self, span: Span | None) -> None:
        """Choose ``span`` as it is."""
        self.selection = span
        if span:
            self._fixed = span.start

    def word_at(self, offset: int) -> Span | None:
        """The word at ``offset``; None on white space."""
        if offset >= len(self.text) or self.text[offset].isspace():
            return None
        return self._near(snap, Span(offset, offset + 1))

    def drag(self, begin: int, end: int, *, words: bool) -> None:
        """Choose what lies between two places, grown to words or to grapheme clusters."""
        self._fixed = begin
        first, last = sorted((begin, end))
        last = min(last, len(self.text))
        if first >= last or (words and self.text[first:last].isspace()):
            self.selection = None
            return
        self.selection = self._near(snap if words else grapheme_snap, Span(first, last))

    def extend(self, offset: int, *, words: bool) -> int:
        """Stretch the selection, or the sentence, to ``offset``; return its other end."""
        kept = self.proposed
        if kept is None:
            return offset
        fixed = self._fixed if self.selection else kept.start
        if offset < kept.start and not self.selection:
            fixed = kept.end
        self.drag(fixed, offset, words=words)
        return fixed

    def grow_end(self) -> bool:
        """Take one word more at the end."""
        return self._change(end=lambda span: next_word_end(self.text, span.end))

    def shrink_end(self) -> bool:
        """Leave the last word out."""
        return self._change(end=self._before_last_word)

    def grow_start(self) -> bool:
        """Take one word more at the beginning."""
        return self._change(start=lambda span: previous_word_start(self.text, span.start))

    def shrink_start(self) -> bool:
        """Leave the first word out."""
        return self._change(start=self._after_first_word)

    def _change(
        self,
        start: Callable[[Span], int] | None = None,
        end: Callable[[Span], int] | None = None,
    ) -> bool:
        span = self.proposed
        if span is None:
            return False
        first = start(span) if start else span.start
        last = end(span) if end else span.end
        if first >= last or (first, last) == (span.start, span.end):
            return False
        self.selection = replace(span, start=first, end=last)
        self._fixed = first if end else last
        return True

    def _before_last_word(self, span: Span) -> int:
        cut = previous_word_start(self.text, span.end)
        return span.start + len(self.text[span.start : cut].rstrip())

    def _after_first_word(self, span: Span) -> int:
        cut = next_word_end(self.text, span.start)
        rest = self.text[cut : span.end]
        return cut + len(rest) - len(rest.lstrip())

    def _near(self, rule: Callable[[str, Span], Span], span: Span) -> Span:
        """Apply a rule that looks at the line, without reading all of a very long one."""
        line = self.text.rfind("\n", max(0, span.start - NEAR), span.start) + 1
        start = line or max(0, span.start - NEAR)
        return rule(self.text[start : span.end + NEAR], span.shifted(-start)).shifted(start)
