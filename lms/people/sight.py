"""Whose learning a reader may see: one's own, a head's own agency, everybody's for trainers and admins."""

from __future__ import annotations

from datetime import date

from flask_login import current_user
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.people.domain.permissions import Permission
from lms.people.domain.snapshot import OfficerSnapshot
from lms.people.guard import allowed
from lms.people.queries import officer_snapshot
from lms.people.queries.holdings import holdings
from lms.web.i18n import _


def agencies_of(session: Session, officer_id: int | None, on: date) -> set[int]:
    """The agencies in which an officer holds a post on a day; none for an account without an officer."""
    if officer_id is None:
        return set()
    return {held.agency_id for held in holdings(session, on=on, officer_ids=[officer_id])}


def may_see(session: Session, officer_id: int, on: date) -> bool:
    """Whether the present reader may see what an officer learned."""
    if current_user.officer_id == officer_id:
        return True
    if allowed(Permission.SEE_ALL_AGENCIES) or allowed(Permission.RUN_SESSIONS):
        return True
    own = agencies_of(session, current_user.officer_id, on)
    return allowed(Permission.SEE_OWN_AGENCY) and bool(own & agencies_of(session, officer_id, on))


def visible_officer(session: Session, officer_id: int, on: date) -> OfficerSnapshot:
    """The officer on a day; NotFound when there is none, and in the same words when the reader may not see them."""
    if not may_see(session, officer_id, on):
        raise NotFound("officer.unknown", _("Pegawai tidak ditemukan di perangkat daerah Anda."))
    return officer_snapshot(session, officer_id, on)
