"""Who is said to have said what: the ordered rules, one unit at a time.

Quotations are single items here, so a rule never cuts one. The order matters: what an
earlier rule has taken, a later one leaves alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.nlp.page import QUOTED
from annotator.nlp.phrases import CLOSERS, DETERMINERS, INSIDE, SUBJECTS, Phrases
from annotator.nlp.saying import BE, Use, helpers_before, uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.domain.highlights import Tier
    from annotator.nlp.lexicon import Lexicon, Sense
    from annotator.nlp.page import Page, Unit
    from annotator.nlp.phrases import Items

Words = tuple[int, int]  # of a page, end exclusive

TRAILING_THOUGHTS = frozenset(
    {"believe", "think", "hope", "fear", "suspect", "reckon", "guess", "suggest"}
)
RECIPIENTS = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "brief", "advise", "promise", "ask", "show", "convince", "caution"})  # fmt: skip
ASIDE = frozenset({"in", "on", "at", "during", "to", "through", "via", "before", "after", "by", "from", "over", "with", "without", "of", "about", "when", "as", "while", "against", "upon", "following", "since"})  # fmt: skip
FREE = frozenset(
    {
        "say",
        "tell",
        "announce",
        "explain",
        "declare",
        "state",
        "disclose",
        "reveal",
        "confirm",
        "report",
    }
)
NOUNS = frozenset({"allegation", "allegations", "claim", "claims", "accusation", "accusations", "statement", "warning", "warnings", "promise", "pledge", "assertion", "assertions", "denial", "announcement", "suggestion", "suggestions", "belief", "argument", "insistence", "remark", "remarks", "comment", "comments", "view", "fear", "fears", "complaint", "complaints", "assurance", "assurances", "demand", "demands", "rumours", "rumors", "reports", "concern", "concerns", "hope", "hopes", "admission", "conclusion"})  # fmt: skip
SCARE = 4  # a quotation of fewer words, said by nobody near, is no statement
LONG = 8  # nor is one of fewer words than this that is part of a sentence
LEAST = 12  # code points, for scripts that put no space between words
SIGNATURE = 10  # items that a signature may have
SPEECH = frozenset({"say", "ask", "judge", "deny", "will"})


@dataclass(slots=True)
class Said:
    """One attribution, in words of the page; ``source`` is None where nobody is named."""

    unit: Unit
    source: Words | None
    cue: Words | None
    content: list[Words]
    tier: Tier
    rule: str
    sense: Sense | None = None
    negated: bool = False
    passive: bool = False
    target: Words | None = None
    follows: Said | None = None  # the attribution whose speaker goes on speaking here
    extra: dict[str, str] = field(default_factory=dict)


def find_attributions(page: Page, lexicon: Lexicon, phrases: Phrases) -> list[Said]:
    """Return the page's attributions in reading order."""
    found: list[Said] = []
    for unit in page.units:
        here = _UnitRules(page, unit, lexicon, phrases).all()
        if not here:
            here = list(_free_standing(page, unit, found, lexicon, phrases))
        found += here
    return sorted(found, key=lambda said: said.content[0] if said.content else said.cue or (0, 0))


