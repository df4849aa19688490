"""Who met the conditions of a session: hours attended and the post-test, in exact fractions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Presence = Literal["present", "late", "absent"]
PRESENCES: tuple[Presence, ...] = ("present", "late", "absent")
Eligible = Literal["pass", "participation", "none"]

ZERO = Fraction(0)
HUNDRED = 100


@dataclass(frozen=True)
class Rules:
    """What a session asks for, both marks in percent from 0 to 100."""

    attendance_percent: int
    post_test_percent: int
    post_test_required: bool
    participation_offered: bool


@dataclass(frozen=True)
class Presented:
    """One slot as one participant attended it; `presence` is None while nothing is recorded."""

    jp: Fraction
    minutes: int
    presence: Presence | None
    minutes_late: int = 0


@dataclass(frozen=True)
class Verdict:
    """How one participant stands; `post_test` is the share of the full mark, None when nothing is finished."""

    attended_jp: Fraction
    total_jp: Fraction
    attendance_ok: bool
    post_test: Fraction | None
    post_test_ok: bool
    eligible: Eligible


def credited_jp(slot: Presented) -> Fraction:
    """The hours a participant earns in a slot: all, none, or the part that was left when they came late."""
    if slot.presence == "present":
        return slot.jp
    if slot.presence != "late" or slot.minutes <= 0:
        return ZERO
    there = max(0, slot.minutes - max(0, slot.minutes_late))
    return slot.jp * Fraction(there, slot.minutes)


def eligibility(slots: Iterable[Presented], post_test: Fraction | None, rules: Rules) -> Verdict:
    """Judge one participant.

    A certificate needs both marks. The participation certificate stands for somebody who was there but
    did not reach the post-test mark; it never stands in for missing attendance. A timetable without
    hours cannot be attended, so nobody passes it.
    """
    seen = tuple(slots)
    total = sum((slot.jp for slot in seen), ZERO)
    attended = sum((credited_jp(slot) for slot in seen), ZERO)
    attendance_ok = total > 0 and attended * HUNDRED >= total * rules.attendance_percent
    post_test_ok = not rules.post_test_required or (
        post_test is not None and post_test * HUNDRED >= rules.post_test_percent
    )
    eligible: Eligible = "none"
    if attendance_ok and post_test_ok:
        eligible = "pass"
    elif attendance_ok and rules.participation_offered:
        eligible = "participation"
    return Verdict(attended, total, attendance_ok, post_test, post_test_ok, eligible)
