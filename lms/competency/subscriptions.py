"""What competency listens to: passed examinations and finished courses become evidence."""

from __future__ import annotations

from lms.competency.actions import record_course, record_from_attempt
from lms.competency.actions.merging import merge_officers
from lms.courses import events as courses
from lms.people import events as people
from lms.quizzes import events as quizzes


def subscribe() -> None:
    """Connect; called once by `wiring`."""
    quizzes.attempt_closed.subscribe(record_from_attempt)
    courses.course_finished.subscribe(record_course)
    people.officers_merged.subscribe(merge_officers)
