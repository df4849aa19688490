"""Two destinations that an officer confuses, in both directions, and how that changed over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lms.quizzes.domain.wilson import Interval, wilson

Step = Literal["right", "swapped", "other"]
STEPS = 20
LATELY = 5


@dataclass(frozen=True)
class Outcome:
    """One routed letter: when, and its cells (right, chosen)."""

    at: datetime
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class Rivalry:
    """What is confused with what. `there`: `one` was right and `other` was chosen; `back`: the reverse.

    `steps` are the last letters about either of them, the oldest first.
    """

    one: str
    other: str
    there: Interval
    back: Interval
    steps: tuple[Step, ...]

    @property
    def count(self) -> int:
        """Letters in which they were swapped, both directions together."""
        return self.there.count + self.back.count

    @property
    def lately(self) -> tuple[int, int]:
        """How many of the last letters were right, and of how many."""
        last = self.steps[-LATELY:]
        return last.count("right"), len(last)

    @property
    def before(self) -> tuple[int, int]:
        """The same of the letters just before those."""
        earlier = self.steps[-2 * LATELY : -LATELY]
        return earlier.count("right"), len(earlier)


def rivalries(letters: Sequence[Outcome], limit: int) -> list[Rivalry]:
    """The pairs that were swapped at least once, the most frequent first; `letters` in order of time."""
    pairs: dict[tuple[str, str], int] = {}
    for letter in letters:
        for right, chosen in letter.cells:
            if chosen not in ("", right):
                pair = (min(right, chosen), max(right, chosen))
                pairs[pair] = pairs.get(pair, 0) + 1
    found = [_rivalry(one, other, letters) for one, other in pairs]
    found.sort(key=lambda r: (-r.count, -max(r.there.low, r.back.low), r.one, r.other))
    return found[:limit]


def _rivalry(one: str, other: str, letters: Iterable[Outcome]) -> Rivalry:
    about = [letter for letter in letters if any(right in (one, other) for right, _ in letter.cells)]
    steps = [_step(one, other, letter) for letter in about]
    sides = [_swaps(one, other, about), _swaps(other, one, about)]
    if sides[1].count > sides[0].count:
        one, other, sides = other, one, sides[::-1]
    return Rivalry(one, other, sides[0], sides[1], tuple(steps[-STEPS:]))


def _swaps(right: str, chosen: str, letters: Iterable[Outcome]) -> Interval:
    """Of the letters where `right` was right, those where `chosen` stood in for it."""
    asked = [letter for letter in letters if any(r == right for r, _ in letter.cells)]
    return wilson(sum((right, chosen) in letter.cells for letter in asked), len(asked))


def _step(one: str, other: str, letter: Outcome) -> Step:
    if (one, other) in letter.cells or (other, one) in letter.cells:
        return "swapped"
    own = [(right, chosen) for right, chosen in letter.cells if right in (one, other)]
    return "right" if all(right == chosen for right, chosen in own) else "other"
