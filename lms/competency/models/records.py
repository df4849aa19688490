"""Evidence of competency, and the ledger of learning hours; both are only ever added to."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class Evidence(Base):
    """That an officer showed a unit at a level: by what, when, on which revision, as whom, and how long it counts."""

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("officer_id", "source_kind", "source_ref", "unit"),
        CheckConstraint(
            "source_kind IN ('quiz', 'course', 'session', 'supervisor', 'import')", name="source_kind"
        ),
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        CheckConstraint("valid_until IS NULL OR valid_until >= earned_on", name="dates"),
        Index("ix_evidence_officer_unit", "officer_id", "unit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    unit: Mapped[str] = mapped_column(String(10))
    level: Mapped[int]
    source_kind: Mapped[str] = mapped_column(String(12))
    source_ref: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(300))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSONValue())
    at: Mapped[datetime] = mapped_column(UTCDateTime())
    earned_on: Mapped[date]
    valid_until: Mapped[date | None]


class JPEntry(Base):
    """Learning hours (JP of 45 minutes) that an officer earned, booked to the year of the day they were earned."""

    __tablename__ = "jp_entry"
    __table_args__ = (
        UniqueConstraint("officer_id", "source_kind", "source_ref"),
        CheckConstraint("form IN ('klasikal', 'nonklasikal')", name="form"),
        CheckConstraint("jp > 0", name="jp"),
        Index("ix_jp_entry_officer_year", "officer_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    year: Mapped[int]
    jp: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    form: Mapped[str] = mapped_column(String(12))
    source_kind: Mapped[str] = mapped_column(String(12))
    source_ref: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(UTCDateTime())
    earned_on: Mapped[date]
