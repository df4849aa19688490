"""The same statistics written with NumPy arrays and holes as NaN, over random marks of random quizzes."""

from __future__ import annotations

from math import isclose

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lms.quizzes.domain.itemstats import Matrix, question_stats, quiz_stats
from lms.quizzes.domain.itemstats.moments import kurtosis, skewness
from lms.quizzes.domain.itemstats.whole import alpha_interval, cronbach, mean_covariance, mean_variance

MARKS = (0.0, 0.0, 1 / 3, 0.5, 1.0, 1.0)


@st.composite
def sheets(draw: st.DrawFn, *, holes: bool) -> np.ndarray:
    """Marks of 20 to 45 attempts on 2 to 7 questions; able people do better, and cells are missing at random."""
    people, questions = draw(st.integers(20, 45)), draw(st.integers(2, 7))
    seed, missing = draw(st.integers(0, 2**32 - 1)), draw(st.floats(0.05, 0.6)) if holes else 0.0
    dice = np.random.default_rng(seed)
    ability = dice.normal(size=(people, 1)) - dice.normal(size=(1, questions))
    marks = np.where(
        ability + dice.normal(size=(people, questions)) > 0, 1.0, dice.choice(MARKS, (people, questions))
    )
    marks[dice.random((people, questions)) < missing] = np.nan
    return marks


def matrix_of(sheet: np.ndarray) -> Matrix:
    rows = [{n: float(mark) for n, mark in enumerate(row) if not np.isnan(mark)} for row in sheet]
    return Matrix(sheet.shape[1], rows, [sheet.shape[1]] * len(rows))


def rests(sheet: np.ndarray, column: int) -> np.ndarray:
    """The mean deviation from the question means over all other questions of each attempt, NaN without any."""
    others = np.delete(sheet - np.nanmean(sheet, axis=0), column, axis=1)
    known = ~np.isnan(others)
    counts = known.sum(axis=1)
    return np.where(counts > 0, np.where(known, others, 0).sum(axis=1) / np.maximum(counts, 1), np.nan)


def usable(sheet: np.ndarray) -> bool:
    """Every question has enough cells, and marks that vary."""
    counts = (~np.isnan(sheet)).sum(axis=0)
    return bool((counts >= 20).all() and (np.nanstd(sheet, axis=0) > 1e-3).all())


@given(sheet=st.one_of(sheets(holes=False), sheets(holes=True)))
@settings(max_examples=150, deadline=None)
def test_questions(sheet: np.ndarray) -> None:
    assume(usable(sheet))
    for column, found in enumerate(question_stats(matrix_of(sheet))):
        marks = sheet[:, column]
        reached = ~np.isnan(marks)
        assert found.n == reached.sum()
        assert found.facility.value == pytest.approx(np.nanmean(marks))
        assert found.sd.value == pytest.approx(np.nanstd(marks, ddof=1))
        rest = rests(sheet, column)
        both = reached & ~np.isnan(rest)
        if found.discrimination.value is None:
            assert both.sum() < 20 or np.std(marks[both]) < 1e-5 or np.std(rest[both]) < 1e-5
            continue
        expected = np.corrcoef(marks[both], rest[both])[0, 1]
        assert found.discrimination.value == pytest.approx(expected, abs=1e-9)
        best = np.cov(np.sort(marks[both]), np.sort(rest[both]))[0, 1]
        assert found.efficiency.value == pytest.approx(np.cov(marks[both], rest[both])[0, 1] / best, abs=1e-9)


