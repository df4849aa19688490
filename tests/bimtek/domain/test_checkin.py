"""The code of a slot: who it belongs to, how long it holds, and how it may be typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lms.bimtek.domain.checkin import code, fits, parse, seconds_left, show
from lms.core.codes import ALPHABET

T = datetime(2026, 11, 23, 2, 0, 10, tzinfo=UTC)
SECRET = "rahasia"


def later(seconds: int) -> datetime:
    return T + timedelta(seconds=seconds)


def test_a_code_is_six_characters_that_nobody_confuses():
    codes = {code(SECRET, 1, slot, later(30 * n)) for slot in range(50) for n in range(50)}
    assert len(codes) == 2500
    assert {len(one) for one in codes} == {6}
    assert set("".join(codes)) == set(ALPHABET)


@pytest.mark.parametrize(
    ("seconds", "fit"),
    [(0, True), (19, True), (20, True), (49, True), (50, False), (-10, True), (-40, True), (-41, False)],
)
def test_a_code_holds_for_its_window_and_one_on_each_side(seconds, fit):
    assert fits(code(SECRET, 1, 2, T), SECRET, 1, 2, later(seconds)) is fit


def test_a_code_opens_its_own_slot_only():
    shown = code(SECRET, 1, 2, T)
    assert fits(shown, SECRET, 1, 2, T) is True
    assert fits(shown, SECRET, 1, 3, T) is False
    assert fits(shown, SECRET, 2, 2, T) is False
    assert fits(shown, "rahasia lain", 1, 2, T) is False
    assert code(SECRET, 1, 23, T) != code(SECRET, 12, 3, T)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("K7P2QM", "K7P2QM"), ("k7p 2qm", "K7P2QM"), (" k7p-2qm ", "K7P2QM"), ("OIL2QM", "0112QM"), ("K7P.2QM", "K7P2QM"),
        ("K7P2Q", None), ("K7P2QMM", None), ("K7P2QU", None), ("", None), ("Ｋ7P2QM", None), ("K" * 500, None),
    ],
)  # fmt: skip
def test_what_may_be_typed(typed, read):
    assert parse(typed) == read


def test_how_it_is_shown():
    assert show("K7P2QM") == "K7P 2QM"
    assert [seconds_left(later(n)) for n in (0, 19, 20, 49)] == [20, 1, 30, 1]
