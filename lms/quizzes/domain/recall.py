"""When a letter that was answered wrong comes back: growing intervals, and the protocol for other rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

LetterKey = tuple[str, str]
"""A letter wherever it was asked: the quiz it stands in, and its question id."""


@dataclass(frozen=True)
class Routed:
    """One routing of a letter; `right` only when it earned the full mark, `partly` when it earned some of it."""

    at: datetime
    right: bool
    partly: bool = False


class DueLetters(Protocol):
    """A rule of recall: from how a letter went so far to how much its repetition is due."""

    def overdue(self, history: Sequence[Routed], now: datetime) -> float | None:
        """0 at the moment a letter becomes due, growing after it; None while it is not due.

        `history` is in order of time and not empty.
        """
        ...


class Leitner:
    """Boxes after S. Leitner (1972): a wrong answer puts a letter into the first box, a right one moves it on.

    Only letters that were wrong at least once are in a box. Box n comes back after `INTERVALS[n]`. A right answer
    counts when the letter was due: practising the same letter twice in a row proves nothing. After the last box a
    letter is known, until it is answered wrong again.
    """

    INTERVALS = (
        timedelta(minutes=10),
        timedelta(days=1),
        timedelta(days=3),
        timedelta(days=7),
        timedelta(days=16),
        timedelta(days=35),
    )

    def overdue(self, history: Sequence[Routed], now: datetime) -> float | None:
        """How long the letter has been due, in units of its interval."""
        box, since = self._box(history)
        if box is None or since is None:
            return None
        interval = self.INTERVALS[box]
        late = now - since - interval
        return None if late < timedelta(0) else late / interval

    def _box(self, history: Sequence[Routed]) -> tuple[int | None, datetime | None]:
        """The box a letter lies in and since when; None when it is in none."""
        box: int | None = None
        since: datetime | None = None
        for one in history:
            if not one.right:
                box, since = 0, one.at
            elif box is not None and since is not None and one.at - since >= self.INTERVALS[box]:
                box, since = box + 1, one.at
                if box == len(self.INTERVALS):
                    box, since = None, None
        return box, since


def due_letters(
    histories: Mapping[LetterKey, Sequence[Routed]], now: datetime, rule: DueLetters
) -> dict[LetterKey, float]:
    """The letters that are due, with how much."""
    found = {key: rule.overdue(history, now) for key, history in histories.items()}
    return {key: late for key, late in found.items() if late is not None}
