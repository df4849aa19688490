"""Who takes part, and who was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.bimtek.models import Attendance, Enrolment
from lms.bimtek.queries.views import Participant, Presence, SessionView, SlotView
from lms.people.domain.snapshot import OfficerSnapshot
from lms.people.queries import find_officers
from lms.people.queries.officers import OfficerLine


def participants(
    session: Session, session_id: int, *, on: date, withdrawn: bool = False
) -> list[Participant]:
    """The people of a session by name, as they are on a day or as they were at the closing.

    `withdrawn` adds everybody else who ever had to do with it: who left, waits, asked, or was declined.
    """
    query = select(Enrolment).where(Enrolment.session_id == session_id)
    if not withdrawn:
        query = query.where(Enrolment.status == "enrolled")
    rows = {row.officer_id: row for row in session.scalars(query)}
    lines = find_officers(session, on=on, ids=list(rows), active_only=False)
    return sorted(
        (_participant(rows[line.id], line) for line in lines),
        key=lambda one: (one.name.casefold(), one.officer_id),
    )


def _participant(row: Enrolment, line: OfficerLine) -> Participant:
    kept = OfficerSnapshot.from_json(row.snapshot) if row.snapshot else None
    return Participant(
        enrolment_id=row.id,
        officer_id=row.officer_id,
        name=kept.name_with_titles if kept else line.name,
        nip=kept.nip if kept else line.nip,
        post_title=kept.post_title if kept else line.post_title,
        agency_name=kept.agency_name if kept else line.agency_name,
        agency_short=kept.agency_short if kept else line.agency_short,
        status=row.status,
        enrolled_at=row.enrolled_at,
        queued_at=row.queued_at,
        promoted_at=row.promoted_at,
        request_note=row.request_note,
        decision_note=row.decision_note,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        snapshot=kept,
    )


def closed_snapshot(session: Session, enrolment_id: int) -> OfficerSnapshot | None:
    """Who the participant was when the session was closed; None while it is open."""
    row = session.get(Enrolment, enrolment_id)
    return OfficerSnapshot.from_json(row.snapshot) if row and row.snapshot else None


def enrolment_of(session: Session, session_id: int, officer_id: int) -> Enrolment | None:
    """The row of one person in one session, withdrawn or not."""
    return session.scalar(
        select(Enrolment).where(Enrolment.session_id == session_id, Enrolment.officer_id == officer_id)
    )


def presences(session: Session, session_id: int) -> dict[int, dict[int, Presence]]:
    """What is recorded, by enrolment and slot."""
    found: dict[int, dict[int, Presence]] = defaultdict(dict)
    query = (
        select(Attendance)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .where(Enrolment.session_id == session_id)
    )
    for row in session.scalars(query):
        found[row.enrolment_id][row.slot_id] = Presence(
            row.state, row.minutes_late, row.minutes_early, row.method, row.recorded_at
        )
    return dict(found)


def open_to(view: SessionView, there: Mapping[int, Presence]) -> list[SlotView]:
    """The slots whose check-in is open and to which a person, of whom `there` is recorded, has not checked in."""
    return [
        one
        for one in view.slots
        if one.checkin_open and (one.id not in there or there[one.id].state == "absent")
    ]


def present_count(session: Session, slot_id: int) -> int:
    """How many people are recorded as present or late in a slot."""
    counted = session.scalar(
        select(func.count())
        .select_from(Attendance)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .where(Attendance.slot_id == slot_id, Attendance.state != "absent", Enrolment.status == "enrolled")
    )
    return counted or 0
