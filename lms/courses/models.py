"""Tables of courses: how far an officer read, what they answered in quick checks, what they finished."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class LessonProgress(Base):
    """One officer and one lesson, by the ids that survive renaming and new revisions.

    `place` is the heading last read, `furthest` the percent of the text ever reached. `digest`
    identifies the text that was finished, so that a changed lesson is known to have changed.
    """

    __tablename__ = "lesson_progress"
    __table_args__ = (
        UniqueConstraint("officer_id", "course_id", "lesson_id"),
        CheckConstraint("furthest BETWEEN 0 AND 100", name="furthest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    course_id: Mapped[str] = mapped_column(String(120))
    lesson_id: Mapped[str] = mapped_column(String(120))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    place: Mapped[str] = mapped_column(String(120), default="")
    furthest: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime())
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime())
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    finished_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    digest: Mapped[str] = mapped_column(String(64), default="")


class PracticeAnswer(Base):
    """The last answer of an officer to one quick check; never graded, shown again with its feedback."""

    __tablename__ = "practice_answer"
    __table_args__ = (UniqueConstraint("officer_id", "course_id", "lesson_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    course_id: Mapped[str] = mapped_column(String(120))
    lesson_id: Mapped[str] = mapped_column(String(120))
    question_id: Mapped[str] = mapped_column(String(120))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    answer: Mapped[dict[str, Any]] = mapped_column(JSONValue())
    tries: Mapped[int] = mapped_column(default=1)
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime())


class CourseCompletion(Base):
    """An officer finished a revision of a course; it stays, whatever is published later."""

    __tablename__ = "course_completion"
    __table_args__ = (UniqueConstraint("officer_id", "course_id", "revision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    course_id: Mapped[str] = mapped_column(String(120))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    finished_at: Mapped[datetime] = mapped_column(UTCDateTime())
