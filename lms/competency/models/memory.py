"""Memory of questions: reviews that are only ever added to, and what is derived from them and can be rebuilt."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime

DEFAULT_EDITION = 0


class ReviewEvent(Base):
    """One marked answer as a review of a memory; rows are only ever added.

    `round` above 1 corrects the mark of the same answer (a corrected key, a mark given by a person): the highest
    round counts. `predicted` is the recall foretold just before, by `edition_id`; null for a first answer and for one
    on the same day, which foretell nothing. `month` is the local month (`2026-11`), for reports.
    """

    __tablename__ = "review_event"
    __table_args__ = (
        UniqueConstraint("attempt_question_id", "round"),
        CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
        CheckConstraint("predicted IS NULL OR predicted BETWEEN 0 AND 1", name="predicted"),
        Index("ix_review_event_memory", "officer_id", "doc_id", "question_id", "at"),
        Index("ix_review_event_attempt", "attempt_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    doc_id: Mapped[str] = mapped_column(String(120))
    question_id: Mapped[str] = mapped_column(String(80))
    unit: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(12))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    attempt_question_id: Mapped[int] = mapped_column(ForeignKey("attempt_question.id"))
    round: Mapped[int] = mapped_column(default=1)
    rating: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime())
    month: Mapped[str] = mapped_column(String(7))
    predicted: Mapped[float | None]
    edition_id: Mapped[int]


class MemoryState(Base):
    """The memory of one question by one officer, folded from its reviews; `stability` is in days.

    A question keeps its memory over the revisions of its quiz. `edition_id` says by which parameters it was folded.
    """

    __tablename__ = "memory_state"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    doc_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    unit: Mapped[str | None] = mapped_column(String(20))
    stability: Mapped[float]
    difficulty: Mapped[float]
    last_review: Mapped[datetime] = mapped_column(UTCDateTime())
    reviews: Mapped[int]
    lapses: Mapped[int]
    edition_id: Mapped[int]


class RetentionSummary(Base):
    """Predicted recall of one officer in one unit, as of the night before `day`; for pages about many officers.

    `basis` says what the estimate rests on: the officer's own answers, or the unit's half-life since the evidence.
    """

    __tablename__ = "retention_summary"
    __table_args__ = (
        CheckConstraint("basis IN ('answers', 'prior')", name="basis"),
        Index("ix_retention_summary_unit", "unit"),
    )

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    unit: Mapped[str] = mapped_column(String(20), primary_key=True)
    basis: Mapped[str] = mapped_column(String(8))
    estimate: Mapped[float]
    low: Mapped[float | None]
    high: Mapped[float | None]
    questions: Mapped[int]
    due: Mapped[int]
    day: Mapped[date] = mapped_column(Date())


class RecallEdition(Base):
    """One fitting of the parameters on own data: kept whether it was adopted or not, never changed.

    Log-losses are per scored review of officers who were held out of the fitting.
    """

    __tablename__ = "recall_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime())
    parameters: Mapped[list[float]] = mapped_column(JSONValue())
    adopted: Mapped[bool]
    reviews: Mapped[int]
    held_out: Mapped[int]
    loss_before: Mapped[float]
    loss_after: Mapped[float]


class RefresherSetting(Base):
    """What an officer chose about refreshers; without a row the weekly digest is sent."""

    __tablename__ = "refresher_setting"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    digest: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime())
