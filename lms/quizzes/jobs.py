"""Background steps of quizzes: closing attempts whose time ran out."""

from __future__ import annotations

from typing import Any

from lms.db.session import writing
from lms.jobs.registry import JobContext, handler
from lms.quizzes.actions.build import FINISH_JOB, ask_finisher
from lms.quizzes.actions.submit import close_expired, expired_attempts


@handler(FINISH_JOB)
def finish_expired(context: JobContext, payload: dict[str, Any]) -> None:
    """Close the attempt of the payload if it ran out, and any other that is overdue.

    One transaction per attempt: a crash leaves the rest for the next run. An attempt that was given more
    time meanwhile is looked at again when that is over.
    """
    with context.sessions() as session:
        overdue = expired_attempts(session, now=context.clock.now())
        named = payload.get("attempt")
        for attempt_id in dict.fromkeys([*([named] if isinstance(named, int) else []), *overdue]):
            with writing(session):
                if not close_expired(session, clock=context.clock, attempt_id=attempt_id):
                    ask_finisher(session, attempt_id)
