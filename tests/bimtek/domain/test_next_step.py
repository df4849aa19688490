"""The one next thing to do."""

from __future__ import annotations

import pytest

from lms.bimtek.domain.next_step import next_step, trainer_step


@pytest.mark.parametrize(
    ("stage", "can", "post_test", "result", "step"),
    [
        ("announced", False, "ahead", None, "come"),
        ("announced", True, "ahead", None, "check_in"),
        ("running", True, "open", None, "check_in"),
        ("running", False, "open", None, "post_test"),
        ("running", False, "started", None, "continue_post_test"),
        ("running", False, "ahead", None, "wait_next"),
        ("finished", False, "ahead", None, "wait_post_test"),
        ("finished", False, "open", None, "post_test"),
        ("finished", False, "done", None, "wait_closing"),
        ("finished", False, "over", None, "wait_closing"),
        ("finished", False, "none", None, "wait_closing"),
        ("closed", False, "over", "pass", "certificate"),
        ("closed", False, "over", "participation", "participation"),
        ("closed", False, "none", "none", "not_reached"),
    ],
)
def test_of_a_participant(stage, can, post_test, result, step):
    assert next_step(stage, can_check_in=can, post_test=post_test, result=result) == step


@pytest.mark.parametrize(
    ("stage", "slots", "enrolled", "post_test", "step"),
    [
        ("draft", 0, 0, "ahead", "schedule"),
        ("draft", 2, 0, "ahead", "invite"),
        ("draft", 2, 5, "ahead", "announce"),
        ("announced", 2, 5, "ahead", "wait"),
        ("announced", 2, 0, "ahead", "invite"),
        ("running", 2, 5, "ahead", "check_in"),
        ("finished", 2, 5, "ahead", "post_test"),
        ("finished", 2, 5, "open", "post_test"),
        ("finished", 2, 5, "over", "close"),
        ("finished", 2, 5, "none", "close"),
        ("closed", 2, 5, "over", "certificates"),
    ],
)
def test_of_a_trainer(stage, slots, enrolled, post_test, step):
    assert trainer_step(stage, slots=slots, enrolled=enrolled, post_test=post_test) == step
