"""Adding evidence and learning hours: each source counts once, whoever reports it how often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.competency.domain.standing import SourceKind, add_months
from lms.competency.models import Evidence, JPEntry
from lms.competency.queries.content import framework
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.institution.queries import institution
from lms.library.queries import revision
from lms.people.queries import officer_snapshot

Form = Literal["klasikal", "nonklasikal"]


def add_evidence(
    session: Session, *, actor: Actor, clock: Clock, officer_id: int, unit: str, level: int,
    source_kind: SourceKind, source_ref: str, title: str, revision_id: int | None = None,
    at: datetime | None = None, facts: Mapping[str, Any] | None = None,
) -> Evidence | None:  # fmt: skip
    """Note that an officer showed `unit` at `level`; how long it counts comes from the framework in force.

    Returns None, and changes nothing, when this source was noted before or the framework has no such unit.
    `facts` are kept in the snapshot (the mark, say); `at` is the moment it was earned, now by default.
    """
    known = framework(session).unit(unit)
    if known is None or _has_evidence(session, officer_id, unit, source_kind, source_ref):
        return None
    moment = at or clock.now()
    day = moment.astimezone(institution(session).zone).date()
    kept = {"person": officer_snapshot(session, officer_id, day).as_json(), **(facts or {})}
    if revision_id is not None:
        kept["revision"] = revision(session, revision_id).number
    row = Evidence(
        officer_id=officer_id, unit=unit, level=level, source_kind=source_kind, source_ref=source_ref,
        title=title, revision_id=revision_id, snapshot=kept, at=moment,
        earned_on=day, valid_until=add_months(day, known.valid),
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, at=clock.now(), actor=actor, action="competency.evidence.added", object_type="evidence",
        object_id=row.id, data={
            "officer": officer_id, "unit": unit, "level": level, "source": f"{source_kind}:{source_ref}",
            "until": row.valid_until.isoformat() if row.valid_until else None,
        },
    )  # fmt: skip
    return row


def _has_evidence(session: Session, officer_id: int, unit: str, source_kind: str, source_ref: str) -> bool:
    query = select(Evidence.id).where(
        Evidence.officer_id == officer_id,
        Evidence.unit == unit,
        Evidence.source_kind == source_kind,
        Evidence.source_ref == source_ref,
    )
    return session.scalar(query) is not None


def add_jp(
    session: Session, *, actor: Actor, clock: Clock, officer_id: int, jp: Decimal, form: Form,
    source_kind: SourceKind, source_ref: str, title: str, at: datetime | None = None,
) -> JPEntry | None:  # fmt: skip
    """Book learning hours to the year of the local day; None when this source was booked before or `jp` is 0."""
    query = select(JPEntry.id).where(
        JPEntry.officer_id == officer_id,
        JPEntry.source_kind == source_kind,
        JPEntry.source_ref == source_ref,
    )
    if jp <= 0 or session.scalar(query) is not None:
        return None
    moment = at or clock.now()
    day = moment.astimezone(institution(session).zone).date()
    row = JPEntry(
        officer_id=officer_id, year=day.year, jp=jp, form=form, source_kind=source_kind,
        source_ref=source_ref, title=title, at=moment, earned_on=day,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, at=clock.now(), actor=actor, action="competency.jp.booked", object_type="jp_entry",
        object_id=row.id, data={
            "officer": officer_id, "jp": str(jp), "form": form, "source": f"{source_kind}:{source_ref}",
        },
    )  # fmt: skip
    return row
