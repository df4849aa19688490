"""Posts that people hold on a day, one row for each: what a post asks of its holder follows from these."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from lms.people.models import Agency, Assignment, Officer, Post


@dataclass(frozen=True)
class Holding:
    """One assignment with its post and agency; `end` is the last day, None while it is open."""

    assignment_id: int
    officer_id: int
    post_id: int
    post_title: str
    profile: str | None
    agency_id: int
    agency_name: str
    agency_short: str
    start: date
    end: date | None
    nature: str


def _select() -> Select[Assignment, Post, Agency]:
    return (
        select(Assignment, Post, Agency)
        .join(Post, Post.id == Assignment.post_id)
        .join(Agency, Agency.id == Post.agency_id)
        .order_by(Assignment.officer_id, Assignment.start, Assignment.id)
    )


def _holding(row: Row[Assignment, Post, Agency]) -> Holding:
    held, post, agency = row
    return Holding(
        held.id, held.officer_id, post.id, post.title, post.profile, agency.id, agency.name, agency.short,
        held.start, held.end, held.nature,
    )  # fmt: skip


def holdings(
    session: Session, *, on: date, officer_ids: Collection[int] | None = None, agency_id: int | None = None
) -> list[Holding]:
    """Assignments in force on a day: of some officers, or of all active ones (in one agency); oldest first each."""
    query = _select().where(Assignment.start <= on, or_(Assignment.end.is_(None), Assignment.end >= on))
    if officer_ids is not None:
        query = query.where(Assignment.officer_id.in_(officer_ids))
    else:
        query = query.join(Officer, Officer.id == Assignment.officer_id).where(Officer.status == "active")
    if agency_id is not None:
        query = query.where(Post.agency_id == agency_id)
    return [_holding(row) for row in session.execute(query)]


def coming_holdings(session: Session, officer_id: int, *, after: date) -> list[Holding]:
    """Assignments of an officer that begin after a day, soonest first."""
    query = _select().where(Assignment.officer_id == officer_id, Assignment.start > after)
    return [_holding(row) for row in session.execute(query)]


def past_holdings(session: Session, officer_id: int, *, before: date) -> list[Holding]:
    """Assignments of an officer that ended before a day, newest first."""
    query = _select().where(Assignment.officer_id == officer_id, Assignment.end < before)
    return [_holding(row) for row in session.execute(query)][::-1]


def open_profiles(session: Session, *, on: date) -> dict[int, set[str]]:
    """The competency profiles of the posts that are open on a day, held or vacant, by agency."""
    query = select(Post.agency_id, Post.profile).where(
        Post.profile.is_not(None), or_(Post.closed_on.is_(None), Post.closed_on >= on)
    )
    found: dict[int, set[str]] = {}
    for agency_id, profile in session.execute(query.distinct()):
        found.setdefault(agency_id, set()).add(profile or "")
    return found
