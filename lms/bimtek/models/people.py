"""Tables of people without an account, and of what was written to participants."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.bimtek.domain.rules import Presence
from lms.db.base import Base
from lms.db.types import UTCDateTime


class Guest(Base):
    """Somebody without an account in one session: an external speaker, honorary staff, a guest from another city.

    `folded` is the name and institution in small letters, so that nobody is listed twice. A participant takes a
    seat, a speaker does not. Who does not come is removed, never deleted.
    """

    __tablename__ = "bimtek_guest"
    __table_args__ = (
        UniqueConstraint("session_id", "folded"),
        CheckConstraint("role IN ('peserta tamu', 'narasumber', 'moderator', 'panitia')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"))
    name: Mapped[str] = mapped_column(String(160))
    institution: Mapped[str] = mapped_column(String(160))
    folded: Mapped[str] = mapped_column(String(330))
    email: Mapped[str | None] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(20))
    added_at: Mapped[datetime] = mapped_column(UTCDateTime())
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class GuestAttendance(Base):
    """Whether a guest was in a slot; always written by hand, since a guest has no account to check in with."""

    __tablename__ = "bimtek_guest_attendance"
    __table_args__ = (
        CheckConstraint("state IN ('present', 'late', 'left', 'absent')", name="state"),
        CheckConstraint("minutes_late >= 0", name="minutes_late"),
        CheckConstraint("minutes_early >= 0", name="minutes_early"),
    )

    guest_id: Mapped[int] = mapped_column(ForeignKey("bimtek_guest.id"), primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("bimtek_slot.id"), primary_key=True)
    state: Mapped[Presence] = mapped_column(String(8))
    minutes_late: Mapped[int] = mapped_column(default=0)
    minutes_early: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime())
    account_id: Mapped[int | None]


class InvitationLetter(Base):
    """What the invitation letter of a session says beside the plan; one for each session."""

    __tablename__ = "bimtek_letter"

    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(120), default="")
    nature: Mapped[str] = mapped_column(String(40), default="Biasa")
    dated: Mapped[date | None]
    addressee: Mapped[str] = mapped_column(String(300), default="")
    opening: Mapped[str] = mapped_column(Text(), default="")
    bring: Mapped[str] = mapped_column(String(500), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    copies: Mapped[str] = mapped_column(String(500), default="")


class SessionMessage(Base):
    """One message to one person: written once (`key`), sent once (`sent_at`); the outbox looks for `waiting` rows.

    `key` says what the message is about: `invited:3`, `reminder:3:2026-11-30:1`, `cancelled:3`.
    """

    __tablename__ = "bimtek_message"
    __table_args__ = (
        UniqueConstraint("session_id", "key"),
        CheckConstraint(
            "state IN ('waiting', 'sent', 'failed', 'no_address', 'no_server', 'obsolete')", name="state"
        ),
        CheckConstraint("(enrolment_id IS NULL) <> (guest_id IS NULL)", name="one_person"),
        Index("ix_bimtek_message_state", "session_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("bimtek_enrolment.id"))
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("bimtek_guest.id"))
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    fault: Mapped[str] = mapped_column(String(200), default="")
