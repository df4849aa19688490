"""How much a count can be trusted: the Wilson score interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
FEW = 5


@dataclass(frozen=True)
class Interval:
    """A share with the ends of its 95 % interval, all between 0 and 1."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The plain share, 0 when nothing was counted."""
        return self.count / self.of if self.of else 0.0

    @property
    def few(self) -> bool:
        """Whether there are too few cases to say anything."""
        return self.of < FEW


def wilson(count: int, of: int, z: float = Z95) -> Interval:
    """The interval of `count` out of `of` (E. B. Wilson, 1927); the whole range when `of` is 0."""
    if of == 0:
        return Interval(count, of, 0.0, 1.0)
    share, square = count / of, z * z
    centre = (share + square / (2 * of)) / (1 + square / of)
    spread = z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Interval(count, of, max(0.0, centre - spread), min(1.0, centre + spread))
