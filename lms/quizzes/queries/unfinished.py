"""Attempts of one officer across all quizzes: unfinished ones, and those a device may still hold answers of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from lms.quizzes.models import Attempt, AttemptQuestion

RECENT = 100


@dataclass(frozen=True)
class Unfinished:
    """An open attempt: how much of it is answered, and when it closes by itself, if it does."""

    attempt_id: int
    quiz_id: str
    title: str
    mode: str
    context: str
    answered: int
    drawn: int
    started_at: datetime
    deadline_at: datetime | None


def unfinished(session: Session, officer_id: int, now: datetime) -> list[Unfinished]:
    """An officer's open attempts whose deadline has not passed; those with a deadline first, then the newest."""
    answered = func.coalesce(func.sum(case((AttemptQuestion.answered_at.is_not(None), 1), else_=0)), 0)
    rows = session.execute(
        select(Attempt, answered)
        .outerjoin(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .where(Attempt.officer_id == officer_id, Attempt.state == "open")
        .group_by(Attempt.id)
    )
    found = [
        Unfinished(
            row.id, row.quiz_id, row.title, row.mode, row.context, int(count), row.drawn, row.started_at,
            row.deadline_at,
        )
        for row, count in rows
        if row.deadline_at is None or row.deadline_at > now
    ]  # fmt: skip
    late = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(found, key=lambda one: (one.deadline_at or late, -one.started_at.timestamp()))


def recent_attempts(session: Session, officer_id: int, limit: int = RECENT) -> list[Attempt]:
    """An officer's newest attempts, open or closed: one of them is what a device still holds answers of."""
    rows = select(Attempt).where(Attempt.officer_id == officer_id)
    return list(session.scalars(rows.order_by(Attempt.id.desc()).limit(limit)))
