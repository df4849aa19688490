"""When two rows turn out to be one person: the attempts of both belong to the row that stays."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.core.actor import SYSTEM
from lms.core.clock import Clock
from lms.quizzes.actions.submit import close_now
from lms.quizzes.domain.rules import Mode
from lms.quizzes.models import Attempt, AttemptGrant, RoutingCell
from lms.quizzes.queries.attempts import open_attempt


def merge_officers(session: Session, clock: Clock, merged_id: int, survivor_id: int) -> None:
    """Move attempts, grants and the confusion matrix; attempts keep their order, numbers go on after the survivor's.

    Where both have an open attempt at the same quiz, the merged row's is closed and marked as it stands.
    """
    attempts = select(Attempt).where(Attempt.officer_id == merged_id).order_by(Attempt.id)
    for attempt in session.scalars(attempts).all():
        mode: Mode = "practice" if attempt.mode == "practice" else "exam"
        rival = open_attempt(session, survivor_id, attempt.quiz_id, context=attempt.context, mode=mode)
        if attempt.state == "open" and rival is not None:
            close_now(session, actor=SYSTEM, clock=clock, attempt=attempt)
        attempt.number = 1 + (
            session.scalar(
                select(func.max(Attempt.number)).where(
                    Attempt.officer_id == survivor_id, Attempt.quiz_id == attempt.quiz_id,
                    Attempt.context == attempt.context, Attempt.mode == mode,
                )
            )
            or 0
        )  # fmt: skip
        attempt.officer_id = survivor_id
        session.flush()
    for table in (AttemptGrant, RoutingCell):
        session.execute(update(table).where(table.officer_id == merged_id).values(officer_id=survivor_id))
