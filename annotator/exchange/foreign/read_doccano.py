"""Read a doccano export: JSON lines, one article a line, or a zip with a file for each coder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from annotator.domain.corpus import Corpus, ForeignProjectError, ForeignTag
from annotator.exchange.foreign.harvest import Harvest
from annotator.exchange.foreign.pack import by_ending
from annotator.exchange.foreign.plain import entries, facts_of, offset, read_json, table, words
from annotator.exchange.foreign.ruler import Marked, Ruler
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from annotator.exchange.foreign.pack import Pack
    from annotator.support.work import Progress

_TEXTS = ("text", "data")
_LABELS = ("label", "labels", "entities", "spans")
_NOBODY = {"all", "unknown", "admin_all", "dataset"}  # files that are no coder's


def read_doccano(pack: Pack, progress: Progress) -> Corpus:
    """Return what the export holds.

    Raises:
        ForeignProjectError: a line is no JSON, or none has a text.
    """
    harvest = Harvest("doccano")
    names = by_ending(pack, ".jsonl", ".json")
    for name in names:
        stem = PurePosixPath(name).stem
        coder = stem if len(names) > 1 and stem not in _NOBODY else "doccano"
        harvest.add_coder(coder, coder)
        lines = pack.read(name).decode("utf-8-sig", "replace").split("\n")
        for number, line in enumerate(lines, start=1):
            if line.strip():
                progress.report(number - 1, len(lines), name)
                row = table(read_json(f"{name}:{number}", "doccano", line))
                _read_row(harvest, row, coder, f"{name}:{number}")
    corpus = harvest.corpus()
    if not corpus.documents and not corpus.losses:
        reason = tr("no line of it has a text")
        raise ForeignProjectError(path=", ".join(names), tool="doccano", reason=reason)
    return corpus


def _read_row(harvest: Harvest, row: dict[str, object], coder: str, place: str) -> None:
    text = next((row[name] for name in _TEXTS if isinstance(row.get(name), str)), None)
    if not isinstance(text, str):
        harvest.lose(place, N_("The line has no text."))
        return
    number = words(row.get("id")) or place.rpartition(":")[2]
    facts = facts_of(row | table(row.get("meta")))
    counted = harvest.add_text(place, f"doccano {number}", text, facts)
    if counted is None:
        return
    marks = [mark for name in _LABELS for mark in entries(row.get(name))]
    for at, mark in enumerate(marks, start=1):
        _read_mark(harvest, mark, Ruler(counted), coder, (place, at))
    for tie in map(table, entries(row.get("relations"))):
        ends = [f"{place}:{words(tie.get(end))}" for end in ("from_id", "to_id")]
        harvest.add_tie(ends[0], ends[1], words(tie.get("type")), coder)
    if said := entries(row.get("Comments")) or entries(row.get("comments")):
        harvest.lose(place, N_("{count} comments on the article."), count=len(said))
    if marks and max(text, default="") > "\uffff":
        says = N_(
            "The text has emoji or other rare characters, behind which doccano is known"
            " to shift tags by a character. Look at them."
        )
        harvest.lose(place, says)


def _read_mark(
    harvest: Harvest, mark: object, ruler: Ruler, coder: str, where: tuple[str, int]
) -> None:
    """Add one mark, written as [start, end, code] or as a table of these."""
    document, number = where
    if isinstance(mark, str | int):
        says = N_("The article as a whole is marked “{code}”.")
        harvest.lose(document, says, code=words(mark))
        return
    if isinstance(mark, list) and len(mark) == 3:
        mark = {"start_offset": mark[0], "end_offset": mark[1], "label": mark[2]}
    facts = table(mark)
    start = offset(facts.get("start_offset", facts.get("start")))
    end = offset(facts.get("end_offset", facts.get("end")))
    code = words(facts.get("label"))
    place = f"{document} [{number}]"
    if not code or start < 0:
        harvest.lose(place, N_("The mark has no place or no label."))
        return
    span = harvest.find(document, ruler, Marked(start, end), place)
    if span:
        key = f"{document}:{words(facts.get('id')) or f'n{number}'}"
        harvest.add_tag(ForeignTag(key, document, coder, code, (span,)))
