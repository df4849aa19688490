"""Answers that came after the time: what a person has to decide, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion, LateAnswer

MOST = 500


@dataclass(frozen=True)
class Late:
    """One late answer beside the one that was marked.

    `typed_at` is what the officer's device said, None where it said nothing. `older` means that its device numbered
    it before the answer that counts.
    """

    event_id: int
    attempt: Attempt
    row: AttemptQuestion
    value: dict[str, Any] | None
    older: bool
    typed_at: datetime | None
    received_at: datetime
    source: str
    decision: str | None
    decided_at: datetime | None
    reason: str


def late_of_quiz(session: Session, quiz_id: str) -> list[Late]:
    """The late answers to a quiz's examinations: those that wait first, by attempt and place."""
    return _read(session, _rows().where(Attempt.quiz_id == quiz_id))


def late_of_attempt(session: Session, attempt_id: int) -> list[Late]:
    """The late answers of one attempt."""
    return _read(session, _rows().where(Attempt.id == attempt_id))


def late_waiting(session: Session, quiz_id: str | None = None) -> int:
    """How many late answers wait for a decision, of one quiz or of all."""
    counts = late_by_quiz(session)
    return sum(counts.values()) if quiz_id is None else counts.get(quiz_id, 0)


def late_by_quiz(session: Session) -> dict[str, int]:
    """The quizzes whose late answers wait for a decision, with how many."""
    rows = session.execute(
        select(Attempt.quiz_id, func.count())
        .select_from(AnswerEvent)
        .join(Attempt, Attempt.id == AnswerEvent.attempt_id)
        .outerjoin(LateAnswer, LateAnswer.event_id == AnswerEvent.id)
        .where(AnswerEvent.late, Attempt.mode == "exam", LateAnswer.decision.is_(None))
        .group_by(Attempt.quiz_id)
    )
    return {quiz_id: count for quiz_id, count in rows}


def _rows() -> Select[AnswerEvent, Attempt, AttemptQuestion, LateAnswer]:
    return (
        select(AnswerEvent, Attempt, AttemptQuestion, LateAnswer)
        .join(Attempt, Attempt.id == AnswerEvent.attempt_id)
        .join(AttemptQuestion, AttemptQuestion.id == AnswerEvent.attempt_question_id)
        .outerjoin(LateAnswer, LateAnswer.event_id == AnswerEvent.id)
        .where(AnswerEvent.late, Attempt.mode == "exam")
        .order_by(
            LateAnswer.decision.is_not(None), Attempt.id.desc(), AttemptQuestion.position, AnswerEvent.id
        )
        .limit(MOST)
    )


def _read(session: Session, query: Select[AnswerEvent, Attempt, AttemptQuestion, LateAnswer]) -> list[Late]:
    return [
        Late(
            event_id=event.id,
            attempt=attempt,
            row=row,
            value=event.value,
            older=(late.client_seq if late else event.client_seq) < row.answer_seq,
            typed_at=late.typed_at if late else None,
            received_at=event.received_at,
            source=late.source if late else "page",
            decision=late.decision if late else None,
            decided_at=late.decided_at if late else None,
            reason=late.reason if late else "",
        )
        for event, attempt, row, late in session.execute(query)
    ]
