"""What courses listen to: a passed quiz may be the last thing that a course waits for."""

from __future__ import annotations

from lms.courses.actions import merge_officers, settle_after_quiz
from lms.people import events as people
from lms.quizzes import events as quizzes


def subscribe() -> None:
    """Connect; called once by `wiring`."""
    quizzes.attempt_closed.subscribe(settle_after_quiz)
    people.officers_merged.subscribe(merge_officers)
