"""Evidence as it is stored: for many officers at once, or one piece with its snapshot."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.competency.domain.standing import Proof
from lms.competency.models import Evidence

CHUNK = 5000  # SQLite takes about 32,000 parameters in one statement


def proof(row: Evidence) -> Proof:
    """A stored row as a value."""
    return Proof(
        row.id, row.officer_id, row.unit, row.level, row.source_kind, row.source_ref, row.title, row.at,
        row.earned_on, row.valid_until, row.revision_id, row.snapshot,
    )  # fmt: skip


def proofs_of(session: Session, officer_ids: Collection[int], on: date) -> dict[int, list[Proof]]:
    """Evidence earned up to a day, by officer; officers without any are left out."""
    found: dict[int, list[Proof]] = {}
    ids = sorted(officer_ids)
    for start in range(0, len(ids), CHUNK):
        rows = session.scalars(
            select(Evidence)
            .where(Evidence.officer_id.in_(ids[start : start + CHUNK]), Evidence.earned_on <= on)
            .order_by(Evidence.at, Evidence.id)
        )
        for row in rows:
            found.setdefault(row.officer_id, []).append(proof(row))
    return found


def evidence_of(session: Session, officer_id: int) -> list[Proof]:
    """All evidence of one officer, newest first."""
    rows = session.scalars(
        select(Evidence)
        .where(Evidence.officer_id == officer_id)
        .order_by(Evidence.at.desc(), Evidence.id.desc())
    )
    return [proof(row) for row in rows]
