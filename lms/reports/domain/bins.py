"""Scores put into equal bins, for a histogram."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 10


@dataclass(frozen=True)
class Bin:
    """The scores from `low` up to, but without, `high` percent; the last bin holds 100 as well."""

    low: int
    high: int
    count: int


def bins(scores: Iterable[float], width: int = WIDTH) -> list[Bin]:
    """Scores between 0 and 1 counted in bins of `width` percent; rounding errors do not push a score below its bin."""
    counts = [0] * (100 // width)
    for score in scores:
        percent = round(score * 100, 9)
        counts[min(len(counts) - 1, int(percent // width))] += 1
    return [Bin(n * width, (n + 1) * width, count) for n, count in enumerate(counts)]
