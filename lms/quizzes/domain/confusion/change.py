"""Before and after: the difference of two shares, with an interval of its own."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from lms.quizzes.domain.wilson import Interval


@dataclass(frozen=True)
class Change:
    """`after` minus `before` in shares from −1 to 1, with the ends of its 95 % interval."""

    before: Interval
    after: Interval
    low: float
    high: float

    @property
    def share(self) -> float:
        """The plain difference; negative where confusions became fewer."""
        return self.after.share - self.before.share

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out "no change"."""
        return self.high < 0 or self.low > 0

    @property
    def few(self) -> bool:
        """Whether one side has too few letters to say anything."""
        return self.before.few or self.after.few


def difference(before: Interval, after: Interval) -> Change:
    """The change between two independent shares (R. G. Newcombe, 1998, method 10: from two Wilson intervals)."""
    plain = after.share - before.share
    down = sqrt((after.share - after.low) ** 2 + (before.high - before.share) ** 2)
    up = sqrt((after.high - after.share) ** 2 + (before.share - before.low) ** 2)
    return Change(before, after, max(-1.0, plain - down), min(1.0, plain + up))
