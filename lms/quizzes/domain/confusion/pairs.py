"""Confused pairs: how often one destination stood in for another, of how many letters, and of how many people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.quizzes.domain.wilson import Interval, wilson


@dataclass(frozen=True)
class Tally:
    """One cell of the matrix as counted: letters, and the people who routed them. `chosen` may be empty."""

    right: str
    chosen: str
    letters: int
    people: int

    @property
    def confused(self) -> bool:
        """Whether something wrong was chosen; nothing chosen is a gap, not a confusion."""
        return self.chosen not in ("", self.right)


@dataclass(frozen=True)
class Pair:
    """How often `chosen` stood where `right` belonged, out of the letters where `right` was right."""

    right: str
    chosen: str
    interval: Interval
    people: int


def ranked(tallies: Iterable[Tally], totals: Mapping[str, int]) -> list[Pair]:
    """The confused pairs, the surest first: by the lower end of the 95 % interval, then by their count.

    Pairs of which too few letters are known come last, whatever their share.

    `totals` are the letters in which each code was a right destination.
    """
    found = [
        Pair(one.right, one.chosen, wilson(one.letters, totals[one.right]), one.people)
        for one in tallies
        if one.confused
    ]
    found.sort(key=lambda p: (p.interval.few, -p.interval.low, -p.interval.count, p.right, p.chosen))
    return found
