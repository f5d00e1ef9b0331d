"""Highlights as the plain values that ``annotator highlight --jsonl`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.domain.highlights import ActorMark, Attribution, Highlights, Proposal
    from annotator.domain.span import Span


def to_json(highlights: Highlights) -> dict[str, Any]:
    """Return ``highlights`` ready for ``json.dumps``; offsets are code points.

    ``entities`` holds the names alone, labelled as evaluation sets label them.
    """
    return {
        "language": highlights.language,
        "zones": [
            {"start": zone.span.start, "end": zone.span.end, "kind": zone.kind}
            for zone in highlights.zones
        ],
        "actors": [_actor(mark) for mark in highlights.actors],
        "attributions": [_attribution(found) for found in highlights.attributions],
        "statements": [_statement(proposal) for proposal in highlights.proposals],
        "entities": [_entity(mark) for mark in highlights.actors if mark.label],
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _actor(mark: ActorMark) -> dict[str, Any]:
    return {
        "start": mark.span.start,
        "end": mark.span.end,
        "text": mark.text,
        "actor": mark.actor,
        "actor_type": mark.actor_type,
        "kind": mark.kind,
        "label": mark.label,
    }


def _entity(mark: ActorMark) -> dict[str, Any]:
    """Return the name in the mark: of "Thai authorities" only "Thai"."""
    end = mark.span.end
    if mark.kind == "group":
        words = mark.text.split(" ")
        named = [word for word in words if word[:1].isupper()]
        if named and words[: len(named)] == named:
            end = mark.span.start + len(" ".join(named))
    return {"start": mark.span.start, "end": end, "label": mark.label}


def _attribution(found: Attribution) -> dict[str, Any]:
    return {
        "source": _pairs(found.source),
        "cue": _pairs(found.cue),
        "content": _pairs(found.content),
        "form": found.form,
        "type": found.form,
        "speaker": found.speaker,
        "tier": found.tier,
        "rule": found.rule,
    }


def _statement(proposal: Proposal) -> dict[str, Any]:
    speaker = proposal.speaker
    at = speaker.span if speaker is not None else None
    return {
        "start": proposal.span.start,
        "end": proposal.span.end,
        "type": proposal.type,
        "types": [list(ranked) for ranked in proposal.types],
        "speaker": speaker.name if speaker is not None else None,
        "speaker_span": [at.start, at.end] if at is not None else None,
        "implied": speaker is not None and at is None,
        "targets": [target.name for target in proposal.targets],
        "form": proposal.form,
        "score": proposal.score,
        "tier": proposal.tier,
        "reason": proposal.reason,
        "rule": proposal.rule,
    }
