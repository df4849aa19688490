"""What competency listens to: answers become memories; passed examinations and finished courses become evidence."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.competency.actions import record_course, record_from_attempt
from lms.competency.actions.merging import merge_officers
from lms.competency.actions.recall import review_closed, review_settled
from lms.competency.domain.letters import FsrsLetters
from lms.competency.queries.editions import active, line_of
from lms.courses import events as courses
from lms.people import events as people
from lms.quizzes import events as quizzes
from lms.quizzes.domain.recall import DueLetters


def subscribe() -> None:
    """Connect; called once by `wiring`."""
    quizzes.attempt_closed.subscribe(record_from_attempt)
    quizzes.attempt_closed.subscribe(review_closed)
    quizzes.question_settled.subscribe(review_settled)
    if due_by_memory not in quizzes.recall_rules:
        quizzes.recall_rules.append(due_by_memory)
    courses.course_finished.subscribe(record_course)
    people.officers_merged.subscribe(merge_officers)


def due_by_memory(session: Session) -> DueLetters:
    """Letters of the practice come back when their predicted recall falls to the city's line."""
    return FsrsLetters(active(session).model, line_of(session))
