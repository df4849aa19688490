"""A person's decision about a late answer: it counts from now on, or it does not, and either way with a reason."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused, Stale
from lms.quizzes import events, kinds
from lms.quizzes.actions.submit import add_up, close_if_over, keep_cells, locked, set_score
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion, LateAnswer, RoutingCell
from lms.quizzes.queries.attempts import questions_of, resolved_of, result_of
from lms.quizzes.queries.documents import question_of
from lms.web.i18n import lazy_gettext as _l

LONGEST_REASON = 300


def decide_late(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    event_id: int,
    accept: bool,
    reason: str,
    officer_id: int | None,
) -> LateAnswer:
    """Accept a late answer, which replaces the one that was marked, or decline it.

    `officer_id` is the decider's own, who may not decide about themselves. Raises NotFound for what is no late answer,
    Stale when somebody has decided before, Refused without a reason or while the attempt is open.
    """
    event = session.get(AnswerEvent, event_id)
    attempt = locked(session, event.attempt_id) if event is not None and event.late else None
    if event is None or attempt is None:
        raise NotFound("late.unknown", _l("Jawaban terlambat ini tidak ditemukan."))
    if not reason.strip():
        raise Refused("late.reason", _l("Tulis alasan keputusan ini."))
    if attempt.officer_id == officer_id:
        raise Refused("late.own", _l("Jawaban terlambat Anda sendiri diputuskan oleh pengajar lain."))
    if not close_if_over(session, actor=actor, clock=clock, attempt=attempt):
        raise Refused("attempt.open", _l("Percobaan ini masih berjalan."))
    late = _note(session, event)
    if late.decision is not None:
        raise Stale("late.decided", _l("Jawaban terlambat ini sudah diputuskan."))
    late.decision = "accepted" if accept else "declined"
    late.decided_at, late.decided_by = clock.now(), actor.id
    late.reason = reason.strip()[:LONGEST_REASON]
    late.score_before = attempt.score
    row = session.get_one(AttemptQuestion, event.attempt_question_id)
    if accept:
        _take(session, clock, attempt, row, event)
    late.score_after = attempt.score
    _journal(session, actor, clock, attempt, row, event, late)
    if accept and not attempt.waiting:
        events.attempt_closed.emit(session, result_of(session, attempt), actor, clock)
    return late


def _note(session: Session, event: AnswerEvent) -> LateAnswer:
    """The row about an event; a page that closed right after sending may have left none."""
    late = session.scalar(select(LateAnswer).where(LateAnswer.event_id == event.id))
    if late is None:
        late = LateAnswer(
            event_id=event.id, attempt_id=event.attempt_id, client_seq=event.client_seq, source="page"
        )
        session.add(late)
    return late


def _take(session: Session, clock: Clock, attempt: Attempt, row: AttemptQuestion, event: AnswerEvent) -> None:
    """Put the answer in the place of the marked one, and mark it by the rules of its kind.

    An open answer waits for a person again, because nobody has read this one.
    """
    row.answer, row.answered_at = event.value, event.received_at
    row.answer_seq = max(row.answer_seq, event.client_seq)
    question = question_of(session, row.marked_with_id or row.revision_id, row.question_id)
    mark = kinds.mark(question, row.answer, resolved_of(session, attempt, row))
    if mark.fraction is None:
        row.score, row.score_value, row.comment = None, None, ""
    else:
        set_score(row, mark.fraction)
    session.execute(delete(RoutingCell).where(RoutingCell.attempt_question_id == row.id))
    keep_cells(session, attempt, row, mark, now=row.settled_at or clock.now())
    add_up(attempt, questions_of(session, attempt.id))


def _journal(
    session: Session,
    actor: Actor,
    clock: Clock,
    attempt: Attempt,
    row: AttemptQuestion,
    event: AnswerEvent,
    late: LateAnswer,
) -> None:
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action=f"quiz.late.{late.decision}",
        object_type="attempt",
        object_id=attempt.id,
        data={
            "question": row.question_id,
            "event": event.id,
            "score": [late.score_before, late.score_after],
            "passed": attempt.passed,
            "waiting": attempt.waiting,
        },
        personal={"reason": late.reason},
    )
