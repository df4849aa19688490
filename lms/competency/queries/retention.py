"""Retention read: one officer's memories of today, and last night's summary for pages about many."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.competency.domain.recall import Forgetting
from lms.competency.domain.retention import Held, UnitRecall, by_unit, prior
from lms.competency.models import Evidence, MemoryState, RetentionSummary
from lms.competency.queries.content import framework
from lms.competency.queries.editions import active, line_of
from lms.institution.queries import institution

CHUNK = 5000


def recall_of(session: Session, officer_id: int, now: datetime) -> dict[str, UnitRecall]:
    """The predicted recall of an officer today by unit, from answers, else from evidence; units with neither are left out."""
    return recalls(session, [officer_id], now).get(officer_id, {})


def recalls(
    session: Session, officer_ids: Collection[int], now: datetime, *, model: Forgetting | None = None
) -> dict[int, dict[str, UnitRecall]]:
    """The same for some officers, computed from their memories; a few statements, however many there are."""
    model = model or active(session).model
    line, today = line_of(session), now.astimezone(institution(session).zone).date()
    lives = {unit.id: unit.half_life for unit in framework(session).units}
    held: dict[int, list[Held]] = {}
    rows = session.execute(
        select(
            MemoryState.officer_id, MemoryState.unit, MemoryState.stability, MemoryState.last_review
        ).where(MemoryState.officer_id.in_(officer_ids), MemoryState.unit.is_not(None))
    )
    for officer, unit, stability, last_review in rows:
        if unit in lives:
            held.setdefault(officer, []).append(Held(unit, stability, last_review))
    found = {officer: by_unit(own, model, line, now) for officer, own in held.items()}
    for (officer, unit), earned in newest_evidence(session, officer_ids, today).items():
        if unit in lives and unit not in found.setdefault(officer, {}):
            found[officer][unit] = prior(unit, lives[unit], earned, today)
    return found


def newest_evidence(
    session: Session, officer_ids: Collection[int], today: date
) -> dict[tuple[int, str], date]:
    """The day on which each officer last proved each unit, by officer and unit."""
    rows = session.execute(
        select(Evidence.officer_id, Evidence.unit, Evidence.earned_on)
        .where(Evidence.officer_id.in_(officer_ids), Evidence.earned_on <= today)
        .order_by(Evidence.earned_on)
    )
    return {(officer, unit): earned for officer, unit, earned in rows}


def summaries(session: Session, officer_ids: Collection[int]) -> dict[int, dict[str, UnitRecall]]:
    """Last night's recall of many officers by unit, without computing anything; who is not summed up is left out."""
    found: dict[int, dict[str, UnitRecall]] = {}
    ids = sorted(officer_ids)
    for start in range(0, len(ids), CHUNK):
        rows = session.execute(
            select(RetentionSummary.__table__).where(
                RetentionSummary.officer_id.in_(ids[start : start + CHUNK])
            )
        )
        for row in rows:
            found.setdefault(row.officer_id, {})[row.unit] = UnitRecall(
                row.unit, row.basis, row.estimate, row.low, row.high, row.questions, row.due
            )
    return found


def summed_up_on(session: Session) -> date | None:
    """The day of the newest summary; None before the first night."""
    return session.scalar(select(RetentionSummary.day).order_by(RetentionSummary.day.desc()).limit(1))
