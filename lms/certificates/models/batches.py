"""Batches whose printing was stopped for a while; without a row, a batch is printed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import UTCDateTime


class CertificatePause(Base):
    """The programme (`bimtek:<id>`) whose waiting certificates are left alone until somebody resumes it."""

    __tablename__ = "certificate_pause"

    programme: Mapped[str] = mapped_column(String(60), primary_key=True)
    paused_at: Mapped[datetime] = mapped_column(UTCDateTime())
    paused_by: Mapped[str] = mapped_column(String(200))
