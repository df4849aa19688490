"""The table of exceptions: a condition that a trainer waives for one participant, with the reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.bimtek.domain.rules import Condition
from lms.db.base import Base
from lms.db.types import UTCDateTime


class Waiver(Base):
    """One waived condition of one participant; taken back it stays, with the day on which it ended."""

    __tablename__ = "bimtek_waiver"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "condition"),
        CheckConstraint("condition IN ('attendance', 'post_test', 'evaluation')", name="condition"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("bimtek_enrolment.id"))
    condition: Mapped[Condition] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(500))
    granted_at: Mapped[datetime] = mapped_column(UTCDateTime())
    granted_by: Mapped[str] = mapped_column(String(120))
    account_id: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
