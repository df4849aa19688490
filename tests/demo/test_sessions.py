"""The sample Bimtek of today: whoever opens the sample city, at whatever hour, finds it running and can close it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lms.bimtek.domain.schedule import overlaps, stage
from lms.demo.scenes.sessions import around

DAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize("minutes", [0, 7, 15, 29, 31, 59, 100, 180, 240, 731, 1080, 1350, 1438])
def test_at_any_hour_two_slots_are_over_one_runs_and_none_lies_ahead(minutes: int) -> None:
    now = DAY + timedelta(minutes=minutes, seconds=13)
    slots = around(now)
    assert [slot.ends_at <= now for slot in slots] == [True, True, False]
    assert slots[-1].starts_at <= now < slots[-1].ends_at
    spans = [(slot.starts_at, slot.ends_at) for slot in slots]
    assert stage("announced", spans, now) == "running"
    assert not any(overlaps(span, spans[:n]) for n, span in enumerate(spans))
    assert {slot.starts_at.minute % 5 for slot in slots} == {0}
    assert [slot.starts_at.date() == slot.ends_at.date() for slot in slots] == [True] * 3


def test_the_running_slot_lasts_long_enough_to_look_around() -> None:
    noon = DAY + timedelta(hours=12)
    assert around(noon)[-1].ends_at - noon == timedelta(minutes=60)
