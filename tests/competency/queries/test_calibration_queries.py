"""Calibration counted in the database equals counting by hand."""

import random

import pytest

from lms import wiring
from lms.competency.domain.recall import AGAIN
from lms.competency.queries.calibration import observed
from tests.competency.publishing import CITY, publish_city
from tests.competency.taking import RIGHT, WRONG, events, later, quiz, take
from tests.quizzes.actions.test_budget import counting


@pytest.fixture
def officers(session, clock, make):
    wiring.subscribe()
    publish_city(session, clock, {**CITY, **quiz("latihan-a", "K1", 4)})
    return [make.officer(), make.officer()]


def test_it_equals_counting_by_hand(session, clock, officers):
    chance = random.Random("calibration")
    for _ in range(24):
        later(clock, hours=chance.choice((3, 30, 200)))
        answers = {f"s{n}": chance.choice((RIGHT, RIGHT, WRONG)) for n in range(1, 5)}
        take(session, clock, chance.choice(officers).id, "latihan-a", answers | {"dua": "satu"})
    checked = [one for one in events(session) if one.predicted is not None]
    with counting(session) as seen:
        found = observed(session)
    assert len(seen) == 1
    assert found.total.count == len(checked) > 40
    errors = [(one.predicted - (one.rating > AGAIN)) ** 2 for one in checked]
    assert found.total.brier == pytest.approx(sum(errors) / len(errors))
    assert found.total.observed.count == sum(one.rating > AGAIN for one in checked)
    assert {g.name: g.count for g in found.kinds} == {
        kind: sum(one.kind == kind for one in checked) for kind in ("multiple", "single")
    }
    assert {g.name: g.count for g in found.months} == {
        month: sum(one.month == month for one in checked) for month in {one.month for one in checked}
    }
    by_bin = {str(int(one.predicted * 10) * 10) for one in checked}
    assert {g.name for g in found.bins} == by_bin


def test_before_any_second_day_there_is_nothing(session, officers):
    assert observed(session).total is None
