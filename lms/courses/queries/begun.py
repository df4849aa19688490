"""Which courses officers have begun, for many of them at once."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.courses.models import LessonProgress

CHUNK = 5000  # SQLite takes about 32,000 parameters in one statement


def begun_courses(session: Session, officer_ids: Collection[int]) -> dict[int, set[str]]:
    """The ids of courses in which an officer opened a lesson, by officer; officers without one are left out."""
    found: dict[int, set[str]] = {}
    ids = sorted(officer_ids)
    for start in range(0, len(ids), CHUNK):
        query = select(LessonProgress.officer_id, LessonProgress.course_id).where(
            LessonProgress.officer_id.in_(ids[start : start + CHUNK])
        )
        for officer_id, course_id in session.execute(query.distinct()):
            found.setdefault(officer_id, set()).add(course_id)
    return found
