"""Writes of courses: a place kept, a lesson finished, a quick check answered, a course closed."""

from lms.courses.actions.merging import merge_officers
from lms.courses.actions.practice import answer_practice
from lms.courses.actions.reading import finish_lesson, keep_place
from lms.courses.actions.settle import settle_after_quiz, settle_course

__all__ = [
    "answer_practice",
    "finish_lesson",
    "keep_place",
    "merge_officers",
    "settle_after_quiz",
    "settle_course",
]
