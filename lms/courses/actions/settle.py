"""Closing a course: once for each revision, when nothing is left to read and its quiz is passed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.courses import events
from lms.courses.domain import CourseFinished
from lms.courses.models import CourseCompletion
from lms.courses.queries.documents import LiveCourse, live_courses
from lms.courses.queries.progress import standing
from lms.quizzes.domain.result import AttemptResult


def settle_course(
    session: Session, *, actor: Actor, clock: Clock, officer_id: int, live: LiveCourse
) -> CourseFinished | None:
    """Close the course for the officer if it is complete and was not closed yet; tells the other rooms."""
    if not standing(session, live, officer_id).is_complete or _is_closed(session, officer_id, live):
        return None
    course, now = live.course, clock.now()
    done = CourseFinished(
        officer_id, course.id, course.title, live.revision_id, dict(course.competencies), course.jp, now
    )
    session.add(
        CourseCompletion(
            officer_id=officer_id, course_id=course.id, revision_id=live.revision_id, finished_at=now
        )
    )
    session.flush()
    audit.record(
        session,
        at=now,
        actor=actor,
        action="course.finished",
        object_type="course",
        object_id=course.id,
        data={"officer": officer_id, "revision": live.revision_id, "jp": course.jp},
    )
    events.course_finished.emit(session, done, actor, clock)
    return done


def settle_after_quiz(session: Session, result: AttemptResult, actor: Actor, clock: Clock) -> None:
    """Close the courses whose quiz was just passed in an examination of its own."""
    if result.mode != "exam" or result.context or not result.passed:
        return
    for live in live_courses(session):
        if live.course.quiz == result.quiz_id:
            settle_course(session, actor=actor, clock=clock, officer_id=result.officer_id, live=live)


def _is_closed(session: Session, officer_id: int, live: LiveCourse) -> bool:
    found = select(CourseCompletion.id).where(
        CourseCompletion.officer_id == officer_id,
        CourseCompletion.course_id == live.course.id,
        CourseCompletion.revision_id == live.revision_id,
    )
    return session.scalar(found) is not None
