"""The post-test of a session, as the quizzes know it: attempts are told apart by their context."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.domain.next_step import PostTest
from lms.bimtek.domain.parallel import Occasion
from lms.bimtek.models import BimtekSession, Enrolment
from lms.bimtek.queries.views import SessionView
from lms.quizzes.domain.rules import Window
from lms.quizzes.queries import attempts
from lms.quizzes.queries.documents import live_quiz

PREFIX = "bimtek:"


def context(session_id: int, occasion: Occasion = "post") -> str:
    """The mark that sets the attempts at a test of a session apart from all others."""
    return f"{PREFIX}{session_id}:{occasion}"


def best_marks(session: Session, view: SessionView, officer_ids: Iterable[int]) -> dict[int, Fraction]:
    """The best finished and fully marked attempt of each participant, as a share; who has none is left out."""
    if view.post_test_quiz is None:
        return {}
    found = attempts.best_results(session, view.post_test_quiz, list(officer_ids), context=context(view.id))
    return {officer_id: best.fraction for officer_id, best in found.items()}


def open_attempts(
    session: Session, view: SessionView, officer_ids: Iterable[int], occasion: Occasion = "post"
) -> list[int]:
    """The ids of the attempts at a test that are still open."""
    quiz, mark = view.post_test_quiz, context(view.id, occasion)
    if quiz is None:
        return []
    found = (attempts.open_attempt(session, one, quiz, context=mark) for one in officer_ids)
    return [row.id for row in found if row is not None]


def unmarked(session: Session, view: SessionView, officer_ids: Iterable[int]) -> list[int]:
    """The participants of whom an answer still waits for a person's mark."""
    quiz, mark = view.post_test_quiz, context(view.id)
    if quiz is None:
        return []
    return [
        one
        for one in officer_ids
        if any(row.waiting for row in attempts.past_attempts(session, one, quiz, context=mark))
    ]


def progress(session: Session, view: SessionView, officer_id: int, now: datetime) -> PostTest:
    """How far one participant is with the post-test."""
    state = view.post_test_state(now)
    if view.post_test_quiz is None or state in {"none", "ahead"}:
        return "none" if state == "none" else "ahead"
    if open_attempts(session, view, [officer_id]):
        return "started"
    live = live_quiz(session, view.post_test_quiz)
    left = attempts.left(session, officer_id, live, context=context(view.id)) if live else 0
    mark = best_marks(session, view, [officer_id]).get(officer_id)
    reached = mark is not None and mark * 100 >= view.rules.post_test_percent
    if state == "open" and left != 0 and not reached:
        return "open"
    used = attempts.attempts_used(session, officer_id, view.post_test_quiz, context=context(view.id))
    return "done" if used else "over"


def window(
    session: Session, officer_id: int, quiz_id: str, attempt_context: str, now: datetime
) -> Window | None:
    """Keeps a post-test to its session: its participants take it there, and not beforehand as a plain quiz.

    Inside the session the window is that of the trainer; people outside and everything else are left to the quiz.
    """
    sessions = session.scalars(
        select(BimtekSession)
        .join(Enrolment, Enrolment.session_id == BimtekSession.id)
        .where(
            BimtekSession.post_test_quiz == quiz_id,
            BimtekSession.state == "announced",
            Enrolment.officer_id == officer_id,
            Enrolment.status == "enrolled",
        )
    )
    for row in sessions:
        if attempt_context == context(row.id):
            return (
                Window(row.post_test_opens_at, row.post_test_closes_at)
                if row.post_test_opens_at
                else _shut(now)
            )
        if attempt_context == "":
            return _shut(now)
    return None


def _shut(now: datetime) -> Window:
    return Window(opens=None, closes=now)
