"""Tables of reports: what real logs of dispositions said, in numbers only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class DispositionLog(Base):
    """A log that was looked at: how many rows, how many went to the wrong place first, and which pairs.

    No text of a letter is kept here. `pairs` are (final, first, count, of) by the names of agencies; `report` says for
    each row of the file what became of it. `path` is the draft that its letters went to, empty without one.
    """

    __tablename__ = "disposition_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime())
    account_id: Mapped[int | None]
    rows: Mapped[int]
    known: Mapped[int]
    misrouted: Mapped[int]
    since: Mapped[date | None]
    until: Mapped[date | None]
    pairs: Mapped[list[Any]] = mapped_column(JSONValue())
    report: Mapped[list[Any]] = mapped_column(JSONValue())
    letters: Mapped[int]
    path: Mapped[str] = mapped_column(String(300), default="")
