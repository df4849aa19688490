"""Officers as other rooms see them: snapshots on a day, lists by agency, post profile or name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, case, or_, select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.people.domain.snapshot import OfficerSnapshot, with_titles
from lms.people.models import Agency, Assignment, Officer, Post
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class OfficerLine:
    """One line of a list of officers, with the post held on the day asked for."""

    id: int
    name: str
    nip: str | None
    email: str | None
    rank: str
    status: str
    post_id: int | None
    post_title: str
    profile: str | None
    agency_id: int | None
    agency_name: str
    agency_short: str
    since: date | None
    nature: str | None


def _lines(on: date) -> Select[Officer, Assignment, Post, Agency]:
    """Officers joined to what they hold on a day, definitive posts before acting ones."""
    held = and_(
        Assignment.officer_id == Officer.id,
        Assignment.start <= on,
        or_(Assignment.end.is_(None), Assignment.end >= on),
    )
    return (
        select(Officer, Assignment, Post, Agency)
        .outerjoin(Assignment, held)
        .outerjoin(Post, Post.id == Assignment.post_id)
        .outerjoin(Agency, Agency.id == Post.agency_id)
        .order_by(
            Officer.name,
            Officer.id,
            case((Assignment.nature == "definitive", 0), else_=1),
            Assignment.start.desc(),
            Assignment.id.desc(),
        )
    )


def _collect(session: Session, query: Select[Officer, Assignment, Post, Agency]) -> list[OfficerLine]:
    """One line per officer: the first row that the order of `_lines` puts forward."""
    found: dict[int, OfficerLine] = {}
    for person, held, post, agency in session.execute(query):
        if person.id in found:
            continue
        found[person.id] = OfficerLine(
            person.id,
            with_titles(person.name, person.front_title, person.back_title),
            person.nip,
            person.email,
            person.rank,
            person.status,
            post.id if post else None,
            post.title if post else "",
            post.profile if post else None,
            agency.id if agency else None,
            agency.name if agency else "",
            agency.short if agency else "",
            held.start if held else None,
            held.nature if held else None,
        )
    return list(found.values())


def officer(session: Session, officer_id: int) -> Officer:
    """The officer's row; raises NotFound."""
    row = session.get(Officer, officer_id)
    if row is None:
        raise NotFound("officer.unknown", _l("Pegawai tidak ditemukan."))
    return row


def officer_snapshot(session: Session, officer_id: int, on: date) -> OfficerSnapshot:
    """Name, post and agency of an officer on a day; empty post and agency when none was held."""
    lines = _collect(session, _lines(on).where(Officer.id == officer_id))
    if not lines:
        raise NotFound("officer.unknown", _l("Pegawai tidak ditemukan."))
    line = lines[0]
    return OfficerSnapshot(
        line.id,
        line.name,
        line.nip,
        line.rank,
        line.post_title,
        line.profile,
        line.agency_id,
        line.agency_name,
        line.agency_short,
    )


def find_officers(
    session: Session,
    *,
    on: date,
    text: str = "",
    agency_id: int | None = None,
    active_only: bool = True,
    ids: list[int] | None = None,
    limit: int | None = None,
) -> list[OfficerLine]:
    """Officers by part of a name, NIP or e-mail, by agency held on the day, or by ids; by name."""
    query = _lines(on)
    if active_only:
        query = query.where(Officer.status == "active")
    if text:
        pattern = f"%{text.replace('%', '').replace('_', '')}%"
        query = query.where(
            or_(Officer.name.ilike(pattern), Officer.nip.like(pattern), Officer.email.ilike(pattern))
        )
    if agency_id is not None:
        query = query.where(Agency.id == agency_id)
    if ids is not None:
        query = query.where(Officer.id.in_(ids))
    lines = _collect(session, query)
    return lines[:limit] if limit else lines
