"""Reminders: one step of the outbox for each day on which participants are reminded of a session."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions.messages import invited, tell
from lms.bimtek.domain.places import reminder_days
from lms.bimtek.models import BimtekSession, Slot
from lms.core.clock import Clock
from lms.institution.queries import institution
from lms.jobs.actions import enqueue

JOB = "bimtek.remind"
HOUR = time(8, 0)  # in the institution's zone: when people read their mail


def count_days(session: Session, row: BimtekSession) -> None:
    """Remember on how many days the timetable lies, as long as it grows."""
    zone = institution(session).zone
    starts = session.scalars(select(Slot.starts_at).where(Slot.session_id == row.id))
    row.calendar_days = max(row.calendar_days or 0, len({at.astimezone(zone).date() for at in starts}))


def plan_reminders(session: Session, clock: Clock, row: BimtekSession) -> None:
    """Enqueue the reminders of an announced session that lie ahead; planning them again changes nothing.

    A step that was planned for another first day finds that out when it runs, and does nothing.
    """
    start = first_start(session, row.id)
    if row.state != "announced" or start is None:
        return
    zone = institution(session).zone
    day = start.astimezone(zone).date()
    for ahead in reminder_days(row.reminders):
        at = datetime.combine(day - timedelta(days=ahead), HOUR, tzinfo=zone)
        if at > clock.now():
            payload = {"session": row.id, "day": day.isoformat(), "ahead": ahead}
            enqueue(session, kind=JOB, key=f"{row.id}:{day.isoformat()}:{ahead}", payload=payload, at=at)


def first_start(session: Session, session_id: int) -> datetime | None:
    """When the first slot of a session begins."""
    return session.scalar(
        select(Slot.starts_at).where(Slot.session_id == session_id).order_by(Slot.starts_at).limit(1)
    )


def remind(session: Session, *, clock: Clock, session_id: int, day: str, ahead: int) -> int:
    """Write the reminders of one day; returns how many. None for a session that moved, is over or was called off."""
    row = session.get(BimtekSession, session_id)
    start = first_start(session, session_id)
    if row is None or row.state != "announced" or start is None or start <= clock.now():
        return 0
    if start.astimezone(institution(session).zone).date().isoformat() != day:
        return 0
    if ahead not in reminder_days(row.reminders):
        return 0
    return tell(session, clock, row, "reminder", *invited(session, session_id), about=f"{day}:{ahead}")
