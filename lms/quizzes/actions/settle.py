"""Fixing one answer to see its feedback at once, in practice with `feedback: after_each`."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.quizzes import events
from lms.quizzes.actions.held import refuse_held
from lms.quizzes.actions.submit import close_if_over, mark_row
from lms.quizzes.domain.marks import Mark
from lms.quizzes.queries.attempts import attempt_of, question_at
from lms.web.i18n import lazy_gettext as _l


def settle_question(
    session: Session, *, actor: Actor, clock: Clock, attempt_id: int, officer_id: int, position: int
) -> Mark:
    """Mark one answered question; from now on its answer stands. Doing it again changes nothing.

    Refused unless the attempt is open practice that shows feedback after each question, and the
    question has an answer: seeing a key without having answered would waste it.
    """
    attempt = attempt_of(session, attempt_id, officer_id)
    row = question_at(session, attempt.id, position)
    if attempt.feedback != "after_each" or attempt.mode != "practice":
        raise Refused("feedback.later", _l("Umpan balik percobaan ini dibuka setelah diserahkan."))
    if close_if_over(session, actor=actor, clock=clock, attempt=attempt):
        raise Refused("attempt.closed", _l("Percobaan ini sudah ditutup."))
    if row.answer is None:
        raise Refused("question.unanswered", _l("Jawab soal ini lebih dahulu."))
    refuse_held(session, attempt, [row], clock.now())
    mark = mark_row(session, attempt, row, now=clock.now())
    session.flush()
    events.question_settled.emit(session, attempt.id, clock)
    return mark
