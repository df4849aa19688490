"""Asking for work, taking it, and saying how it went."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.jobs.models import DONE, PARKED, RUNNING, WAITING, Job

LEASE = timedelta(minutes=2)
ATTEMPTS = 5
BACKOFF_SECONDS = (2, 10, 60, 300)


def enqueue(session: Session, *, kind: str, key: str, payload: dict[str, Any], at: datetime) -> Job:
    """Ask for a step, in the caller's transaction; asking twice for the same (kind, key) asks once.

    A finished or parked row with the same key is opened again: the handler is idempotent, and
    looks for what still waits.
    """
    session.flush()
    added = _add(session, kind=kind, key=key, payload=payload, state=WAITING, not_before=at, created_at=at)
    if added is not None:
        return added
    job = session.scalars(select(Job).where(Job.kind == kind, Job.key == key)).one()
    if job.state in {DONE, PARKED}:
        job.state, job.payload, job.not_before, job.attempts, job.finished_at = WAITING, payload, at, 0, None
    elif job.state == RUNNING:
        job.payload, job.fence = payload, job.fence + 1  # the running step may have looked already: run again
        job.state, job.lease_until, job.not_before = WAITING, None, at
    session.flush()
    return job


def _add(session: Session, **values: Any) -> Job | None:
    """A new row in one statement; None when there is one with its kind and key."""
    if session.get_bind().dialect.name == "postgresql":
        return session.scalar(postgresql.insert(Job).values(values).on_conflict_do_nothing().returning(Job))
    return session.scalar(sqlite.insert(Job).values(values).on_conflict_do_nothing().returning(Job))


def take(session: Session, *, now: datetime) -> Job | None:
    """Lease the oldest ready job, or one whose worker was lost; None when there is nothing to do.

    A job that lost its worker as often as it may be tried is parked: it is what kills the workers.
    """
    ready = (Job.state == WAITING) & (Job.not_before <= now)
    lost = (Job.state == RUNNING) & (Job.lease_until < now)
    oldest = select(Job).where(ready | lost).order_by(Job.not_before, Job.id).limit(1)
    oldest = oldest.with_for_update(skip_locked=True)  # where writers are not one at a time anyway
    while (job := session.scalar(oldest)) is not None:
        job.fence += 1
        if job.state == RUNNING and job.attempts >= ATTEMPTS:
            job.state, job.lease_until, job.last_error = PARKED, None, "its worker was lost again and again"
            session.flush()
            continue
        job.state, job.lease_until = RUNNING, now + LEASE
        job.attempts += 1
        return job
    return None


def extend(session: Session, *, job_id: int, fence: int, now: datetime) -> bool:
    """Prolong the lease of a long step; False tells a worker that somebody else has it now."""
    return _guarded(session, job_id, fence, lease_until=now + LEASE)


def finish(session: Session, *, job_id: int, fence: int, now: datetime) -> bool:
    """Mark a step as done; False when a newer worker or a newer request holds it."""
    return _guarded(session, job_id, fence, state=DONE, finished_at=now, lease_until=None, last_error=None)


def fail(session: Session, *, job: Job, now: datetime, error: str) -> bool:
    """Put a failed step back with a growing pause, or park it after the last attempt."""
    parked = job.attempts >= ATTEMPTS
    pause = timedelta(seconds=BACKOFF_SECONDS[min(job.attempts, len(BACKOFF_SECONDS)) - 1])
    return _guarded(
        session,
        job.id,
        job.fence,
        state=PARKED if parked else WAITING,
        not_before=now + pause,
        lease_until=None,
        last_error=error[:500],
    )


def _guarded(session: Session, job_id: int, fence: int, **values: Any) -> bool:
    statement = update(Job).where(Job.id == job_id, Job.fence == fence, Job.state == RUNNING).values(**values)
    changed: int = session.execute(statement).rowcount  # type: ignore[attr-defined]
    return changed == 1
