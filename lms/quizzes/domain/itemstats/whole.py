"""Statistics of a whole quiz: its scores, and how far they can be relied on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, exp, fsum, log, sqrt

from lms.quizzes.domain.itemstats import moments
from lms.quizzes.domain.itemstats.figures import (
    LEAST_FOR_LEVEL,
    LEAST_FOR_RELATION,
    Figure,
    Why,
    too_few,
)
from lms.quizzes.domain.itemstats.matrix import Matrix
from lms.quizzes.domain.wilson import Z95

WANTED_ALPHA = 0.7
"""The consistency that a score should have before people are told apart by it (a convention, not a law)."""


@dataclass(frozen=True)
class QuizStats:
    """The statistics of all scores; shares of the full mark between 0 and 1.

    `alpha` is the coefficient of internal consistency, `error_ratio` √(1 − alpha), `sem` the standard error of
    measurement of one score; `length` is the mean number of marked questions in an attempt.
    """

    n: int
    mean: Figure
    median: Figure
    sd: Figure
    skewness: Figure
    kurtosis: Figure
    alpha: Figure
    error_ratio: Figure
    sem: Figure
    length: float

    def longer(self, wanted: float = WANTED_ALPHA) -> int | None:
        """How many questions of this kind would reach the wanted alpha (Spearman–Brown); None when alpha is not positive.

        length × wanted (1 − alpha) ÷ (alpha (1 − wanted)), rounded up.
        """
        alpha = self.alpha.value
        if alpha is None or alpha <= 0:
            return None
        return ceil(round(self.length * wanted * (1 - alpha) / (alpha * (1 - wanted)), 6))


def quiz_stats(scores: Sequence[float], matrix: Matrix) -> QuizStats:
    """The statistics of the scores, and the consistency of the marks behind them."""
    n = len(scores)
    alpha = _alpha(matrix)
    ratio = Figure(None, alpha.n, alpha.why)
    if alpha.value is not None:
        ratio = Figure(sqrt(max(0.0, 1 - alpha.value)), alpha.n)
    sd = Figure(sqrt(moments.variance(scores)), n) if n >= LEAST_FOR_LEVEL else too_few(n)
    error = Figure(None, n, ratio.why or sd.why)
    if ratio.value is not None and sd.value is not None:
        error = Figure(sd.value * ratio.value, n)
    low, high = moments.mean_interval(scores) if n >= LEAST_FOR_LEVEL else (None, None)
    return QuizStats(
        n=n,
        mean=Figure(moments.mean(scores), n, low=low, high=high) if n >= LEAST_FOR_LEVEL else too_few(n),
        median=Figure(moments.median(scores), n) if n >= LEAST_FOR_LEVEL else too_few(n),
        sd=sd,
        skewness=_figure(moments.skewness(scores), n),
        kurtosis=_figure(moments.kurtosis(scores), n),
        alpha=alpha,
        error_ratio=ratio,
        sem=error,
        length=mean_length(matrix),
    )


def _alpha(matrix: Matrix) -> Figure:
    """Alpha with its interval."""
    plain = _figure(cronbach(matrix), len(matrix.rows))
    if plain.value is None:
        return plain
    low, high = alpha_interval(plain.value, plain.n, mean_length(matrix)) or (None, None)
    return Figure(plain.value, plain.n, low=low, high=high)


def alpha_interval(alpha: float, n: int, length: float) -> moments.Span | None:
    """The 95 % interval of an alpha over n attempts of k questions (D. G. Bonett, 2002); None for a perfect one.

    1 − exp(ln(1 − alpha) − ln(n ÷ (n − 1)) ± 1.96 √(2k ÷ ((k − 1)(n − 2)))): near a normal curve on this scale.
    """
    if alpha >= 1 or n < moments.LEAST_FOR_SKEWNESS or length <= 1:
        return None
    middle = log(1 - alpha) - log(n / (n - 1))
    spread = Z95 * sqrt(2 * length / ((length - 1) * (n - 2)))
    return 1 - exp(middle + spread), 1 - exp(middle - spread)


def _figure(value: float | None, n: int) -> Figure:
    why: Why | None = "few" if n < LEAST_FOR_RELATION else "constant" if value is None else None
    return Figure(None if why else value, n, why)


def mean_length(matrix: Matrix) -> float:
    """The mean number of marked questions in an attempt."""
    return fsum(len(row) for row in matrix.rows) / len(matrix.rows) if matrix.rows else 0.0


def cronbach(matrix: Matrix) -> float | None:
    """Cronbach's alpha, generalised to attempts with different questions of one pool.

    alpha = k c ÷ (v + (k − 1) c), with k the mean number of questions in an attempt, v the mean variance of a
    question and c the mean covariance of two questions, each estimated from all attempts that have them.
    With the same questions for all this is k ÷ (k − 1) × (1 − Σ variances ÷ variance of the sum), exactly.
    None below two questions in an attempt, or when nothing varies.
    """
    length = mean_length(matrix)
    spread, shared = mean_variance(matrix), mean_covariance(matrix)
    if length <= 1 or spread is None or shared is None:
        return None
    whole = spread + (length - 1) * shared
    if whole < moments.TINY:
        return None
    return min(1.0, length * shared / whole)


def mean_variance(matrix: Matrix) -> float | None:
    """The variance of a question's marks, pooled over questions by their degrees of freedom; None without spread."""
    freedom = sum(max(0, len(cells) - 1) for cells in matrix.by_column)
    if freedom == 0:
        return None
    total = fsum(
        (mark - middle) ** 2
        for cells, middle in zip(matrix.by_column, matrix.means, strict=True)
        for _, mark in cells
    )
    return total / freedom if total / freedom >= moments.TINY else None


def mean_covariance(matrix: Matrix) -> float | None:
    """The covariance of two questions' marks, pooled over all pairs that attempts had in common.

    In an attempt, Σ over pairs of the products of deviations is (Σ deviations)² − Σ deviations². A product
    of deviations from sample means is expected to be 1 − 1/nᵢ − 1/nⱼ + nᵢⱼ/(nᵢ nⱼ) times the covariance (1 − 1/n
    when everybody had both), so the sum is divided by the sum of these factors. None without any pair.
    """
    means = matrix.means
    products = fsum(
        gain * gain - fsum((mark - means[column]) ** 2 for column, mark in row.items())
        for row, gain in zip(matrix.rows, matrix.gains, strict=True)
    )
    factors = _pair_factors(matrix)
    return products / factors if factors > moments.TINY else None


def _pair_factors(matrix: Matrix) -> float:
    """Σ over ordered pairs of nᵢⱼ (1 − 1/nᵢ − 1/nⱼ + nᵢⱼ/(nᵢ nⱼ)); attempts in common by bit masks."""
    masks = [sum(1 << row for row, _ in cells) for cells in matrix.by_column]
    counts = [len(cells) for cells in matrix.by_column]
    total = 0.0
    for i, j in combinations(range(matrix.columns), 2):
        both = (masks[i] & masks[j]).bit_count()
        if both:
            a, b = counts[i], counts[j]
            total += 2 * both * (1 - 1 / a - 1 / b + both / (a * b))
    return total
