"""Questions that an officer has before them in an examination: until its keys may be shown, practice keeps them back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lms.library.models import Revision
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.shown import may_be_told

QuestionKey = tuple[str, str]


def held_back(session: Session, officer_id: int, now: datetime) -> frozenset[QuestionKey]:
    """(quiz, question) of the officer's examinations that are open, or whose keys may not be shown yet.

    A question for `both` could be looked up by practising it in a second window otherwise.
    """
    rows = session.execute(
        select(Revision.doc_id, AttemptQuestion.question_id)
        .join(AttemptQuestion, AttemptQuestion.revision_id == Revision.id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(
            Attempt.officer_id == officer_id,
            Attempt.mode == "exam",
            or_(Attempt.state == "open", ~may_be_told(now)),
        )
        .distinct()
    )
    return frozenset((quiz_id, question_id) for quiz_id, question_id in rows)
