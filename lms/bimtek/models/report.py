"""Tables of the report: what a trainer adds to the figures, and the photographs."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from lms.db.base import Base
from lms.db.types import UTCDateTime


class ReportText(Base):
    """The words of a report beside its figures, and whether it prints the remarks of the evaluation; one for each session."""

    __tablename__ = "bimtek_report"

    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(120), default="")
    dated: Mapped[date | None]
    conclusion: Mapped[str] = mapped_column(Text(), default="")
    follow_up: Mapped[str] = mapped_column(Text(), default="")
    with_remarks: Mapped[bool] = mapped_column(default=False)


class ReportPhoto(Base):
    """A photograph as it was drawn anew: a JPEG without any data of the camera."""

    __tablename__ = "bimtek_photo"
    __table_args__ = (Index("ix_bimtek_photo_session", "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"))
    caption: Mapped[str] = mapped_column(String(200))
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary()))
    width: Mapped[int]
    height: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UTCDateTime())
