"""How far officers are with courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.courses.domain import CourseStanding, LessonStanding, Progress
from lms.courses.models import CourseCompletion, LessonProgress, PracticeAnswer
from lms.courses.queries.documents import LiveCourse
from lms.quizzes.queries.attempts import best_result


@dataclass(frozen=True)
class Completion:
    """A revision of a course that an officer finished."""

    course_id: str
    revision_id: int
    finished_at: datetime


@dataclass(frozen=True)
class Given:
    """The last answer to a quick check, and how often it was answered."""

    answer: dict[str, object]
    tries: int


def lesson_progress(session: Session, officer_id: int) -> dict[tuple[str, str], Progress]:
    """Everything kept of an officer's reading, by course and lesson id."""
    rows = session.scalars(select(LessonProgress).where(LessonProgress.officer_id == officer_id))
    return {
        (row.course_id, row.lesson_id): Progress(
            row.lesson_id, row.place, row.furthest, row.seen_at, row.finished_at, row.digest
        )
        for row in rows
    }


def completions(session: Session, officer_id: int) -> list[Completion]:
    """The revisions of courses that an officer finished, earliest first."""
    rows = session.scalars(
        select(CourseCompletion)
        .where(CourseCompletion.officer_id == officer_id)
        .order_by(CourseCompletion.finished_at, CourseCompletion.id)
    )
    return [Completion(row.course_id, row.revision_id, row.finished_at) for row in rows]


def standing(session: Session, live: LiveCourse, officer_id: int | None) -> CourseStanding:
    """Where an officer stands with one course; a reader without an officer stands at the beginning."""
    return standings(session, [live], officer_id)[live.course.id]


def standings(
    session: Session, courses: Sequence[LiveCourse], officer_id: int | None
) -> dict[str, CourseStanding]:
    """Where an officer stands with these courses, by course id."""
    read = lesson_progress(session, officer_id) if officer_id is not None else {}
    finished = completions(session, officer_id) if officer_id is not None else []
    at = {(one.course_id, one.revision_id): one.finished_at for one in finished}
    return {
        live.course.id: CourseStanding(
            lessons_of(live, read),
            _quiz_passed(session, live, officer_id),
            at.get((live.course.id, live.revision_id)),
        )
        for live in courses
    }


def lessons_of(live: LiveCourse, read: dict[tuple[str, str], Progress]) -> tuple[LessonStanding, ...]:
    """The lessons of a course with what was kept of them."""
    lessons = []
    for lesson in live.course.lessons:
        kept = read.get((live.course.id, lesson.key))
        lessons.append(
            LessonStanding(
                key=lesson.key,
                slug=lesson.slug,
                title=lesson.title,
                number=lesson.number,
                minutes=lesson.minutes,
                state=kept.state(live.digests[lesson.key]) if kept else "new",
                place=kept.place if kept else "",
                furthest=kept.furthest if kept else 0,
            )
        )
    return tuple(lessons)


def practice_given(session: Session, officer_id: int, course_id: str, lesson_id: str) -> dict[str, Given]:
    """The last answers of an officer to the quick checks of a lesson, by question id."""
    rows = session.scalars(
        select(PracticeAnswer).where(
            PracticeAnswer.officer_id == officer_id,
            PracticeAnswer.course_id == course_id,
            PracticeAnswer.lesson_id == lesson_id,
        )
    )
    return {row.question_id: Given(row.answer, row.tries) for row in rows}


def _quiz_passed(session: Session, live: LiveCourse, officer_id: int | None) -> bool | None:
    if live.course.quiz is None:
        return None
    best = best_result(session, officer_id, live.course.quiz) if officer_id is not None else None
    return best is not None and best.passed
