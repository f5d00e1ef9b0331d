"""Which words of a unit are verbs of saying, urging, blaming and the like, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.nlp.page import QUOTED
from annotator.nlp.phrases import CLOSERS, DETERMINERS, INSIDE, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.nlp.lexicon import Act, Lexicon, Sense
    from annotator.nlp.page import Unit

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"})
HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve", "'d", "’d"})
MODAL = frozenset({"will", "would", "can", "could", "shall", "should", "may", "might", "must", "wo", "ca", "'ll", "’ll", "did", "do", "does"})  # fmt: skip
NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Use:
    """A verb at items ``[item, stop)``: the particle of "call on" belongs to it."""

    item: int
    stop: int
    senses: tuple[Sense, ...]
    passive: bool = False
    gerund: bool = False
    infinitive: bool = False
    negated: bool = False

    @property
    def sense(self) -> Sense:
        """The sense that fits best."""
        return self.senses[0]


def uses(unit: Unit, lexicon: Lexicon) -> Iterator[Use]:
    """Yield the verbs of saying in reading order, readings as nouns left out."""
    item = 0
    while item < len(unit):
        known = lexicon.senses.get(unit.low[item])
        use = _use(unit, item, known, lexicon) if known else None
        if use is not None:
            yield use
        item = use.stop if use is not None else item + 1


def _use(unit: Unit, item: int, known: Sequence[Sense], lexicon: Lexicon) -> Use | None:
    stop, fitting = _with_particle(unit, item, known)
    if not fitting:
        return None
    helpers, before = helpers_before(unit, item, lexicon)
    shapes = {sense.shape for sense in fitting}
    use = Use(
        item,
        stop,
        fitting,
        passive=bool(helpers & BE) and "participle" in shapes and "gerund" not in shapes,
        gerund="gerund" in shapes,
        infinitive=before == "to" or (before == "and" and False),
        negated=bool(helpers & NOT),
    )
    return use if _is_verb(unit, use, helpers, before, shapes, lexicon) else None


def _with_particle(unit: Unit, item: int, known: Sequence[Sense]) -> tuple[int, tuple[Sense, ...]]:
    """Return where the verb ends and its senses: with a particle only where that follows."""
    for sense in known:
        if not sense.particle:
            continue
        for ahead in range(item + 1, min(item + 2, len(unit))):
            if unit.low[ahead] == sense.particle:
                same = tuple(s for s in known if s.particle == sense.particle)
                return (item + 1 if sense.particle == "to" else ahead + 1), same
    if item + 2 < len(unit):
        far = tuple(
            s
            for s in known
            if s.particle
            and s.lemma in {"express", "single"}
            and s.particle in unit.low[item + 1 : item + 5]
        )
        if far:
            return item + 1, far
    return item + 1, tuple(s for s in known if not s.particle)


def helpers_before(unit: Unit, item: int, lexicon: Lexicon) -> tuple[set[str], str]:
    """Return the auxiliaries and adverbs before a verb, and the first word before them."""
    helpers: set[str] = set()
    at = item
    while at > 0:
        low = unit.low[at - 1]
        if not (
            low in lexicon.auxiliaries
            or low in lexicon.adverbs
            or (low.endswith("ly") and len(low) > 4)
        ):
            break
        helpers.add(low)
        at -= 1
    return helpers, unit.low[at - 1] if at else ""


def _is_verb(
    unit: Unit, use: Use, helpers: set[str], before: str, shapes: set[str], lexicon: Lexicon
) -> bool:  # noqa: PLR0913 - one look at one place
    """Whether the form is a verb here and not a noun or an adjective."""
    if use.gerund:
        return (
            before not in DETERMINERS
            and before not in POSSESSIVE
            and not helpers & BE
            or bool(helpers & BE)
        )
    if helpers & (MODAL | HAVE | BE) or before == "to":
        return True
    if (
        before in DETERMINERS - SUBJECTS - {"both", "all", "many", "some", "several", "most"}
        or before in POSSESSIVE
    ):
        return False
    if before in INSIDE:
        return False
    if "past" in shapes or "participle" in shapes:
        following = unit.low[use.stop] if use.stop < len(unit) else ""
        return following != "by"
    if "third" in shapes:
        return _third_is_verb(unit, use, before, lexicon)
    return _base_is_verb(before, lexicon)


def _third_is_verb(unit: Unit, use: Use, before: str, lexicon: Lexicon) -> bool:
    if before in SUBJECTS or use.sense.lemma in {
        "say",
        "tell",
        "add",
        "deny",
        "accuse",
        "urge",
        "insist",
        "believe",
        "think",
    }:
        return True
    following = unit.low[use.stop] if use.stop < len(unit) else ""
    complement = following in {
        "that",
        QUOTED,
        ",",
        ":",
        "he",
        "she",
        "it",
        "they",
        "the",
        "to",
        "of",
        "on",
    }
    return (
        complement
        and (unit.low[use.item - 1] not in CLOSERS if use.item else False)
        and not (before.endswith("s") and before not in lexicon.countries)
    )


def _base_is_verb(before: str, lexicon: Lexicon) -> bool:
    if before in {"we", "i", "they", "you", "who", "to"}:
        return True
    plural = before.endswith("s") and not before.endswith("ss")
    return (
        (plural and len(before) > 3)
        or before in {"people", "police"}
        or before in lexicon.groups
        and plural
    )


def act_fits(unit: Unit, act: Act, stop: int) -> bool:
    """Whether the act's particle follows the verb that ends before item ``stop``."""
    if not act.particle:
        return True
    for word in unit.low[stop : stop + 7]:
        if word == act.particle or word.rstrip("s") == act.particle:
            return True
        if word in CLOSERS:
            return False
    return False
