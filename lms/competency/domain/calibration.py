"""How well recall was foretold: predicted beside observed in bins, and the Brier score month by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from lms.quizzes.domain.wilson import Interval, wilson

BINS = 10
FEW = 20
"""Below so many reviews a bin says little."""


class Cell(NamedTuple):
    """Reviews of one month, kind and bin: how many, sums of the predictions, of the recalled, of squared errors."""

    month: str
    kind: str
    bin: int
    reviews: int
    predicted: float
    recalled: int
    squares: float


@dataclass(frozen=True)
class Group:
    """Some reviews: the mean prediction, the share that was recalled with its 95 % interval, the Brier score."""

    name: str
    count: int
    predicted: float
    observed: Interval
    brier: float

    @property
    def is_thin(self) -> bool:
        """Whether there are too few reviews to conclude from."""
        return self.count < FEW


@dataclass(frozen=True)
class Calibration:
    """All groups; `total` is None without any review that had been foretold."""

    bins: tuple[Group, ...]
    months: tuple[Group, ...]
    kinds: tuple[Group, ...]
    total: Group | None


def calibration(cells: Iterable[Cell]) -> Calibration:
    """Groups by bin (`30` is 30 to 40 %), by month and by kind, each in order of its name."""
    rows = list(cells)
    bins = {str(n * 100 // BINS): [one for one in rows if one.bin == n] for n in range(BINS)}
    return Calibration(
        tuple(_group(name, own) for name, own in bins.items() if own),
        _by(rows, "month"),
        _by(rows, "kind"),
        _group("", rows) if rows else None,
    )


def _by(rows: list[Cell], column: str) -> tuple[Group, ...]:
    names = sorted({getattr(one, column) for one in rows})
    return tuple(_group(name, [one for one in rows if getattr(one, column) == name]) for name in names)


def _group(name: str, rows: list[Cell]) -> Group:
    count = sum(one.reviews for one in rows)
    return Group(
        name, count, sum(one.predicted for one in rows) / count,
        wilson(sum(one.recalled for one in rows), count), sum(one.squares for one in rows) / count,
    )  # fmt: skip
