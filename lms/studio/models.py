"""Drafts: one row for each file that differs from what is published, shared by all trainers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import UTCDateTime


class Draft(Base):
    """A file as it shall be published next; `data` is null when publishing shall take the file away.

    `digest` is the SHA-256 of the data and the version by which a stale page is found out. `tab` and `seq` tell
    the saves of one open page apart from those of others, so that a save repeated over a weak network is no conflict.
    """

    __tablename__ = "draft"

    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    data: Mapped[bytes | None] = mapped_column(LargeBinary(), deferred=True)
    digest: Mapped[str] = mapped_column(String(64))
    base_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    tab: Mapped[str] = mapped_column(String(32), default="")
    seq: Mapped[int] = mapped_column(default=0)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    by: Mapped[str] = mapped_column(String(160))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime())
