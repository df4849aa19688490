"""Who met a revision of a quiz: its author wants to know before a new one replaces it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.quizzes.models import Attempt, AttemptQuestion


def officers_asked(session: Session, revision_id: int) -> int:
    """How many officers were asked at least one question of a revision."""
    asked = (
        select(func.count(Attempt.officer_id.distinct()))
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .where(AttemptQuestion.revision_id == revision_id)
    )
    return session.scalar(asked) or 0
