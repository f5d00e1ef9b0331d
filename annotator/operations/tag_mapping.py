"""What codes, values and ties of another tool become here: what is proposed, and checked.

Every entry is a word that a person can type:

- of ``codes``: the key of a statement type; ``new`` for a statement type of its own;
  ``actor`` or ``actor:KEY`` for a mention of an actor, of that type; ``issue:KEY`` for an
  issue of the statement at the same place; nothing to leave it out.
- of ``values``: a role (``speaker``, ``target``, ``addressee``, ``beneficiary``, ``relay``);
  ``affiliation``, a speaker where no other is named; ``issue``, ``stance``, ``note``,
  ``form``, ``modality``, ``confidence``, ``date``, ``place``, ``channel``; ``keep`` for a
  field of its own beside the statement; nothing to leave it out.
- of ``ties``: the key of a link kind; ``new``; a role, between a statement and an actor;
  nothing to leave it out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.domain.actor import folded
from annotator.domain.errors import UnknownCodeError
from annotator.domain.statement import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.domain.codebook import Code, Codebook, CodeSet
    from annotator.domain.corpus import Corpus

NEW = "new"
ACTOR = "actor"
KEEP = "keep"
LEAVE_OUT = ""
AFFILIATION = "affiliation"
SIDES = (
    *ROLES, AFFILIATION, "issue", "stance", "note", "form", "modality", "confidence", "date",
    "place", "channel", KEEP, LEAVE_OUT,
)  # fmt: skip

_ACTOR_CODES = (
    "actor", "per", "person", "people", "org", "organization", "organisation", "group", "norp",
    "gpe", "speaker", "target", "source", "holder", "claimant", "addressee",
)  # fmt: skip
_VALUES = {
    "speaker": "speaker person narrator claimant source holder actor who sender quelle",
    "target": "target villain object opponent accused whom patient",
    "addressee": "addressee receiver recipient audience",
    "beneficiary": "beneficiary victim",
    "relay": "relay medium",
    AFFILIATION: "organization organisation affiliation institution",
    "issue": "concept issue topic",
    "stance": "agreement stance position polarity",
    "note": "note notes comment remark memo annotatornotes",
    "form": "form quote_mode",
    "modality": "modality",
    "confidence": "confidence certainty",
    "date": "event_date date",
    "place": "place location",
    "channel": "channel",
}
_SIDE_OF = {word: side for side, names in _VALUES.items() for word in names.split()}


@dataclass(frozen=True, slots=True)
class TagMapping:
    """What becomes of what, by the names that the other tool uses; see the module."""

    codes: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    ties: Mapping[str, str] = field(default_factory=dict)

    def over(self, proposed: TagMapping) -> TagMapping:
        """Return this mapping, with what it does not name taken from ``proposed``."""
        return TagMapping(
            codes={**proposed.codes, **self.codes},
            values={**proposed.values, **self.values},
            ties={**proposed.ties, **self.ties},
        )


def propose_mapping(corpus: Corpus, codebook: Codebook) -> TagMapping:
    """Return an entry for everything in ``corpus``.

    Codes and ties that the codebook knows by key or label become those. A code that
    usually names actors, or that is what roles point at, becomes their mention. All
    others become new, so that nothing is lost unseen.
    """
    ties = {tie.kind: _tie(tie.kind, codebook) for tie in corpus.ties}
    code_of = {tag.key: tag.code for tag in corpus.tags}
    roles = [tie for tie in corpus.ties if side_of(tie.kind) in ROLES]
    acting = {code_of.get(tie.source) for tie in roles}
    filling = {code_of.get(tie.target) for tie in roles} - acting
    codes = {}
    for code in corpus.codes:
        codes[code.name] = _code(code.name, codebook)
        if codes[code.name] == NEW and code.name in filling:
            codes[code.name] = ACTOR
    names = {value.name for tag in corpus.tags for value in tag.values}
    values = {name: side_of(name) or KEEP for name in sorted(names)}
    return TagMapping(codes, values, ties)


def check_mapping(mapping: TagMapping, codebook: Codebook) -> None:
    """See that every entry can be.

    Raises:
        UnknownCodeError: an entry is no word that is known, or the codebook lacks the key.
    """
    for entry in mapping.codes.values():
        kind, _, key = entry.partition(":")
        if kind in ("actor", "issue") and key:
            codebook.check("actor_type" if kind == "actor" else "issue", key)
        elif entry not in (NEW, ACTOR, LEAVE_OUT):
            codebook.check("statement_type", entry)
    for entry in mapping.values.values():
        if entry not in SIDES:
            raise UnknownCodeError(kind="side of a statement", key=entry, known=", ".join(SIDES))
    for entry in mapping.ties.values():
        if entry not in (*ROLES, NEW, LEAVE_OUT):
            codebook.check("link_kind", entry)


def side_of(name: str) -> str:
    """Return which side of a statement a name of another tool usually means, or nothing."""
    return _SIDE_OF.get(folded(name).replace(" ", "_"), "")


def matching(codebook: Codebook, code_set: CodeSet, name: str) -> Code | None:
    """Return the code in use that bears ``name`` as key or label, however it is spelled."""
    wanted = _spelled(name)
    if not wanted:
        return None
    return next(
        (
            code
            for code in codebook.of(code_set)
            if wanted in (_spelled(code.key), _spelled(code.label))
        ),
        None,
    )


def _spelled(name: str) -> str:
    return " ".join(folded(name).replace("_", " ").replace("-", " ").split())


def _code(name: str, codebook: Codebook) -> str:
    if found := matching(codebook, "statement_type", name):
        return found.key
    if found := matching(codebook, "actor_type", name):
        return f"actor:{found.key}"
    return ACTOR if _spelled(name) in _ACTOR_CODES else NEW


def _tie(kind: str, codebook: Codebook) -> str:
    if found := matching(codebook, "link_kind", kind):
        return found.key
    side = side_of(kind)
    return side if side in ROLES else NEW
