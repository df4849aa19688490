"""Tables of sessions: the plan, its slots, who takes part, and who was there."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from lms.bimtek.domain.places import EnrolmentStatus, Registration
from lms.bimtek.domain.rules import Method, Presence
from lms.bimtek.domain.schedule import Stored
from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class ExactNumber(TypeDecorator[Fraction]):
    """A fraction kept as `3/2`, because sums of hours must not drift."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The fraction as text."""
        return None if value is None else f"{value.numerator}/{value.denominator}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:  # noqa: ARG002
        """The text as a fraction."""
        return None if value is None else Fraction(value)


class BimtekSession(Base):
    """One Bimtek. Running and finished are not stored: they follow from the slots and the clock.

    `late_after` is how many minutes after the opening a code still counts as on time (None: a code is never late);
    `reminders` lists the days before the first day on which participants are reminded, as `3,1`; `calendar_days` is
    the largest number of days that a calendar entry ever had, so that a day that fell away can be called off.
    """

    __tablename__ = "bimtek_session"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'announced', 'closed', 'cancelled')", name="state"),
        CheckConstraint("attendance_percent BETWEEN 0 AND 100", name="attendance_percent"),
        CheckConstraint("post_test_percent BETWEEN 0 AND 100", name="post_test_percent"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
        CheckConstraint("registration IN ('closed', 'approval', 'open')", name="registration"),
        CheckConstraint("late_after IS NULL OR late_after >= 0", name="late_after"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    programme: Mapped[str] = mapped_column(Text(), default="")
    legal_basis: Mapped[str] = mapped_column(Text(), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    capacity: Mapped[int | None]
    waiting_list: Mapped[bool] = mapped_column(default=False)
    registration: Mapped[Registration] = mapped_column(String(10), default="closed")
    late_after: Mapped[int | None]
    reminders: Mapped[str] = mapped_column(String(20), default="")
    calendar_days: Mapped[int] = mapped_column(default=0)
    post_test_quiz: Mapped[str | None] = mapped_column(String(120))
    post_test_unit: Mapped[str | None] = mapped_column(String(20))
    post_test_level: Mapped[int | None]
    post_test_opens_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    post_test_closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    attendance_percent: Mapped[int]
    post_test_percent: Mapped[int]
    template: Mapped[str] = mapped_column(String(60), default="bimtek")
    participation_offered: Mapped[bool] = mapped_column(default=True)
    state: Mapped[Stored] = mapped_column(String(12), default="draft")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime())
    announced_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    cancel_reason: Mapped[str] = mapped_column(String(300), default="")


class Slot(Base):
    """A part of the timetable with its hours; its check-in is opened and closed by the trainer."""

    __tablename__ = "bimtek_slot"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="times"),
        Index("ix_bimtek_slot_time", "session_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"))
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime())
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime())
    topic: Mapped[str] = mapped_column(String(200))
    speaker: Mapped[str] = mapped_column(String(160), default="")
    jp: Mapped[Fraction] = mapped_column(ExactNumber())
    checkin_opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    checkin_closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class Enrolment(Base):
    """A person in a session, once; who drops out is withdrawn, never deleted.

    `requested`: asked for a place, the head of agency has not answered; `declined`: the head said no; `waiting`: the
    session is full, and `queued_at` (then the id) says whose turn is next.

    `snapshot` and `result` are written when the session is closed: who they were on that day, and how they stood.
    """

    __tablename__ = "bimtek_enrolment"
    __table_args__ = (
        UniqueConstraint("session_id", "officer_id"),
        CheckConstraint(
            "status IN ('enrolled', 'withdrawn', 'waiting', 'requested', 'declined')", name="status"
        ),
        CheckConstraint("status <> 'waiting' OR queued_at IS NOT NULL", name="queued"),
        Index("ix_bimtek_enrolment_status", "session_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    status: Mapped[EnrolmentStatus] = mapped_column(String(12), default="enrolled")
    enrolled_at: Mapped[datetime] = mapped_column(UTCDateTime())
    requested_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    request_note: Mapped[str] = mapped_column(String(300), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    decided_by: Mapped[int | None]
    decision_note: Mapped[str] = mapped_column(String(300), default="")
    queued_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    promoted_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    withdrawn_reason: Mapped[str] = mapped_column(String(200), default="")
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSONValue())
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONValue())


class Attendance(Base):
    """Whether one participant was in one slot, and how it was recorded.

    By the code on the screen, by the participant's own code (`card`), or by hand.
    """

    __tablename__ = "bimtek_attendance"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "slot_id"),
        CheckConstraint("state IN ('present', 'late', 'left', 'absent')", name="state"),
        CheckConstraint("method IN ('code', 'card', 'hand')", name="method"),
        CheckConstraint("minutes_late >= 0", name="minutes_late"),
        CheckConstraint("minutes_early >= 0", name="minutes_early"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("bimtek_enrolment.id"))
    slot_id: Mapped[int] = mapped_column(ForeignKey("bimtek_slot.id"), index=True)
    state: Mapped[Presence] = mapped_column(String(8))
    minutes_late: Mapped[int] = mapped_column(default=0)
    minutes_early: Mapped[int] = mapped_column(default=0)
    method: Mapped[Method] = mapped_column(String(8))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime())
    account_id: Mapped[int | None]
