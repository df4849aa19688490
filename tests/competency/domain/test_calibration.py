"""Calibration by hand: means, shares and the Brier score of small numbers."""

import pytest

from lms.competency.domain.calibration import Calibration, Cell, calibration

CELLS = [
    # four reviews foretold at 0.9, three recalled: squares 3 × 0.01 + 0.81
    Cell("2026-10", "single", 9, 4, 3.6, 3, 0.84),
    # two foretold at 0.5, one recalled: squares 0.25 + 0.25
    Cell("2026-11", "routing", 5, 2, 1.0, 1, 0.5),
    Cell("2026-11", "single", 9, 2, 1.8, 2, 0.02),
]


def test_groups_by_hand():
    found = calibration(CELLS)
    assert [(g.name, g.count) for g in found.bins] == [("50", 2), ("90", 6)]
    assert [(g.name, g.count) for g in found.months] == [("2026-10", 4), ("2026-11", 4)]
    assert [(g.name, g.count) for g in found.kinds] == [("routing", 2), ("single", 6)]
    nine = found.bins[1]
    assert (nine.predicted, nine.observed.share) == (pytest.approx(0.9), pytest.approx(5 / 6))
    assert nine.brier == pytest.approx(0.86 / 6)
    assert found.total.brier == pytest.approx(1.36 / 8)
    assert found.total.is_thin


def test_without_reviews_there_is_nothing_to_say():
    assert calibration([]) == Calibration((), (), (), None)
