"""Which marked letters may be told to whoever routed them, as a condition on attempts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from lms.quizzes.models import Attempt


def may_be_told(now: datetime) -> ColumnElement[bool]:
    """Attempts whose marked questions may be spoken of at `now`: `rules.feedback_open`, said in SQL.

    A question of an open attempt is marked only where its feedback was shown at once, so the state is not asked.
    """
    over = or_(Attempt.closes_at.is_(None), Attempt.closes_at <= now)
    at_once = Attempt.feedback.in_(("after_each", "after_submit"))
    return or_(at_once, and_(Attempt.feedback == "after_close", over))
