"""The nine elements of the survey on public satisfaction (SKM), kept as counts, and what may be said of few answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Grade = Literal["A", "B", "C", "D"]
ELEMENTS = ("u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9")
SPEAKER_ITEMS = ("mastery", "delivery")
REMARKS = ("good", "better")
VALUES = (1, 2, 3, 4)
WEIGHT = Fraction(1, len(ELEMENTS))
TO_INDEX = 25
LEAST_GROUP = 5
REMARK_AT_MOST = 1000
# the lower end of each grade on the scale from 25 to 100 (PermenPANRB 14/2017)
GRADES: tuple[tuple[Fraction, Grade], ...] = (
    (Fraction("88.31"), "A"),
    (Fraction("76.61"), "B"),
    (Fraction(65), "C"),
)


@dataclass(frozen=True)
class Counts:
    """How often each value was given to one item, from 1 to 4."""

    counts: tuple[int, int, int, int]

    @property
    def n(self) -> int:
        """How many answered it."""
        return sum(self.counts)

    @property
    def mean(self) -> Fraction | None:
        """The exact mean, None without answers."""
        total = sum(value * count for value, count in zip(VALUES, self.counts, strict=True))
        return Fraction(total, self.n) if self.n else None

    @property
    def index(self) -> Fraction | None:
        """The mean on the scale from 25 to 100."""
        return None if self.mean is None else self.mean * TO_INDEX


@dataclass(frozen=True)
class Shown:
    """What may be shown of a session's answers: an item with too few is None, and then nothing is that holds it."""

    n: int
    elements: Mapping[str, Counts | None]
    speakers: Mapping[str, Counts | None]
    index: Fraction | None
    grade: Grade | None

    @property
    def lowest(self) -> list[str]:
        """The elements by mean, the lowest first; those that may not be shown are left out."""
        seen = {name: one.mean for name, one in self.elements.items() if one and one.mean is not None}
        return sorted(seen, key=lambda name: (seen[name], name))


def tally(rows: Iterable[tuple[str, int, int]]) -> dict[str, Counts]:
    """Counts by item, from (item, value, count)."""
    found: dict[str, list[int]] = {}
    for item, value, count in rows:
        found.setdefault(item, [0, 0, 0, 0])[value - 1] += count
    return {item: Counts((a, b, c, d)) for item, (a, b, c, d) in found.items()}


def index_of(means: Sequence[Fraction]) -> Fraction:
    """The index of nine means: each weighs exactly one ninth, so that nine fours are exactly 100."""
    if len(means) != len(ELEMENTS):
        raise ValueError("the index is made of nine elements")
    return sum((mean * WEIGHT for mean in means), Fraction(0)) * TO_INDEX


def grade_of(index: Fraction) -> Grade:
    """The grade of an exact index: it begins at its lower end and has no hole below it."""
    return next((grade for least, grade in GRADES if index >= least), "D")


def disclose(counts: Mapping[str, Counts], speakers: Sequence[str], least: int) -> Shown:
    """Leave out what fewer than `least` people said, and every sum from which it could be subtracted.

    With one of the nine elements missing there is no index: index and eight elements would give the ninth.
    """
    empty = Counts((0, 0, 0, 0))
    n = max((counts.get(name, empty).n for name in ELEMENTS), default=0)

    def visible(name: str) -> Counts | None:
        one = counts.get(name, empty)
        return one if one.n >= least else None

    elements = {name: visible(name) for name in ELEMENTS}
    means = [one.mean for one in elements.values() if one is not None and one.mean is not None]
    index = index_of(means) if len(means) == len(ELEMENTS) else None
    return Shown(
        n=n,
        elements=elements,
        speakers={name: visible(name) for name in speakers},
        index=index,
        grade=None if index is None else grade_of(index),
    )


def speaker_item(key: str, item: str) -> str:
    """The name under which an item of one speaker is counted: `s1.mastery`."""
    return f"{key}.{item}"
