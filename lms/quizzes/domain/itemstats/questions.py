"""Statistics of single questions over a matrix of marks.

The names and formulas are those of classical test theory (Crocker & Algina, *Introduction to Classical
and Modern Test Theory*, chapters 5, 14) and of the quiz statistics that Moodle documents; what is added is
how they hold when attempts have different questions. docs/item-analysis.md derives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, sqrt

from lms.quizzes.domain.itemstats.figures import (
    LEAST_FOR_LEVEL,
    LEAST_FOR_RELATION,
    Figure,
    too_few,
)
from lms.quizzes.domain.itemstats.groups import Groups, split
from lms.quizzes.domain.itemstats.matrix import Matrix
from lms.quizzes.domain.itemstats.moments import (
    TINY,
    best_covariance,
    correlation,
    correlation_interval,
    covariance,
    mean,
    mean_interval,
    variance,
)
from lms.quizzes.domain.wilson import wilson


@dataclass(frozen=True)
class QuestionStats:
    """The statistics of one question; shares are between 0 and 1, the discriminations between −1 and 1.

    `n` counts who reached it and has a mark. `facility` is the mean mark; `sd` is of the marks;
    `discrimination` correlates the mark with the rest of the quiz; `efficiency` is the covariance behind it over
    the largest one that these marks allow; `intended` and `effective` are shares of the whole quiz;
    `contrast` is the mean mark of the upper minus that of the lower 27 %.
    """

    n: int
    facility: Figure
    sd: Figure
    discrimination: Figure
    efficiency: Figure
    intended: float
    effective: Figure
    contrast: Figure
    groups: Groups


def question_stats(matrix: Matrix) -> list[QuestionStats]:
    """The statistics of every column, in order."""
    effective = _effective_weights(matrix)
    return [_one(matrix, column, effective[column]) for column in range(matrix.columns)]


def _one(matrix: Matrix, column: int, effective: Figure) -> QuestionStats:
    cells = matrix.by_column[column]
    marks = [mark for _, mark in cells]
    n = len(marks)
    groups = split([(row, matrix.standing(row) or 0.0) for row, _ in cells])
    sd = Figure(sqrt(variance(marks)), n) if n >= LEAST_FOR_LEVEL else too_few(n)
    discrimination, efficiency = _with_rest(matrix, column)
    return QuestionStats(
        n=n,
        facility=facility(marks),
        sd=sd,
        discrimination=discrimination,
        efficiency=efficiency,
        intended=_intended(matrix, column),
        effective=effective,
        contrast=_contrast(dict(cells), groups),
        groups=groups,
    )


def facility(marks: list[float]) -> Figure:
    """Mean mark; its interval is Wilson's when every mark is 0 or 1, else that of a mean.

    The denominator is everybody who reached the question and has a mark, the empty answers included.
    """
    n = len(marks)
    if n < LEAST_FOR_LEVEL:
        return too_few(n)
    if all(mark in (0.0, 1.0) for mark in marks):
        share = wilson(int(fsum(marks)), n)
        return Figure(share.share, n, low=share.low, high=share.high)
    low, high = mean_interval(marks)
    return Figure(mean(marks), n, low=low, high=high)


def _with_rest(matrix: Matrix, column: int) -> tuple[Figure, Figure]:
    """Discrimination index and discriminative efficiency, over attempts with at least one other mark.

    Index: corr(x, rest). Efficiency: cov(x, rest) ÷ cov of both in sorted order.
    """
    pairs = [
        (mark, rest)
        for row, mark in matrix.by_column[column]
        if (rest := matrix.rest(row, column)) is not None
    ]
    n = len(pairs)
    if n < LEAST_FOR_RELATION:
        return too_few(n), too_few(n)
    marks, rests = [mark for mark, _ in pairs], [rest for _, rest in pairs]
    r = correlation(marks, rests)
    if r is None:
        return Figure(None, n, "constant"), Figure(None, n, "constant")
    low, high = correlation_interval(r, n) or (None, None)
    share = covariance(marks, rests) / best_covariance(marks, rests)
    return Figure(r, n, low=low, high=high), Figure(share, n)


def _intended(matrix: Matrix, column: int) -> float:
    """The share of the score that the question carries where it was asked: the mean of 1 ÷ drawn questions."""
    shares = [1 / matrix.drawn[row] for row, _ in matrix.by_column[column]]
    return mean(shares) if shares else 0.0


def _effective_weights(matrix: Matrix) -> list[Figure]:
    """√cov(x, standing), as a share of what an average attempt adds up to.

    Each question enters the sum as often as it was asked, so that with the same questions for all the shares
    add up to 1. A covariance below zero has no root: `negative`, and the question adds nothing to the sum.
    """
    covariances = [_with_whole(matrix, column) for column in range(matrix.columns)]
    asked = [len(cells) for cells in matrix.by_column]
    whole = fsum(
        sqrt(value) * n for value, n in zip(covariances, asked, strict=True) if value and value > 0
    ) / max(1, len(matrix.rows))
    return [_weight(value, n, whole) for value, n in zip(covariances, asked, strict=True)]


def _weight(value: float | None, n: int, whole: float) -> Figure:
    if value is None or n < LEAST_FOR_RELATION:
        return too_few(n)
    if value < 0:
        return Figure(None, n, "negative")
    return Figure(sqrt(value) / whole, n) if whole > 0 else Figure(None, n, "constant")


def _with_whole(matrix: Matrix, column: int) -> float | None:
    """The covariance of a question with the standing, itself included; 0 for rounding, None for fewer than two."""
    cells = matrix.by_column[column]
    if len(cells) < 2:  # noqa: PLR2004 -- one attempt has no spread
        return None
    value = covariance([mark for _, mark in cells], [matrix.standing(row) or 0.0 for row, _ in cells])
    return 0.0 if abs(value) < TINY else value


def _contrast(marks: dict[int, float], groups: Groups) -> Figure:
    """Mean mark of the upper group minus that of the lower one (the upper–lower index of Kelley and Ebel)."""
    if groups.why is not None:
        return Figure(None, len(marks), groups.why)
    upper, lower = (mean([marks[row] for row in rows]) for rows in (groups.upper, groups.lower))
    return Figure(upper - lower, len(marks))
