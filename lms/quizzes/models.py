"""Tables of quizzes: attempts, their questions, every answer ever received, and the cells of the confusion matrix."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime
from lms.quizzes.domain.device import device_token, fits_device
from lms.quizzes.domain.marks import from_text

_OPEN = text("state = 'open'")


class CatalogueSnapshot(Base):
    """The catalogue of destinations as it stood when attempts began; the same content is one row."""

    __tablename__ = "catalogue_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSONValue())


class Attempt(Base):
    """One officer taking one quiz once, with the rules and the person as they were at the start.

    `context` sets attempts apart that do not count for each other: "" for the quiz itself,
    `bimtek:12:pre` for a session. `score` is the exact fraction, null until it can be known.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("officer_id", "quiz_id", "context", "mode", "number"),
        Index(
            "uq_attempt_open", "officer_id", "quiz_id", "context", "mode",
            unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        CheckConstraint("state IN ('open', 'submitted', 'expired')", name="state"),
        CheckConstraint("mode IN ('exam', 'practice')", name="mode"),
        Index("ix_attempt_quiz", "quiz_id", "state"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    quiz_id: Mapped[str] = mapped_column(String(120))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    context: Mapped[str] = mapped_column(String(80), default="")
    mode: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(12), default="open")
    seed: Mapped[str] = mapped_column(String(32))
    drawn: Mapped[int]
    pass_mark: Mapped[int]
    level: Mapped[int | None]
    feedback: Mapped[str] = mapped_column(String(16))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime())
    deadline_at: Mapped[datetime | None] = mapped_column(UTCDateTime(), index=True)
    closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    catalogue_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_snapshot.id"))
    person: Mapped[dict[str, Any]] = mapped_column(JSONValue())
    score: Mapped[str | None] = mapped_column(String(400))
    score_value: Mapped[float | None]
    passed: Mapped[bool | None]
    waiting: Mapped[int] = mapped_column(default=0)
    answers_sha256: Mapped[str | None] = mapped_column(String(64))

    @property
    def score_of(self) -> Fraction | None:
        """The exact score, None until it is known."""
        return None if self.score is None else from_text(self.score)

    @property
    def device_token(self) -> str:
        """The name under which the officer's devices keep unsent answers of this attempt."""
        return device_token(self.seed, self.id)

    def is_device(self, token: str) -> bool:
        """Whether a token was made for this attempt."""
        return fits_device(token, self.seed, self.id)


class AttemptQuestion(Base):
    """A question as it was drawn for one attempt, with the current answer and, after closing, its mark.

    `settled_at` is when its feedback was shown; from then on the answer stands. `marked_with_id` is the
    revision whose key gave the mark, where a regrade took a newer one than was asked. `drawn_for` is why a letter
    of a practice without end was drawn.
    """

    __tablename__ = "attempt_question"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        UniqueConstraint("attempt_id", "revision_id", "question_id"),
        Index("ix_attempt_question_item", "question_id", "revision_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    position: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    question_id: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))
    unit: Mapped[str | None] = mapped_column(String(20))
    level: Mapped[int | None]
    line_order: Mapped[list[Any]] = mapped_column(JSONValue())
    resolved: Mapped[list[Any] | None] = mapped_column(JSONValue())
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSONValue())
    answer_seq: Mapped[int] = mapped_column(default=0)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    flagged: Mapped[bool] = mapped_column(default=False)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    score: Mapped[str | None] = mapped_column(String(80))
    score_value: Mapped[float | None]
    comment: Mapped[str] = mapped_column(String(2000), default="")
    marked_with_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    drawn_for: Mapped[dict[str, Any] | None] = mapped_column(JSONValue())


class AttemptGrant(Base):
    """More attempts for one officer at one quiz than the quiz allows, given by a trainer with a reason."""

    __tablename__ = "attempt_grant"
    __table_args__ = (
        CheckConstraint("extra > 0", name="extra"),
        Index("ix_attempt_grant_who", "officer_id", "quiz_id", "context"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    quiz_id: Mapped[str] = mapped_column(String(120))
    context: Mapped[str] = mapped_column(String(80), default="")
    extra: Mapped[int]
    reason: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(UTCDateTime())
    account_id: Mapped[int | None]


class AnswerEvent(Base):
    """One answer that the server received and acknowledged; rows are only ever added.

    `late` answers came after the deadline and its grace: kept for a person to judge, never current.
    """

    __tablename__ = "answer_event"
    __table_args__ = (
        UniqueConstraint("attempt_id", "attempt_question_id", "client_seq"),
        # the few that came late are looked for among millions
        Index(
            "ix_answer_event_late", "attempt_id",
            sqlite_where=text("late = 1"), postgresql_where=text("late"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    attempt_question_id: Mapped[int] = mapped_column(ForeignKey("attempt_question.id"), index=True)
    client_seq: Mapped[int]
    value: Mapped[dict[str, Any] | None] = mapped_column(JSONValue())
    late: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime())


class LateAnswer(Base):
    """What is known of an answer that came late, and what a person decided about it.

    `client_seq` is the number that its device gave it; its event has another one where that number was taken.
    `typed_at` is the word of that device's clock, which may be wrong. Without a decision it waits for one.
    """

    __tablename__ = "late_answer"
    __table_args__ = (
        CheckConstraint("source IN ('page', 'file')", name="source"),
        CheckConstraint("decision IN ('accepted', 'declined')", name="decision"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("answer_event.id"), unique=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), index=True)
    client_seq: Mapped[int]
    typed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    source: Mapped[str] = mapped_column(String(8), default="page")
    sender_id: Mapped[int | None]
    decision: Mapped[str | None] = mapped_column(String(8))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    decided_by: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    score_before: Mapped[str | None] = mapped_column(String(400))
    score_after: Mapped[str | None] = mapped_column(String(400))


class RoutingCell(Base):
    """One entry of the confusion matrix: what was right, what was chosen ("" = nothing in its place)."""

    __tablename__ = "routing_cell"
    __table_args__ = (
        UniqueConstraint("attempt_question_id", "right_code", "chosen_code"),
        Index("ix_routing_cell_officer", "officer_id", "right_code"),
        Index("ix_routing_cell_agency", "agency_id", "right_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_question_id: Mapped[int] = mapped_column(ForeignKey("attempt_question.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    right_code: Mapped[str] = mapped_column(String(60))
    chosen_code: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UTCDateTime(), index=True)


class PracticeSet(Base):
    """Letters that a trainer put together to separate one confused pair, offered on the desk or by its address.

    `letters` are (quiz id, question id); `audience` is the key of a group of officers (`opd-3`, `profil-operator`,
    `gelombang-2026-11-16`, `semua`), empty for nobody but those who have the address.
    """

    __tablename__ = "practice_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(500), default="")
    right_code: Mapped[str] = mapped_column(String(60))
    chosen_code: Mapped[str] = mapped_column(String(60))
    letters: Mapped[list[Any]] = mapped_column(JSONValue())
    audience: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    account_id: Mapped[int | None]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class SearchMiss(Base):
    """How often on one day a word was searched at the desk in vain, or what was chosen stood far down; no person.

    `code` is the destination chosen in the end, empty where nothing was found.
    """

    __tablename__ = "search_miss"
    __table_args__ = (UniqueConstraint("day", "word", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    word: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(60), default="")
    count: Mapped[int]
