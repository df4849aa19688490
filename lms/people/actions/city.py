"""Changes to the city by an admin: who carries which affair, external bodies; and the published catalogues."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.people.actions.catalogues import apply_affairs, apply_agencies, apply_external_bodies
from lms.people.actions.journal import note
from lms.people.domain.city import Span
from lms.people.models import Affair, AgencyAffair, ExternalBody
from lms.people.queries.city import agency as get_agency
from lms.web.i18n import lazy_gettext as _l

__all__ = [
    "apply_affairs",
    "apply_agencies",
    "apply_external_bodies",
    "carry_affair",
    "end_affair",
    "set_body_withdrawn",
]


def carry_affair(
    session: Session, *, actor: Actor, clock: Clock, agency_id: int, code: str, valid_from: date
) -> AgencyAffair:
    """Let an agency carry an affair from a day; several agencies may carry the same one."""
    agency = get_agency(session, agency_id)
    if session.get(Affair, code) is None:
        raise NotFound("affair.unknown", _l("Kode urusan tidak ditemukan dalam katalog."))
    if agency.valid_to is not None and agency.valid_to < valid_from:
        raise Refused("agency.ended", _l("Perangkat daerah ini sudah berakhir pada tanggal itu."))
    rows = session.scalars(
        select(AgencyAffair).where(AgencyAffair.agency_id == agency_id, AgencyAffair.affair_code == code)
    )
    if any(Span(row.valid_from, row.valid_to).overlaps(Span(valid_from, agency.valid_to)) for row in rows):
        raise Refused("affair.held", _l("Perangkat daerah ini sudah mengampu urusan itu pada masa tersebut."))
    row = AgencyAffair(
        agency_id=agency_id,
        affair_code=code,
        valid_from=valid_from,
        valid_to=agency.valid_to,
        published=False,
    )
    session.add(row)
    session.flush()
    data = {"code": code, "from": valid_from.isoformat()}
    note(session, actor, clock, "agency.affair_given", "agency", agency_id, data)
    return row


def end_affair(
    session: Session, *, actor: Actor, clock: Clock, mapping_id: int, last_day: date
) -> AgencyAffair:
    """Let a mapping end on a day; from now on it belongs to the city, and publishing leaves it alone."""
    row = session.get(AgencyAffair, mapping_id)
    if row is None:
        raise NotFound("mapping.unknown", _l("Pemetaan urusan tidak ditemukan."))
    if last_day < row.valid_from:
        raise Refused("mapping.dates", _l("Hari terakhir tidak boleh sebelum hari mulai mengampu."))
    if row.valid_to == last_day:
        return row
    row.valid_to, row.published = last_day, False
    data = {"code": row.affair_code, "until": last_day.isoformat()}
    note(session, actor, clock, "agency.affair_ended", "agency", row.agency_id, data)
    return row


def set_body_withdrawn(session: Session, *, actor: Actor, clock: Clock, code: str, withdrawn: bool) -> None:
    """Withdraw an external body from the answers that may be chosen, or bring it back; it is never deleted."""
    row = session.get(ExternalBody, code)
    if row is None:
        raise NotFound("body.unknown", _l("Instansi luar tidak ditemukan."))
    if row.withdrawn == withdrawn:
        return
    row.withdrawn = row.withdrawn_here = withdrawn
    action = "city.body_withdrawn" if withdrawn else "city.body_restored"
    note(session, actor, clock, action, "external_body", code)
