"""Requests for a place that wait for a head of agency, and the sessions that take registrations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.models import BimtekSession, Enrolment
from lms.bimtek.queries.seats import line, seats_taken
from lms.bimtek.queries.sessions import views_of
from lms.bimtek.queries.views import SessionView
from lms.people.queries import find_officers
from lms.people.queries.holdings import holdings
from lms.people.queries.officers import OfficerLine


@dataclass(frozen=True)
class Request:
    """One request: who asks for a place where, why, and since when; `agencies` are those of the day."""

    enrolment_id: int
    view: SessionView
    officer: OfficerLine
    agencies: frozenset[int]
    note: str
    requested_at: datetime | None
    free: int | None


@dataclass(frozen=True)
class Offer:
    """A session that an officer may register for: how many places are free (None: no limit), and how long the line is."""

    view: SessionView
    free: int | None
    waiting: int


def requests(
    session: Session, *, on: date, agency_ids: Collection[int] | None, now: datetime, but: int | None = None
) -> list[Request]:
    """Open requests of these agencies (None: all), the oldest first; those of officer `but` are left out.

    A request of a session that has begun, or was called off, no longer needs an answer.
    """
    rows = list(
        session.scalars(
            select(Enrolment)
            .join(BimtekSession)
            .where(Enrolment.status == "requested", BimtekSession.state == "announced")
            .order_by(Enrolment.requested_at, Enrolment.id)
        )
    )
    ids = [row.officer_id for row in rows if row.officer_id != but]
    people = {one.id: one for one in find_officers(session, on=on, ids=ids, active_only=False)}
    homes: dict[int, set[int]] = {}
    for held in holdings(session, on=on, officer_ids=ids):
        homes.setdefault(held.officer_id, set()).add(held.agency_id)
    views = _views(session, {row.session_id for row in rows})
    found = []
    for row in rows:
        view, own = views[row.session_id], homes.get(row.officer_id, set())
        mine = agency_ids is None or bool(own & set(agency_ids))
        if row.officer_id in people and mine and view.stage(now) == "announced":
            found.append(
                Request(
                    row.id, view, people[row.officer_id], frozenset(own), row.request_note, row.requested_at,
                    _free(session, view),
                )
            )  # fmt: skip
    return found


def _views(session: Session, ids: Collection[int]) -> dict[int, SessionView]:
    rows = session.scalars(select(BimtekSession).where(BimtekSession.id.in_(list(ids))))
    return {view.id: view for view in views_of(session, rows)}


def _free(session: Session, view: SessionView) -> int | None:
    return None if view.capacity is None else max(0, view.capacity - seats_taken(session, view.id))


def offers_for(session: Session, officer_id: int, now: datetime) -> list[Offer]:
    """Announced sessions that take registrations and that the officer has nothing to do with yet, by first day."""
    mine = select(Enrolment.session_id).where(
        Enrolment.officer_id == officer_id, Enrolment.status.in_(("enrolled", "waiting", "requested"))
    )
    rows = session.scalars(
        select(BimtekSession).where(
            BimtekSession.state == "announced",
            BimtekSession.registration != "closed",
            BimtekSession.id.not_in(mine),
        )
    )
    views = [view for view in views_of(session, rows) if view.stage(now) == "announced"]
    views.sort(key=lambda view: (view.first_day or date.max, view.id))
    return [Offer(view, _free(session, view), len(line(session, view.id))) for view in views]


@dataclass(frozen=True)
class Pending:
    """A session in which an officer waits: for the head of agency (`requested`), or for a place (`waiting`)."""

    view: SessionView
    enrolment_id: int
    status: str
    place: int
    note: str
    decided_at: datetime | None


def pending_for(session: Session, officer_id: int, now: datetime) -> list[Pending]:
    """Where an officer waits, and which requests were declined, in sessions that have not begun."""
    rows = session.scalars(
        select(Enrolment)
        .join(BimtekSession)
        .where(
            Enrolment.officer_id == officer_id, Enrolment.status.in_(("requested", "waiting", "declined")),
            BimtekSession.state == "announced",
        )
        .order_by(Enrolment.id)
    ).all()  # fmt: skip
    views = _views(session, {row.session_id for row in rows})
    found = []
    for row in rows:
        view = views[row.session_id]
        if view.stage(now) != "announced":
            continue
        ids = [one.id for one in line(session, view.id)]
        place = ids.index(row.id) + 1 if row.id in ids else 0
        found.append(Pending(view, row.id, row.status, place, row.decision_note, row.decided_at))
    return found
