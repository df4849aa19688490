"""Cover: how many people of an agency hold a unit, against the minimum that its posts need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.competency.domain.framework import Profile

NOBODY, BELOW, EXACT, ONE_ABOVE, AMPLE = range(5)


@dataclass(frozen=True)
class Cover:
    """One unit in one agency: people at `level` or above, against the minimum; `learning` are those on the way."""

    unit: str
    level: int
    holders: int
    minimum: int
    learning: int = 0

    @property
    def step(self) -> int:
        """The step of the heat map, from 0 (nobody) to 4 (two or more above the minimum)."""
        if self.holders < self.minimum:
            return NOBODY if self.holders == 0 else BELOW
        return min(EXACT + self.holders - self.minimum, AMPLE)

    @property
    def is_short(self) -> bool:
        """Whether fewer people hold the unit than the minimum asks for."""
        return self.holders < self.minimum

    @property
    def hangs_on_one(self) -> bool:
        """Whether one single person carries the unit."""
        return self.holders == 1 and self.minimum > 0


def cover(profiles: Iterable[Profile], levels: Sequence[Mapping[str, int]]) -> dict[str, Cover]:
    """Cover by unit for the profiles of an agency's posts, given the proven levels of its people.

    Where several profiles ask for a unit at different levels, the one that is worst covered counts.
    """
    found: dict[str, Cover] = {}
    for profile in profiles:
        for need in profile.requirements:
            holders = sum(held.get(need.unit, 0) >= need.level for held in levels)
            learning = sum(0 < held.get(need.unit, 0) < need.level for held in levels)
            new = Cover(need.unit, need.level, holders, need.minimum, learning)
            old = found.get(need.unit)
            if old is None or (holders - need.minimum, -need.level) < (old.holders - old.minimum, -old.level):
                found[need.unit] = new
    return found
