"""More time or more attempts for one officer, given by a trainer with a reason."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.quizzes.actions.build import ask_finisher
from lms.quizzes.actions.submit import close_if_over, locked
from lms.quizzes.models import Attempt, AttemptGrant
from lms.web.i18n import lazy_gettext as _l

MOST_MINUTES = 240
MOST_ATTEMPTS = 10


def extend_time(
    session: Session, *, actor: Actor, clock: Clock, attempt_id: int, minutes: int, reason: str
) -> Attempt:
    """Move the deadline of an open attempt; one that already ran out stays closed."""
    attempt = locked(session, attempt_id)
    if attempt is None:
        raise NotFound("attempt.unknown", _l("Percobaan ini tidak ditemukan."))
    if attempt.deadline_at is None:
        raise Refused("attempt.untimed", _l("Percobaan ini tidak dibatasi waktu."))
    if close_if_over(session, actor=actor, clock=clock, attempt=attempt):
        raise Refused("attempt.closed", _l("Percobaan ini sudah ditutup; waktunya tidak dapat ditambah."))
    if not 1 <= minutes <= MOST_MINUTES or not reason.strip():
        raise Refused(
            "attempt.extension",
            _l("Isi alasan dan tambahan waktu 1 sampai %(most)s menit.", most=MOST_MINUTES),
        )
    before = attempt.deadline_at
    attempt.deadline_at = before + timedelta(minutes=minutes)
    ask_finisher(session, attempt.id)
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="quiz.attempt.extended",
        object_type="attempt",
        object_id=attempt.id,
        data={"minutes": minutes, "before": before.isoformat(), "after": attempt.deadline_at.isoformat()},
        personal={"reason": reason.strip()[:300]},
    )
    return attempt


def grant_attempts(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    officer_id: int,
    quiz_id: str,
    extra: int,
    reason: str,
    context: str = "",
) -> AttemptGrant:
    """Give an officer attempts beyond the limit of a quiz; those already taken stay as they are."""
    if not 1 <= extra <= MOST_ATTEMPTS or not reason.strip():
        raise Refused(
            "attempt.grant", _l("Isi alasan dan 1 sampai %(most)s percobaan tambahan.", most=MOST_ATTEMPTS)
        )
    row = AttemptGrant(
        officer_id=officer_id,
        quiz_id=quiz_id,
        context=context,
        extra=extra,
        reason=reason.strip()[:300],
        at=clock.now(),
        account_id=actor.id,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="quiz.attempts.granted",
        object_type="quiz",
        object_id=quiz_id,
        data={"officer": officer_id, "extra": extra, "context": context},
        personal={"reason": row.reason},
    )
    return row
