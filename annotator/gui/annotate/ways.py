"""Where keys lead: the next suggestion, statement, overlap or mention of an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.support.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.span import Span
    from annotator.gui.annotate.hand import Hand
    from annotator.gui.messages import MessageBar
    from annotator.gui.reader.view import ReaderView
    from annotator.operations.choosing import Named


class Ways:
    """Finds what comes next from where the researcher is; goes nowhere itself."""

    def __init__(self, hand: Hand, reader: ReaderView, messages: MessageBar) -> None:
        self._hand = hand
        self._reader = reader
        self._messages = messages
        self._turn: tuple[str, int] = ("", -1)  # the actor last jumped to, and where

    def suggestion(self, step: int) -> str | None:
        """The next (1) or previous (-1) suggestion to decide; says so if there is none."""
        if (sheet := self._hand.sheet) is None:
            return None
        keys = [(one.proposal.span, str(one.id)) for one in sheet.suggestions]
        key = self._hand.following(keys, self._reader.proposed_span(), step)
        if key is None:
            self._messages.tell(tr("Nothing is left to decide in this article."))
        return key

    def statement(self, step: int) -> str | None:
        """The next or previous statement of this coder."""
        if (sheet := self._hand.sheet) is None:
            return None
        keys = [(one.span, str(one.id)) for one in sheet.statements]
        return self._hand.following(keys, self._reader.proposed_span(), step)

    def overlap(self) -> str | None:
        """The next of the marks that share the sentence under the cursor, round and round."""
        here = self._reader.sentence()
        keys = self._hand.overlapping(here) if here else []
        if not keys:
            return None
        at = keys.index(self._hand.key) + 1 if self._hand.key in keys else 0
        return keys[at % len(keys)]

    def mention(self, named: Named | None) -> Span | None:
        """The next place where an actor is named, after the last to the first."""
        if named is None or not named.places:
            return None
        key = named.person.key
        at = self._turn[1] + 1 if self._turn[0] == key else 0
        self._turn = (key, at % len(named.places))
        return named.places[self._turn[1]]
