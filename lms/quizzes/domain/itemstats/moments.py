"""Moments of samples: mean, variance, covariance, correlation, and the shape of a distribution."""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, fsum, sqrt, tanh

from lms.quizzes.domain.wilson import Z95

TINY = 1e-12  # below this a variance of marks between 0 and 1 is rounding, not spread
LEAST_FOR_SKEWNESS, LEAST_FOR_KURTOSIS, LEAST_FOR_FISHER = 3, 4, 4

Span = tuple[float, float]


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean; ValueError for no values."""
    if not values:
        raise ValueError("no values have no mean")
    return fsum(values) / len(values)


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle."""
    if not values:
        raise ValueError("no values have no median")
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def covariance(first: Sequence[float], second: Sequence[float]) -> float:
    """The sample covariance of pairs, with n − 1 in the denominator; ValueError for fewer than two."""
    if len(first) != len(second) or len(first) < 2:  # noqa: PLR2004 -- one pair has no spread
        raise ValueError("a covariance needs two pairs or more")
    a, b = mean(first), mean(second)
    return fsum((x - a) * (y - b) for x, y in zip(first, second, strict=True)) / (len(first) - 1)


def variance(values: Sequence[float]) -> float:
    """The sample variance, with n − 1 in the denominator."""
    return covariance(values, values)


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's product-moment correlation, between −1 and 1; None when one side does not vary."""
    spread = variance(first), variance(second)
    if min(spread) < TINY:
        return None
    return max(-1.0, min(1.0, covariance(first, second) / sqrt(spread[0] * spread[1])))


def best_covariance(first: Sequence[float], second: Sequence[float]) -> float:
    """The largest covariance that these two sets of values could have: both sorted the same way."""
    return covariance(sorted(first), sorted(second))


def correlation_interval(r: float, n: int, z: float = Z95) -> Span | None:
    """The 95 % interval of a correlation over n pairs, by Fisher's z; None for fewer than four pairs."""
    if n < LEAST_FOR_FISHER:
        return None
    if abs(r) >= 1.0:
        return r, r
    spread = z / sqrt(n - 3)
    return tanh(atanh(r) - spread), tanh(atanh(r) + spread)


def mean_interval(values: Sequence[float], z: float = Z95) -> Span:
    """The 95 % interval of the mean of marks between 0 and 1: ± 1.96 standard errors, held inside the range."""
    middle, spread = mean(values), z * sqrt(variance(values) / len(values))
    return max(0.0, middle - spread), min(1.0, middle + spread)


def skewness(values: Sequence[float]) -> float | None:
    """k3 ÷ k2^1.5 with the k-statistics (unbiased cumulants); None below three values or without spread.

    Negative: a tail of low scores; positive: a tail of high ones.
    """
    n = len(values)
    if n < LEAST_FOR_SKEWNESS:
        return None
    k2 = variance(values)
    if k2 < TINY:
        return None
    k3 = n * _power(values, 3) / ((n - 1) * (n - 2))
    return k3 / (k2 * sqrt(k2))


def kurtosis(values: Sequence[float]) -> float | None:
    """k4 ÷ k2² with the k-statistics: 0 for a normal curve; None below four values or without spread."""
    n = len(values)
    if n < LEAST_FOR_KURTOSIS:
        return None
    k2 = variance(values)
    if k2 < TINY:
        return None
    fourth, square = _power(values, 4) / n, _power(values, 2) / n
    k4 = n * n * ((n + 1) * fourth - 3 * (n - 1) * square * square) / ((n - 1) * (n - 2) * (n - 3))
    return k4 / (k2 * k2)


def _power(values: Sequence[float], power: int) -> float:
    """The sum of the deviations from the mean, raised to a power."""
    middle = mean(values)
    return fsum((value - middle) ** power for value in values)
