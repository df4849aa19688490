"""Guests of a session and where they were."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.domain.places import SEATED_ROLE
from lms.bimtek.domain.rules import Presented, credited_jp
from lms.bimtek.models import Guest, GuestAttendance
from lms.bimtek.queries.views import Presence, SessionView


@dataclass(frozen=True)
class GuestLine:
    """One guest, what is recorded of them by slot, and the hours that makes."""

    id: int
    name: str
    institution: str
    role: str
    email: str | None
    presences: dict[int, Presence]
    attended_jp: Fraction
    attendance_ok: bool

    @property
    def takes_part(self) -> bool:
        """Whether the guest is a participant, whose hours count; speakers and the committee are not."""
        return self.role == SEATED_ROLE


def guests(session: Session, view: SessionView) -> list[GuestLine]:
    """The guests of a session by name; who was removed is left out."""
    there = _presences(session, view.id)
    rows = session.scalars(select(Guest).where(Guest.session_id == view.id, Guest.removed_at.is_(None)))
    found = [_line(row, view, there.get(row.id, {})) for row in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def _line(row: Guest, view: SessionView, seen: dict[int, Presence]) -> GuestLine:
    hours = sum(
        (
            credited_jp(Presented(slot.jp, slot.minutes, one.state, one.minutes_late, one.minutes_early))
            for slot in view.slots
            if (one := seen.get(slot.id))
        ),
        Fraction(0),
    )
    enough = view.total_jp > 0 and hours * 100 >= view.total_jp * view.rules.attendance_percent
    return GuestLine(row.id, row.name, row.institution, row.role, row.email, seen, hours, enough)


def _presences(session: Session, session_id: int) -> dict[int, dict[int, Presence]]:
    query = select(GuestAttendance).join(Guest, Guest.id == GuestAttendance.guest_id)
    found: dict[int, dict[int, Presence]] = defaultdict(dict)
    for row in session.scalars(query.where(Guest.session_id == session_id)):
        found[row.guest_id][row.slot_id] = Presence(
            row.state, row.minutes_late, row.minutes_early, "hand", row.recorded_at
        )
    return dict(found)
