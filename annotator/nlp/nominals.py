"""Groups that act ("Thai authorities") and re-mentions by a common noun ("the ministry")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.actor import MentionKind  # noqa: TC001 - a dataclass field below
from annotator.nlp.labels import LOC, NORP, ORG, PERSON, person_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.nlp.aliases import Known
    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.names import Name
    from annotator.nlp.page import Page

DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
FORMER = frozenset({"former", "ex", "ousted", "late", "then"})
GENERIC = {
    "organization": {"civil_society", "intergovernmental"},
    "organisation": {"civil_society", "intergovernmental"},
    "group": {"civil_society"},
    "watchdog": {"civil_society"},
    "association": {"civil_society"},
    "network": {"civil_society", "media_outlet", "platform"},
    "company": {"business", "platform", "media_outlet"},
    "firm": {"business", "platform"},
    "corporation": {"business", "platform", "media_outlet"},
    "platform": {"platform"},
    "newspaper": {"media_outlet"},
    "outlet": {"media_outlet"},
    "broadcaster": {"media_outlet"},
    "station": {"media_outlet"},
    "bloc": {"intergovernmental"},
    "agency": {"government", "intergovernmental", "media_outlet"},
    "party": {"legislature_party"},
}
SAME_ROLE = {
    "premier": {"premier", "prime"},
    "leader": {"leader", "president", "premier", "prime", "king", "chancellor"},
    "prime minister": {"prime", "premier", "pm"},
    "spokesman": {"spokesman", "spokesperson"},
    "spokeswoman": {"spokeswoman", "spokesperson"},
    "spokesperson": {"spokesman", "spokeswoman", "spokesperson"},
    "reporter": {"reporter", "journalist", "correspondent"},
    "journalist": {"reporter", "journalist", "correspondent"},
}
FAR = 999  # words; farther than anything is looked for
NEIGHBOUR = frozenset({"neighboring", "neighbouring", "neighbor", "neighbour"})
ACTING = frozenset(
    {"government", "security_force", "judiciary", "legislature_party", "journalist",
     "criminal_armed", "civil_society", "media_outlet"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """An actor named at words ``[first, stop)``, under the article's name for it."""

    first: int
    stop: int
    called: str
    type: str
    label: str
    kind: MentionKind


def marks_of_names(actors: Iterable[Known]) -> list[Mark]:
    """Return where the actors are named."""
    return [
        Mark(
            name.first,
            name.stop,
            known.called,
            known.type,
            known.label,
            "title_name" if name.title else "group" if known.label == NORP else "name",
        )
        for known in actors
        for name in known.names
    ]


def marks_of_nominals(
    page: Page,
    actors: Sequence[Known],
    names: Iterable[Name],
    taken: Iterable[Mark],
    lexicon: Lexicon,
) -> list[Mark]:
    """Return groups, re-mentions and the bare offices among ``names``, outside ``taken``."""
    busy = {word: mark for mark in taken for word in range(mark.first, mark.stop)}
    found: list[Mark] = []
    reached = 0
    spots = [(hit.first, hit.stop) for hit in page.hits if hit.label == "group"]
    spots += [
        (word, word + 1)
        for word in range(1, len(page))
        if page.low[word] in lexicon.roles and page.low[word - 1] == "the"
    ]
    bare = {(name.first, name.stop) for name in names if name.is_bare}
    for first, stop in sorted({*spots, *bare}, key=lambda spot: (spot[0], -spot[1])):
        if first < reached or any(word in busy for word in range(first, stop)):
            continue
        nominal = _Nominal(page, actors, lexicon, (first, stop))
        mark = nominal.office() if (first, stop) in bare else nominal.mark()
        if mark is not None:
            found.append(mark)
            reached = mark.stop
    return found


