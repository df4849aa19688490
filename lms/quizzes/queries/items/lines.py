"""All quizzes at a glance: how many people took each as an examination, and how they did."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from lms.quizzes.models import Attempt
from lms.quizzes.queries.items.scope import answered


@dataclass(frozen=True)
class QuizLine:
    """The first finished examinations of one quiz: people, scored ones among them, their mean score, and who passed."""

    people: int
    scored: int
    mean: float | None
    passed: int


def quiz_lines(session: Session) -> dict[str, QuizLine]:
    """One line for each quiz that anybody took, by quiz id, in one statement."""
    place = func.row_number().over(
        partition_by=(Attempt.quiz_id, Attempt.officer_id), order_by=(Attempt.closed_at, Attempt.id)
    )
    first = (
        select(Attempt.quiz_id, Attempt.score_value, Attempt.passed, place.label("n"))
        .where(Attempt.mode == "exam", Attempt.state != "open", answered())
        .subquery()
    )
    rows = session.execute(
        select(
            first.c.quiz_id,
            func.count(),
            func.count(first.c.score_value),
            func.avg(first.c.score_value),
            func.sum(case((first.c.passed, 1), else_=0)),
        )
        .where(first.c.n == 1)
        .group_by(first.c.quiz_id)
    )
    return {quiz: QuizLine(people, scored, mean, passed) for quiz, people, scored, mean, passed in rows}
