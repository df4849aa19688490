"""Tables of the anonymous evaluation: counts without persons, remarks without order, and who has answered at all.

Nothing leads from an answer to a person: an answer is only added to counts, a remark has a random number and no time,
and the list of those who have answered has random numbers of its own and no time either.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime

# On SQLite only INTEGER is the row's own place: with any other type rows would lie in the order of their coming.
_Scattered = BigInteger().with_variant(Integer, "sqlite")


def scattered() -> int:
    """A random number for a row that must not tell when it came."""
    return secrets.randbelow(2**62) + 1


class Evaluation(Base):
    """The evaluation of a session: when it was open, whether it is asked for, and from how many answers on it speaks."""

    __tablename__ = "bimtek_evaluation"
    __table_args__ = (CheckConstraint("least >= 5", name="least"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_session.id"), primary_key=True)
    required: Mapped[bool] = mapped_column(default=False)
    least: Mapped[int] = mapped_column(default=5)
    speakers: Mapped[list[dict[str, Any]]] = mapped_column(JSONValue(), default=list)
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class EvaluationCount(Base):
    """How often a value was given to an item; made with zero when the evaluation opens."""

    __tablename__ = "bimtek_evaluation_count"
    __table_args__ = (
        CheckConstraint("value BETWEEN 1 AND 4", name="value"),
        CheckConstraint("count >= 0", name="count"),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_evaluation.session_id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


class EvaluationRemark(Base):
    """A sentence that somebody wrote."""

    __tablename__ = "bimtek_evaluation_remark"
    __table_args__ = (
        CheckConstraint("topic IN ('good', 'better')", name="topic"),
        Index("ix_bimtek_evaluation_remark_session", "session_id"),
    )

    id: Mapped[int] = mapped_column(_Scattered, primary_key=True, default=scattered, autoincrement=False)
    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_evaluation.session_id"))
    topic: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text())


class EvaluationAnswered(Base):
    """That a person has answered: not what, and not when."""

    __tablename__ = "bimtek_evaluation_answered"
    __table_args__ = (UniqueConstraint("session_id", "officer_id"),)

    id: Mapped[int] = mapped_column(_Scattered, primary_key=True, default=scattered, autoincrement=False)
    session_id: Mapped[int] = mapped_column(ForeignKey("bimtek_evaluation.session_id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
