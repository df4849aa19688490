"""Two records that were one person: reading, quick checks and finished modules follow the survivor."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.core.clock import Clock
from lms.courses.models import CourseCompletion, LessonProgress, PracticeAnswer
from lms.people.repoint import repoint


def merge_officers(session: Session, _clock: Clock, merged_id: int, survivor_id: int) -> None:
    """Move the rows of the merged officer; lessons that both had begun keep each its own."""
    repoint(session, LessonProgress, merged_id, survivor_id, unique=("course_id", "lesson_id"))
    repoint(session, PracticeAnswer, merged_id, survivor_id, unique=("course_id", "lesson_id", "question_id"))
    repoint(session, CourseCompletion, merged_id, survivor_id, unique=("course_id", "revision_id"))
