"""What the first page remembers: which notices an account has read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import UTCDateTime


class NoticeRead(Base):
    """That an account read a notice; notices themselves are derived."""

    __tablename__ = "notice_read"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    read_at: Mapped[datetime] = mapped_column(UTCDateTime())
