"""The gain of a room: cases worked by hand, and the same with NumPy."""

from __future__ import annotations

from math import sqrt
from random import Random

import numpy as np
import pytest

from lms.bimtek.domain.gain import Facility, Taken, facility, gain_of, shift
from lms.bimtek.domain.student import cdf, quantile


@pytest.mark.parametrize(
    ("df", "value"),
    [(1, 12.7062047), (2, 4.3026527), (4, 2.7764451), (9, 2.2621572), (30, 2.0422725), (500, 1.9647198)],
)
def test_t_quantiles_are_those_of_the_printed_tables(df: int, value: float) -> None:
    assert quantile(0.975, df) == pytest.approx(value, abs=1e-6)


def test_the_t_distribution_where_it_is_known_exactly() -> None:
    assert cdf(1.0, 1) == pytest.approx(0.75)  # Cauchy: 1/2 + arctan(1)/pi
    assert cdf(sqrt(2), 2) == pytest.approx(0.5 + sqrt(2) / (2 * sqrt(4)))
    assert cdf(-1.3, 7) == pytest.approx(1 - cdf(1.3, 7))
    assert cdf(0.0, 5) == 0.5


def test_a_room_worked_by_hand() -> None:
    """Half A: +0.4, +0.2; half B: +0.1, +0.3. Mean change 0.25, pooled squares 0.02+0.02 over 2 free, so s² = 0.02."""
    room = [Taken("A", 0.4, 0.8), Taken("A", 0.6, 0.8), Taken("B", 0.5, 0.6), Taken("B", 0.5, 0.8)]
    gain = gain_of(room)
    assert gain is not None
    assert (gain.n, gain.n_a, gain.n_b, gain.balanced, gain.few) == (4, 2, 2, True, True)
    assert gain.before == pytest.approx(0.5)
    assert gain.after == pytest.approx(0.75)
    assert gain.change.value == pytest.approx(0.25)
    error = sqrt(0.02 * (1 / 2 + 1 / 2)) / 2
    assert gain.change.low == pytest.approx(0.25 - 4.3026527 * error, abs=1e-6)
    assert gain.change.high == pytest.approx(0.25 + 4.3026527 * error, abs=1e-6)
    assert gain.normalised is not None
    assert gain.normalised.value == pytest.approx(0.5)  # (0.75 - 0.5) / (1 - 0.5)
    assert (gain.normalised.low, gain.normalised.high) == (None, None)
    assert gain.personal == pytest.approx((0.4 / 0.6 + 0.2 / 0.4 + 0.1 / 0.5 + 0.3 / 0.5) / 4)
    assert gain.form == pytest.approx((0.3 - 0.2) / 2)


def test_unequal_forms_cancel_out() -> None:
    """Everybody learns 0.2; form 2 is easier by 0.1. Half A seems to gain 0.3, half B 0.1, whatever their sizes."""
    room = [Taken("A", 0.4, 0.7)] * 3 + [Taken("B", 0.5, 0.6)]
    gain = gain_of(room)
    assert gain is not None
    assert gain.change.value == pytest.approx(0.2)
    assert gain.form == pytest.approx(0.1)


def test_one_half_alone_is_a_paired_t_interval_and_says_nothing_about_forms() -> None:
    changes = np.array([0.1, 0.3, 0.2, 0.4, 0.0])
    gain = gain_of([Taken("B", 0.3, 0.3 + float(one)) for one in changes])
    assert gain is not None
    reach = 2.7764451 * changes.std(ddof=1) / sqrt(5)
    assert gain.change.low == pytest.approx(changes.mean() - reach, abs=1e-6)
    assert (gain.balanced, gain.form) == (False, None)


