"""Who met the conditions of a session: hours attended and the post-test, in exact fractions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Presence = Literal["present", "late", "left", "absent"]
PRESENCES: tuple[Presence, ...] = ("present", "late", "left", "absent")
Method = Literal["code", "card", "hand"]
Eligible = Literal["pass", "participation", "none"]
Condition = Literal["attendance", "post_test", "evaluation"]
CONDITIONS: tuple[Condition, ...] = ("attendance", "post_test", "evaluation")

ZERO = Fraction(0)
HUNDRED = 100


@dataclass(frozen=True)
class Rules:
    """What a session asks for, both marks in percent from 0 to 100."""

    attendance_percent: int
    post_test_percent: int
    post_test_required: bool
    participation_offered: bool
    evaluation_required: bool = False

    @property
    def asked(self) -> tuple[Condition, ...]:
        """The conditions of a certificate, in the order in which people are told about them."""
        asks = (True, self.post_test_required, self.evaluation_required)
        return tuple(name for name, asked in zip(CONDITIONS, asks, strict=True) if asked)


@dataclass(frozen=True)
class Presented:
    """One slot as one participant attended it; `presence` is None while nothing is recorded."""

    jp: Fraction
    minutes: int
    presence: Presence | None
    minutes_late: int = 0
    minutes_early: int = 0


@dataclass(frozen=True)
class Verdict:
    """How one participant stands; `post_test` is the share of the full mark, None when nothing is finished.

    The marks say what is, not what was waived: `waived` lists the conditions that hold although they are not met.
    """

    attended_jp: Fraction
    total_jp: Fraction
    attendance_ok: bool
    post_test: Fraction | None
    post_test_ok: bool
    eligible: Eligible
    evaluation_ok: bool = True
    waived: tuple[Condition, ...] = ()

    def met(self, condition: Condition) -> bool:
        """Whether a condition is met in fact."""
        return {
            "attendance": self.attendance_ok,
            "post_test": self.post_test_ok,
            "evaluation": self.evaluation_ok,
        }[condition]


def credited_jp(slot: Presented) -> Fraction:
    """The hours a participant earns in a slot: all, none, or the share of its minutes that they were there.

    Nothing is rounded: the sum over the slots is exact, and only what a page shows is cut to two decimals.
    """
    if slot.presence == "present":
        return slot.jp
    if slot.presence not in {"late", "left"} or slot.minutes <= 0:
        return ZERO
    missed = max(0, slot.minutes_late) + max(0, slot.minutes_early)
    return slot.jp * Fraction(max(0, slot.minutes - missed), slot.minutes)


def eligibility(
    slots: Iterable[Presented],
    post_test: Fraction | None,
    rules: Rules,
    *,
    answered: bool = False,
    exceptions: Collection[Condition] = (),
) -> Verdict:
    """Judge one participant; `answered`: the evaluation, `exceptions`: the conditions that a trainer waived.

    A certificate needs every condition the session asks for, met or waived. The participation certificate stands
    for somebody who was there but did not reach the post-test mark; it never stands in for missing attendance,
    nor for a required evaluation.
    A timetable without hours cannot be attended, so nobody passes it, exception or not.
    """
    seen = tuple(slots)
    total = sum((slot.jp for slot in seen), ZERO)
    attended = sum((credited_jp(slot) for slot in seen), ZERO)
    attendance_ok = total > 0 and attended * HUNDRED >= total * rules.attendance_percent
    post_test_ok = not rules.post_test_required or (
        post_test is not None and post_test * HUNDRED >= rules.post_test_percent
    )
    evaluation_ok = answered or not rules.evaluation_required
    met = {"attendance": attendance_ok, "post_test": post_test_ok, "evaluation": evaluation_ok}
    waived = tuple(name for name in rules.asked if not met[name] and name in exceptions)
    holds = {name: total > 0 and (met[name] or name in waived) for name in CONDITIONS}
    eligible: Eligible = "none"
    if all(holds.values()):
        eligible = "pass"
    elif holds["attendance"] and holds["evaluation"] and rules.participation_offered:
        eligible = "participation"
    return Verdict(attended, total, attendance_ok, post_test, post_test_ok, eligible, evaluation_ok, waived)
