"""Settings as one JSON row, and the corrections to the yearly calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class InstitutionSettings(Base):
    """The one row of settings; `version` lets a stale form be noticed."""

    __tablename__ = "institution_settings"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    values: Mapped[dict[str, Any]] = mapped_column(JSONValue())
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime())


class CalendarDay(Base):
    """A day on which the city's calendar differs from the published one: an extra holiday, or a working day."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str] = mapped_column(String(120))
