"""How certificates are signed: one row; secrets are never in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import UTCDateTime


class SigningChoice(Base):
    """The way that is in force, and by which name BSrE knows the official (NIK or e-mail); `version` shows stale forms."""

    __tablename__ = "certificate_signing"
    __table_args__ = (
        CheckConstraint("id = 1", name="single_row"),
        CheckConstraint("method IN ('file', 'pkcs11', 'bsre', 'wet', 'outside')", name="method"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    method: Mapped[str] = mapped_column(String(10), default="file")
    identity: Mapped[str] = mapped_column(String(160), default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime())
