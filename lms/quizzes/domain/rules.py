"""Who may start, save and submit, and when: the rules of an attempt without its tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from lms.quizzes.domain.question import Use

Mode = Literal["exam", "practice"]
FeedbackRule = Literal["after_each", "after_submit", "after_close"]
AttemptFeedback = Literal["after_each", "after_submit", "after_close", "withheld"]
"""The rule of one attempt: a quiz's own, or "withheld" until whoever ordered the attempt releases it."""
State = Literal["open", "submitted", "expired"]

GRACE = timedelta(seconds=60)


@dataclass(frozen=True)
class Window:
    """When a quiz can be started and answered; None means no bound. Both ends are aware datetimes."""

    opens: datetime | None = None
    closes: datetime | None = None

    def state(self, now: datetime) -> Literal["early", "inside", "late"]:
        """Where `now` lies; the closing moment itself is outside."""
        if self.opens is not None and now < self.opens:
            return "early"
        if self.closes is not None and now >= self.closes:
            return "late"
        return "inside"


def turn(opens: datetime | None, spread: int | None, officer_id: int, quiz_id: str) -> datetime | None:
    """When an officer may start: up to `spread` whole seconds after the opening, the same whenever it is asked.

    Hundreds who wait for one opening then do not all start in the same second. None without an opening.
    """
    if opens is None or not spread:
        return opens
    digest = hashlib.sha256(f"{quiz_id}:{officer_id}".encode()).digest()
    return opens + timedelta(seconds=int.from_bytes(digest[:8]) % (spread + 1))


def deadline(started: datetime, limit: timedelta | None, closes: datetime | None) -> datetime | None:
    """The last moment for answers: the time limit or the end of the window, whichever is first."""
    ends = [end for end in (None if limit is None else started + limit, closes) if end is not None]
    return min(ends) if ends else None


def accepts(now: datetime, ends: datetime | None) -> bool:
    """Whether an answer received at `now` still counts: until the deadline and its grace."""
    return ends is None or now <= ends + GRACE


def attempts_left(limit: int | None, used: int) -> int | None:
    """How many attempts remain; None when there is no limit."""
    return None if limit is None else max(0, limit - used)


def allowed_in(use: Use, mode: Mode) -> bool:
    """Whether a question or quiz of this use may appear in an attempt of this mode."""
    return use in (mode, "both")


def feedback_rule(rule: FeedbackRule, mode: Mode) -> FeedbackRule:
    """The rule that holds: an examination never shows its keys question by question."""
    return "after_submit" if rule == "after_each" and mode == "exam" else rule


def feedback_open(rule: AttemptFeedback, *, state: State, closes: datetime | None, now: datetime) -> bool:
    """Whether the keys and feedback of a whole attempt may be shown at `now`."""
    if state == "open" or rule == "withheld":
        return False
    return rule != "after_close" or closes is None or now >= closes