class _UnitRules:
    """The rules for one unit; ``taken`` holds the items that some content has."""

    def __init__(self, page: Page, unit: Unit, lexicon: Lexicon, phrases: Phrases) -> None:
        self._page, self._unit, self._lexicon, self._phrases = page, unit, lexicon, phrases
        self._low = unit.low
        self._end = self._without_stop()
        self._found: list[Said] = []
        self._subject: Items | None = None

    def all(self) -> list[Said]:
        """Return what every rule finds, each verb once."""
        self._according_to()
        if not self._found:
            self._colon()
        self._uses = list(uses(self._unit, self._lexicon, self._phrases))
        self._tail = self._tail_start()
        for use in self._uses:
            self._by_verb(use)
        self._by_nouns()
        self._feelings()
        return self._found

    # helpers

    def _without_stop(self) -> int:
        end = len(self._unit)
        while end > 0 and self._low[end - 1] in {".", "!", "?", ")"}:
            end -= 1
        return end

    def _words(self, first: int, stop: int) -> Words:
        return self._unit.at[first], self._unit.upto[stop - 1]

    def _add(
        self, use: Use, source: Items | None, content: list[Items], rule: str, **more: object
    ) -> Said | None:
        kept = [self._trimmed(first, stop) for first, stop in content if first < stop]
        kept = [(first, stop) for first, stop in kept if first < stop]
        if not kept:
            return None
        said = Said(
            self._unit,
            self._words(*source) if source else None,
            self._words(use.item, use.stop),
            [self._words(*piece) for piece in kept],
            self._tier(use, source, kept),
            rule,
            use.sense,
            negated=use.negated,
            passive=use.passive,
        )
        target = more.get("target")
        if isinstance(target, tuple):
            said.target = self._words(*target)
        self._found.append(said)
        if source and not use.passive:
            self._subject = source
        return said

    def _tier(self, use: Use, source: Items | None, content: list[Items]) -> Tier:
        quoted = any(QUOTED in self._low[first:stop] for first, stop in content)
        if quoted and use.sense.frame in {"say", "ask"} and source:
            return "A"
        if use.negated or use.infinitive or source is None:
            return "C" if use.sense.tier != "A" else "B"
        return use.sense.tier

    def _trimmed(self, first: int, stop: int) -> Items:
        while first < stop and self._low[first] in {",", ":", ";", ".", "—", "–", ")"}:
            first += 1
        while stop > first and self._low[stop - 1] in {",", ":", ";", ".", "—", "–", "(", "?", "!"}:
            stop -= 1
        return first, stop

    # according to X

    def _according_to(self) -> None:
        for item in range(len(self._unit) - 2):
            if self._low[item] != "according" or self._low[item + 1] != "to":
                continue
            source = self._phrases.starting_at(self._unit, item + 2)
            if source is None:
                continue
            source = (source[0], self._long_source(*source))
            content = self._around(item, source[1])
            if content:
                said = Said(
                    self._unit,
                    self._words(*source),
                    self._words(item, item + 2),
                    [self._words(*piece) for piece in content],
                    "A",
                    "according_to",
                )
                self._found.append(said)

    def _long_source(self, first: int, end: int) -> int:
        """A source goes on over "in the ministry", "submitted to …" up to the next comma.

        It does not where a verb stands before that comma: the writer left one out.
        """
        stop = end
        while stop < self._end and self._low[stop] not in {
            ",",
            ";",
            QUOTED,
            "—",
            "–",
            "(",
            "and",
            "but",
        }:
            if self._low[stop] in self._lexicon.auxiliaries - {"’s", "'s"}:
                return end
            stop += 1
        return stop

    def _around(self, first: int, stop: int) -> list[Items]:
        """Return the sentence without the insertion ``[first, stop)``."""
        start = self._clause_start(first)
        pieces = [self._trimmed(start, first), self._trimmed(stop, self._end)]
        if start < first and pieces[0][0] < pieces[0][1] and self._low[first - 1] not in {","}:
            pieces = pieces[:1]
        return [(a, b) for a, b in pieces if b - a > 1 or (a < b and self._low[a] == QUOTED)]

    def _clause_start(self, item: int) -> int:
        """Return where the clause that ends before ``item`` begins: after a semicolon, say."""
        for at in range(item - 1, -1, -1):
            if self._low[at] == ";":
                return at + 1
        return 0

    # Hun Sen: Facebook stays

    def _colon(self) -> None:
        for item in range(1, min(12, len(self._unit) - 1)):
            if self._low[item] != ":" or item + 2 >= len(self._unit):
                continue
            source = self._phrases.ending_at(self._unit, item)
            quoted = self._low[item + 1] == QUOTED
            if (
                source
                and source[0] == 0
                and self._phrases.has_name(self._unit, source)
                and (quoted or self._unit.headline or len(self._unit) - item > 4)
            ):
                words = [self._words(*self._trimmed(item + 1, len(self._unit)))]
                self._found.append(
                    Said(
                        self._unit,
                        self._words(*source),
                        self._words(item, item + 1),
                        words,
                        "B",
                        "colon",
                    )
                )
            return

    # verbs

    def _by_verb(self, use: Use) -> None:
        frame = use.sense.frame
        if use.infinitive and self._low[use.item - 1] == "to" and not self._intends(use):
            return
        if use.gerund:
            self._participle(use)
        elif use.passive:
            self._passive(use)
        elif frame in {"say", "show", "think"}:
            self._clause(use)
        else:
            self._object(use)

    def _intends(self, use: Use) -> bool:
        """Whether the infinitive is an act of speech after all ("went on to say")."""
        return use.item >= 2 and self._low[use.item - 2] in {
            "on",
            "continued",
            "hastened",
            "began",
            "rushed",
        }

    def _passive(self, use: Use) -> None:
        if use.sense.frame not in {"judge", "ask", "deny"} or use.stop >= self._end:
            return
        target = self._phrases.subject(self._unit, use.item)
        by = next(
            (n for n in range(use.stop, min(self._end, use.stop + 25)) if self._low[n] == "by"),
            None,
        )
        source = self._phrases.starting_at(self._unit, by + 1) if by is not None else None
        content = [(use.stop, by if by is not None and by > use.stop else self._end)]
        if target and (source or use.sense.type in {"accusation", "criticism"}):
            self._add(use, source, content, "passive", target=target)

    def _participle(self, use: Use) -> None:
        """ ", saying …", ", accusing X of …": whose subject is the sentence's."""
        before = self._low[use.item - 1] if use.item else ""
        helpers = before in self._lexicon.auxiliaries
        idle = {"offer", "agree", "commit", "volunteer", "call", "label", "describe"}
        if use.sense.frame not in SPEECH | {"show"} or use.sense.lemma in idle:
            return
        if not helpers and before not in {
            ",",
            "and",
            "—",
            "–",
            "by",
            "while",
            "but",
            "without",
            "when",
            "also",
            "statement",
            "release",
            "letter",
            "post",
            "message",
            "report",
        }:
            return
        if use.stop >= self._end or use.sense.lemma in {
            "read",
            "regard",
            "continue",
            "view",
            "post",
            "record",
            "detail",
        }:
            return
        source = (
            self._phrases.subject(self._unit, use.item) if helpers else self._main_subject(use.item)
        )
        content, target = self._complement(use)
        if use.sense.frame in {"say", "show"} and not self._is_clause(use.stop):
            return
        self._add(use, source, [content], "participle", target=target)

    def _main_subject(self, item: int) -> Items | None:
        return self._subject or self._phrases.main_subject(self._unit, item)

    # X said that …; …, X said; …, said X

    def _clause(self, use: Use) -> None:
        source = self._phrases.subject(self._unit, use.item)
        inverted = None
        if source is None or self._after_quote(use.item):
            inverted = self._inverted(use)
        if inverted is not None:
            self._trailing(use, inverted, (use.item, inverted[1]), "inverted")
            return
        if source is None:
            self._coordinated(use)
            return
        after = self._after(use)
        if self._ends_here(after):
            if self._may_trail(use, source):
                self._trailing(use, source, (source[0], after), "trailing")
        else:
            self._forward(use, source, after)

    def _may_trail(self, use: Use, source: Items) -> bool:
        """Whether "…, he said" can end a sentence so: not with "…, as he wished"."""
        if self._after_quote(source[0]):
            return use.sense.frame in {"say", "ask", "think"}
        said = use.sense.frame in {"say", "ask"} or use.sense.lemma in TRAILING_THOUGHTS
        comma = source[0] > 0 and self._low[source[0] - 1] in {",", "—", "–"}
        finite = use.sense.shape != "base"
        return (
            said and comma and finite and self._is_told(self._content_start(source[0]), source[0])
        )

    def _is_told(self, first: int, stop: int) -> bool:
        """Whether the items hold a verb, so that they can be what is said."""
        return any(
            low == QUOTED
            or low in self._lexicon.auxiliaries
            or low in self._lexicon.senses
            or low in self._lexicon.acts
            or low.endswith("ed")
            for low in self._low[first:stop]
        )

    def _after_quote(self, item: int) -> bool:
        at = item - 1
        if at >= 0 and self._low[at] == ",":
            at -= 1
        return at >= 0 and self._low[at] == QUOTED

    def _inverted(self, use: Use) -> Items | None:
        """Return the subject after the verb in “…,” said Hun Sen."""
        before = self._low[use.item - 1] if use.item else ""
        if (
            use.sense.frame != "say"
            or use.sense.shape not in {"past", "third"}
            or before not in {",", QUOTED}
        ):
            return None
        found = self._phrases.starting_at(self._unit, use.stop)
        if found is None or self._low[found[0]] in {"that", "to"}:
            return None
        after = self._low[found[1]] if found[1] < self._end else "."
        named = self._phrases.has_name(self._unit, found)
        fits = after in CLOSERS | {
            ".",
            "in",
            "on",
            "at",
            "during",
            "who",
            "as",
            "after",
            "when",
            "of",
            "from",
            "to",
        }
        return found if fits and (named or self._after_quote(use.item)) else None

    def _ends_here(self, after: int) -> bool:
        """Whether nothing more is said after the verb: the words stand before it."""
        if after >= self._end:
            return True
        if self._low[after] in {",", "—", "–", ";"}:
            return not (
                after + 1 < self._end
                and self._low[after + 1] == QUOTED
                and not self._quote_before(after)
            )
        return self._low[after] in {"as", "while", "when", "after"} and self._quote_before(after)

    def _quote_before(self, item: int) -> bool:
        return QUOTED in self._low[:item]

    def _trailing(self, use: Use, source: Items, inserted: Items, rule: str) -> None:
        start = self._content_start(inserted[0])
        pieces = [(start, inserted[0])]
        after = inserted[1]
        while after < self._end and self._low[after] not in CLOSERS:
            after += 1  # "on Friday", "in an interview with AFP"
        if after + 1 < self._end and self._low[after] in {",", QUOTED, "—", "–", ":"}:
            pieces.append((after, self._forward_end(after + 1)))
            if not self._continues_after(after):
                pieces.pop()
        whole = sum(b - a for a, b in pieces)
        before = self._trimmed(*pieces[0])
        if before[1] - before[0] < 2 and not (
            before[0] < before[1] and self._low[before[0]] == QUOTED
        ):
            pieces = pieces[1:]
        if whole and pieces:
            self._add(use, source, pieces, rule)

    def _content_start(self, before: int) -> int:
        """Return where what ends before item ``before`` begins: not in an earlier one's words."""
        start = self._clause_start(before)
        base = self._unit.at[before]
        for said in self._found:
            if said.rule not in {"trailing", "inverted"}:
                continue
            edges = [said.cue, said.source]
            start = max(
                [
                    start,
                    *(
                        self._unit.item_at(edge[1] - 1) + 1
                        for edge in edges
                        if edge and edge[1] <= base
                    ),
                ]
            )
        return start

    def _continues_after(self, item: int) -> bool:
        """Whether what follows an inserted "he said" goes on with his words."""
        at = item + (self._low[item] != QUOTED)
        if at >= self._end:
            return False
        low = self._low[at]
        if low == QUOTED:
            return True
        if low.endswith("ing") or low in self._lexicon.barriers | {"and", "a", "an", "with"}:
            return False
        return self._low[item] == "," and not any(
            u.item >= at and not u.infinitive for u in self._uses[:0]
        )

    def _forward(self, use: Use, source: Items, after: int) -> None:
        if use.sense.frame in {"think", "show"} and not self._thinks(use, source, after):
            return
        if use.sense.frame == "say" and not self._says_something(use, after):
            return
        end = self._forward_end(after)
        pieces = [(after, end)]
        lead = self._trimmed(0, source[0])
        if (
            lead[0] < lead[1]
            and self._low[lead[1] - 1] == QUOTED
            and self._low[after] in {QUOTED, ":"}
        ):
            pieces.insert(0, lead)
        self._add(use, source, pieces, "forward")

    def _thinks(self, use: Use, source: Items, after: int) -> bool:
        """Whether a clause follows, and not a thing that is wanted or was found somewhere."""
        if use.sense.lemma in {
            "want",
            "wish",
            "expect",
            "view",
            "regard",
            "consider",
            "accept",
            "recognize",
            "recognise",
        }:
            return self._low[after] in {"that", QUOTED} or (
                self._is_clause(after) and use.sense.lemma in {"expect", "wish"}
            )
        if use.sense.frame == "show" and after > use.stop and self._low[after] != "that":
            return False
        last = self._low[source[1] - 1]
        papers = (
            use.sense.frame == "show"
            and last in self._lexicon.documents | self._lexicon.groups.keys()
        )
        return self._is_clause(after) or (papers and self._low[after] not in INSIDE)

    def _says_something(self, use: Use, after: int) -> bool:
        """Whether words follow that can be what is said, and not only an object."""
        if use.sense.lemma in {
            "tweet",
            "post",
            "write",
            "read",
            "report",
            "continue",
            "describe",
            "cite",
            "record",
        }:
            return self._is_clause(after)
        if use.sense.lemma in FREE or use.sense.type:
            return True
        return self._is_clause(after) or QUOTED in self._low[after : after + 4]

    def _is_clause(self, item: int) -> bool:
        """Whether a clause or a quotation begins here."""
        if item >= self._end:
            return False
        low = self._low[item]
        if low in {"that", QUOTED, "how", "why", "whether", "what", "if", ":"} or low in SUBJECTS:
            return True
        return self._verb_soon(item)

    def _verb_soon(self, item: int) -> bool:
        """Whether a finite verb comes before the next comma or quotation, as in a clause."""
        for at in range(item + 1, min(self._end, item + 14)):
            low = self._low[at]
            if low in CLOSERS or low in {"who", "which", "that", "to"}:
                return False
            if low in self._lexicon.auxiliaries and low not in {"’s", "'s"}:
                return True
        return False

    def _after(self, use: Use) -> int:
        """Return the item after the verb, its recipient and asides ("reporters on Friday")."""
        at = use.stop
        if use.sense.lemma in RECIPIENTS:
            at = self._over_recipient(at)
        while at < self._end:
            low = self._low[at]
            if (
                low in self._lexicon.days
                or low in self._lexicon.times
                or (low in self._lexicon.adverbs and low != "not")
                or (low.endswith("ly") and len(low) > 4)
            ):
                at += 1
            elif (
                low in {"last", "this", "early", "late"}
                and at + 1 < self._end
                and self._low[at + 1]
                in self._lexicon.days | self._lexicon.times | self._lexicon.months
            ):
                at += 2
            elif low in ASIDE and (step := self._over_aside(at)):
                at = step
            else:
                break
        return at

    def _over_recipient(self, item: int) -> int:
        if item < self._end and self._low[item] in {
            "him",
            "her",
            "them",
            "us",
            "me",
            "it",
            "you",
            "reporters",
            "journalists",
        }:
            return item + 1
        if item < self._end and self._low[item] in {"that", QUOTED, ","}:
            return item
        found = self._phrases.starting_at(self._unit, item)
        if found is None:
            return item
        for at in range(item, min(self._end, item + 14)):
            if self._low[at] in {"that", QUOTED, ","}:
                return at
        named = self._phrases.marks.get(self._unit.at[item])
        return self._unit.item_at(named.stop - 1) + 1 if named is not None else found[1]

    def _over_aside(self, item: int) -> int:
        """Return the item after "on Friday" or "in a statement …", or 0 when it is no aside."""
        following = self._low[item + 1] if item + 1 < self._end else ""
        if (
            following in self._lexicon.days | self._lexicon.months | self._lexicon.times
            or following[:1].isdigit()
        ):
            at = item + 2
            while at < self._end and (
                self._low[at][0].isdigit()
                or self._low[at] in self._lexicon.times | self._lexicon.months
            ):
                at += 1
            return at
        for at in range(item + 1, min(self._end, item + 16)):
            if self._low[at] in {"that", QUOTED, ",", ":", "—", "–"}:
                return at
        return self._end if self._quote_before(item) or self._end - item < 9 else 0

    def _forward_end(self, item: int) -> int:
        """Return where what began at ``item`` ends: before another attribution to the speaker."""
        for use in self._uses:
            if use.item <= item + 1 or use.sense.frame not in SPEECH | {"say"}:
                continue
            before = self._low[use.item - 1]
            if use.gerund and before in {",", "—", "–"}:
                return use.item - 1
            finite = not use.gerund and not use.infinitive and use.sense.shape in {"past", "third"}
            if finite and before in {"and", "but"} and use.sense.tier == "A":
                return use.item - 1
        for at in range(item + 1, self._end):
            if self._low[at] == ";":
                return at
        return self._tail if item < self._tail else self._end

    def _tail_start(self) -> int:
        """Return the comma before an attribution that ends the unit (", the agency reported")."""
        for use in self._uses:
            finite = not (use.gerund or use.passive or use.infinitive) and use.sense.shape != "base"
            if use.sense.frame != "say" or not finite or self._after(use) < self._end:
                continue
            source = self._phrases.subject(self._unit, use.item)
            if source and source[0] > 0 and self._low[source[0] - 1] == ",":
                return source[0] - 1
        return self._end

    def _coordinated(self, use: Use) -> None:
        """ "… and added that …": the subject is the one before."""
        before = self._low[use.item - 1] if use.item else ""
        helped = (
            self._low[self._phrases.before_helpers(self._unit, use.item) - 1] if use.item else ""
        )
        if self._subject is None or not ({before, helped} & {"and", "but", "then"}):
            return
        after = self._after(use)
        if after < self._end and (self._is_clause(after) or use.sense.type):
            self._add(use, self._subject, [(after, self._forward_end(after))], "coordinated")

    # X accused Y of …; X urged Y to …; X denied …

    def _object(self, use: Use) -> None:
        source = self._phrases.subject(self._unit, use.item)
        before = self._low[use.item - 1] if use.item else ""
        rule = "object"
        if (
            source is None
            and self._subject is not None
            and before in {"and", "but", "also", "then"}
        ):
            source, rule = self._subject, "coordinated"
        if source is None:
            inverted = self._inverted(use) if self._after_quote(use.item) else None
            if inverted:
                self._trailing(use, inverted, (use.item, inverted[1]), "inverted")
            return
        if use.stop >= self._end or (self._low[use.stop] in {",", "—"} and use.item):
            if self._may_trail(use, source):
                self._trailing(use, source, (source[0], use.stop), "trailing")
            return
        if not self._takes_object(use, source):
            return
        content, target = self._complement(use)
        self._add(use, source, [content], rule, target=target)

    def _takes_object(self, use: Use, source: Items) -> bool:
        """Whether what follows can be urged, blamed, called something, denied."""
        following = self._low[use.stop]
        if following in INSIDE | {"in", "at", "to"} and use.sense.frame in {"ask", "judge", "back"}:
            return (
                following in {"for", "to"}
                and use.sense.frame == "ask"
                and use.sense.shape != "base"
            )
        if use.sense.frame == "judge" and not use.sense.type:  # "called the initiative “important”"
            named = self._phrases.has_name(self._unit, source)
            words = self._low[use.stop + 1 : self._end]
            return named and bool({QUOTED, "a", "an", "as"} & set(words[:12]))
        if use.sense.frame == "will":
            return (
                use.sense.lemma == "agree"
                or following
                in {
                    "to",
                    "that",
                    "not",
                    "its",
                    "his",
                    "her",
                    "their",
                    "the",
                    "a",
                    "an",
                    "any",
                    "further",
                    QUOTED,
                }
                or use.sense.lemma not in {"offer", "commit", "agree", "volunteer"}
            )
        return True

    def _feelings(self) -> None:
        """ "They are concerned that …"."""
        for item in range(1, self._end - 1):
            if self._low[item] not in self._lexicon.feelings or not self._is_clause(item + 1):
                continue
            helpers, _ = helpers_before(self._unit, item, self._lexicon)
            source = self._phrases.subject(self._unit, item) if helpers & BE else None
            if source and self._low[item + 1] not in {"if", "what", "how", ":"}:
                content = [self._words(*self._trimmed(item + 1, self._forward_end(item + 1)))]
                cue = self._words(item, item + 1)
                self._found.append(
                    Said(self._unit, self._words(*source), cue, content, "C", "feeling")
                )

    def _complement(self, use: Use) -> tuple[Items, Items | None]:
        """Return what follows the verb as content, and whom it is directed at."""
        first = use.stop
        if use.sense.frame in {"say", "show", "think", "will"}:
            first = self._after(use)
            return (first, self._forward_end(first)), None
        target = self._phrases.starting_at(self._unit, first)
        return (first, self._forward_end(first)), target

    # X's claim that …

    def _by_nouns(self) -> None:
        for item in range(1, self._end - 2):
            if self._low[item] not in NOUNS or self._low[item + 1] != "that":
                continue
            owner = self._low[item - 1]
            source: Items | None = None
            if owner in {"'s", "’s", "’", "'"}:
                source = self._phrases.ending_at(self._unit, item - 1)
            elif owner in {"his", "her", "their", "its"}:
                source = (item - 1, item)
            if source and item + 2 < self._end:
                cue = self._words(item, item + 1)
                content = [self._words(*self._trimmed(item + 1, self._forward_end(item + 1)))]
                self._found.append(
                    Said(self._unit, self._words(*source), cue, content, "B", "noun")
                )


