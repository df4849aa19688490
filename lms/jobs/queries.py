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


def is_ready(session: Session, now: datetime) -> bool:
    """Whether a worker would find something to do."""
    ready = ((Job.state == WAITING) & (Job.not_before <= now)) | (
        (Job.state == RUNNING) & (Job.lease_until < now)
    )
    return session.scalar(select(Job.id).where(ready).limit(1)) is not None


def parked(session: Session) -> list[Job]:
    """The steps that a person must look at."""
    return list(session.scalars(select(Job).where(Job.state == PARKED).order_by(Job.id)))
