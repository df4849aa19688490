"""A figure with what it rests on, and the smallest numbers of people for which figures are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LEAST_FOR_LEVEL = 10
"""Attempts from which a mean, a facility or a standard deviation is shown."""

LEAST_FOR_RELATION = 20
"""Attempts from which figures about relations (discrimination, weights, reliability, groups) are shown."""

Why = Literal["few", "constant", "negative"]


@dataclass(frozen=True)
class Figure:
    """A statistic over `n` attempts, with the ends of its 95 % interval where it has one.

    `value` is None when it cannot be told: `few` people, no spread at all (`constant`), or a
    covariance below zero, of which no root can be taken (`negative`).
    """

    value: float | None
    n: int
    why: Why | None = None
    low: float | None = None
    high: float | None = None


def too_few(n: int) -> Figure:
    """The figure that is not shown because it rests on too few attempts."""
    return Figure(None, n, "few")
