"""People without an account: listed by name and institution, and checked in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions.attendance import Mark, checked
from lms.bimtek.actions.common import journal, locked_open, slot_of
from lms.bimtek.actions.enrolment import fill_places
from lms.bimtek.actions.messages import tell
from lms.bimtek.domain.places import GUEST_ROLES, SEATED_ROLE
from lms.bimtek.domain.schedule import minutes
from lms.bimtek.models import BimtekSession, Guest, GuestAttendance
from lms.bimtek.queries.seats import line, seats_taken
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class GuestFacts:
    """Who they are, where they come from, and what they do in the session; no NIP, no account."""

    name: str
    institution: str
    role: str = SEATED_ROLE
    email: str | None = None


def folded(name: str, institution: str) -> str:
    """The name and institution by which a person is recognised, whatever the spaces and capitals."""
    return f"{' '.join(name.split()).casefold()}|{' '.join(institution.split()).casefold()}"


def add_guest(session: Session, *, actor: Actor, clock: Clock, session_id: int, facts: GuestFacts) -> Guest:
    """List a guest; whoever is listed stays, whoever was removed comes back. A participant needs a free seat."""
    row = locked_open(session, session_id)
    if facts.role not in GUEST_ROLES:
        raise Refused("guest.role", _l("Peran tamu tidak dikenal."))
    key = folded(facts.name, facts.institution)
    guest = session.scalar(select(Guest).where(Guest.session_id == session_id, Guest.folded == key))
    if guest is not None and guest.removed_at is None:
        return guest
    if facts.role == SEATED_ROLE:
        _check_seat(session, row)
    guest = guest or Guest(session_id=session_id, folded=key, added_at=clock.now())
    guest.name, guest.institution = " ".join(facts.name.split()), " ".join(facts.institution.split())
    guest.role, guest.email, guest.removed_at = facts.role, (facts.email or "").strip().lower() or None, None
    session.add(guest)
    session.flush()
    data = {"guest": guest.id, "role": guest.role}
    personal = {"name": guest.name, "institution": guest.institution}
    journal(session, actor, clock, "guest_added", session_id, data, personal)
    tell(session, clock, row, "invited", guest, about=f"{int(clock.now().timestamp())}")
    return guest


def _check_seat(session: Session, row: BimtekSession) -> None:
    if row.capacity is None:
        return
    if seats_taken(session, row.id) >= row.capacity or line(session, row.id):
        raise Refused(
            "bimtek.full",
            _l(
                "Kapasitas %(n)s peserta sudah penuh. Tambah kapasitas, atau pilih peran narasumber bila itu perannya.",
                n=row.capacity,
            ),
        )


def remove_guest(session: Session, *, actor: Actor, clock: Clock, session_id: int, guest_id: int) -> Guest:
    """Take a guest off the list; a freed seat goes to the first in line."""
    row = locked_open(session, session_id)
    guest = guest_of(session, session_id, guest_id)
    if guest.removed_at is None:
        guest.removed_at = clock.now()
        session.flush()
        journal(session, actor, clock, "guest_removed", session_id, {"guest": guest.id})
        fill_places(session, clock, row)
    return guest


def guest_of(session: Session, session_id: int, guest_id: int) -> Guest:
    """A guest of this very session; raises NotFound."""
    guest = session.get(Guest, guest_id)
    if guest is None or guest.session_id != session_id:
        raise NotFound("guest.unknown", _l("Tamu ini tidak ada dalam daftar."))
    return guest


def mark_guests(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, slot_id: int, marks: Mapping[int, Mark]
) -> int:
    """Write down which guests were in a slot; returns how many entries changed. All of them are written, or none."""
    locked_open(session, session_id)
    slot = slot_of(session, session_id, slot_id)
    length = minutes((slot.starts_at, slot.ends_at))
    changed = 0
    for guest_id, given in marks.items():
        guest_of(session, session_id, guest_id)
        mark = checked(given, length)
        row = session.get(GuestAttendance, (guest_id, slot_id))
        before = [row.state, row.minutes_late, row.minutes_early] if row else None
        after = [mark.state, mark.minutes, mark.early]
        if before == after:
            continue
        row = row or GuestAttendance(guest_id=guest_id, slot_id=slot_id)
        row.state, row.minutes_late, row.minutes_early = mark.state, mark.minutes, mark.early
        row.recorded_at, row.account_id = clock.now(), actor.id
        session.add(row)
        session.flush()
        data = {"slot": slot_id, "guest": guest_id, "before": before, "after": after}
        journal(session, actor, clock, "guest_attendance", session_id, data)
        changed += 1
    return changed
