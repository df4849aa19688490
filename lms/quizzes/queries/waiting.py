"""Open answers that wait for a person's mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class WaitingAnswer:
    """An answer to be marked; it does not say whose it is."""

    id: int
    quiz: str
    question_id: str
    handed_in: datetime


def waiting_answers(session: Session) -> list[WaitingAnswer]:
    """Answers of closed attempts without a mark, the oldest first."""
    rows = session.execute(
        select(AttemptQuestion.id, Attempt.title, AttemptQuestion.question_id, Attempt.closed_at)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(Attempt.state != "open", Attempt.waiting > 0, AttemptQuestion.score.is_(None))
        .order_by(Attempt.closed_at, AttemptQuestion.id)
    )
    return [WaitingAnswer(id, quiz, question, at) for id, quiz, question, at in rows if at is not None]


def waiting_answer(session: Session, answer_id: int) -> AttemptQuestion:
    """An open answer of a closed attempt, marked or not; raises NotFound."""
    row = session.scalar(
        select(AttemptQuestion)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(AttemptQuestion.id == answer_id, AttemptQuestion.kind == "open", Attempt.state != "open")
    )
    if row is None:
        raise NotFound("answer.unknown", _l("Jawaban ini tidak ditemukan."))
    return row
