"""The ledger of learning hours of an officer in one year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.competency.models import JPEntry
from lms.institution.queries import institution


@dataclass(frozen=True)
class JPLine:
    """One entry: so many hours of `form` for what `title` names."""

    title: str
    jp: Decimal
    form: str
    source_kind: str
    source_ref: str
    on: date


@dataclass(frozen=True)
class JPLedger:
    """The hours of a year against the target, newest entry first."""

    year: int
    total: Decimal
    target: int
    entries: tuple[JPLine, ...]

    @property
    def percent(self) -> int:
        """How much of the target is reached, rounded down, 100 at most."""
        return min(100, int(self.total * 100 // self.target)) if self.target else 100


def jp_of(session: Session, officer_id: int, year: int) -> JPLedger:
    """The ledger of one officer."""
    rows = session.scalars(
        select(JPEntry)
        .where(JPEntry.officer_id == officer_id, JPEntry.year == year)
        .order_by(JPEntry.earned_on.desc(), JPEntry.id.desc())
    ).all()
    lines = tuple(JPLine(r.title, r.jp, r.form, r.source_kind, r.source_ref, r.earned_on) for r in rows)
    return JPLedger(year, sum((line.jp for line in lines), Decimal()), institution(session).jp_target, lines)
