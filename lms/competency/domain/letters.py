"""When a letter of the routing practice comes back, by the same memory that retention is read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.competency.domain.recall import AGAIN, GOOD, HARD, Forgetting, Review
from lms.quizzes.domain.recall import Routed


@dataclass(frozen=True)
class FsrsLetters:
    """A letter is due once its predicted recall has fallen to `line` (0 to 1)."""

    model: Forgetting
    line: float

    def overdue(self, history: Sequence[Routed], now: datetime) -> float | None:
        """How long the letter has been due, in units of its interval; None while it is not due."""
        memory = self.model.fold(Review(one.at, _rating(one)) for one in history)
        if memory is None:
            return None
        due = self.model.due(memory.stability, memory.last_review, self.line)
        return None if now < due else (now - due) / (due - memory.last_review)


def _rating(one: Routed) -> int:
    if one.right:
        return GOOD
    return HARD if one.partly else AGAIN
