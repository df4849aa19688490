"""Reading: the place an officer reached, and lessons they declare read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.courses.actions.settle import settle_course
from lms.courses.domain import CourseFinished
from lms.courses.models import LessonProgress
from lms.courses.queries.documents import LiveCourse
from lms.courses.schema import LessonDocument

WHOLE = 100


def keep_place(
    session: Session,
    *,
    clock: Clock,
    officer_id: int,
    live: LiveCourse,
    lesson: LessonDocument,
    place: str,
    percent: int,
) -> LessonProgress:
    """Remember the heading last read and how far the text was ever reached (percent, cut to 0…100).

    Not journalled: it is a bookmark, and it comes every few seconds.
    """
    row = _row(session, clock.now(), officer_id, live, lesson)
    row.place = place
    row.furthest = max(row.furthest, min(max(percent, 0), WHOLE))
    session.flush()
    return row


def finish_lesson(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    officer_id: int,
    live: LiveCourse,
    lesson: LessonDocument,
) -> CourseFinished | None:
    """The officer has read the lesson in its present text; what it closes, if it was the last thing left.

    Doing it twice changes nothing.
    """
    row = _row(session, clock.now(), officer_id, live, lesson)
    digest = live.digests[lesson.key]
    if row.finished_at is None or row.digest != digest:
        row.finished_at, row.digest = clock.now(), digest
        row.finished_revision_id, row.furthest = live.revision_id, WHOLE
        session.flush()
        audit.record(
            session,
            at=clock.now(),
            actor=actor,
            action="course.lesson.finished",
            object_type="lesson",
            object_id=f"{live.course.id}/{lesson.key}",
            data={"officer": officer_id, "revision": live.revision_id, "digest": digest},
        )
    return settle_course(session, actor=actor, clock=clock, officer_id=officer_id, live=live)


def _row(
    session: Session, now: datetime, officer_id: int, live: LiveCourse, lesson: LessonDocument
) -> LessonProgress:
    """The officer's row of this lesson, made when they come for the first time."""
    row = session.scalar(
        select(LessonProgress).where(
            LessonProgress.officer_id == officer_id,
            LessonProgress.course_id == live.course.id,
            LessonProgress.lesson_id == lesson.key,
        )
    )
    if row is None:
        row = LessonProgress(
            officer_id=officer_id,
            course_id=live.course.id,
            lesson_id=lesson.key,
            revision_id=live.revision_id,
            started_at=now,
            seen_at=now,
            place="",
            furthest=0,
            digest="",
        )
        session.add(row)
    row.seen_at, row.revision_id = now, live.revision_id
    session.flush()
    return row
