"""Give articles to coders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.coder import Assignment
from annotator.domain.errors import NoCoderError, TooFewCodersError
from annotator.support.i18n import tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.coder import Coder
    from annotator.domain.ids import ArticleId
    from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Assigned:
    """What was given: how many articles to each coder by name, and what they had already."""

    new: dict[str, int]
    had: dict[str, int]


def named(project: Project, names: Sequence[str]) -> list[Coder]:
    """Return the coders who bear ``names``, or ids beginning so, each once, in that order.

    Raises:
        NoCoderError: nobody does, or more than one.
    """
    everybody = project.coders.all()
    found: list[Coder] = []
    for name in names:
        known = [one for one in everybody if name in (one.name, one.id)]
        known = known or [one for one in everybody if name and one.id.startswith(name)]
        if len(known) != 1:
            raise NoCoderError(coder=name, known=", ".join(one.name for one in everybody))
        found.append(known[0])
    return list(dict.fromkeys(found))


def assign(
    project: Project, articles: Sequence[ArticleId], coders: Sequence[Coder], each: int = 1
) -> Assigned:
    """Give every article to ``each`` of the coders in turn, all in one step.

    The pairs go round evenly. What a coder has already stays as far as it is.

    Raises:
        TooFewCodersError: there are not as many coders as are to have an article.
    """
    if not 1 <= each <= len(coders):
        raise TooFewCodersError(each=each, count=len(coders))
    mode = "single" if each == 1 else "double"
    wanted = [
        Assignment(article, coders[(at + turn) % len(coders)].id, "todo", mode)
        for at, article in enumerate(articles)
        for turn in range(each)
    ]
    there = project.assignments.there(wanted)
    new = [one for one in wanted if one.id not in there]
    if new:
        count = len({one.article for one in new})
        with project.step(tr_n("Assign {count} article", "Assign {count} articles", count)) as step:
            project.assignments.put(step, *new)

    def by_name(given: list[Assignment]) -> dict[str, int]:
        return {one.name: sum(a.coder == one.id for a in given) for one in coders}

    return Assigned(by_name(new), by_name([one for one in wanted if one.id in there]))