def test_few_people_get_no_interval_and_nobody_gets_no_gain() -> None:
    assert gain_of([]) is None
    two = gain_of([Taken("A", 0.5, 0.7), Taken("B", 0.5, 0.8)])
    assert two is not None
    assert (two.change.low, two.change.high) == (None, None)
    alike = gain_of([Taken("A", 0.5, 0.7)] * 3 + [Taken("B", 0.5, 0.7)] * 3)
    assert alike is not None
    assert alike.change.low is None  # everybody the same: no interval of width nothing


def test_nothing_left_to_learn() -> None:
    gain = gain_of([Taken("A", 1.0, 1.0), Taken("B", 1.0, 0.9)])
    assert gain is not None
    assert gain.normalised is None
    assert (gain.personal, gain.personal_n) == (None, 0)
    mixed = gain_of([Taken("A", 1.0, 1.0), Taken("B", 0.5, 0.75)])
    assert mixed is not None
    assert (mixed.personal, mixed.personal_n) == (0.5, 1)


def test_a_larger_room_agrees_with_numpy() -> None:
    lot = Random(7)
    room = []
    for place in range(41):
        before = round(lot.uniform(0.2, 0.9), 2)
        after = min(1.0, before + lot.uniform(-0.1, 0.5))
        room.append(Taken("A" if place % 2 else "B", before, after))
    gain = gain_of(room)
    assert gain is not None
    changes = {
        half: np.array([one.after - one.before for one in room if one.half == half]) for half in ("A", "B")
    }
    a, b = changes["A"], changes["B"]
    pooled = (a.var() * len(a) + b.var() * len(b)) / 39
    reach = quantile(0.975, 39) * np.sqrt(pooled * (1 / len(a) + 1 / len(b))) / 2
    assert gain.change.value == pytest.approx((a.mean() + b.mean()) / 2)
    assert gain.change.high == pytest.approx((a.mean() + b.mean()) / 2 + reach)
    assert gain.normalised is not None
    assert gain.normalised.value == pytest.approx((gain.after - gain.before) / (1 - gain.before))
    generator = np.random.default_rng(3)
    pairs = {
        half: np.array([(one.before, one.after) for one in room if one.half == half]) for half in ("A", "B")
    }
    found = []
    for _round in range(4000):
        means = [rows[generator.integers(0, len(rows), len(rows))].mean(axis=0) for rows in pairs.values()]
        before, after = np.mean(means, axis=0)
        found.append((after - before) / (1 - before))
    low, high = np.percentile(found, [2.5, 97.5])
    assert gain.normalised.low == pytest.approx(low, abs=0.02)
    assert gain.normalised.high == pytest.approx(high, abs=0.02)
    assert gain == gain_of(room)


def test_the_interval_holds_as_often_as_it_says() -> None:
    """A room of eight whose true gain is 0.2, many times over: the t interval covers it about 95 times in 100."""
    lot = Random(11)
    covered = 0
    for _round in range(600):
        room = [
            Taken(half, 0.4, 0.6 + (0.05 if half == "A" else -0.05) + lot.gauss(0, 0.1))
            for half in ("A", "B")
            for _one in range(4)
        ]
        gain = gain_of(room)
        assert gain is not None and gain.change.low is not None and gain.change.high is not None
        covered += gain.change.low <= 0.2 <= gain.change.high
    assert 0.925 <= covered / 600 <= 0.975


def test_the_shift_of_a_question_is_newcombes_interval() -> None:
    """Newcombe 1998, example (a) of method 10: 56/70 against 48/80."""
    found = shift(Facility(48 / 80, 80), Facility(56 / 70, 70))
    assert found is not None
    assert found.value == pytest.approx(0.2)
    assert found.low == pytest.approx(0.0524, abs=5e-5)
    assert found.high == pytest.approx(0.3339, abs=5e-5)
    assert facility([]) is None
    assert facility([1.0, 0.5]) == Facility(0.75, 2)
    assert shift(None, Facility(1.0, 3)) is None
    extreme = shift(Facility(0.0, 4), Facility(1.0, 4))
    assert extreme is not None and extreme.low is not None
    assert 0 < extreme.low < 1  # all against none of eight people is not certainty