@given(sheet=st.one_of(sheets(holes=False), sheets(holes=True)))
@settings(max_examples=100, deadline=None)
def test_effective_weights_add_up_to_one_attempt(sheet: np.ndarray) -> None:
    assume(usable(sheet))
    gains = sheet - np.nanmean(sheet, axis=0)
    known = ~np.isnan(gains)
    whole = np.where(known, gains, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    roots = []
    for column in range(sheet.shape[1]):
        own = known[:, column]
        covariance = np.cov(sheet[own, column], whole[own])[0, 1]
        roots.append(np.sqrt(covariance) if covariance > 1e-12 else 0.0)
    shares = known.mean(axis=0)
    assume(np.dot(roots, shares) > 1e-6)
    found = question_stats(matrix_of(sheet))
    for one, root in zip(found, roots, strict=True):
        if one.effective.value is not None:
            assert one.effective.value == pytest.approx(root / np.dot(roots, shares), abs=1e-6)
    total = sum((one.effective.value or 0.0) * share for one, share in zip(found, shares, strict=True))
    assert total == pytest.approx(1.0, abs=1e-6)


@given(sheet=sheets(holes=False))
@settings(max_examples=100, deadline=None)
def test_alpha_is_cronbachs_when_everybody_had_the_same_questions(sheet: np.ndarray) -> None:
    k = sheet.shape[1]
    variances, total = np.var(sheet, axis=0, ddof=1), np.var(sheet.sum(axis=1), ddof=1)
    assume(total > 1e-3 and variances.sum() > 1e-3)
    assert cronbach(matrix_of(sheet)) == pytest.approx(k / (k - 1) * (1 - variances.sum() / total), abs=1e-9)


@given(sheet=sheets(holes=True))
@settings(max_examples=100, deadline=None)
def test_pooled_variance_and_covariance_pair_by_pair(sheet: np.ndarray) -> None:
    assume(usable(sheet))
    gains, known = sheet - np.nanmean(sheet, axis=0), ~np.isnan(sheet)
    n = known.sum(axis=0)
    products, factors = 0.0, 0.0
    for i in range(sheet.shape[1]):
        for j in range(sheet.shape[1]):
            both = known[:, i] & known[:, j]
            if i != j and both.any():
                products += float(np.dot(gains[both, i], gains[both, j]))
                factors += both.sum() * (1 - 1 / n[i] - 1 / n[j] + both.sum() / (n[i] * n[j]))
    assume(factors > 1e-6)
    matrix = matrix_of(sheet)
    assert mean_covariance(matrix) == pytest.approx(products / factors, abs=1e-9)
    assert mean_variance(matrix) == pytest.approx(np.nansum(gains**2) / (n - 1).sum())


def test_alpha_of_drawn_forms_is_that_of_the_pool_at_their_length() -> None:
    """Ten of forty questions each: alpha matches the squared correlation of scores with what they measure."""
    dice = np.random.default_rng(7)
    ability = dice.normal(size=(4000, 1))
    full = (ability - dice.normal(size=(1, 40)) + dice.logistic(size=(4000, 40)) > 0).astype(float)
    drawn = np.full_like(full, np.nan)
    for row in range(len(full)):
        own = dice.choice(40, 10, replace=False)
        drawn[row, own] = full[row, own]
    variances, total = full.var(axis=0, ddof=1).mean(), full.sum(axis=1).var(ddof=1)
    pool = 40 / 39 * (1 - 40 * variances / total)
    shorter = 10 * pool / (40 + (10 - 40) * pool)  # Spearman–Brown from forty to ten questions
    assert cronbach(matrix_of(drawn)) == pytest.approx(shorter, abs=0.02)


def test_the_interval_of_alpha_holds_the_true_value_as_often_as_it_says() -> None:
    dice = np.random.default_rng(3)
    k, n, runs, true = 8, 60, 400, 8 * 0.25 / (8 * 0.25 + 0.75)  # items = ability + noise, variances 1 and 3
    held = 0
    for _ in range(runs):
        sheet = dice.normal(size=(n, 1)) + np.sqrt(3) * dice.normal(size=(n, k))
        alpha = cronbach(matrix_of(sheet))
        low, high = alpha_interval(alpha or 0.0, n, k) or (1.0, 0.0)
        held += low <= true <= high
    assert 0.92 <= held / runs <= 0.98


@given(values=st.lists(st.floats(0, 1, allow_subnormal=False), min_size=5, max_size=40))
@settings(max_examples=100, deadline=None)
def test_skewness_and_kurtosis_by_cumulants(values: list[float]) -> None:
    numbers = np.array(values)
    n, gains = len(numbers), numbers - numbers.mean()
    k2 = (gains**2).sum() / (n - 1)
    assume(k2 > 1e-6)
    m2, m3, m4 = ((gains**power).mean() for power in (2, 3, 4))
    k3 = n**2 * m3 / ((n - 1) * (n - 2))
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    assert isclose(skewness(values) or 0.0, k3 / k2**1.5, rel_tol=1e-6, abs_tol=1e-9)
    assert isclose(kurtosis(values) or 0.0, k4 / k2**2, rel_tol=1e-6, abs_tol=1e-9)


@given(sheet=st.one_of(sheets(holes=False), sheets(holes=True)), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=50, deadline=None)
def test_the_order_of_attempts_does_not_matter(sheet: np.ndarray, seed: int) -> None:
    shuffled = np.random.default_rng(seed).permutation(sheet)
    first, second = matrix_of(sheet), matrix_of(shuffled)
    for one, other in zip(question_stats(first), question_stats(second), strict=True):
        assert one.n == other.n
        assert one.facility.value == pytest.approx(other.facility.value, abs=1e-12)
        assert one.discrimination.value == pytest.approx(other.discrimination.value, abs=1e-9)
        assert len(one.groups.upper) == len(other.groups.upper)
    scores = [float(np.nanmean(row)) if not np.isnan(row).all() else 0.0 for row in sheet]
    assert quiz_stats(scores, first).alpha.value == pytest.approx(
        quiz_stats(scores, second).alpha.value, abs=1e-9
    )
