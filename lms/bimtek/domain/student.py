"""Student's t without a numerical library: its distribution by the incomplete beta function, its quantiles by halving."""

from __future__ import annotations

from functools import cache
from math import exp, lgamma, log, log1p

_TINY, _STEPS, _ENOUGH = 1e-300, 400, 1e-15


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, evaluated by Lentz's method."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, _STEPS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 + factor * d
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = 1.0 + factor / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1.0) < _ENOUGH:
            break
    return value


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function for positive `a`, `b` and `x` from 0 to 1."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def cdf(t: float, df: float) -> float:
    """The share of Student's distribution with `df` degrees of freedom below `t`."""
    tail = incomplete_beta(df / 2, 0.5, df / (df + t * t)) / 2
    return 1.0 - tail if t > 0 else tail


@cache
def quantile(share: float, df: float) -> float:
    """The value below which `share` (above one half) of the distribution lies."""
    low, high = 0.0, 1.0
    while cdf(high, df) < share:
        high *= 2
    for _step in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if cdf(middle, df) < share else (low, middle)
    return (low + high) / 2
