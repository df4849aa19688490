"""Who took a quiz, for the trainer who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.quizzes.models import Attempt, AttemptGrant

MOST = 500


@dataclass(frozen=True)
class Taken:
    """One attempt with the person as they were when it began."""

    attempt_id: int
    officer_id: int
    name: str
    agency: str
    mode: str
    context: str
    number: int
    state: str
    started_at: datetime
    deadline_at: datetime | None
    fraction: Fraction | None
    passed: bool | None
    revision_id: int | None


def taken(session: Session, quiz_id: str, limit: int = MOST) -> list[Taken]:
    """The attempts at a quiz, running ones first, then the newest."""
    rows = session.scalars(
        select(Attempt)
        .where(Attempt.quiz_id == quiz_id, Attempt.mode == "exam")
        .order_by(Attempt.state != "open", Attempt.id.desc())
        .limit(limit)
    )
    return [
        Taken(
            row.id, row.officer_id, str(row.person.get("name_with_titles", "")),
            str(row.person.get("agency_short", "")), row.mode, row.context, row.number, row.state,
            row.started_at, row.deadline_at, row.score_of, row.passed, row.revision_id,
        )
        for row in rows
    ]  # fmt: skip


def grants(session: Session, quiz_id: str) -> dict[int, int]:
    """How many more attempts each officer was given at a quiz, outside of sessions."""
    rows = session.execute(
        select(AttemptGrant.officer_id, func.sum(AttemptGrant.extra))
        .where(AttemptGrant.quiz_id == quiz_id, AttemptGrant.context == "")
        .group_by(AttemptGrant.officer_id)
    )
    return {officer: int(extra) for officer, extra in rows}
