"""Statistics of one small quiz, worked out by hand; the arithmetic stands beside each figure.

Twenty people, four questions with marks 0 and 1. Five people of each kind:

    kind   A B C D   score   rest of A (mean of B, C, D)
    p      1 1 1 0    3/4    2/3
    q      1 1 0 0    2/4    1/3
    r      1 0 0 0    1/4    0
    s      0 0 0 1    1/4    1/3
"""

from __future__ import annotations

from math import sqrt

import pytest

from lms.quizzes.domain.itemstats import Matrix, question_stats, quiz_stats, split
from lms.quizzes.domain.itemstats.figures import LEAST_FOR_LEVEL, LEAST_FOR_RELATION
from lms.quizzes.domain.itemstats.moments import kurtosis, median, skewness

P, Q, R, S = ((1, 1, 1, 0), (1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 0, 1))
PEOPLE = [P] * 5 + [Q] * 5 + [R] * 5 + [S] * 5
SCORES = [sum(row) / 4 for row in PEOPLE]


def matrix(people=PEOPLE, drawn=4) -> Matrix:
    rows = [{n: float(mark) for n, mark in enumerate(row) if mark is not None} for row in people]
    return Matrix(4, rows, [drawn] * len(rows))


def close(value):
    return pytest.approx(value, abs=1e-12)


def test_facility_and_standard_deviation():
    stats = question_stats(matrix())
    # A: 15 of 20, B: 10, C: 5, D: 5
    assert [one.facility.value for one in stats] == [0.75, 0.5, 0.25, 0.25]
    assert [one.n for one in stats] == [20] * 4
    # A: Σ(x − 0,75)² = 15 × 0,0625 + 5 × 0,5625 = 3,75; ÷ 19
    assert stats[0].sd.value == close(sqrt(3.75 / 19))
    # B: 20 × 0,25 = 5; ÷ 19
    assert stats[1].sd.value == close(sqrt(5 / 19))


def test_discrimination_is_the_correlation_with_the_rest():
    a, b, _c, d = question_stats(matrix())
    # A with the mean of B, C, D. mean of x = 3/4; mean of rest = (2/3 + 1/3 + 0 + 1/3) ÷ 4 = 1/3.
    # Σ (x − 3/4)(rest − 1/3) over one of each kind: 1/4·1/3 + 1/4·0 + 1/4·(−1/3) + (−3/4)·0 = 0
    assert a.discrimination.value == close(0)
    # B with the mean of A, C, D: p (1 + 1 + 0)/3 = 2/3, q 1/3, r 1/3, s 1/3; mean 5/12.
    # Σ products: 1/2·1/4 + 1/2·(−1/12) − 1/2·(−1/12) − 1/2·(−1/12) = 1/8 + 1/24 = 1/6
    # Σ squares: x 4·1/4 = 1, rest 1/16 + 3/144 = 1/12; r = (1/6) ÷ √(1/12) = 2/√12 = 1/√3
    assert b.discrimination.value == close(1 / sqrt(3))
    # D with the mean of A, B, C: p 1, q 2/3, r 1/3, s 0; mean 1/2.
    # Σ products: −1/4·1/2 − 1/4·1/6 + 1/4·1/6 + 3/4·(−1/2) = −1/2
    # Σ squares: x 3/16 + 9/16 = 3/4, rest 1/4 + 1/36 + 1/36 + 1/4 = 5/9; r = −1/2 ÷ √(3/4·5/9) = −1/2 ÷ √(5/12)
    assert d.discrimination.value == close(-0.5 / sqrt(5 / 12))


def test_discriminative_efficiency_compares_with_both_sides_sorted():
    _a, b, _c, d = question_stats(matrix())
    # B: sorted marks 0 0 1 1, sorted rests 1/3 1/3 1/3 2/3: the same pairing as it happened, so 1/6 ÷ 1/6
    assert b.efficiency.value == close(1.0)
    # D: marks 0 0 0 1 with rests 0, 1/3, 2/3, 1: −1/4·(−1/2 − 1/6 + 1/6) + 3/4·1/2 = 1/8 + 3/8 = 1/2; −1/2 ÷ 1/2
    assert d.efficiency.value == close(-1.0)


