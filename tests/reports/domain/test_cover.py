"""Cover: people against a minimum."""

from __future__ import annotations

import pytest

from lms.competency.domain.framework import Profile, Requirement
from lms.reports.domain.cover import Cover, cover


def profile(name: str, *needs: tuple[str, int, int]) -> Profile:
    found = tuple(Requirement(unit=u, level=lv, days=30, minimum=m) for u, lv, m in needs)
    return Profile(id=name, title=name, requirements=found)


@pytest.mark.parametrize(
    ("holders", "minimum", "step"),
    [(0, 1, 0), (0, 2, 0), (1, 2, 1), (2, 2, 2), (3, 2, 3), (4, 2, 4), (9, 2, 4), (0, 0, 2), (1, 0, 3)],
)
def test_the_steps_of_the_heat_map(holders: int, minimum: int, step: int) -> None:
    assert Cover("K1", 2, holders, minimum).step == step


def test_people_are_counted_at_the_level_that_is_asked_for() -> None:
    levels = [{"K1": 2}, {"K1": 1}, {"K1": 3, "K2": 2}, {}]
    found = cover([profile("a", ("K1", 2, 1), ("K2", 2, 2))], levels)
    assert found == {"K1": Cover("K1", 2, 2, 1, learning=1), "K2": Cover("K2", 2, 1, 2)}
    assert (found["K1"].is_short, found["K2"].is_short) == (False, True)
    assert (found["K1"].hangs_on_one, found["K2"].hangs_on_one) == (False, True)


def test_the_worst_covered_of_several_profiles_counts() -> None:
    levels = [{"K2": 2}, {"K2": 2}]
    found = cover([profile("desk", ("K2", 2, 1)), profile("head", ("K2", 3, 1))], levels)
    assert found["K2"] == Cover("K2", 3, 0, 1, learning=2)
    assert cover([profile("head", ("K2", 3, 1)), profile("desk", ("K2", 2, 1))], levels) == found


def test_no_profile_asks_for_nothing() -> None:
    assert cover([], [{"K1": 2}]) == {}
