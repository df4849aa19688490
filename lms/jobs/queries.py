"""How much work waits, for /readyz, the admin's page and the supervisor of the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.jobs.models import PARKED, RUNNING, WAITING, Job


@dataclass(frozen=True)
class Backlog:
    """Counts of unfinished steps."""

    waiting: int
    running: int
    parked: int


def backlog(session: Session) -> Backlog:
    """How many steps wait, run, or were parked after their last attempt."""
    counts = {
        state: number
        for state, number in session.execute(select(Job.state, func.count()).group_by(Job.state))
    }
    return Backlog(counts.get(WAITING, 0), counts.get(RUNNING, 0), counts.get(PARKED, 0))


def ready(session: Session, now: datetime, enough: int) -> int:
    """How many steps a worker would find to do; counting stops at `enough`."""
    found = ((Job.state == WAITING) & (Job.not_before <= now)) | (
        (Job.state == RUNNING) & (Job.lease_until < now)
    )
    some = select(Job.id).where(found).limit(enough).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def is_ready(session: Session, now: datetime) -> bool:
    """Whether a worker would find something to do."""
    return ready(session, now, 1) == 1


def parked(session: Session) -> list[Job]:
    """The steps that a person must look at."""
    return list(session.scalars(select(Job).where(Job.state == PARKED).order_by(Job.id)))
