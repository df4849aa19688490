"""What a room learned between two crossed tests: gain, normalised gain, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import fmean, quantiles

from lms.bimtek.domain.parallel import Half
from lms.bimtek.domain.student import quantile

FEW = 10
LEAST_FOR_T = 3
RESAMPLES, LEAST_RESAMPLES, DRAWS = 2000, 500, 200_000
CONFIDENCE = 0.95
Z95 = 1.959963984540054
_SEED = "gain"


@dataclass(frozen=True)
class Taken:
    """One person's two tests as shares of the full mark, 0 to 1."""

    half: Half
    before: float
    after: float


@dataclass(frozen=True)
class Figure:
    """A value with the ends of its 95 % interval; None where too few people carry it."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Gain:
    """What can be said about a room. `balanced`: both halves took both tests, so unequal forms cancel out.

    `normalised` is Hake's class gain, None when nothing was left to learn. `personal` is the mean of the personal
    gains over `personal_n` people, those left out who had nothing left to learn. `form` is how much easier form 2 is.
    """

    n: int
    n_a: int
    n_b: int
    before: float
    after: float
    change: Figure
    normalised: Figure | None
    personal: float | None
    personal_n: int
    form: float | None

    @property
    def balanced(self) -> bool:
        """Whether both halves are there."""
        return self.n_a > 0 and self.n_b > 0

    @property
    def few(self) -> bool:
        """Whether there are too few people to go by."""
        return self.n < FEW


def gain_of(people: Iterable[Taken]) -> Gain | None:
    """The gain of everybody with both tests; None without anybody.

    Each half counts the same, so that the difference between the forms, which adds to one half what it takes
    from the other, cancels out (Hills and Armitage's crossover of two periods).
    """
    groups = _groups(people)
    if not groups:
        return None
    everybody = [one for group in groups for one in group]
    before, after = _means(groups)
    shifts = [fmean(one.after - one.before for one in group) for group in groups]
    personal = [(one.after - one.before) / (1 - one.before) for one in everybody if one.before < 1]
    return Gain(
        n=len(everybody),
        n_a=sum(one.half == "A" for one in everybody),
        n_b=sum(one.half == "B" for one in everybody),
        before=before,
        after=after,
        change=_change(groups),
        normalised=_normalised(groups, before, after),
        personal=fmean(personal) if personal else None,
        personal_n=len(personal),
        form=(shifts[0] - shifts[1]) / 2 if len(groups) == 2 else None,  # noqa: PLR2004 -- both halves
    )


def _groups(people: Iterable[Taken]) -> list[list[Taken]]:
    seen = list(people)
    halves = [[one for one in seen if one.half == half] for half in ("A", "B")]
    return [half for half in halves if half]


def _means(groups: Sequence[Sequence[Taken]]) -> tuple[float, float]:
    before = fmean(fmean(one.before for one in group) for group in groups)
    after = fmean(fmean(one.after for one in group) for group in groups)
    return before, after


def _change(groups: Sequence[Sequence[Taken]]) -> Figure:
    """The mean change with its t interval: spread within the halves pooled, n minus the number of halves free."""
    changes = [[one.after - one.before for one in group] for group in groups]
    centre = fmean(fmean(values) for values in changes)
    n = sum(len(values) for values in changes)
    free = n - len(changes)
    if n < LEAST_FOR_T or free < 1:
        return Figure(centre)
    squares = sum((value - fmean(values)) ** 2 for values in changes for value in values)
    if squares == 0:  # everybody changed alike: the interval of width nothing would claim certainty
        return Figure(centre)
    error = sqrt(squares / free * sum(1 / len(values) for values in changes)) / len(changes)
    reach = quantile((1 + CONFIDENCE) / 2, free) * error
    return Figure(centre, max(-1.0, centre - reach), min(1.0, centre + reach))


def _normalised(groups: Sequence[Sequence[Taken]], before: float, after: float) -> Figure | None:
    """Hake's gain with a percentile bootstrap over people within their half; no interval for few."""
    if before >= 1:
        return None
    value = (after - before) / (1 - before)
    n = sum(len(group) for group in groups)
    if n < FEW:
        return Figure(value)
    lot = Random(_SEED)  # noqa: S311 -- the same figures whenever the page is read
    found = []
    for _round in range(max(LEAST_RESAMPLES, min(RESAMPLES, DRAWS // n))):
        first, then = _means([lot.choices(group, k=len(group)) for group in groups])
        if first < 1:
            found.append((then - first) / (1 - first))
    if len(set(found)) == 1:
        return Figure(value)
    ends = quantiles(found, n=40, method="inclusive")
    return Figure(value, ends[0], ends[-1])


@dataclass(frozen=True)
class Facility:
    """The mean share of the full mark of one question, and how many people were asked it."""

    share: float
    n: int

    @property
    def span(self) -> tuple[float, float]:
        """The Wilson interval; cautious where marks lie between nothing and full, for those scatter less."""
        square = Z95 * Z95
        centre = (self.share + square / (2 * self.n)) / (1 + square / self.n)
        spread = self.share * (1 - self.share) / self.n + square / (4 * self.n * self.n)
        reach = Z95 / (1 + square / self.n) * sqrt(max(0.0, spread))
        return max(0.0, centre - reach), min(1.0, centre + reach)


def facility(marks: Sequence[float]) -> Facility | None:
    """The facility of these marks; None without any."""
    return Facility(fmean(marks), len(marks)) if marks else None


def shift(before: Facility | None, after: Facility | None) -> Figure | None:
    """How much more often a question was met afterwards, by other people than before; Newcombe's interval."""
    if before is None or after is None:
        return None
    change = after.share - before.share
    (low_1, high_1), (low_2, high_2) = before.span, after.span
    down = sqrt((after.share - low_2) ** 2 + (high_1 - before.share) ** 2)
    up = sqrt((high_2 - after.share) ** 2 + (before.share - low_1) ** 2)
    return Figure(change, max(-1.0, change - down), min(1.0, change + up))