def test_weights():
    a, b, c, d = question_stats(matrix())
    assert [one.intended for one in (a, b, c, d)] == [0.25] * 4
    # covariances with the score (3/4, 2/4, 1/4, 1/4; mean 7/16; deviations 5, 1, −3, −3 sixteenths), over one of each
    # A: (1/4·5 + 1/4·1 + 1/4·(−3) − 3/4·(−3))/16 = (3/4 + 9/4)/16 = 3/16
    # B: 1/2·(5 + 1 + 3 + 3)/16 = 6/16;  C: (3/4·5 − 1/4·1 + 3/4 + 3/4)/16 = 5/16
    # D: (−5/4 − 1/4 + 3/4 − 9/4)/16 = −3/16: no root
    whole = sqrt(3) + sqrt(6) + sqrt(5)
    assert a.effective.value == close(sqrt(3) / whole)
    assert b.effective.value == close(sqrt(6) / whole)
    assert c.effective.value == close(sqrt(5) / whole)
    assert (d.effective.value, d.effective.why) == (None, "negative")


def test_the_upper_and_lower_group_keep_equal_scores_together():
    # 27 % of 20 is 5: above are the five p; below are r and s, ten people with the same score
    groups = split(list(enumerate(SCORES)))
    assert groups.upper == frozenset(range(5))
    assert groups.lower == frozenset(range(10, 20))
    a, b, _c, d = question_stats(matrix())
    assert a.contrast.value == close(1.0 - 0.5)
    assert b.contrast.value == close(1.0 - 0.0)
    assert d.contrast.value == close(0.0 - 0.5)


def test_there_are_no_groups_when_the_edges_meet():
    assert split([(n, 0.5) for n in range(40)]).why == "constant"
    assert split([(n, float(n)) for n in range(LEAST_FOR_RELATION - 1)]).why == "few"


def test_scores():
    stats = quiz_stats(SCORES, matrix())
    assert stats.n == 20
    assert stats.mean.value == close(7 / 16)
    assert stats.median.value == close((0.25 + 0.5) / 2)
    # Σ(score − 7/16)² = 5 × (25 + 1 + 9 + 9)/256 = 220/256; ÷ 19
    assert stats.sd.value == close(sqrt(220 / 256 / 19))


def test_cronbach_error_ratio_and_standard_error():
    stats = quiz_stats(SCORES, matrix())
    # variances × 19: A 3,75, B 5, C 3,75, D 3,75 = 16,25; of the sum of marks: 220/256 × 16 = 13,75
    # alpha = 4/3 × (1 − 16,25/13,75) = 4/3 × (−2,5/13,75) = −8/33
    assert stats.alpha.value == close(-8 / 33)
    assert stats.error_ratio.value == close(sqrt(1 + 8 / 33))
    assert stats.sem.value == close(sqrt(220 / 256 / 19) * sqrt(1 + 8 / 33))
    assert stats.longer() is None


def test_how_many_questions_would_be_enough():
    # alpha of A, B, C alone: variances 12,5; sums 3, 2, 1, 0: Σ(x − 1,5)² × 5 = 25; alpha = 3/2 × (1 − 12,5/25) = 3/4
    three = Matrix(3, [{n: float(m) for n, m in enumerate(row[:3])} for row in PEOPLE], [3] * 20)
    stats = quiz_stats([sum(row[:3]) / 3 for row in PEOPLE], three)
    assert stats.alpha.value == close(0.75)
    # to 0,9: 3 × 0,9 × 0,25 ÷ (0,75 × 0,1) = 9
    assert stats.longer(0.9) == 9
    assert stats.longer(0.75) == 3


