"""Reads of courses: small values for pages and for other rooms."""

from lms.courses.queries.documents import LiveCourse, course_at, live_course, live_courses
from lms.courses.queries.progress import completions, standing, standings

__all__ = [
    "LiveCourse",
    "completions",
    "course_at",
    "live_course",
    "live_courses",
    "standing",
    "standings",
]
