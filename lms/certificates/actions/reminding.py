"""Reminders before a certificate runs out: one step of the outbox for each, planned when it is issued."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.core.clock import Clock
from lms.institution.queries import institution
from lms.jobs.actions import enqueue

JOB = "certificates.remind"
AHEAD = (60, 14)  # days before the last day
HOUR = time(8, 0)  # in the institution's zone: when people read their mail


def plan_reminders(session: Session, clock: Clock, certificate_id: int) -> None:
    """Enqueue the reminders of an issued certificate that lie ahead; planning them again changes nothing."""
    row = session.get_one(Certificate, certificate_id)
    if row.valid_until is None or row.officer_id is None:
        return
    zone = institution(session).zone
    for days in AHEAD:
        at = datetime.combine(row.valid_until - timedelta(days=days), HOUR, tzinfo=zone)
        if at > clock.now():
            payload = {"certificate": row.id, "days": days}
            enqueue(session, kind=JOB, key=f"{row.id}:{days}", payload=payload, at=at)


def still_due(session: Session, certificate_id: int) -> Certificate | None:
    """The certificate when its holder must still be told: valid, and not renewed meanwhile."""
    row = session.get(Certificate, certificate_id)
    if row is None or row.state != "issued" or row.valid_until is None or row.officer_id is None:
        return None
    later = select(Certificate.id).where(Certificate.renews_id == row.id, Certificate.state != "void")
    return None if session.scalar(later) is not None else row
