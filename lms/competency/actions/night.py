"""The nightly work: predicted recall of everybody summed up by unit, and on Mondays a letter for whom something is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from lms.competency.domain.retention import UnitRecall
from lms.competency.models import Evidence, MemoryState, RefresherSetting, RetentionSummary
from lms.competency.queries.retention import recalls
from lms.core.clock import Clock
from lms.db.session import writing
from lms.institution.queries import institution
from lms.jobs.actions import enqueue
from lms.jobs.models import Job
from lms.people.models import Account, Officer

NIGHT_JOB, DIGEST_JOB = "competency.night", "competency.digest"
ONE = "all"
HOUR, MAIL_HOUR = time(2, 0), time(7, 30)  # in the institution's zone
OFFICERS = 500


_ASKED = select(Job.id).where(Job.kind == NIGHT_JOB, Job.key == ONE)


def plan_night(session: Session, clock: Clock) -> None:
    """Ask for the next night, in the caller's transaction; there is one row of work, whoever asks how often."""
    if session.scalar(_ASKED) is None:
        enqueue(session, kind=NIGHT_JOB, key=ONE, payload={}, at=next_night(session, clock.now()))


def plan_next_night(session: Session, clock: Clock) -> None:
    """Put the row of work, which is running, to the next night."""
    enqueue(session, kind=NIGHT_JOB, key=ONE, payload={}, at=next_night(session, clock.now()))


def next_night(session: Session, now: datetime) -> datetime:
    """The next two o'clock in the city."""
    zone = institution(session).zone
    local = now.astimezone(zone)
    at = datetime.combine(local.date(), HOUR, tzinfo=zone)
    return at if at > local else at + timedelta(days=1)


def sum_up(session: Session, clock: Clock) -> int:
    """Write the summary of every officer with answers or evidence; how many rows. Doing it again changes nothing.

    Groups of officers are one transaction each, computed before it begins, so that nobody waits for a long one.
    """
    now, rows = clock.now(), 0
    people = sorted({*session.scalars(select(MemoryState.officer_id).distinct()),
                     *session.scalars(select(Evidence.officer_id).distinct())})  # fmt: skip
    for start in range(0, len(people), OFFICERS):
        group = people[start : start + OFFICERS]
        rows += _write(session, group, recalls(session, group, now), now)
    today = now.astimezone(institution(session).zone).date()
    with writing(session):
        session.execute(delete(RetentionSummary).where(RetentionSummary.day < today))
    return rows


def _write(
    session: Session, officers: Sequence[int], found: dict[int, dict[str, UnitRecall]], now: datetime
) -> int:
    day = now.astimezone(institution(session).zone).date()
    rows = [
        {
            "officer_id": officer, "unit": one.unit, "basis": one.basis, "estimate": one.estimate,
            "low": one.low, "high": one.high, "questions": one.questions, "due": one.due, "day": day,
        }
        for officer, units in found.items()
        for one in units.values()
    ]  # fmt: skip
    with writing(session):
        session.execute(delete(RetentionSummary).where(RetentionSummary.officer_id.in_(officers)))
        if rows:
            session.execute(insert(RetentionSummary), rows)
    return len(rows)


def plan_digests(session: Session, clock: Clock) -> int:
    """On Mondays: ask for one letter per officer with something due, an address and no objection; how many.

    The letter looks again before it is sent. Asking twice in a week asks once.
    """
    zone = institution(session).zone
    local = clock.now().astimezone(zone)
    if local.weekday() != 0:
        return 0
    week, at = f"{local:%G-W%V}", datetime.combine(local.date(), MAIL_HOUR, tzinfo=zone)
    refused = select(RefresherSetting.officer_id).where(RefresherSetting.digest.is_(False))
    due = session.scalars(
        select(RetentionSummary.officer_id)
        .join(Officer, Officer.id == RetentionSummary.officer_id)
        .join(Account, Account.officer_id == Officer.id)
        .where(
            RetentionSummary.due > 0, Officer.email.is_not(None), Officer.email != "", Officer.status == "active",
            Account.active, RetentionSummary.officer_id.not_in(refused),
        )
        .distinct()
    ).all()  # fmt: skip
    have = set(session.scalars(select(Job.key).where(Job.kind == DIGEST_JOB, Job.key.like(f"%:{week}"))))
    keys = {officer: f"{officer}:{week}" for officer in due}
    for officer, key in keys.items():
        if key not in have:
            enqueue(session, kind=DIGEST_JOB, key=key, payload={"officer": officer, "week": week}, at=at)
    return len([key for key in keys.values() if key not in have])
