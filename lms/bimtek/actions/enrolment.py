"""Putting people into a session and letting them go; nobody is ever deleted from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open
from lms.bimtek.models import BimtekSession, Enrolment
from lms.bimtek.queries.participants import enrolment_of
from lms.bimtek.queries.sessions import enrolled_counts
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.people.queries import officer
from lms.web.i18n import lazy_gettext as _l

Outcome = Literal["added", "already", "full", "inactive"]


@dataclass(frozen=True)
class Enrolled:
    """What came of one person of a list."""

    officer_id: int
    outcome: Outcome


def enrol(session: Session, *, actor: Actor, clock: Clock, session_id: int, officer_id: int) -> Enrolment:
    """Give one person a place; whoever has one keeps it. Refuses when the session is full or the person has left."""
    row = locked_open(session, session_id)
    enrolment, outcome = _enrol(session, actor, clock, row, officer_id)
    if outcome == "full":
        raise Refused("bimtek.full", _l("Kapasitas %(n)s peserta sudah penuh.", n=row.capacity))
    if enrolment is None:
        raise Refused(
            "bimtek.officer_inactive", _l("Pegawai ini tidak aktif lagi, jadi tidak dapat didaftarkan.")
        )
    return enrolment


def enrol_many(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, officer_ids: Iterable[int]
) -> list[Enrolled]:
    """Give several people a place, in the order given, as long as there is one; says what came of each."""
    row = locked_open(session, session_id)
    return [
        Enrolled(officer_id, _enrol(session, actor, clock, row, officer_id)[1])
        for officer_id in dict.fromkeys(officer_ids)
    ]


def _enrol(
    session: Session, actor: Actor, clock: Clock, row: BimtekSession, officer_id: int
) -> tuple[Enrolment | None, Outcome]:
    existing = enrolment_of(session, row.id, officer_id)
    if existing is not None and existing.status == "enrolled":
        return existing, "already"
    if officer(session, officer_id).status != "active":
        return None, "inactive"
    if row.capacity is not None and enrolled_counts(session, [row.id]).get(row.id, 0) >= row.capacity:
        return None, "full"
    enrolment = existing or Enrolment(session_id=row.id, officer_id=officer_id)
    enrolment.status, enrolment.enrolled_at = "enrolled", clock.now()
    enrolment.withdrawn_at, enrolment.withdrawn_reason = None, ""
    session.add(enrolment)
    session.flush()
    journal(session, actor, clock, "enrolled", row.id, {"officer": officer_id, "again": existing is not None})
    return enrolment, "added"


def withdraw(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, enrolment_id: int, reason: str = ""
) -> Enrolment:
    """Take a person off the list; what was recorded about them is kept, and they can be put back."""
    locked_open(session, session_id)
    enrolment = session.get(Enrolment, enrolment_id)
    if enrolment is None or enrolment.session_id != session_id:
        raise NotFound("bimtek.enrolment_unknown", _l("Peserta ini tidak ada dalam daftar."))
    if enrolment.status == "enrolled":
        enrolment.status, enrolment.withdrawn_at = "withdrawn", clock.now()
        enrolment.withdrawn_reason = reason[:200]
        journal(
            session,
            actor,
            clock,
            "withdrawn",
            session_id,
            {"officer": enrolment.officer_id},
            {"reason": reason[:200]},
        )
    return enrolment