def _free_standing(
    page: Page, unit: Unit, before: list[Said], lexicon: Lexicon, phrases: Phrases
) -> Iterator[Said]:
    """A quotation with no verb of saying beside it: signed, led in, or going on."""
    for item, low in enumerate(unit.low):
        if low != QUOTED or not _is_sentence_like(page, unit, item):
            continue
        content = [(unit.at[item], unit.upto[item])]
        signed = _signature(unit, item, phrases)
        source = signed or _lead_in(page, unit, item, lexicon, phrases)
        rule = "signed" if signed else "led_in" if source else "free_standing"
        last = next((said for said in reversed(before) if _may_go_on(said, unit)), None)
        yield Said(unit, source, None, content, "B", rule, follows=None if source else last)


def _is_sentence_like(page: Page, unit: Unit, item: int) -> bool:
    """Whether the quotation says something: it is alone, or long enough."""
    alone = all(low == QUOTED or low in CLOSERS for low in unit.low)
    first, stop = unit.at[item], unit.upto[item]
    letters = page.ends[stop - 1] - page.starts[first]
    words = sum(page.words[word][0].isalnum() for word in range(first, stop))
    return letters >= LEAST and (
        words >= (SCARE if alone else LONG) or (alone and words * 12 < letters)
    )


def _signature(unit: Unit, item: int, phrases: Phrases) -> Words | None:
    """Return who stands behind a dash after the quotation: “…” – Matthew Ingram."""
    if item + 2 >= len(unit) or unit.low[item + 1] not in {"-", "–", "—", "--"}:
        return None
    found = phrases.starting_at(unit, item + 2)
    fits = found is not None and phrases.has_name(unit, found) and found[1] - found[0] <= SIGNATURE
    return (unit.at[found[0]], unit.upto[found[1] - 1]) if found and fits else None


def _lead_in(page: Page, unit: Unit, item: int, lexicon: Lexicon, phrases: Phrases) -> Words | None:
    """Return who speaks in the sentence before, when it ends in a colon."""
    if item > 0 or unit.number == 0:
        return None
    lead = page.units[unit.number - 1]
    if lead.low[-1] != ":":
        return None
    for use in reversed(list(uses(lead, lexicon, phrases))):
        subject = phrases.subject(lead, use.item)
        if subject is not None and use.sense.frame in {"say", "ask"}:
            return lead.at[subject[0]], lead.upto[subject[1] - 1]
    return None


def _may_go_on(said: Said, unit: Unit) -> bool:
    near = unit.paragraph - said.unit.paragraph <= 1
    return near and (said.sense is None or said.sense.frame in {"say", "ask"})
