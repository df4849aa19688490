from __future__ import annotations

import pytest

from lms.courses.sop.duration import Duration, parse_duration, show_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15 menit", 15),
        ("1 jam", 60),
        ("1 hari", 450),
        ("1 hari kerja", 450),
        ("2,5 jam", 150),
        ("0.5 hari kerja", 225),
        ("1 hari kerja 30 menit", 480),
        ("1 jam dan 15 menit", 75),
        ("1 hari kerja, 2 jam, 5 menit", 575),
        ("paling lama 3 hari kerja", 1350),
        ("Maks. 10 Menit", 10),
        ("120menit", 120),
    ],
)
def test_a_readable_time_is_added_up_in_minutes(text: str, minutes: int) -> None:
    duration = parse_duration(text)
    assert duration is not None
    assert duration.total() == minutes


@pytest.mark.parametrize(
    "text",
    ["", "lama", "15", "menit", "0 menit", "1 minggu", "5 menitan", "1 jam 2 jam", "1-2 jam", "-5 menit"],
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert parse_duration(text) is None


def test_the_length_of_a_working_day_is_a_setting() -> None:
    duration = parse_duration("2 hari kerja 10 menit")
    assert duration is not None
    assert duration.total(per_day=480) == 970


def test_a_duration_survives_json() -> None:
    duration = parse_duration("2,5 jam")
    assert duration is not None
    assert Duration.model_validate_json(duration.model_dump_json()) == duration


@pytest.mark.parametrize(
    ("total", "text"),
    [
        (0, "0 menit"),
        (45, "45 menit"),
        (60, "1 jam"),
        (450, "1 hari kerja"),
        (8 * 450 + 45, "8 hari kerja 45 menit"),
        (5 * 450 + 300 + 1, "5 hari kerja 5 jam 1 menit"),
    ],
)
def test_minutes_are_said_in_working_days_first(total: int, text: str) -> None:
    assert show_minutes(total) == text
