"""Statistics of questions for trainers: how hard each one was, with its denominator."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from lms.quizzes.domain.wilson import Interval, wilson
from lms.quizzes.models import Attempt, AttemptQuestion


@dataclass(frozen=True)
class ItemLine:
    """One question over all closed attempts in which it was drawn.

    `facility` is the mean mark over all who got it, unanswered ones counted as 0;
    `full` counts full marks, `unanswered` those who left it empty.
    """

    question_id: str
    kind: str
    drawn: int
    facility: float
    full: Interval
    unanswered: int


def item_overview(
    session: Session, quiz_id: str | None = None, *, revision_id: int | None = None, mode: str = "exam"
) -> list[ItemLine]:
    """The questions of a quiz (or of one revision), the hardest first; open attempts do not count."""
    query = (
        select(
            AttemptQuestion.question_id,
            func.max(AttemptQuestion.kind),
            func.count(),
            func.avg(AttemptQuestion.score_value),
            func.sum(case((AttemptQuestion.score_value == 1.0, 1), else_=0)),
            func.sum(case((AttemptQuestion.answered_at.is_(None), 1), else_=0)),
        )
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(Attempt.state != "open", Attempt.mode == mode, AttemptQuestion.score.is_not(None))
        .group_by(AttemptQuestion.question_id)
    )
    if quiz_id is not None:
        query = query.where(Attempt.quiz_id == quiz_id)
    if revision_id is not None:
        query = query.where(AttemptQuestion.revision_id == revision_id)
    rows = [
        ItemLine(question, kind, drawn, float(mean or 0.0), wilson(int(full or 0), drawn), int(empty or 0))
        for question, kind, drawn, mean, full, empty in session.execute(query)
    ]
    return sorted(rows, key=lambda row: (row.facility, row.question_id))
