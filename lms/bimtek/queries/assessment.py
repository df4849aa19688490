"""The crossed tests of a session as they were drawn, and where everybody stands between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.domain.next_step import PostTest
from lms.bimtek.domain.parallel import Forms, Half, PoolItem
from lms.bimtek.models import Assessment, Enrolment, RoomHalf
from lms.bimtek.queries import post_test
from lms.bimtek.queries.views import SessionView
from lms.quizzes.domain.draw import askable
from lms.quizzes.domain.question import Question
from lms.quizzes.queries import attempts
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.documents import live_quiz

State = Literal["none", "open", "over"]


@dataclass(frozen=True)
class AssessmentView:
    """The forms of a session and when its pre-test was open."""

    session_id: int
    quiz_id: str
    revision_id: int
    seed: str
    forms: Forms
    pre_opens_at: datetime
    pre_closes_at: datetime | None

    def pre_open(self, now: datetime) -> bool:
        """Whether the pre-test can be started."""
        return self.pre_opens_at <= now and (self.pre_closes_at is None or now < self.pre_closes_at)


def assessment_of(session: Session, session_id: int) -> AssessmentView | None:
    """The crossed tests of a session; None when it has no pre-test."""
    row = session.get(Assessment, session_id)
    if row is None:
        return None
    forms = Forms(tuple(row.first), tuple(row.second), tuple(row.unpaired))
    return AssessmentView(
        session_id, row.quiz_id, row.revision_id, row.seed, forms, row.pre_opens_at, row.pre_closes_at
    )


def pool_of(session: Session, quiz_id: str, on: date) -> tuple[int, list[PoolItem], int | None]:
    """The live revision of a quiz, the questions that can be asked in its examination, and how many it draws."""
    live = live_quiz(session, quiz_id)
    if live is None:
        return 0, [], None
    questions = live.quiz.pool("exam")
    catalogue = catalogue_on(session, on) if any(q.kind == "routing" for q in questions) else None

    def able(question: Question) -> bool:
        return catalogue is None or askable(question, catalogue)

    items = [PoolItem(q.id, live.quiz.unit_of(q), q.kind, q.difficulty) for q in questions if able(q)]
    return live.revision_id, items, live.quiz.draw


def halves(session: Session, session_id: int) -> dict[int, Half]:
    """The half of everybody who has one, by enrolment."""
    rows = session.execute(
        select(RoomHalf.enrolment_id, RoomHalf.half)
        .join(Enrolment, Enrolment.id == RoomHalf.enrolment_id)
        .where(Enrolment.session_id == session_id)
    )
    return {enrolment_id: half for enrolment_id, half in rows}


def half_sizes(session: Session, session_id: int) -> dict[Half, int]:
    """How many enrolled people sit in each half."""
    sizes = Counter(
        session.scalars(
            select(RoomHalf.half)
            .join(Enrolment, Enrolment.id == RoomHalf.enrolment_id)
            .where(Enrolment.session_id == session_id, Enrolment.status == "enrolled")
        )
    )
    return {"A": sizes["A"], "B": sizes["B"]}


def pre_test_progress(session: Session, view: SessionView, officer_id: int, now: datetime) -> PostTest:
    """How far one participant is with the pre-test; none without one."""
    found = assessment_of(session, view.id)
    if found is None:
        return "none"
    mark = post_test.context(view.id, "pre")
    if attempts.open_attempt(session, officer_id, found.quiz_id, context=mark):
        return "started"
    if attempts.attempts_used(session, officer_id, found.quiz_id, context=mark):
        return "done"
    begun = attempts.attempts_used(session, officer_id, found.quiz_id, context=post_test.context(view.id))
    is_open = found.pre_open(now) and view.stored_state == "announced" and not begun
    return "open" if is_open else "over"
