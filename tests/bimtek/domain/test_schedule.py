"""Stages, overlaps, and hours suggested from a length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from lms.bimtek.domain.schedule import minutes, overlaps, stage, suggested_jp

T = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY_ONE, DAY_TWO = (T, T + 2 * HOUR), (T + 24 * HOUR, T + 26 * HOUR)


@pytest.mark.parametrize(
    ("stored", "now", "expected"),
    [
        ("draft", T + HOUR, "draft"),
        ("closed", T - HOUR, "closed"),
        ("announced", T - timedelta(seconds=1), "announced"),
        ("announced", T, "running"),
        ("announced", T + 12 * HOUR, "running"),
        ("announced", T + 26 * HOUR - timedelta(seconds=1), "running"),
        ("announced", T + 26 * HOUR, "finished"),
    ],
)
def test_stages(stored, now, expected):
    assert stage(stored, [DAY_TWO, DAY_ONE], now) == expected


def test_a_session_without_slots_never_begins():
    assert stage("announced", [], T) == "announced"


def test_overlaps():
    assert overlaps((T, T + HOUR), [(T + HOUR, T + 2 * HOUR)]) is False
    assert overlaps((T, T + HOUR + timedelta(minutes=1)), [(T + HOUR, T + 2 * HOUR)]) is True
    assert overlaps((T, T + 4 * HOUR), [(T + HOUR, T + 2 * HOUR)]) is True
    assert overlaps((T, T + HOUR), []) is False


@pytest.mark.parametrize(("length", "jp"), [(0, 0), (44, 0), (45, 1), (90, 2), (134, 2), (135, 3), (-5, 0)])
def test_suggested_hours(length, jp):
    assert suggested_jp(length, 45) == Fraction(jp)


def test_minutes():
    assert minutes((T, T + timedelta(minutes=90, seconds=59))) == 90
