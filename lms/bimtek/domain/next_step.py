"""The one next thing to do, for the participant and for the trainer."""

from __future__ import annotations

from typing import Literal

from lms.bimtek.domain.rules import Eligible
from lms.bimtek.domain.schedule import Stage

PostTest = Literal["none", "ahead", "open", "started", "done", "over"]
Step = Literal[
    "come",
    "check_in",
    "pre_test",
    "continue_pre_test",
    "post_test",
    "continue_post_test",
    "evaluate",
    "wait_next",
    "wait_post_test",
    "wait_closing",
    "certificate",
    "participation",
    "not_reached",
]
TrainerStep = Literal[
    "schedule", "invite", "announce", "wait", "check_in", "post_test", "close", "certificates", "cancelled"
]


_WITH_RESULT: dict[Eligible, Step] = {
    "pass": "certificate",
    "participation": "participation",
    "none": "not_reached",
}
_BEFORE: dict[PostTest, Step] = {"started": "continue_pre_test", "open": "pre_test"}
_AT_TEST: dict[PostTest, Step] = {"started": "continue_post_test", "open": "post_test"}
_AT_STAGE: dict[Stage, Step] = {"draft": "come", "announced": "come", "running": "wait_next"}


def next_step(
    stage: Stage,
    *,
    can_check_in: bool,
    post_test: PostTest,
    result: Eligible | None,
    pre_test: PostTest = "none",
    evaluate: bool = False,
) -> Step:
    """What an enrolled officer does now; check-in goes before the tests, because its code passes.

    `post_test`: none = the session has no test, ahead = not open yet, open = may begin, started = an attempt
    is open, done = finished, over = closed without a finished attempt.
    """
    if result is not None:
        return _WITH_RESULT[result]
    if can_check_in:
        return "check_in"
    if pre_test in _BEFORE:
        return _BEFORE[pre_test]
    if post_test in _AT_TEST:
        return _AT_TEST[post_test]
    if evaluate:
        return "evaluate"
    return _AT_STAGE.get(stage, "wait_post_test" if post_test == "ahead" else "wait_closing")


def trainer_step(
    stage: Stage, *, slots: int, enrolled: int, post_test: Literal["none", "ahead", "open", "over"]
) -> TrainerStep:
    """What the trainer does next, from an empty timetable to the certificates."""
    if stage == "cancelled":
        return "cancelled"
    if stage == "closed":
        return "certificates"
    if not slots or not enrolled:
        return "invite" if slots else "schedule"
    ahead: dict[Stage, TrainerStep] = {"draft": "announce", "announced": "wait", "running": "check_in"}
    return ahead.get(stage, "close" if post_test in {"none", "over"} else "post_test")
