"""The city on a day: agencies, the affairs they carry, external bodies, and posts with their holders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.people.models import Affair, Agency, AgencyAffair, Assignment, ExternalBody, Officer, Post
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class AgencyLine:
    """One agency with the numbers that its list shows."""

    row: Agency
    posts: int
    people: int
    codes: list[str]


@dataclass(frozen=True)
class Carried:
    """One dated mapping of an affair to an agency."""

    id: int
    code: str
    name: str
    agency_id: int
    agency_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class PostLine:
    """A post and who holds it on the day."""

    row: Post
    holders: list[tuple[int, str, str]]


def agency(session: Session, agency_id: int) -> Agency:
    """The row of an agency; raises NotFound."""
    row = session.get(Agency, agency_id)
    if row is None:
        raise NotFound("agency.unknown", _l("Perangkat daerah tidak ditemukan."))
    return row


def agencies_on(session: Session, on: date) -> list[Agency]:
    """The agencies of a day, by name."""
    in_force = (Agency.valid_from <= on) & (Agency.valid_to.is_(None) | (Agency.valid_to >= on))
    return list(session.scalars(select(Agency).where(in_force).order_by(Agency.name)))


def agency_lines(session: Session, *, on: date, ended: bool = False) -> list[AgencyLine]:
    """Every agency in force, to come, or (with `ended`) already ended on the day, by name."""
    over = Agency.valid_to.is_not(None) & (Agency.valid_to < on)
    rows = session.scalars(
        select(Agency).where(over if ended else ~over | Agency.valid_to.is_(None)).order_by(Agency.name)
    )
    posts = _counts(
        session, select(Post.agency_id, func.count()).where(_post_open(on)).group_by(Post.agency_id)
    )
    people = _counts(
        session,
        select(Post.agency_id, func.count(Officer.id.distinct()))
        .join(Assignment, Assignment.post_id == Post.id)
        .join(Officer, Officer.id == Assignment.officer_id)
        .where(Officer.status == "active", *_in_force(on))
        .group_by(Post.agency_id),
    )
    codes: dict[int, list[str]] = {}
    for agency_id, code in session.execute(_mapping_on(on)):
        codes.setdefault(agency_id, []).append(code)
    return [
        AgencyLine(row, posts.get(row.id, 0), people.get(row.id, 0), codes.get(row.id, [])) for row in rows
    ]


def _mapping_on(on: date) -> Select[int, str]:
    return (
        select(AgencyAffair.agency_id, AgencyAffair.affair_code)
        .where(
            AgencyAffair.valid_from <= on, or_(AgencyAffair.valid_to.is_(None), AgencyAffair.valid_to >= on)
        )
        .order_by(AgencyAffair.affair_code)
    )


def _counts(session: Session, query: Select[int, int]) -> dict[int, int]:
    return {key: number for key, number in session.execute(query)}


def _in_force(on: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Assignment.start <= on, or_(Assignment.end.is_(None), Assignment.end >= on)


def _post_open(on: date) -> ColumnElement[bool]:
    return or_(Post.closed_on.is_(None), Post.closed_on > on)


def carried(session: Session, *, agency_id: int | None = None) -> list[Carried]:
    """The dated mapping of one agency or of all: by code, the newest first."""
    query = (
        select(AgencyAffair, Affair.name, Agency.name)
        .join(Affair, Affair.code == AgencyAffair.affair_code)
        .join(Agency, Agency.id == AgencyAffair.agency_id)
        .order_by(AgencyAffair.affair_code, AgencyAffair.valid_from.desc(), AgencyAffair.id.desc())
    )
    if agency_id is not None:
        query = query.where(AgencyAffair.agency_id == agency_id)
    return [
        Carried(row.id, row.affair_code, name, row.agency_id, agency_name, row.valid_from, row.valid_to)
        for row, name, agency_name in session.execute(query)
    ]


def mapping(session: Session, mapping_id: int) -> AgencyAffair:
    """The row of one mapping; raises NotFound."""
    row = session.get(AgencyAffair, mapping_id)
    if row is None:
        raise NotFound("mapping.unknown", _l("Pemetaan urusan tidak ditemukan."))
    return row


def affairs(session: Session) -> list[Affair]:
    """Every affair and function, by code."""
    return list(session.scalars(select(Affair).order_by(Affair.code)))


def external_bodies(session: Session) -> list[ExternalBody]:
    """Every body outside the city government, by level and name."""
    return list(session.scalars(select(ExternalBody).order_by(ExternalBody.level, ExternalBody.name)))


def posts_of(session: Session, agency_id: int, *, on: date) -> list[PostLine]:
    """The posts of an agency with their holders on the day; closed posts last."""
    query = select(Post).where(Post.agency_id == agency_id)
    rows = session.scalars(query.order_by(Post.closed_on.is_not(None), Post.title)).all()
    holders: dict[int, list[tuple[int, str, str]]] = {}
    found = session.execute(
        select(Assignment.post_id, Officer.id, Officer.name, Assignment.nature)
        .join(Officer, Officer.id == Assignment.officer_id)
        .where(Assignment.post_id.in_([row.id for row in rows]), Officer.status == "active", *_in_force(on))
        .order_by(Officer.name)
    )
    for post_id, officer_id, name, nature in found:
        holders.setdefault(post_id, []).append((officer_id, name, nature))
    return [PostLine(row, holders.get(row.id, [])) for row in rows]


def post_choices(session: Session, *, on: date) -> dict[str, list[tuple[int, str]]]:
    """Open posts by agency name, for a list to choose from."""
    query = (
        select(Agency.name, Post.id, Post.title)
        .join(Post, Post.agency_id == Agency.id)
        .where(_post_open(on), Agency.valid_to.is_(None) | (Agency.valid_to >= on))
        .order_by(Agency.name, Post.title)
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for name, post_id, title in session.execute(query):
        found.setdefault(name, []).append((post_id, title))
    return found
