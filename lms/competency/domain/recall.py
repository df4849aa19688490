"""Memory of a question by FSRS: the `fsrs` package's own scheduler, fed with marked answers.

Choices, with their reasons in docs/retention.md: no learning or relearning steps, because officers meet a question
days apart and not in one evening; no fuzz, because the same reviews must always give the same state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS

AGAIN, HARD, GOOD = int(Rating.Again), int(Rating.Hard), int(Rating.Good)
DEFAULTS: tuple[float, ...] = tuple(DEFAULT_PARAMETERS)
LONGEST_INTERVAL = 36500
GUESSED = frozenset({"truefalse"})


def rating_of(score: float, kind: str) -> int:
    """The rating of a marked answer, `score` from 0 to 1: wrong Again, partly right Hard, right Good.

    Never Easy: a mark says that an answer was right, not that it was easy. A right answer to a question of two
    choices is Hard, because a coin gives it half of the time.
    """
    if score <= 0:
        return AGAIN
    return HARD if score < 1 or kind in GUESSED else GOOD


class Review(NamedTuple):
    """One answer: the moment (UTC) and its rating."""

    at: datetime
    rating: int


@dataclass(frozen=True)
class Memory:
    """The state after a review: stability in days, difficulty from 1 to 10, and how it came about."""

    stability: float
    difficulty: float
    last_review: datetime
    reviews: int
    lapses: int


class Forgetting:
    """How memories grow and fade by one set of FSRS parameters."""

    def __init__(self, parameters: Sequence[float] = DEFAULTS) -> None:
        self.parameters = tuple(parameters)
        self._scheduler = Scheduler(
            self.parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        self._decay = -self.parameters[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    def after(self, memory: Memory | None, review: Review) -> Memory:
        """The memory after one more review; reviews come in order of time."""
        at = review.at.astimezone(UTC)
        card, _log = self._scheduler.review_card(_card(memory), Rating(review.rating), at)
        if card.stability is None or card.difficulty is None:
            raise ValueError("a reviewed card has no state")
        reviews, lapses = (memory.reviews, memory.lapses) if memory else (0, 0)
        failed = memory is not None and review.rating == AGAIN
        return Memory(card.stability, card.difficulty, at, reviews + 1, lapses + failed)

    def fold(self, reviews: Iterable[Review]) -> Memory | None:
        """The memory after all reviews, given in order of time; None without any."""
        memory = None
        for review in reviews:
            memory = self.after(memory, review)
        return memory

    def recall(self, stability: float, last_review: datetime, now: datetime) -> float:
        """The predicted chance of a right answer at `now`, between 0 and 1; whole days count, as in the package."""
        days = max(0, (now - last_review).days)
        return float((1 + self._factor * days / stability) ** self._decay)

    def foretold(self, memory: Memory | None, at: datetime) -> float | None:
        """The recall that can be checked by a review at `at`; None before a first review and on the same day."""
        if memory is None or at - memory.last_review < timedelta(days=1):
            return None
        return self.recall(memory.stability, memory.last_review, at)

    def due(self, stability: float, last_review: datetime, line: float) -> datetime:
        """When the predicted recall falls to `line` (0 to 1); the interval of the package, in whole days."""
        days = round(stability / self._factor * (line ** (1 / self._decay) - 1))
        return last_review + timedelta(days=min(max(days, 1), LONGEST_INTERVAL))


def _card(memory: Memory | None) -> Card:
    if memory is None:
        return Card(card_id=0)  # a given id: the package would wait a millisecond to find a free one
    return Card(
        card_id=0, state=State.Review, step=None, stability=memory.stability, difficulty=memory.difficulty,
        due=memory.last_review, last_review=memory.last_review,
    )  # fmt: skip


@lru_cache(maxsize=8)
def forgetting(parameters: tuple[float, ...] = DEFAULTS) -> Forgetting:
    """The model of some parameters, made once."""
    return Forgetting(parameters)
