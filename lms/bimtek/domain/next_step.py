"""The one next thing to do, for the participant and for the trainer."""

from __future__ import annotations

from typing import Literal

from lms.bimtek.domain.rules import Eligible
from lms.bimtek.domain.schedule import Stage

PostTest = Literal["none", "ahead", "open", "started", "done", "over"]
Step = Literal[
    "come",
    "check_in",
    "post_test",
    "continue_post_test",
    "wait_next",
    "wait_post_test",
    "wait_closing",
    "certificate",
    "participation",
    "not_reached",
]
TrainerStep = Literal[
    "schedule", "invite", "announce", "wait", "check_in", "post_test", "close", "certificates"
]


_WITH_RESULT: dict[Eligible, Step] = {
    "pass": "certificate",
    "participation": "participation",
    "none": "not_reached",
}
_AT_TEST: dict[PostTest, Step] = {"started": "continue_post_test", "open": "post_test"}
_AT_STAGE: dict[Stage, Step] = {"draft": "come", "announced": "come", "running": "wait_next"}


def next_step(stage: Stage, *, can_check_in: bool, post_test: PostTest, result: Eligible | None) -> Step:
    """What an enrolled officer does now; check-in goes before the post-test, because its code passes.

    `post_test`: none = the session has no test, ahead = not open yet, open = may begin, started = an attempt
    is open, done = finished, over = closed without a finished attempt.
    """
    if result is not None:
        return _WITH_RESULT[result]
    if can_check_in:
        return "check_in"
    if post_test in _AT_TEST:
        return _AT_TEST[post_test]
    return _AT_STAGE.get(stage, "wait_post_test" if post_test == "ahead" else "wait_closing")


def trainer_step(
    stage: Stage, *, slots: int, enrolled: int, post_test: Literal["none", "ahead", "open", "over"]
) -> TrainerStep:
    """What the trainer does next, from an empty timetable to the certificates."""
    if stage == "closed":
        return "certificates"
    if not slots or not enrolled:
        return "invite" if slots else "schedule"
    ahead: dict[Stage, TrainerStep] = {"draft": "announce", "announced": "wait", "running": "check_in"}
    return ahead.get(stage, "close" if post_test in {"none", "over"} else "post_test")
