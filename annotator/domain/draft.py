"""What a coder says of a statement before it is written down: names, not records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.domain.dates import FuzzyDate
    from annotator.domain.highlights import PartyMark
    from annotator.domain.span import Span
    from annotator.domain.statement import Form, IssueTag, Modality


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement to be; only ``span`` and ``type`` must be known.

    Speakers and targets are named; where they are named in the text may be given or
    is looked for inside the span.
    """

    span: Span
    type: str
    speakers: tuple[PartyMark, ...] = ()
    targets: tuple[PartyMark, ...] = ()
    issues: tuple[IssueTag, ...] = ()
    form: Form = ""
    modality: Modality = ""
    event_date: FuzzyDate | None = None
    confidence: float | None = None
    note: str = ""
