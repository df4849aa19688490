"""Groups of officers that are looked at together: an agency, a post profile, or everybody who began on one day.

A group has a key: `opd-3`, `profil-operator`, `gelombang-2026-11-16`, or `semua` for everybody in service.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.people.models import Assignment, Officer
from lms.people.queries.holdings import holdings

LEAST_IN_WAVE = 5
EVERYBODY, AGENCY, PROFILE, WAVE = "semua", "opd", "profil", "gelombang"
LONGEST_ID = 9


@dataclass(frozen=True)
class Wave:
    """A day on which several people began in a post at once, as a rotation does."""

    day: date
    officers: int


def waves(session: Session, *, least: int = LEAST_IN_WAVE) -> list[Wave]:
    """The days on which at least `least` people began in a post, the newest first."""
    count = func.count(Assignment.officer_id.distinct())
    rows = session.execute(
        select(Assignment.start, count)
        .group_by(Assignment.start)
        .having(count >= least)
        .order_by(Assignment.start.desc())
    )
    return [Wave(day, officers) for day, officers in rows]


def profiles_held(session: Session, *, on: date) -> dict[str, int]:
    """The competency profiles of posts that are held on a day, with how many people hold them."""
    found: dict[str, set[int]] = {}
    for held in holdings(session, on=on):
        if held.profile:
            found.setdefault(held.profile, set()).add(held.officer_id)
    return {profile: len(people) for profile, people in sorted(found.items())}


def officers_of(session: Session, key: str, *, on: date) -> frozenset[int] | None:
    """The people of a group; None for a key that names no kind of group."""
    kind, _, rest = key.partition("-")
    if kind == EVERYBODY:
        return frozenset(session.scalars(select(Officer.id).where(Officer.status == "active")))
    if kind == PROFILE:
        return frozenset(held.officer_id for held in holdings(session, on=on) if held.profile == rest)
    if kind == AGENCY and rest.isascii() and rest.isdigit() and len(rest) <= LONGEST_ID:
        return frozenset(held.officer_id for held in holdings(session, on=on, agency_id=int(rest)))
    day = day_of(rest) if kind == WAVE else None
    return None if day is None else _of_wave(session, day)


def day_of(text: str) -> date | None:
    """A day as keys write it; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _of_wave(session: Session, day: date) -> frozenset[int]:
    rows = (
        select(Assignment.officer_id)
        .join(Officer, Officer.id == Assignment.officer_id)
        .where(Assignment.start == day, Officer.status != "merged")
    )
    return frozenset(session.scalars(rows))


def groups_of(session: Session, officer_id: int, *, on: date) -> set[str]:
    """The keys of all groups that an officer belongs to on a day."""
    held = holdings(session, on=on, officer_ids=[officer_id])
    keys = {EVERYBODY, *(f"{AGENCY}-{one.agency_id}" for one in held)}
    keys |= {f"{PROFILE}-{one.profile}" for one in held if one.profile}
    starts = session.scalars(select(Assignment.start).where(Assignment.officer_id == officer_id).distinct())
    return keys | {f"{WAVE}-{day.isoformat()}" for day in starts}
