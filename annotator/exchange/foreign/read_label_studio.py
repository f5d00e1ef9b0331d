"""Read a Label Studio export: a JSON list of tasks, in full or in the short form (JSON_MIN)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from annotator.domain.corpus import Corpus, ForeignProjectError, ForeignTag, NamedValue
from annotator.exchange.foreign.harvest import Harvest
from annotator.exchange.foreign.plain import (
    entries,
    facts_of,
    moment,
    offset,
    read_json,
    table,
    words,
)
from annotator.exchange.foreign.ruler import Marked, best_ruler
from annotator.support.i18n import N_, tr

if TYPE_CHECKING:
    from annotator.exchange.foreign.ruler import Ruler
    from annotator.support.work import Progress

_Row = dict[str, object]
_OWN = {"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"}
_FULL = {"annotations", "completions", "data", "predictions"}


def read_label_studio(name: str, content: bytes, progress: Progress) -> Corpus:
    """Return what the export holds.

    Raises:
        ForeignProjectError: it is no JSON, or no list of tasks.
    """
    harvest = Harvest("Label Studio")
    tasks = [table(task) for task in entries(read_json(name, "Label Studio", content))]
    if not tasks:
        reason = tr("it is no list of tasks")
        raise ForeignProjectError(path=name, tool="Label Studio", reason=reason)
    for done, task in enumerate(tasks):
        progress.report(done, len(tasks), name)
        number = words(task.get("id")) or str(done + 1)
        _Task(harvest, number, task if _FULL & task.keys() else _in_full(task)).read()
    return harvest.corpus()


def _in_full(task: _Row) -> _Row:
    """Return a task of the short form as the full one."""
    regions: list[object] = []
    data: _Row = {}
    for name, value in task.items():
        marks = [mark for mark in map(table, entries(value)) if "start" in mark]
        regions += [
            {"type": "labels", "value": mark, "id": f"{name}{at}"} for at, mark in enumerate(marks)
        ]
        if not marks and name not in _OWN:
            data[name] = value
    done = {"completed_by": task.get("annotator"), "result": regions}
    return {"data": data, "annotations": [done | {"created_at": task.get("created_at")}]}


class _Task:
    """One task: a text and what each annotator marked in it."""

    def __init__(self, harvest: Harvest, number: str, task: _Row) -> None:
        self._harvest = harvest
        self._key = f"task {number}"
        self._data = table(task.get("data"))
        done = task.get("annotations", task.get("completions"))
        self._annotations = [table(one) for one in entries(done)]
        self._guesses = len(entries(task.get("predictions")))

    def read(self) -> None:
        texts = {name: value for name, value in self._data.items() if isinstance(value, str)}
        if not texts:
            self._lose(N_("The task has no text."))
            return
        name = self._shown(texts)
        facts = facts_of({key: value for key, value in self._data.items() if key != name})
        counted = self._harvest.add_text(self._key, self._key, texts[name], facts)
        if counted is None:
            return
        places = [self._marked(region) for one in self._annotations for region in _regions(one)]
        ruler = best_ruler(counted, [place for place in places if place])
        for number, annotation in enumerate(self._annotations, start=1):
            if annotation.get("was_cancelled") is True:
                self._lose(N_("An annotation that its annotator skipped."))
            else:
                self._read_annotation(annotation, ruler, number)
        if self._guesses:
            says = N_("{count} predictions of a machine: they are no tags of a person.")
            self._lose(says, count=self._guesses)

    def _shown(self, texts: dict[str, str]) -> str:
        """Which of the task's texts the marks lie in: the one they name, or the longest."""
        named = [words(r.get("to_name")) for one in self._annotations for r in _regions(one)]
        for name in (*named, "text"):
            if name in texts:
                return name
        return max(texts, key=lambda name: len(texts[name]))

    def _marked(self, region: _Row) -> Marked | None:
        value = table(region.get("value"))
        start, end = offset(value.get("start")), offset(value.get("end"))
        said = value.get("text")
        return Marked(start, end, said if isinstance(said, str) else "") if start >= 0 else None

    def _read_annotation(self, annotation: _Row, ruler: Ruler, number: int) -> None:
        coder = self._coder(annotation.get("completed_by"))
        more: dict[str, list[NamedValue]] = defaultdict(list)
        regions: dict[str, _Row] = {}
        for at, result in enumerate(map(table, entries(annotation.get("result"))), start=1):
            key = words(result.get("id")) or f"n{at}"
            if result.get("type") == "relation":
                self._read_relation(result, coder, number)
            elif _codes(result):
                regions[key] = result
            else:
                more[key] += self._values(result)
        for key, region in regions.items():
            made_at = moment(annotation.get("created_at"))
            self._read_region(key, region, more.pop(key, []), (ruler, coder, number, made_at))
        for values in more.values():
            for value in values:
                says = N_("“{name}: {value}” is said of the article as a whole.")
                self._lose(says, name=value.name, value=value.value)

    def _read_region(
        self,
        key: str,
        region: _Row,
        values: list[NamedValue],
        context: tuple[Ruler, str, int, str],
    ) -> None:
        ruler, coder, number, made_at = context
        marked = self._marked(region)
        if marked is None:
            self._lose(N_("A region that is no stretch of plain text: {kind}."), kind=key)
            return
        span = self._harvest.find(self._key, ruler, marked, f"{self._key} {key}")
        if span is None:
            return
        note = "\n".join(words(one) for one in entries(table(region.get("meta")).get("text")))
        for at, code in enumerate(_codes(region)):
            tag = self._region_key(number, key) + (f"+{at}" if at else "")
            self._harvest.add_tag(
                ForeignTag(tag, self._key, coder, code, (span,), tuple(values), note, made_at)
            )

    def _read_relation(self, result: _Row, coder: str, number: int) -> None:
        ends = [self._region_key(number, words(result.get(e))) for e in ("from_id", "to_id")]
        if result.get("direction") == "left":
            ends.reverse()
        kinds = [words(label) for label in entries(result.get("labels"))] or [""]
        for kind in kinds:
            self._harvest.add_tie(ends[0], ends[1], kind, coder)

    def _values(self, result: _Row) -> list[NamedValue]:
        """Return choices, texts, ratings and the like that stand beside a region or the text."""
        kind = words(result.get("type"))
        name = words(result.get("from_name")) or kind
        value = table(result.get("value")).get("text" if kind == "textarea" else kind)
        found = []
        for one in value if isinstance(value, list) else [value]:
            parts = one if isinstance(one, list) else [one]  # a path in a taxonomy
            if said := " / ".join(filter(None, map(words, parts))):
                found.append(NamedValue(name, said))
        return found

    def _coder(self, by: object) -> str:
        who = table(by)
        name = f"{words(who.get('first_name'))} {words(who.get('last_name'))}".strip()
        plain = words(by) or words(who.get("id"))
        shown = name or words(who.get("email")) or (f"Annotator {plain}" if plain else "")
        return self._harvest.add_coder(plain or shown or "Label Studio", shown or "Label Studio")

    def _region_key(self, number: int, key: str) -> str:
        return f"{self._key}/{number}/{key}"

    def _lose(self, says: str, **facts: object) -> None:
        self._harvest.lose(self._key, says, **facts)


def _regions(annotation: _Row) -> list[_Row]:
    return [one for one in map(table, entries(annotation.get("result"))) if _codes(one)]


def _codes(result: _Row) -> list[str]:
    """Return the labels of a region; none when the result is of another kind."""
    value = table(result.get("value"))
    kind = words(result.get("type"))
    found = entries(value.get("labels")) or (
        entries(value.get(kind)) if kind.endswith("labels") else []
    )
    return [code for code in map(words, found) if code]
