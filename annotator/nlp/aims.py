"""Whom a statement is directed at: a verb's object, else whom its words name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp.speakers import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.nlp.nominals import Mark
    from annotator.nlp.page import Page
    from annotator.nlp.said import Said, Words
    from annotator.nlp.speakers import Cast

# Types that are directed at somebody; of a denial only a verb's object can be that.
AIMED = frozenset(
    {"accusation", "criticism", "demand", "threat", "support", "restriction", "legal_action",
     "violence", "relief"}
)  # fmt: skip
DIRECTED = AIMED | {"refusal", "denial"}


class Aims:
    """Finds the targets of the attributions of one page."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self._page, self._cast = page, cast

    def of(self, said: Said, speaker: Party | None, kind: str) -> list[Party]:
        """Return whom the statement is directed at: the verb's object, else who is named."""
        if kind not in DIRECTED and said.target is None:
            return []
        if said.target is not None:
            party = self._cast.named_in(said.target) or self._cast.described(said.target)
            known = party is not None and (party.type != "unknown" or party.label)
            if party is not None and known and not is_same(party, speaker):
                return [party]
        if kind not in AIMED:
            return []
        marks = [mark for piece in said.content for mark in self._cast.within(piece)]
        parties = [
            Party(m.called, (m.first, m.stop), m.type, m.label)
            for m in marks
            if self._may_be_aimed_at(m)
        ]
        return self._blamed(parties, speaker, kind)[:1]

    def _may_be_aimed_at(self, mark: Mark) -> bool:
        """Whether a mark can be a target: no mere place, no people's adjective."""
        if (
            mark.label == "NORP"
            and mark.stop < len(self._page)
            and self._page.is_capital(mark.stop - 1)
        ):
            return not self._page.words[mark.stop][0].islower()
        return mark.label != "LOC" or mark.type == "state"

    def _blamed(self, parties: Sequence[Party], speaker: Party | None, kind: str) -> list[Party]:
        """Leave out the speaker, and of blame whoever is called its victim."""
        others = [party for party in parties if not is_same(party, speaker)]
        if kind != "accusation":
            return others
        agents = [p for p in others if p.at and "by" in self._page.low[p.at[0] - 1 : p.at[0]]]
        return agents + [p for p in others if p.at and not self._suffers(p.at)]

    def _suffers(self, at: Words) -> bool:
        ahead = self._page.low[at[1] : at[1] + 5]
        behind = self._page.low[max(0, at[0] - 2) : at[0]]
        return bool({"victim", "suffering", "suffers"} & set(ahead)) or "against" in behind[-1:]


def is_same(one: Party, other: Party | None) -> bool:
    """Whether both are one actor."""
    return other is not None and one.called == other.called
