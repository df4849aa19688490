"""The letters whose keys may leave the server: practice alone, in no examination, today or still running."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lms.quizzes.domain.question import Question, fold
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.documents import PoolItem, live_quizzes


def offline_letters(session: Session, now: datetime) -> list[PoolItem]:
    """Live letters that are for practice only, by quiz and place.

    A question for `both` is an examination question. So is one whose letter also stands in an examination, and one
    that an examination still holds which began before a trainer released it, or whose keys are not shown yet.
    Letters with pictures are left out: the pictures would not be on the device.
    """
    live = live_quizzes(session)
    exam_texts = {fold(q.stem) for one in live for q in one.quiz.pool("exam")}
    held = _in_examinations(session, now)
    return [
        PoolItem(one.quiz.id, one.revision_id, one.quiz.unit_of(q), one.quiz.level, q)
        for one in live
        for q in one.quiz.questions
        if (q.use or one.quiz.use) == "practice"
        and q.kind == "routing"
        and fold(q.stem) not in exam_texts
        and (one.quiz.id, q.id) not in held
        and not _has_picture(q)
    ]


def _in_examinations(session: Session, now: datetime) -> set[tuple[str, str]]:
    rows = session.execute(
        select(Attempt.quiz_id, AttemptQuestion.question_id)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .where(
            Attempt.mode == "exam",
            or_(Attempt.state == "open", Attempt.closes_at > now),
            AttemptQuestion.kind == "routing",
        )
        .distinct()
    )
    return {(quiz, question) for quiz, question in rows}


def _has_picture(question: Question) -> bool:
    return any("![" in text for text in (question.stem, question.explanation))
