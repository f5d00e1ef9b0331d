"""How forms, modalities, origins and ways of standing near are said."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from annotator.gui.words import said_date, said_time
from annotator.support.i18n import N_

if TYPE_CHECKING:
    from annotator.domain.article import Origin
    from annotator.domain.statement import Form, Modality
    from annotator.operations.choosing import Nearness

FORM_WORDS: dict[Form, str] = {
    "direct": N_("Direct quote"),
    "indirect": N_("Indirect speech"),
    "mixed": N_("Mixed quote"),
    "narrated": N_("Narrated act"),
}
FORM_RULES: dict[Form, str] = {
    "direct": N_("The speaker's own words, in quotation marks."),
    "indirect": N_("The reporter tells what was said."),
    "mixed": N_("Partly in quotation marks, partly told."),
    "narrated": N_("Nobody speaks: the text tells what was done."),
}
MODALITY_WORDS: dict[Modality, str] = {
    "actual": N_("actual"),
    "planned": N_("planned"),
    "proposed": N_("proposed"),
    "negated": N_("negated"),
    "hypothetical": N_("hypothetical"),
}
NEAR_WORDS: dict[Nearness, str] = {
    "sentence": N_("Named here"),
    "article": N_("In this article"),
    "recent": N_("Chosen lately"),
    "registry": N_("All actors"),
}
ORIGIN_WORDS: dict[Origin, str] = {
    "headline": N_("found in the headline"),
    "first sentence": N_("taken from the first sentence"),
    "file name": N_("taken from the file's name"),
    "site line": N_("found in a line about the site"),
    "dateline": N_("found in the dateline"),
    "byline": N_("found in the byline"),
    "caption": N_("found in a caption"),
    "text": N_("found in the text"),
}


def said_moment(utc: str) -> str:
    """Return the moment ``utc`` (ISO 8601) on this desk's clock, "14 Mar 2025 14:02:11"."""
    day = datetime.fromisoformat(utc).astimezone().date().isoformat()
    return f"{said_date(day)} {said_time(utc)}"
