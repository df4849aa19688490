"""Who met the conditions: exact at every boundary."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lms.bimtek.domain.rules import Presented, Rules, credited_jp, eligibility

F = Fraction
RULES = Rules(
    attendance_percent=75, post_test_percent=80, post_test_required=True, participation_offered=True
)


def there(jp: int | Fraction, minutes: int = 90) -> Presented:
    return Presented(F(jp), minutes, "present")


def away(jp: int | Fraction, minutes: int = 90) -> Presented:
    return Presented(F(jp), minutes, "absent")


@pytest.mark.parametrize(
    ("slot", "jp"),
    [
        (Presented(F(2), 90, "present"), F(2)),
        (Presented(F(2), 90, "present", 30), F(2)),
        (Presented(F(2), 90, "absent"), F(0)),
        (Presented(F(2), 90, None), F(0)),
        (Presented(F(2), 90, "late", 30), F(4, 3)),
        (Presented(F(2), 90, "late", 0), F(2)),
        (Presented(F(2), 90, "late", 90), F(0)),
        (Presented(F(2), 90, "late", 500), F(0)),
        (Presented(F(3, 2), 70, "late", 10), F(9, 7)),
        (Presented(F(2), 0, "late", 0), F(0)),
    ],
)
def test_hours_of_a_slot(slot, jp):
    assert credited_jp(slot) == jp


@pytest.mark.parametrize(
    ("slots", "post_test", "expected"),
    [
        ([there(6), away(2)], F(8, 10), (F(6), True, True, "pass")),
        ([there(6), away(2)], F(72, 100), (F(6), True, False, "participation")),
        ([there(6), away(2)], None, (F(6), True, False, "participation")),
        ([there(5), away(3)], F(1), (F(5), False, True, "none")),
        ([there(5), away(3)], F(0), (F(5), False, False, "none")),
        ([Presented(F(8), 360, "late", 90)], F(1), (F(6), True, True, "pass")),
        ([Presented(F(8), 360, "late", 91)], F(1), (F(269, 45), False, True, "none")),
        ([there(6), away(2)], F(7999, 10000), (F(6), True, False, "participation")),
        ([there(0), away(0)], F(1), (F(0), False, True, "none")),
        ([], F(1), (F(0), False, True, "none")),
    ],
)
def test_boundaries(slots, post_test, expected):
    verdict = eligibility(slots, post_test, RULES)
    assert (verdict.attended_jp, verdict.attendance_ok, verdict.post_test_ok, verdict.eligible) == expected


def test_thirds_do_not_drift():
    slots = [Presented(F(1), 45, "late", 15)] * 3
    assert eligibility(slots, None, Rules(66, 0, False, False)).attended_jp == 2
    assert eligibility(slots, None, Rules(67, 0, False, False)).eligible == "none"


def test_without_a_post_test_attendance_decides():
    rules = Rules(75, 80, post_test_required=False, participation_offered=True)
    assert eligibility([there(6), away(2)], None, rules).eligible == "pass"
    assert eligibility([there(5), away(3)], None, rules).eligible == "none"


def test_participation_only_when_it_is_offered():
    rules = Rules(75, 80, post_test_required=True, participation_offered=False)
    assert eligibility([there(8)], F(1, 2), rules).eligible == "none"
