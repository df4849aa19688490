"""Letters of the practice come back when their recall has fallen to the line, whether they were wrong or right."""

from datetime import UTC, datetime, timedelta

from lms.competency.domain.letters import FsrsLetters
from lms.competency.domain.recall import Forgetting
from lms.quizzes.domain.recall import Routed

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
RULE = FsrsLetters(Forgetting(), 0.9)


def overdue(days: float, *history: Routed) -> float | None:
    return RULE.overdue(history, START + timedelta(days=days))


def test_a_wrong_letter_comes_back_tomorrow():
    wrong = Routed(START, right=False)
    assert overdue(0.9, wrong) is None
    assert overdue(1, wrong) == 0
    assert overdue(3, wrong) == 2


def test_a_right_letter_rests_longer_than_a_partly_right_one():
    right, partly = Routed(START, right=True), Routed(START, right=False, partly=True)
    assert overdue(1.5, right) is None
    assert overdue(1.5, partly) == 0.5
    assert overdue(2, right) == 0


def test_a_lower_line_lets_letters_rest():
    right = Routed(START, right=True)
    assert FsrsLetters(Forgetting(), 0.8).overdue([right], START + timedelta(days=4)) is None
    assert overdue(4, right) == 1
