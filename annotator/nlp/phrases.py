"""Noun phrases around a verb, found without a parser by the words that end them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.nlp.page import QUOTED

if TYPE_CHECKING:
    from annotator.nlp.lexicon import Lexicon
    from annotator.nlp.nominals import Mark
    from annotator.nlp.page import Page, Unit

Items = tuple[int, int]  # of a unit, end exclusive

SUBJECTS = frozenset(
    {"he", "she", "they", "it", "we", "i", "you", "who", "everyone", "nobody", "some", "many",
     "others", "one"}
)  # fmt: skip
DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our",
     "my", "your", "another", "every", "each", "both", "several", "many", "most", "all", "two",
     "three", "four", "five", "some", "any"}
)  # fmt: skip
INSIDE = frozenset(
    {"of", "for", "in", "at", "from", "with", "on", "against", "by", "near", "behind", "between",
     "among"}
)  # fmt: skip
CLOSERS = frozenset(
    {".", ",", "-", "›", "|", "•", ";", ":", "!", "?", "—", "–", "--", "…", "...", QUOTED}
)
RELATIVE = frozenset({"who", "which", "whose", "where"})
LIMIT = 18  # items that a noun phrase may have


class Phrases:
    """Finds noun phrases in the units of one page."""

    def __init__(self, page: Page, lexicon: Lexicon, marks: dict[int, Mark]) -> None:
        self._page = page
        self._lexicon = lexicon
        self.marks = marks  # by word

    def marked(self, unit: Unit, item: int) -> bool:
        """Whether the item is part of an actor's name."""
        return unit.at[item] in self.marks

    def subject(self, unit: Unit, verb: int) -> Items | None:
        """Return the items of the subject before the verb at item ``verb``."""
        stop = self.before_helpers(unit, verb)
        if stop == 0:
            return None
        last = unit.low[stop - 1]
        if last in {",", "—", "–"}:
            return self._with_apposition(unit, stop - 1) or self._before_comma(unit, stop - 1, verb)
        if last == ")":
            return self._over_brackets(unit, stop)
        if last in RELATIVE | {"that"} and not self.marked(unit, stop - 1):
            return self._before_relative(unit, stop - 1)
        return self._with_role_before(unit, self.ending_at(unit, stop))

    def _with_role_before(self, unit: Unit, found: Items | None) -> Items | None:
        """Return "Malaysia's Prime Minister, Najib Razak" for the name alone."""
        if found is None or found[0] < 2 or unit.low[found[0] - 1] != ",":
            return found
        role = unit.low[found[0] - 2]
        if role not in self._lexicon.roles or not self.has_name(unit, found):
            return found
        before = self.ending_at(unit, found[0] - 1)
        return (before[0], found[1]) if before else found

    def main_subject(self, unit: Unit, before: int) -> Items | None:
        """Return the subject of the first finite verb before item ``before``."""
        for item in range(1, before):
            if self._is_any_finite(unit.low[item]):
                found = self.subject(unit, item)
                if found is not None:
                    return found
        return self.starting_at(unit, 0)

    def _is_any_finite(self, low: str) -> bool:
        shapes = {sense.shape for sense in self._lexicon.senses.get(low, ())}
        shapes |= {act.shape for act in self._lexicon.acts.get(low, ())}
        return bool(shapes & {"past", "third"}) or low in self._lexicon.auxiliaries - {"’s", "'s"}

    def before_helpers(self, unit: Unit, verb: int) -> int:
        """Return the item after the subject: auxiliaries and adverbs before a verb skipped."""
        at = verb
        while at > 0:
            low = unit.low[at - 1]
            if low in self._lexicon.days:
                at -= 2 if at > 1 and unit.low[at - 2] in INSIDE else 1
            elif self._is_helper(low) and not self.marked(unit, at - 1):
                at -= 1
            else:
                break
        return at

    def _before_comma(self, unit: Unit, comma: int, verb: int) -> Items | None:
        """Return a name that a stray comma parts from its verb ("Secunia, has said that")."""
        found = self.ending_at(unit, comma) if verb > comma + 1 or comma > 0 else None
        fits = found is not None and (found[0] == 0 or unit.low[found[0] - 1] == ",")
        return found if found and fits and self.has_name(unit, found) else None

    def _is_helper(self, low: str) -> bool:
        plain = low in self._lexicon.auxiliaries or low in self._lexicon.adverbs
        return plain or (low.endswith("ly") and len(low) > 4)

    def _with_apposition(self, unit: Unit, comma: int) -> Items | None:
        """Return "Kem Ley, an analyst in law and politics" before the comma at ``comma``."""
        for before in range(comma - 1, max(0, comma - 40), -1):
            if unit.low[before] in {";", ":", QUOTED, "."} and before < comma - 1:
                return None
            if unit.low[before] not in {",", "—", "–"}:
                continue
            found = self.ending_at(unit, before)
            if found and self._pairs(unit, found, before + 1, comma):
                return found[0], comma
        return None

    def _pairs(self, unit: Unit, found: Items, item: int, comma: int) -> bool:
        """Whether name and description stand side by side ("its president, Mirela Osanto,")."""
        if self.has_name(unit, found):
            return self._apposes(unit, item)
        role = unit.low[found[1] - 1] in self._lexicon.roles
        return role and all(self.marked(unit, at) for at in range(item, comma))

    def _apposes(self, unit: Unit, item: int) -> bool:
        low = unit.low[item]
        return (
            low in DETERMINERS
            or low in RELATIVE
            or low[0].isdigit()
            or low in self._lexicon.roles
            or low in self._lexicon.before_roles
            or low in self._lexicon.groups
            or low.endswith(("ing", "ed"))
            or unit.at[item] in self.marks
            or any(word in self._lexicon.roles for word in unit.low[item : item + 4])
        )

    def _over_brackets(self, unit: Unit, stop: int) -> Items | None:
        opening = next(
            (n for n in range(stop - 1, max(-1, stop - 12), -1) if unit.low[n] == "("), 0
        )
        found = self.ending_at(unit, opening) if opening else None
        return (found[0], stop) if found else None

    def _before_relative(self, unit: Unit, relative: int) -> Items | None:
        stop = relative - 1 if relative > 0 and unit.low[relative - 1] == "," else relative
        named = self._with_apposition(unit, stop) if stop < relative else None
        if named is not None:
            return named
        found = self.ending_at(unit, stop) if stop > 0 else None
        return found if found and unit.low[relative] != "that" else None

    def ending_at(self, unit: Unit, stop: int) -> Items | None:
        """Return the noun phrase that ends before item ``stop``."""
        if stop > 1 and unit.low[stop - 1] == ")":
            return self._over_brackets(unit, stop)
        first = stop
        while first > 0 and stop - first < LIMIT:
            step = self._step_left(unit, first, stop)
            if not step:
                break
            first -= step
        first = self._without_opening(unit, first, stop)
        return (first, stop) if first < stop and self._is_nominal(unit, first, stop) else None

    def _step_left(  # noqa: PLR0911 - a ladder of cases
        self, unit: Unit, first: int, stop: int
    ) -> int:
        """Return how many items more to the left belong to the phrase ``[first, stop)``."""
        low, at = unit.low, first - 1
        word = low[at]
        if word in SUBJECTS:
            return 1 if first == stop else 0
        if first < stop and low[first] in SUBJECTS:
            return 0
        mark = self.marks.get(unit.at[at])
        if mark is not None and mark.first >= unit.at[0]:
            size = at + 1 - unit.item_at(mark.first)
            return size if not (first < stop and low[first] in DETERMINERS) else 0
        if word in INSIDE:
            return 1 if first < stop and at > 0 and self._is_noun_like(unit, at - 1) else 0
        if first < stop and low[first] in DETERMINERS:
            return 1 if word in {"all", "both", "half"} else 0
        if word in {"and", "&"}:
            return 1 if first < stop and self._joins(unit, at) else 0
        if (
            word in CLOSERS
            or word in {"(", ")", "[", "]"}
            or word in self._lexicon.barriers - {"that"}
        ):
            return 0
        if word in self._lexicon.auxiliaries and word not in {"’s", "'s"}:
            return 0
        return 0 if self._is_finite(unit, at) else 1

    def _joins(self, unit: Unit, conjunction: int) -> bool:
        """Whether "and" stands between two names or two plain nouns of one subject."""
        left, right = (
            self.marks.get(unit.at[conjunction - 1]),
            self.marks.get(unit.at[conjunction + 1]),
        )
        return conjunction > 0 and left is not None and right is not None

    def _is_noun_like(self, unit: Unit, item: int) -> bool:
        low = unit.low[item]
        if low in CLOSERS or low in DETERMINERS or low in INSIDE or low in self._lexicon.adverbs:
            return False
        plain = low in self._lexicon.barriers or low in self._lexicon.auxiliaries or low in SUBJECTS
        return not plain and low not in {"and", "&", "(", ")"} and not self._is_finite(unit, item)

    def _is_finite(self, unit: Unit, item: int) -> bool:
        """Whether a known verb stands here as one, and not before "by" as in "made by"."""
        low = unit.low[item]
        shapes = {sense.shape for sense in self._lexicon.senses.get(low, ())}
        shapes |= {act.shape for act in self._lexicon.acts.get(low, ())}
        if not shapes & {"past", "third"}:
            return False
        if low.endswith("s") and "past" not in shapes:  # "reports", "claims": more often nouns here
            return unit.at[item - 1] in self.marks if item else False
        return not (item + 1 < len(unit) and unit.low[item + 1] in {"by", "in", "at"})

    def _without_opening(self, unit: Unit, first: int, stop: int) -> int:
        """Leave out words that open a clause before its subject ("On Friday", "Meanwhile")."""
        lexicon = self._lexicon
        while first < stop - 1:
            low = unit.low[first]
            opens = (
                low in lexicon.adverbs
                or low in lexicon.times
                or low in lexicon.days
                or low in {"and", "&", "’s", "'s"}
            )
            if (
                not (opens and low not in DETERMINERS)
                and not (low.endswith("ly") and len(low) > 4)
                and low not in INSIDE
            ):
                break
            first += 1
        return first

    def _is_nominal(self, unit: Unit, first: int, stop: int) -> bool:
        """Whether the phrase has a name, pronoun or noun in it, not small words only."""
        return any(
            unit.low[item] not in self._lexicon.barriers
            and unit.low[item] not in INSIDE
            and (unit.low[item] not in DETERMINERS or unit.low[item] in SUBJECTS)
            and unit.low[item] != QUOTED
            and unit.low[item][0].isalnum()
            for item in range(first, stop)
        )

    def has_name(self, unit: Unit, items: Items) -> bool:
        """Whether the items hold an actor's name or a pronoun for one."""
        return any(
            unit.at[item] in self.marks or unit.low[item] in SUBJECTS for item in range(*items)
        )

    def starting_at(self, unit: Unit, first: int) -> Items | None:
        """Return the noun phrase that begins at item ``first``, with an apposition after it."""
        size = len(unit)
        if first >= size or unit.low[first] in CLOSERS or unit.low[first] in INSIDE:
            return None
        if unit.low[first] in SUBJECTS | {"him", "her", "them", "us", "me"} and not (
            unit.low[first] == "her" and first + 1 < size and self._is_noun_like(unit, first + 1)
        ):
            return first, first + 1
        stop = first
        while stop < size and stop - first < LIMIT:
            step = self._step_right(unit, first, stop)
            if not step:
                break
            stop += step
        if stop == first or not self._is_nominal(unit, first, stop):
            return None
        return first, self._over_apposition(unit, stop)

    def _step_right(  # noqa: PLR0911 - a ladder of cases
        self, unit: Unit, first: int, stop: int
    ) -> int:
        low, lexicon = unit.low[stop], self._lexicon
        mark = self.marks.get(unit.at[stop])
        if mark is not None:
            return max(1, unit.item_at(mark.stop - 1) + 1 - stop)
        if (
            low in CLOSERS
            or low in {"(", ")", "[", "]"}
            or low in lexicon.days
            or low in lexicon.times
        ):
            return 0
        if low in {"of", "for"} or (low in {"’s", "'s", "’", "'"} and stop > first):
            return 1
        if low in {"and", "&"}:
            return 1 if stop > first and stop + 1 < len(unit) and self._joins(unit, stop) else 0
        if low in INSIDE or low in lexicon.barriers or low in lexicon.auxiliaries:
            return 0
        if (
            low in DETERMINERS
            and stop > first
            and unit.low[stop - 1] not in {"of", "for", "and", "all", "both"}
        ):
            return 0
        if (
            low in SUBJECTS
            or low in lexicon.adverbs
            or (stop > first and self._is_finite(unit, stop))
        ):
            return 0
        return 1

    def _over_apposition(self, unit: Unit, stop: int) -> int:
        """Return where an apposition after the phrase ends (", who holds a general's rank")."""
        if stop + 1 >= len(unit) or unit.low[stop] != ",":
            return stop
        opens = unit.low[stop + 1]
        if unit.low[stop - 1] in self._lexicon.roles and self.marked(unit, stop + 1):
            return unit.item_at(self.marks[unit.at[stop + 1]].stop - 1) + 1
        role = any(word in self._lexicon.roles for word in unit.low[stop + 1 : stop + 6])
        if not (
            opens in RELATIVE | {"a", "an"} or opens.isdigit() or (role and opens not in SUBJECTS)
        ):
            return stop
        for item in range(stop + 2, min(len(unit), stop + 40)):
            if unit.low[item] in {",", ".", ";", QUOTED, "—"}:
                return item
        return min(len(unit), stop + 40)
