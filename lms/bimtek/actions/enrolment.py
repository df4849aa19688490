"""Putting people into a session and letting them go; nobody is ever deleted from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open
from lms.bimtek.actions.messages import tell
from lms.bimtek.domain.places import grant, to_promote
from lms.bimtek.models import BimtekSession, Enrolment
from lms.bimtek.queries.participants import enrolment_of
from lms.bimtek.queries.seats import line, seats_taken
from lms.core.actor import SYSTEM, Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.people.queries import officer
from lms.web.i18n import lazy_gettext as _l

Outcome = Literal["added", "already", "queued", "full", "inactive"]
PERSON_GONE = "pegawai tidak aktif lagi"


@dataclass(frozen=True)
class Enrolled:
    """What came of one person of a list."""

    officer_id: int
    outcome: Outcome


def enrol(session: Session, *, actor: Actor, clock: Clock, session_id: int, officer_id: int) -> Enrolment:
    """Give one person a place, or the end of the line when the session is full and has one.

    Whoever has a place keeps it. Refuses when the session is full without a line, or the person has left.
    """
    row = locked_open(session, session_id)
    return _one(row, *give_place(session, actor, clock, row, officer_id))


def _one(row: BimtekSession, enrolment: Enrolment | None, outcome: Outcome) -> Enrolment:
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
    """Give several people a place or a turn in the line, in the order given; says what came of each."""
    row = locked_open(session, session_id)
    return [
        Enrolled(officer_id, give_place(session, actor, clock, row, officer_id)[1])
        for officer_id in dict.fromkeys(officer_ids)
    ]


def give_place(
    session: Session, actor: Actor, clock: Clock, row: BimtekSession, officer_id: int
) -> tuple[Enrolment | None, Outcome]:
    """What one person gets in a session whose row is locked: the rule of who comes first lives here alone."""
    existing = enrolment_of(session, row.id, officer_id)
    if existing is not None and existing.status in {"enrolled", "waiting"}:
        return existing, "already" if existing.status == "enrolled" else "queued"
    if officer(session, officer_id).status != "active":
        return None, "inactive"
    waiting, taken = len(line(session, row.id)), seats_taken(session, row.id)
    granted = grant(taken, row.capacity, waiting, waiting_list=row.waiting_list)
    if granted == "full":
        return None, "full"
    enrolment = existing or Enrolment(session_id=row.id, officer_id=officer_id)
    _seat(session, clock, enrolment, queued=granted == "waiting")
    word = "queued" if granted == "waiting" else "enrolled"
    journal(session, actor, clock, word, row.id, {"officer": officer_id, "again": existing is not None})
    about = f"{int(clock.now().timestamp())}"
    tell(session, clock, row, "waiting" if word == "queued" else "invited", enrolment, about=about)
    return enrolment, "queued" if granted == "waiting" else "added"


def _seat(session: Session, clock: Clock, enrolment: Enrolment, *, queued: bool) -> None:
    now = clock.now()
    enrolment.status, enrolment.enrolled_at = "waiting" if queued else "enrolled", now
    enrolment.queued_at, enrolment.promoted_at = now if queued else None, None
    enrolment.withdrawn_at, enrolment.withdrawn_reason = None, ""
    session.add(enrolment)
    session.flush()


def fill_places(session: Session, clock: Clock, row: BimtekSession) -> list[Enrolment]:
    """Give free places to the first in line, each with a journal entry and a message; returns who moved up.

    The row is locked by the caller. Who left the service while waiting is taken off the line instead.
    """
    moved: list[Enrolment] = []
    waiting = line(session, row.id)
    for one in [one for one in waiting if officer(session, one.officer_id).status != "active"]:
        _leave(session, SYSTEM, clock, one, PERSON_GONE)
    waiting = [one for one in waiting if one.status == "waiting"]
    for one in waiting[: to_promote(seats_taken(session, row.id), row.capacity, len(waiting))]:
        one.status, one.enrolled_at, one.promoted_at = "enrolled", clock.now(), clock.now()
        data = {
            "officer": one.officer_id,
            "waited_since": one.queued_at.isoformat() if one.queued_at else None,
        }
        journal(session, SYSTEM, clock, "promoted", row.id, data)
        moved.append(one)
    session.flush()
    for one in moved:
        tell(session, clock, row, "promoted", one, about=f"{int(clock.now().timestamp())}")
    return moved


def withdraw(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, enrolment_id: int, reason: str = ""
) -> Enrolment:
    """Take a person off the list and let the first in line move up; what was recorded is kept, and they can come back."""
    row = locked_open(session, session_id)
    enrolment = session.get(Enrolment, enrolment_id)
    if enrolment is None or enrolment.session_id != session_id:
        raise NotFound("bimtek.enrolment_unknown", _l("Peserta ini tidak ada dalam daftar."))
    if enrolment.status not in {"withdrawn", "declined"}:
        had_place = enrolment.status == "enrolled"
        _leave(session, actor, clock, enrolment, reason)
        if had_place:
            tell(session, clock, row, "withdrawn", enrolment, about=f"{int(clock.now().timestamp())}")
            fill_places(session, clock, row)
    return enrolment


def _leave(session: Session, actor: Actor, clock: Clock, enrolment: Enrolment, reason: str) -> None:
    enrolment.status, enrolment.withdrawn_at = "withdrawn", clock.now()
    enrolment.withdrawn_reason = reason[:200]
    session.flush()
    data = {"officer": enrolment.officer_id}
    journal(session, actor, clock, "withdrawn", enrolment.session_id, data, {"reason": reason[:200]})
