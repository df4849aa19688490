"""Windows, deadlines, rounding and intervals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from lms.quizzes.domain import rules
from lms.quizzes.domain.marks import passes, percent_down, total
from lms.quizzes.domain.wilson import wilson

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_the_deadline_is_whichever_comes_first():
    limit = timedelta(minutes=20)
    assert rules.deadline(AT, limit, None) == AT + limit
    assert rules.deadline(AT, limit, AT + timedelta(minutes=5)) == AT + timedelta(minutes=5)
    assert rules.deadline(AT, None, None) is None


@pytest.mark.parametrize(("seconds", "expected"), [(-1, True), (0, True), (60, True), (61, False)])
def test_grace(seconds, expected):
    assert rules.accepts(AT + timedelta(seconds=seconds), AT) is expected


def test_window():
    window = rules.Window(AT, AT + timedelta(hours=1))
    assert window.state(AT - timedelta(seconds=1)) == "early"
    assert window.state(AT) == "inside"
    assert window.state(AT + timedelta(hours=1)) == "late"


def test_examinations_never_show_keys_question_by_question():
    assert rules.feedback_rule("after_each", "exam") == "after_submit"
    assert rules.feedback_rule("after_each", "practice") == "after_each"


@pytest.mark.parametrize(
    ("rule", "state", "late", "expected"),
    [
        ("after_submit", "open", False, False),
        ("after_submit", "submitted", False, True),
        ("after_close", "submitted", False, False),
        ("after_close", "expired", True, True),
        ("after_each", "open", True, False),
    ],
)
def test_release(rule, state, late, expected):
    closes = AT + timedelta(hours=1)
    now = closes if late else AT
    assert rules.feedback_open(rule, state=state, closes=closes, now=now) is expected


def test_marks_are_compared_unrounded_and_shown_rounded_down():
    almost = Fraction(7999, 10000)
    assert not passes(almost, 80)
    assert percent_down(almost) == 79
    assert passes(Fraction(4, 5), 80)
    assert percent_down(Fraction(2, 3), 1) == Fraction(666, 10)


def test_unanswered_questions_count_in_the_denominator():
    assert total([Fraction(1)], 4) == Fraction(1, 4)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(5, 12, 0.193, 0.680), (2, 6, 0.097, 0.700), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0)],
)
def test_wilson_interval(count, of, low, high):
    interval = wilson(count, of)
    assert (round(interval.low, 3), round(interval.high, 3)) == (low, high)


def test_nothing_counted_says_nothing():
    assert (wilson(0, 0).low, wilson(0, 0).high, wilson(0, 0).few) == (0.0, 1.0, True)
