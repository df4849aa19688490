"""Officers and the posts they hold over time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class Officer(Base):
    """A person. NIP is text, may be missing, may change, and is never a key."""

    __tablename__ = "officer"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'left', 'retired', 'merged')", name="status"),
        CheckConstraint("nip IS NULL OR length(nip) = 18", name="nip_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    front_title: Mapped[str] = mapped_column(String(40), default="")
    back_title: Mapped[str] = mapped_column(String(60), default="")
    nip: Mapped[str | None] = mapped_column(String(18), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    phone: Mapped[str] = mapped_column(String(30), default="")
    rank: Mapped[str] = mapped_column(String(60), default="")
    employment: Mapped[str] = mapped_column(String(20), default="pns")
    status: Mapped[str] = mapped_column(String(12), default="active")
    status_since: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class Assignment(Base):
    """A person in a post from a day to a day (both included), definitive or acting (Plt., Plh.)."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("nature IN ('definitive', 'plt', 'plh')", name="nature"),
        CheckConstraint('"end" IS NULL OR "end" >= start', name="dates"),
        Index(
            "uq_assignment_open",
            "officer_id",
            "post_id",
            unique=True,
            sqlite_where=text('"end" IS NULL'),
            postgresql_where=text('"end" IS NULL'),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    start: Mapped[date]
    end: Mapped[date | None]
    nature: Mapped[str] = mapped_column(String(12), default="definitive")
    decree: Mapped[str] = mapped_column(String(120), default="")


class OfficerImport(Base):
    """A list of officers that was imported: when, by whom, and what it changed."""

    __tablename__ = "officer_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime())
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    summary: Mapped[dict[str, Any]] = mapped_column(JSONValue())
