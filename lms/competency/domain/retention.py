"""Retention of a unit: how much of what an officer was asked they would know today, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, floor, sqrt
from typing import Literal, NamedTuple

from lms.competency.domain.recall import Forgetting

Basis = Literal["answers", "prior"]

LEVEL = 0.8
Z = 1.2815515655446004  # the normal quantile of 90 %: 80 % lie between


class Held(NamedTuple):
    """What the aggregate needs of one memory."""

    unit: str
    stability: float
    last_review: datetime


@dataclass(frozen=True)
class UnitRecall:
    """Predicted recall of one unit: `estimate`, and the 80 % interval from `low` to `high`; all from 0 to 1.

    `basis` "answers": the mean over `questions` that were answered, `due` of them at or below the line. "prior": no
    answers, only the unit's half-life since the evidence; then there is no interval, because nothing was observed.
    """

    unit: str
    basis: Basis
    estimate: float
    low: float | None
    high: float | None
    questions: int
    due: int

    @property
    def percents(self) -> tuple[int, int]:
        """The interval in whole percent, rounded outward; a prior is its estimate twice."""
        if self.low is None or self.high is None:
            return round(self.estimate * 100), round(self.estimate * 100)
        return floor(self.low * 100), ceil(self.high * 100)


def interval(mean: float, questions: int) -> tuple[float, float]:
    """The 80 % score interval (Wilson 1927) of a mean over so many questions.

    Each question stands for one trial, however often it was answered: what is not known is not the memory of these
    questions alone but that of the unit they were drawn from, and of this every question is one witness.
    """
    share, z2 = mean, Z * Z
    scale = 1 + z2 / questions
    middle = (share + z2 / (2 * questions)) / scale
    half = Z * sqrt(share * (1 - share) / questions + z2 / (4 * questions * questions)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def by_unit(held: Iterable[Held], model: Forgetting, line: float, now: datetime) -> dict[str, UnitRecall]:
    """The recall of every unit with answers; questions that were never asked are not guessed."""
    found: dict[str, list[float]] = {}
    for one in held:
        found.setdefault(one.unit, []).append(model.recall(one.stability, one.last_review, now))
    return {unit: _of(unit, recalls, line) for unit, recalls in found.items()}


def _of(unit: str, recalls: Sequence[float], line: float) -> UnitRecall:
    mean = sum(sorted(recalls)) / len(recalls)  # sorted: a sum of floats depends on its order
    low, high = interval(mean, len(recalls))
    return UnitRecall(unit, "answers", mean, low, high, len(recalls), sum(r <= line for r in recalls))


def prior(unit: str, half_life: int, earned: date, today: date) -> UnitRecall:
    """What the half-life of a unit (days) says since its evidence was earned, for officers without answers."""
    days = max(0, (today - earned).days)
    return UnitRecall(unit, "prior", 0.5 ** (days / half_life), None, None, 0, 0)
