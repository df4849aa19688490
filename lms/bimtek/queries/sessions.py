"""Reading sessions: one by its number, those of a person, those of the trainers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.bimtek.domain.rules import Rules
from lms.bimtek.models import BimtekSession, Enrolment, Slot
from lms.bimtek.queries.evaluation import required_for
from lms.bimtek.queries.views import SessionView, SlotView, TrainerSession
from lms.core.errors import NotFound
from lms.institution.queries import institution
from lms.web.i18n import lazy_gettext as _l


def session_view(session: Session, session_id: int) -> SessionView:
    """One session; raises NotFound."""
    row = session.get(BimtekSession, session_id)
    if row is None:
        raise NotFound("bimtek.unknown", _l("Bimtek ini tidak ditemukan."))
    return views_of(session, [row])[0]


def views_of(session: Session, rows: Iterable[BimtekSession]) -> list[SessionView]:
    """Rows with their timetables, in the order given, read with one query."""
    found = list(rows)
    slots: dict[int, list[SlotView]] = defaultdict(list)
    query = (
        select(Slot).where(Slot.session_id.in_([row.id for row in found])).order_by(Slot.starts_at, Slot.id)
    )
    for slot in session.scalars(query):
        slots[slot.session_id].append(slot_view(slot))
    zone = institution(session).zone
    asked = required_for(session, [row.id for row in found])
    return [_view(row, tuple(slots[row.id]), zone, evaluation=row.id in asked) for row in found]


def slot_view(slot: Slot) -> SlotView:
    """A slot as a value."""
    return SlotView(
        slot.id,
        slot.starts_at,
        slot.ends_at,
        slot.topic,
        slot.speaker,
        slot.jp,
        slot.checkin_opened_at,
        slot.checkin_closed_at,
    )


def rules_of(row: BimtekSession, *, evaluation: bool = False) -> Rules:
    """What a session asks for."""
    return Rules(
        row.attendance_percent,
        row.post_test_percent,
        row.post_test_quiz is not None,
        row.participation_offered,
        evaluation,
    )


def _view(
    row: BimtekSession, slots: tuple[SlotView, ...], zone: ZoneInfo, *, evaluation: bool
) -> SessionView:
    return SessionView(
        id=row.id,
        title=row.title,
        programme=row.programme,
        legal_basis=row.legal_basis,
        place=row.place,
        link=row.link,
        capacity=row.capacity,
        waiting_list=row.waiting_list,
        registration=row.registration,
        late_after=row.late_after,
        reminders=row.reminders,
        calendar_days=row.calendar_days,
        slots=slots,
        total_jp=sum((slot.jp for slot in slots), Fraction(0)),
        first_day=slots[0].starts_at.astimezone(zone).date() if slots else None,
        last_day=max(slot.ends_at for slot in slots).astimezone(zone).date() if slots else None,
        stored_state=row.state,
        rules=rules_of(row, evaluation=evaluation),
        post_test_quiz=row.post_test_quiz,
        post_test_unit=row.post_test_unit,
        post_test_level=row.post_test_level,
        post_test_opens_at=row.post_test_opens_at,
        post_test_closes_at=row.post_test_closes_at,
        template=row.template,
        version=row.version,
        changed_at=row.changed_at,
        closed_at=row.closed_at,
        cancelled_at=row.cancelled_at,
        cancel_reason=row.cancel_reason,
    )


def enrolled_counts(session: Session, session_ids: Iterable[int]) -> dict[int, int]:
    """How many people are enrolled and have not dropped out, by session."""
    counted = session.execute(
        select(Enrolment.session_id, func.count())
        .where(Enrolment.session_id.in_(list(session_ids)), Enrolment.status == "enrolled")
        .group_by(Enrolment.session_id)
    )
    return {session_id: number for session_id, number in counted}


def sessions_for_trainer(session: Session, now: datetime) -> list[TrainerSession]:
    """Every session, those without a date first, then by first day, the latest on top."""
    views = views_of(session, session.scalars(select(BimtekSession).order_by(BimtekSession.id.desc())))
    counts = enrolled_counts(session, [view.id for view in views])
    views.sort(key=lambda view: -view.slots[0].starts_at.timestamp() if view.slots else float("-inf"))
    return [TrainerSession(view, view.stage(now), counts.get(view.id, 0)) for view in views]
