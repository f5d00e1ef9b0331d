"""Why a statement is proposed, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.nlp.kinds import Evidence
    from annotator.nlp.speakers import Party

VERB = N_("“{verb}” by {speaker}")
VERB_ALONE = N_("“{verb}”")
VERB_TARGET = N_("“{verb}” with a named target, {target}")
WORDS = N_("“{words}” in what {speaker} said")
WORDS_ALONE = N_("“{words}” in the words")
ACT = N_("an act, “{verb}”, by {speaker}")
ACT_ALONE = N_("an act, “{verb}”, by somebody not named")
RELAYED = N_("{reason}, as {relay} reports")
PLAIN = N_("words given to {speaker}")
PLAIN_ALONE = N_("quoted words")


def why_said(
    evidence: Evidence, kind: str, verb: str, speaker: Party | None, targets: Sequence[Party]
) -> str:
    """Return what speaks for ``kind`` in something said: the loudest words or the verb."""
    name = speaker.called if speaker else ""
    if kind not in evidence.words:
        return tr(PLAIN, speaker=name) if name else tr(PLAIN_ALONE)
    words = evidence.words[kind][1]
    if words:
        return tr(WORDS, words=words, speaker=name) if name else tr(WORDS_ALONE, words=words)
    if targets:
        return tr(VERB_TARGET, verb=verb, target=targets[0].called)
    return tr(VERB, verb=verb, speaker=name) if name else tr(VERB_ALONE, verb=verb)


def why_done(verb: str, doer: Party | None) -> str:
    """Return what speaks for an act."""
    return tr(ACT, verb=verb, speaker=doer.called) if doer else tr(ACT_ALONE, verb=verb)


def why_relayed(reason: str, relay: Party) -> str:
    """Return ``reason`` with who passes the statement on."""
    return tr(RELAYED, reason=reason, relay=relay.called)
