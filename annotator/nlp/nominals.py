"""Groups that act ("Thai authorities") and re-mentions by a common noun ("the ministry")."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
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
COLLECTIVE = frozenset({"police", "government", "army", "military", "opposition"})
NEAR = 60  # words; two sentences or so
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
    roster = _Roster(actors)
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
        nominal = _Nominal(page, roster, lexicon, (first, stop))
        mark = nominal.office() if (first, stop) in bare else nominal.mark()
        if mark is not None:
            found.append(mark)
            reached = mark.stop
    return found


class _Nominal:
    """One group noun with what stands before it."""

    def __init__(
        self, page: Page, roster: _Roster, lexicon: Lexicon, spot: tuple[int, int]
    ) -> None:
        self._page, self._roster, self._lexicon = page, roster, lexicon
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
        plural = self._noun.endswith("s") or self._noun in COLLECTIVE
        if actor_type in ACTING and plural and self._acts():
            return self._group(actor_type, "")
        return None

    def office(self) -> Mark | None:
        """Return who holds the office that is named with capitals ("the Prime Minister")."""
        words = set(self._page.low[self._head : self._stop]) - {"of", "the", "and", "for"}
        if words <= self._lexicon.honorifics:
            return None
        holders = [k for k in self._roster.holders(words) if words <= k.titles.keys()]
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
        roster, before = self._roster, self._page.low[self._head - 1]
        if any(word in FORMER for word in (*modifiers, before)):
            return self._former_holder()
        persons = self._earlier(roster.holders(self._roles()))
        if persons:
            return persons[0]
        heads = self._earlier(roster.headed[self._noun])
        kinds = GENERIC.get(self._noun.split()[-1], set())
        fitting = heads or self._earlier(known for kind in kinds for known in roster.typed[kind])
        near = [known for known in fitting if self._distance(known) < NEAR]
        return _only(fitting) or _only(near)

    def _roles(self) -> set[str]:
        """Return the words of a title that the noun may stand for."""
        if self._noun not in self._lexicon.roles and self._noun not in SAME_ROLE:
            return set()
        return SAME_ROLE.get(self._noun, {self._noun})

    def _earlier(self, those: Iterable[Known]) -> list[Known]:
        """Return those who were named before the noun, the last named first."""
        named = [known for known in those if known.distance(self._head) is not None]
        return sorted(named, key=self._distance)

    def _distance(self, known: Known) -> int:
        return known.distance(self._head) or FAR

    def _former_holder(self) -> Known | None:
        """A former office is not its present holder's: the person of the sentence before."""
        roles = self._roles()
        for first, known in reversed(self._roster.persons_before(self._head)):
            if self._head - first > NEAR:
                return None
            if not roles & known.titles.keys():
                return known
        return None


class _Roster:
    """The page's actors by what they may be called again."""

    def __init__(self, actors: Sequence[Known]) -> None:
        self.headed: dict[str, list[Known]] = defaultdict(list)
        self.typed: dict[str, list[Known]] = defaultdict(list)
        self._titled: dict[str, list[Known]] = defaultdict(list)
        self._persons: list[tuple[int, Known]] = []
        for known in actors:
            if known.label == ORG:
                self.typed[known.type].append(known)
                for word in set(known.key):
                    self.headed[word].append(known)
            elif known.label == PERSON:
                self._persons += [(name.first, known) for name in known.names]
                for word in known.titles:
                    self._titled[word].append(known)
        self._persons.sort(key=lambda mention: mention[0])

    def holders(self, roles: Iterable[str]) -> list[Known]:
        """Return the persons who bear one of ``roles``."""
        return list({id(k): k for role in sorted(roles) for k in self._titled[role]}.values())

    def persons_before(self, word: int) -> list[tuple[int, Known]]:
        """Return the last mentions of persons before ``word``, in reading order."""
        stop = bisect_left(self._persons, word, key=lambda mention: mention[0])
        return self._persons[max(0, stop - 10) : stop]


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
