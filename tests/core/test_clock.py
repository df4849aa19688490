from datetime import UTC, datetime, timedelta, timezone

import pytest

from lms.core.clock import FixedClock, SystemClock

WIB = timezone(timedelta(hours=7))


def test_fixed_clock_stands_still_and_answers_in_utc():
    clock = FixedClock(datetime(2026, 10, 12, 8, 0, tzinfo=WIB))
    assert clock.now() == clock.now() == datetime(2026, 10, 12, 1, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_fixed_clock_advances():
    clock = FixedClock(datetime(2026, 10, 12, tzinfo=UTC))
    assert clock.advance(timedelta(days=1, minutes=5)) == datetime(2026, 10, 13, 0, 5, tzinfo=UTC)
    assert clock.now() == datetime(2026, 10, 13, 0, 5, tzinfo=UTC)


def test_a_clock_refuses_a_naive_time():
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2026, 10, 12))


def test_system_clock_is_aware_utc():
    assert SystemClock().now().utcoffset() == timedelta(0)
