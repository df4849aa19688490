"""The upper and the lower group of those who reached a question, by how they did on the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.quizzes.domain.itemstats.figures import LEAST_FOR_RELATION, Why

SHARE = 0.27
"""The share at each end (T. L. Kelley, 1939: the most telling one for a normal distribution)."""

_DIGITS = 9


@dataclass(frozen=True)
class Groups:
    """The rows in the two groups; `why` says why there are none."""

    upper: frozenset[int] = frozenset()
    lower: frozenset[int] = frozenset()
    why: Why | None = None


def split(standings: Sequence[tuple[int, float]]) -> Groups:
    """The top and bottom 27 % of (row, standing); people with the same standing are never divided.

    A group is therefore larger than 27 % where many have the same score at its edge. There are no groups for
    few people, nor where the two edges meet.
    """
    if len(standings) < LEAST_FOR_RELATION:
        return Groups(why="few")
    rounded = [(row, round(value, _DIGITS)) for row, value in standings]
    ordered = sorted(value for _, value in rounded)
    size = max(1, round(SHARE * len(ordered)))
    low, high = ordered[size - 1], ordered[-size]
    if low >= high:
        return Groups(why="constant")
    return Groups(
        upper=frozenset(row for row, value in rounded if value >= high),
        lower=frozenset(row for row, value in rounded if value <= low),
    )
