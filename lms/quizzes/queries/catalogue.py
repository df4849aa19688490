"""The catalogue of destinations as the database holds it on one day, and its stored snapshots."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from lms.people.models import Affair, Agency, AgencyAffair, ExternalBody
from lms.quizzes.domain import catalogue as pure
from lms.quizzes.domain.search import Finder
from lms.quizzes.models import CatalogueSnapshot
from lms.quizzes.queries.cache import RowCache

_snapshots: RowCache[pure.Catalogue] = RowCache(16)
_finders: RowCache[Finder] = RowCache(16)


def catalogue_on(session: Session, day: date) -> pure.Catalogue:
    """Affairs, the agencies that hold them on `day`, and the external bodies that are not withdrawn.

    Agencies without a code are left out: no letter can be meant for them.
    """
    return pure.Catalogue(
        affairs=tuple(_affairs(session)), destinations=(*_agencies(session, day), *_bodies(session))
    )


def _affairs(session: Session) -> list[pure.Affair]:
    rows = session.scalars(select(Affair).order_by(Affair.code))
    return [
        pure.Affair(code=row.code, name=row.name, scope=row.scope, words=tuple(row.everyday_words or ()))
        for row in rows
    ]


def _agencies(session: Session, day: date) -> list[pure.Destination]:
    rows = session.execute(
        select(Agency, AgencyAffair.affair_code)
        .join(AgencyAffair, AgencyAffair.agency_id == Agency.id)
        .where(
            Agency.valid_from <= day,
            or_(Agency.valid_to.is_(None), Agency.valid_to >= day),
            AgencyAffair.valid_from <= day,
            or_(AgencyAffair.valid_to.is_(None), AgencyAffair.valid_to >= day),
        )
        .order_by(Agency.id, AgencyAffair.affair_code)
    )
    found: dict[int, tuple[Agency, list[str]]] = {}
    for agency, code in rows:
        found.setdefault(agency.id, (agency, []))[1].append(code)
    return [
        pure.Destination(
            ref=f"opd-{agency.id}", kind="agency", name=agency.name, short=agency.short,
            codes=tuple(dict.fromkeys(codes)), level=agency.kind,
        )
        for agency, codes in found.values()
    ]  # fmt: skip


def _bodies(session: Session) -> list[pure.Destination]:
    rows = session.scalars(
        select(ExternalBody).where(ExternalBody.withdrawn.is_(False)).order_by(ExternalBody.code)
    )
    return [
        pure.Destination(
            ref=row.code, kind="external", name=row.name, codes=(row.code,), level=row.level,
            topics=row.topics, words=tuple(row.everyday_words or ()),
            tempting=tuple(part for part in row.tempting.split("|") if part),
        )
        for row in rows
    ]  # fmt: skip


def snapshot(session: Session, snapshot_id: int) -> pure.Catalogue:
    """A stored catalogue; raises LookupError."""
    return _snapshots.get(session, snapshot_id, lambda: _load(session, snapshot_id))


def known_snapshot(engine: Engine, snapshot_id: int) -> pure.Catalogue | None:
    """A stored catalogue if this process has read it before; costs no statement."""
    return _snapshots.peek(engine, snapshot_id)


def finder(session: Session, snapshot_id: int) -> Finder:
    """The prepared search over a stored catalogue."""
    return _finders.get(session, snapshot_id, lambda: Finder(snapshot(session, snapshot_id)))


def _load(session: Session, snapshot_id: int) -> pure.Catalogue:
    row = session.get(CatalogueSnapshot, snapshot_id)
    if row is None:
        raise LookupError(snapshot_id)
    return pure.Catalogue.model_validate(row.data)
