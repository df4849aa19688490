"""Marked answers as facts for other rooms: who answered which question when, and what it earned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from lms.library.models import Revision
from lms.quizzes.models import Attempt, AttemptQuestion


@dataclass(frozen=True)
class MarkedAnswer:
    """One answer with its mark; `score` is from 0 to 1, `at` the moment of the answer.

    A question is the same over the revisions of its quiz: it is named by quiz and question id.
    """

    id: int
    attempt_id: int
    officer_id: int
    quiz_id: str
    question_id: str
    unit: str | None
    kind: str
    score: float
    at: datetime


def _select() -> Select[Any]:
    question = AttemptQuestion
    columns: tuple[Any, ...] = (
        question.id, Attempt.id, Attempt.officer_id, Revision.doc_id, question.question_id, question.unit,
        question.kind, question.score_value, question.answered_at, question.settled_at,
    )  # fmt: skip
    return (
        select(*columns)
        .join(Attempt, Attempt.id == question.attempt_id)
        .join(Revision, Revision.id == question.revision_id)
        .where(
            question.settled_at.is_not(None), question.answer.is_not(None), question.score_value.is_not(None)
        )
    )


_OF_ATTEMPT = _select().where(Attempt.id == bindparam("attempt")).order_by(AttemptQuestion.position)
"""Built once: every attempt that closes asks it."""


def _read(session: Session, query: Select[Any], **values: int) -> list[MarkedAnswer]:
    return [
        MarkedAnswer(id, attempt, officer, quiz, question, unit, kind, score or 0.0, answered or settled)
        for id, attempt, officer, quiz, question, unit, kind, score, answered, settled in session.execute(
            query, values
        )
    ]


def marked_answers(session: Session, attempt_id: int) -> list[MarkedAnswer]:
    """The marked answers of an attempt, in its order; what was left empty or waits for a person is not among them."""
    return _read(session, _OF_ATTEMPT, attempt=attempt_id)


def all_marked(session: Session, *, after: int = 0, limit: int = 5000) -> list[MarkedAnswer]:
    """Marked answers of everybody by id, page by page: those above the id `after`."""
    return _read(
        session, _select().where(AttemptQuestion.id > after).order_by(AttemptQuestion.id).limit(limit)
    )