def test_skewness_and_kurtosis():
    # 1, 2, 3, 4, 10: mean 4, deviations −3 −2 −1 0 6. Σd² = 50, Σd³ = −27 − 8 − 1 + 216 = 180, Σd⁴ = 81 + 16 + 1 + 1296
    values = [1.0, 2.0, 3.0, 4.0, 10.0]
    k2, k3 = 50 / 4, 5 * 180 / (4 * 3)
    assert skewness(values) == close(k3 / k2**1.5)
    m2, m4 = 50 / 5, 1394 / 5
    k4 = 25 * (6 * m4 - 3 * 4 * m2**2) / (4 * 3 * 2)
    assert kurtosis(values) == close(k4 / k2**2)
    assert median(values) == 3.0
    assert skewness([1.0, 2.0]) is None
    assert kurtosis([1.0, 2.0, 3.0]) is None
    assert skewness([2.0] * 9) is None


def test_a_missing_cell_is_not_a_zero():
    # D was not reached by the five r: 5 of 15 were right, and the rest of B for r is the mean of A and C alone
    holes = [(1, 0, 0, None) if row == R else row for row in PEOPLE]
    stats = question_stats(matrix(holes))
    assert (stats[3].n, stats[3].facility.value) == (15, close(1 / 3))
    assert (stats[1].n, stats[1].facility.value) == (20, 0.5)
    # gains beyond the means (A 3/4, C 1/4, D 1/3): p 1/4 + 3/4 − 1/3 = 2/3 over 3, q −1/3 over 3, r 0 over 2,
    # s −3/4 − 1/4 + 2/3 = −1/3 over 3
    rests = [2 / 9] * 5 + [-1 / 9] * 5 + [0.0] * 5 + [-1 / 9] * 5
    found = [matrix(holes).rest(row, 1) for row in range(20)]
    assert found == [close(rest) for rest in rests]


def test_an_answer_that_waits_counts_in_what_was_drawn_only():
    waiting = [(1, 1, 1, None)] * 20
    stats = question_stats(matrix(waiting))
    assert stats[3].n == 0
    assert stats[0].intended == 0.25


def test_small_numbers_show_no_figure():
    few = question_stats(matrix(PEOPLE[: LEAST_FOR_LEVEL - 1]))[0]
    assert (few.facility.value, few.facility.why, few.facility.n) == (None, "few", 9)
    assert few.sd.why == "few"
    some = question_stats(matrix(PEOPLE[:LEAST_FOR_LEVEL]))[0]
    assert some.facility.value == 1.0
    assert [f.why for f in (some.discrimination, some.efficiency, some.effective, some.contrast)] == [
        "few"
    ] * 4
    nineteen = quiz_stats(SCORES[:19], matrix(PEOPLE[:19]))
    assert nineteen.mean.value is not None
    figures = (nineteen.skewness, nineteen.kurtosis, nineteen.alpha, nineteen.error_ratio, nineteen.sem)
    assert [figure.why for figure in figures] == ["few"] * 5


def test_without_spread_there_is_no_relation():
    stats = question_stats(matrix([(1, 1, 0, 1)] * 30))[0]
    assert (stats.discrimination.value, stats.discrimination.why) == (None, "constant")
    assert stats.effective.why == "constant"
    assert stats.contrast.why == "constant"
    whole = quiz_stats([0.75] * 30, matrix([(1, 1, 0, 1)] * 30))
    assert [f.why for f in (whole.alpha, whole.error_ratio, whole.sem, whole.skewness)] == ["constant"] * 4


def test_the_interval_is_wilsons_where_marks_are_0_or_1():
    stats = question_stats(matrix())[1]
    # Wilson for 10 of 20, z = 1,96: centre ½, half width z ÷ (2 √(n + z²)) = 1,96 ÷ (2 √23,8416)
    half = 1.959963984540054 / (2 * sqrt(20 + 1.959963984540054**2))
    assert (stats.facility.low, stats.facility.high) == (close(0.5 - half), close(0.5 + half))
    part = [(0.5, 1, 0, 0)] * 10 + [(1, 1, 0, 0)] * 10
    # mean 0,75, variance 20 × 0,0625 ÷ 19, half width 1,96 √(1,25/19/20)
    half = 1.959963984540054 * sqrt(1.25 / 19 / 20)
    found = question_stats(matrix(part))[0].facility
    assert (found.low, found.high) == (close(0.75 - half), close(0.75 + half))
