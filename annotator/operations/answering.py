"""Tag a statement together with the links to what it answers, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.operations.actors import desk
from annotator.operations.linking import enter_link
from annotator.operations.tagging import enter_tag
from annotator.support.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.domain.draft import Draft
    from annotator.domain.ids import ArticleId, StatementId
    from annotator.domain.statement import Statement
    from annotator.store.project import Project


def tag_answer(
    project: Project,
    article: ArticleId,
    draft: Draft,
    answers: Sequence[tuple[str, StatementId]],
) -> Statement:
    """Mark a statement of this coder in ``article`` and what it answers.

    ``answers`` holds for each link its kind and the statement that is answered.

    Raises:
        UnknownCodeError: the codebook lacks the type, an issue or a kind of link.
        OutsideTextError: the span ends beyond the text.
        NotFoundError: a statement to answer is not there.
    """
    answered = [(kind, project.statements.get(statement)) for kind, statement in answers]
    with project.step(tr("Tag statement")) as step:
        tagged = enter_tag(desk(project, step, article), draft)
        for kind, target in answered:
            enter_link(project, step, tagged, target, kind)
    return tagged
