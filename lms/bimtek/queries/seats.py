"""How many places a session has given away, and who is next in line."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.bimtek.domain.places import SEATED_ROLE, EnrolmentStatus
from lms.bimtek.models import Enrolment, Guest
from lms.bimtek.queries.sessions import enrolled_counts


def seats_taken(session: Session, session_id: int) -> int:
    """Enrolled officers and guests who take part; speakers and the committee need no seat."""
    guests = session.scalar(
        select(func.count())
        .select_from(Guest)
        .where(Guest.session_id == session_id, Guest.removed_at.is_(None), Guest.role == SEATED_ROLE)
    )
    return enrolled_counts(session, [session_id]).get(session_id, 0) + (guests or 0)


def line(session: Session, session_id: int) -> list[Enrolment]:
    """Who waits for a place, the first in line first."""
    query = (
        select(Enrolment)
        .where(Enrolment.session_id == session_id, Enrolment.status == "waiting")
        .order_by(Enrolment.queued_at, Enrolment.id)
    )
    return list(session.scalars(query))


def place_in_line(session: Session, enrolment: Enrolment) -> int:
    """1 for who is next; 0 for somebody who does not wait."""
    ids = [one.id for one in line(session, enrolment.session_id)]
    return ids.index(enrolment.id) + 1 if enrolment.id in ids else 0


def of_status(session: Session, session_id: int, *statuses: EnrolmentStatus) -> dict[int, EnrolmentStatus]:
    """The people of a session that stand like this, by officer."""
    query = select(Enrolment.officer_id, Enrolment.status).where(
        Enrolment.session_id == session_id, Enrolment.status.in_(statuses)
    )
    return {officer_id: status for officer_id, status in session.execute(query)}


def queue(session: Session, session_id: int) -> dict[str, int]:
    """How many wait for a place, for their head's answer, and how many guests there are."""
    counted = session.execute(
        select(Enrolment.status, func.count())
        .where(Enrolment.session_id == session_id, Enrolment.status.in_(("waiting", "requested")))
        .group_by(Enrolment.status)
    )
    found = {str(status): number for status, number in counted}
    guests = session.scalar(
        select(func.count())
        .select_from(Guest)
        .where(Guest.session_id == session_id, Guest.removed_at.is_(None))
    )
    return {"waiting": found.get("waiting", 0), "requested": found.get("requested", 0), "guests": guests or 0}