class _Nominal:
    """One group noun with what stands before it."""

    def __init__(
        self, page: Page, actors: Sequence[Known], lexicon: Lexicon, spot: tuple[int, int]
    ) -> None:
        self._page, self._actors, self._lexicon = page, actors, lexicon
        self._head, self._stop = first, stop = spot
        self._first = self._grown()
        self._noun = " ".join(page.low[first:stop])
        self._before = page.low[self._first - 1] if self._first else ""

    def mark(self) -> Mark | None:
        """Return what the noun names, if it names anybody."""
        low = self._page.low
        actor_type = self._lexicon.groups.get(self._noun, "unknown")
        modifiers = low[self._first : self._head]
        tied = self._tied(modifiers) if self._before in DETERMINERS else None
        if tied is not None:
            return Mark(self._first - 1, self._stop, tied.called, tied.type, "", "nominal")
        of_people = bool(modifiers) and any(word in self._lexicon.peoples for word in modifiers)
        if of_people or "opposition" in modifiers or self._noun.startswith("opposition"):
            return self._group(actor_type, NORP if of_people else "")
        plural = self._noun.endswith("s") or self._noun in {
            "police",
            "government",
            "army",
            "military",
            "opposition",
        }
        if actor_type in ACTING and plural and self._acts():
            return self._group(actor_type, "")
        return None

    def office(self) -> Mark | None:
        """Return who holds the office that is named with capitals ("the Prime Minister")."""
        words = set(self._page.low[self._head : self._stop]) - {"of", "the", "and", "for"}
        if words <= self._lexicon.honorifics:
            return None
        holders = [k for k in self._actors if k.label == PERSON and words <= k.titles.keys()]
        holder = _only(holders)
        if holder is not None:
            return Mark(self._head, self._stop, holder.called, holder.type, "", "nominal")
        return self._group(person_type(list(words), self._lexicon), "")

    def _group(self, actor_type: str, label: str) -> Mark:
        called = self._page.span(self._first, self._stop).quote(self._page.text)
        return Mark(self._first, self._stop, " ".join(called.split()), actor_type, label, "group")

    def _grown(self) -> int:
        """Return where the words that narrow the noun begin ("senior Thai border" police)."""
        first = self._head
        while first > 0 and (
            self._page.low[first - 1] in self._lexicon.modifiers
            or self._page.low[first - 1] in self._lexicon.peoples
        ):
            first -= 1
        return first

    def _acts(self) -> bool:
        """Whether the noun is the subject of a verb that we know, or an agent after "by"."""
        page, lexicon = self._page, self._lexicon
        after = page.low[self._stop] if self._stop < len(page) else ""
        verb = after in lexicon.senses or after in lexicon.acts or after in lexicon.auxiliaries
        return (
            verb or self._before == "by" or (self._before == "the" and self._noun == "government")
        )

    def _tied(self, modifiers: list[str]) -> Known | None:
        """Return the actor that "the ministry" means, when only one can be meant."""
        earlier = [known for known in self._actors if self._distance(known) is not None]
        if any(word in FORMER for word in modifiers) or self._former():
            return self._former_holder(earlier)
        persons = [known for known in earlier if known.label == PERSON and self._has_role(known)]
        if persons:
            return _only(persons) or min(persons, key=lambda known: self._distance(known) or FAR)
        heads = [known for known in earlier if known.label == ORG and self._noun in known.key]
        if heads:
            return _only(heads) or self._nearest(heads)
        kinds = GENERIC.get(self._noun.split()[-1], set())
        fitting = [known for known in earlier if known.label == ORG and known.type in kinds]
        return _only(fitting) or self._nearest(fitting)

    def _former(self) -> bool:
        return self._head > 0 and self._page.low[self._head - 1] in FORMER

    def _distance(self, known: Known) -> int | None:
        """Return how many words before the noun the actor was last named."""
        before = [self._head - name.first for name in known.names if name.first < self._head]
        return min(before, default=None)

    def _nearest(self, those: Sequence[Known]) -> Known | None:
        """Return the one that was named in the last two sentences or so, if it is one."""
        near = [known for known in those if (self._distance(known) or FAR) < 60]
        return _only(near)

    def _has_role(self, known: Known) -> bool:
        if self._noun not in self._lexicon.roles and self._noun not in SAME_ROLE:
            return False
        wanted = SAME_ROLE.get(self._noun, {self._noun})
        return bool(wanted & known.titles.keys())

    def _former_holder(self, earlier: Sequence[Known]) -> Known | None:
        """A former office is not its present holder's: the person of the sentence before."""
        persons = [k for k in earlier if k.label == PERSON and not self._has_role(k)]
        near = sorted(persons, key=lambda known: self._distance(known) or FAR)
        return near[0] if near and (self._distance(near[0]) or FAR) < 60 else None


def _only(those: Sequence[Known]) -> Known | None:
    return those[0] if len(those) == 1 else None


def mark_of_neighbour(page: Page, marks: Sequence[Mark]) -> list[Mark]:
    """Return where "the neighbouring country" stands for the country named last before it."""
    found = []
    for word in range(1, len(page) - 1):
        if page.low[word] in NEIGHBOUR and page.low[word + 1] in {
            "country",
            "state",
            "nation",
            "kingdom",
        }:
            countries = [
                m for m in marks if m.label == LOC and m.type == "state" and m.first < word
            ]
            if countries and word - countries[-1].stop < 60:
                last = countries[-1]
                first = word - 1 if page.low[word - 1] in DETERMINERS else word
                found.append(Mark(first, word + 2, last.called, last.type, "", "nominal"))
    return found
