"""Tables of the two crossed tests of a session: its forms, and who is in which half of the room."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.bimtek.domain.parallel import Half
from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class Assessment(Base):
    """Two forms of equal build from one revision of a quiz, made once; the seed says how they were drawn."""

    __tablename__ = "bimtek_assessment"

    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"), primary_key=True)
    quiz_id: Mapped[str] = mapped_column(String(120))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    seed: Mapped[str] = mapped_column(String(32))
    first: Mapped[list[str]] = mapped_column(JSONValue())
    second: Mapped[list[str]] = mapped_column(JSONValue())
    unpaired: Mapped[list[str]] = mapped_column(JSONValue())
    pre_opens_at: Mapped[datetime] = mapped_column(UTCDateTime())
    pre_closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class RoomHalf(Base):
    """The half of the room in which a participant sits: A begins with form 1, B with form 2."""

    __tablename__ = "bimtek_half"
    __table_args__ = (CheckConstraint("half IN ('A', 'B')", name="half"),)

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("bimtek_enrolment.id"), primary_key=True)
    half: Mapped[Half] = mapped_column(String(1))
