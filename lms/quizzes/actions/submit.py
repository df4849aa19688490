"""Closing an attempt: once, with every mark computed from the stored answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import SYSTEM, Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound
from lms.quizzes import events, kinds
from lms.quizzes.actions.held import refuse_held
from lms.quizzes.domain.marks import Mark, from_text, passes, to_text, total
from lms.quizzes.domain.result import AttemptResult
from lms.quizzes.domain.rules import GRACE, accepts
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion, RoutingCell
from lms.quizzes.queries.attempts import questions_of, resolved_of, result_of
from lms.quizzes.queries.documents import question_of
from lms.web.i18n import lazy_gettext as _l


def submit_attempt(
    session: Session, *, actor: Actor, clock: Clock, attempt_id: int, officer_id: int
) -> AttemptResult:
    """Close the officer's attempt and mark it; a second call returns the same result and changes nothing."""
    attempt = locked(session, attempt_id)
    if attempt is None or attempt.officer_id != officer_id:
        raise NotFound("attempt.unknown", _l("Percobaan ini tidak ditemukan."))
    if attempt.state != "open" or close_if_over(session, actor=actor, clock=clock, attempt=attempt):
        return result_of(session, attempt)
    rows = questions_of(session, attempt.id)
    if attempt.mode == "practice":
        refuse_held(session, attempt, rows, clock.now())
    return _close(session, actor, clock, attempt, rows, state="submitted", at=clock.now())


def close_if_over(session: Session, *, actor: Actor, clock: Clock, attempt: Attempt) -> bool:
    """Close an attempt whose deadline and grace have passed; whether it is closed now."""
    if attempt.state != "open":
        return True
    if accepts(clock.now(), attempt.deadline_at) or attempt.deadline_at is None:
        return False
    rows = questions_of(session, attempt.id)
    _close(session, actor, clock, attempt, rows, state="expired", at=attempt.deadline_at)
    return True


def close_now(session: Session, *, actor: Actor, clock: Clock, attempt: Attempt) -> AttemptResult:
    """Close an open attempt as it stands, for a reason outside of it."""
    rows = questions_of(session, attempt.id)
    return _close(session, actor, clock, attempt, rows, state="expired", at=clock.now())


def close_expired(session: Session, *, clock: Clock, attempt_id: int, actor: Actor = SYSTEM) -> bool:
    """The finisher's step: close one attempt if it ran out; running it again changes nothing."""
    attempt = locked(session, attempt_id)
    return attempt is not None and close_if_over(session, actor=actor, clock=clock, attempt=attempt)


def expired_attempts(session: Session, *, now: datetime, limit: int = 500) -> list[int]:
    """Open attempts whose deadline and grace have passed, the oldest first."""
    over = select(Attempt.id).where(Attempt.state == "open", Attempt.deadline_at < now - GRACE)
    return list(session.scalars(over.order_by(Attempt.deadline_at).limit(limit)))


def locked(session: Session, attempt_id: int) -> Attempt | None:
    """The attempt, locked on databases where writers run side by side."""
    return session.scalar(
        select(Attempt)
        .where(Attempt.id == attempt_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _close(
    session: Session,
    actor: Actor,
    clock: Clock,
    attempt: Attempt,
    rows: Sequence[AttemptQuestion],
    *,
    state: str,
    at: datetime,
) -> AttemptResult:
    for row in rows:
        mark_row(session, attempt, row, now=clock.now())
    received = _events(session, attempt.id)
    attempt.state, attempt.closed_at = state, at
    attempt.answers_sha256 = answers_digest(received)
    add_up(attempt, rows)
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action=f"quiz.attempt.{state}",
        object_type="attempt",
        object_id=attempt.id,
        data={
            "officer": attempt.officer_id,
            "quiz": attempt.quiz_id,
            "revision": attempt.revision_id,
            "number": attempt.number,
            "score": attempt.score,
            "passed": attempt.passed,
            "waiting": attempt.waiting,
            "answers": len(received),
            "answers_sha256": attempt.answers_sha256,
        },
    )
    result = result_of(session, attempt, rows)
    events.attempt_closed.emit(session, result, actor, clock)
    return result


def mark_row(session: Session, attempt: Attempt, row: AttemptQuestion, *, now: datetime) -> Mark:
    """Mark one question from its stored answer and keep the mark; a question is marked once."""
    question = question_of(session, row.revision_id, row.question_id)
    mark = kinds.mark(question, row.answer, resolved_of(session, attempt, row))
    if row.settled_at is None:
        row.settled_at = now
        if mark.fraction is not None:
            set_score(row, mark.fraction)
        keep_cells(session, attempt, row, mark, now=now)
    return mark


def keep_cells(
    session: Session, attempt: Attempt, row: AttemptQuestion, mark: Mark, *, now: datetime
) -> None:
    """Write what was right and what was chosen into the confusion matrix."""
    session.add_all(
        RoutingCell(
            attempt_question_id=row.id,
            officer_id=attempt.officer_id,
            agency_id=attempt.person.get("agency_id"),
            right_code=cell.right,
            chosen_code=cell.chosen,
            at=now,
        )
        for cell in mark.cells
    )


def set_score(row: AttemptQuestion, fraction: Fraction) -> None:
    """Keep a mark exactly, and as a float for statistics."""
    row.score, row.score_value = to_text(fraction), float(fraction)


def add_up(attempt: Attempt, rows: Sequence[AttemptQuestion]) -> None:
    """The score over all drawn questions, once no answer waits for a person."""
    attempt.waiting = sum(row.score is None for row in rows)
    if attempt.waiting:
        attempt.score, attempt.score_value, attempt.passed = None, None, None
        return
    fraction = total((from_text(row.score or "0") for row in rows), attempt.drawn)
    attempt.score, attempt.score_value = to_text(fraction), float(fraction)
    attempt.passed = passes(fraction, attempt.pass_mark)


def _events(session: Session, attempt_id: int) -> list[AnswerEvent]:
    rows = select(AnswerEvent).where(AnswerEvent.attempt_id == attempt_id).order_by(AnswerEvent.id)
    return list(session.scalars(rows))


def answers_digest(received: Sequence[AnswerEvent]) -> str:
    """SHA-256 over every received answer in order: question row, number, value, moment, lateness."""
    digest = hashlib.sha256()
    for event in received:
        line = [
            event.attempt_question_id,
            event.client_seq,
            event.value,
            event.received_at.isoformat(),
            event.late,
        ]
        text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest.update(text.encode() + b"\n")
    return digest.hexdigest()
