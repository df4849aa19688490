"""Posts given and taken: a mutasi is an assignment that begins on a day and ends the earlier definitive one."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.people.actions.journal import note
from lms.people.domain.city import Span
from lms.people.domain.persons import NATURES
from lms.people.events import assignment_ended, assignment_started
from lms.people.models import Agency, Assignment, Post
from lms.people.queries.officers import officer as get_officer
from lms.web.i18n import lazy_gettext as _l


def assign(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    officer_id: int,
    post_id: int,
    start: date,
    nature: str = "definitive",
    decree: str = "",
    end_previous: bool = False,
) -> Assignment:
    """Give a post from a day; `end_previous` ends the definitive posts held until then on the day before.

    Raises Refused when the person is not active, the post or its agency is closed on that day, the
    same post is held already, or an earlier post could not be ended because it began no earlier.
    """
    person = get_officer(session, officer_id)
    if person.status != "active":
        raise Refused("officer.not_active", _l("Pegawai ini tidak aktif, jadi tidak dapat diberi jabatan."))
    if nature not in NATURES:
        raise Refused("assignment.nature", _l("Sifat penugasan tidak dikenal."))
    _check_post(session, post_id, start)
    _check_overlap(session, officer_id, post_id, start)
    if end_previous and nature == "definitive":
        _end_definitive(session, actor, clock, officer_id, start)
    row = Assignment(
        officer_id=officer_id, post_id=post_id, start=start, end=None, nature=nature, decree=decree
    )
    session.add(row)
    session.flush()
    data = {
        "assignment": row.id,
        "post": post_id,
        "start": start.isoformat(),
        "nature": nature,
        "decree": decree,
    }
    note(session, actor, clock, "assignment.started", "officer", officer_id, data, {"name": person.name})
    assignment_started.emit(session, clock, row.id)
    return row


def _check_post(session: Session, post_id: int, start: date) -> None:
    post = session.get(Post, post_id)
    if post is None:
        raise NotFound("post.unknown", _l("Jabatan tidak ditemukan."))
    agency = session.get(Agency, post.agency_id)
    if post.closed_on is not None and post.closed_on <= start:
        raise Refused("post.closed", _l("Jabatan ini sudah ditutup pada tanggal itu."))
    if agency is None or (agency.valid_to is not None and agency.valid_to < start):
        raise Refused("agency.ended", _l("Perangkat daerah ini sudah berakhir pada tanggal itu."))


def _check_overlap(session: Session, officer_id: int, post_id: int, start: date) -> None:
    rows = session.scalars(
        select(Assignment).where(Assignment.officer_id == officer_id, Assignment.post_id == post_id)
    )
    if any(Span(row.start, row.end).overlaps(Span(start, None)) for row in rows):
        raise Refused("assignment.held", _l("Pegawai ini sudah memegang jabatan itu pada tanggal tersebut."))


def _end_definitive(session: Session, actor: Actor, clock: Clock, officer_id: int, start: date) -> None:
    last = start - timedelta(days=1)
    rows = session.scalars(
        select(Assignment).where(Assignment.officer_id == officer_id, Assignment.nature == "definitive")
    ).all()
    for row in rows:
        if row.end is not None and row.end <= last:
            continue
        if row.start > last:
            raise Refused(
                "assignment.order",
                _l(
                    "Jabatan definitif sebelumnya mulai pada tanggal yang sama atau sesudahnya. "
                    "Akhiri atau batalkan jabatan itu lebih dahulu."
                ),
            )
        end(session, actor=actor, clock=clock, assignment_id=row.id, last_day=last)


def end(session: Session, *, actor: Actor, clock: Clock, assignment_id: int, last_day: date) -> Assignment:
    """Give an assignment its last day; the day may lie ahead. Ending on the same day again changes nothing."""
    row = get_assignment(session, assignment_id)
    if row.end == last_day:
        return row
    if last_day < row.start:
        raise Refused(
            "assignment.dates",
            _l("Hari terakhir tidak boleh sebelum hari pertama. Bila salah catat, batalkan penugasannya."),
        )
    row.end = last_day
    session.flush()
    data = {"assignment": row.id, "post": row.post_id, "end": last_day.isoformat()}
    note(session, actor, clock, "assignment.ended", "officer", row.officer_id, data)
    assignment_ended.emit(session, clock, row.id)
    return row


def cancel(session: Session, *, actor: Actor, clock: Clock, assignment_id: int, today: date) -> None:
    """Take back an assignment that has not begun yet; one in force is ended, not taken back."""
    row = get_assignment(session, assignment_id)
    if row.start <= today:
        raise Refused(
            "assignment.begun", _l("Penugasan ini sudah berlaku. Akhiri dengan tanggal, jangan dibatalkan.")
        )
    data = {"assignment": row.id, "post": row.post_id, "start": row.start.isoformat()}
    session.delete(row)
    note(session, actor, clock, "assignment.cancelled", "officer", row.officer_id, data)


def get_assignment(session: Session, assignment_id: int) -> Assignment:
    """The row of an assignment; raises NotFound."""
    row = session.get(Assignment, assignment_id)
    if row is None:
        raise NotFound("assignment.unknown", _l("Penugasan tidak ditemukan."))
    return row
