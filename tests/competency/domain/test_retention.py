"""Retention of a unit: the mean over what was asked, and an interval that is honest about how little that may be."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.competency.domain.recall import Forgetting
from lms.competency.domain.retention import LEVEL, Held, UnitRecall, by_unit, interval, prior
from lms.quizzes.domain.wilson import wilson

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MODEL = Forgetting()
shares = st.floats(0, 1)


def held(unit: str, stability: float, days: int) -> Held:
    return Held(unit, stability, NOW - timedelta(days=days))


def test_the_estimate_is_the_mean_over_the_questions_that_were_asked():
    found = by_unit([held("K2", 10, 10), held("K2", 30, 30), held("K3", 5, 0)], MODEL, 0.8, NOW)
    assert found.keys() == {"K2", "K3"}
    assert found["K2"].estimate == pytest.approx(0.9)  # stability is the time until nine in ten are known
    assert (found["K2"].questions, found["K2"].due) == (2, 0)
    assert (found["K3"].estimate, found["K3"].questions) == (1, 1)


def test_due_are_the_questions_at_or_below_the_line():
    found = by_unit([held("K2", 10, 10), held("K2", 10, 400)], MODEL, 0.9, NOW)["K2"]
    assert found.due == 2
    assert by_unit([held("K2", 10, 9)], MODEL, 0.9, NOW)["K2"].due == 0


def test_the_interval_is_that_of_wilson():
    low, high = interval(11 / 14, 14)
    known = wilson(11, 14, z=1.2815515655446004)
    assert (low, high) == (pytest.approx(known.low), pytest.approx(known.high))


@given(shares, st.integers(1, 300), st.integers(1, 300))
def test_fewer_questions_never_make_it_narrower(mean, one, other):
    few, many = sorted((one, other))
    wide, narrow = interval(mean, few), interval(mean, many)
    assert wide[1] - wide[0] >= narrow[1] - narrow[0] - 1e-12
    assert 0 <= wide[0] <= mean + 1e-12
    assert mean - 1e-12 <= wide[1] <= 1


@pytest.mark.parametrize("questions", [1, 3, 8, 14, 40])
def test_the_interval_covers_what_it_says_over_all_shares(questions):
    chance = random.Random(f"cover:{questions}")
    hits, rounds = 0, 4000
    for _ in range(rounds):
        true = chance.random()
        known = sum(chance.random() < true for _ in range(questions))
        low, high = interval(known / questions, questions)
        hits += low <= true <= high
    assert (
        LEVEL - 0.02 < hits / rounds < LEVEL + 0.06
    )  # wider than it says for a few questions, never narrower


@given(st.lists(st.tuples(st.floats(0.1, 400), st.integers(0, 900)), min_size=1, max_size=30), st.randoms())
def test_the_order_of_rows_changes_nothing(rows, mixer):
    one = [held("K2", stability, days) for stability, days in rows]
    other = list(one)
    mixer.shuffle(other)
    assert by_unit(one, MODEL, 0.8, NOW) == by_unit(other, MODEL, 0.8, NOW)


@given(
    st.lists(st.tuples(st.floats(0.1, 400), st.integers(0, 900)), min_size=1, max_size=30),
    st.integers(0, 900),
)
def test_without_answers_a_unit_only_fades(rows, later):
    memories = [held("K2", stability, days) for stability, days in rows]
    now, then = (by_unit(memories, MODEL, 0.8, at)["K2"] for at in (NOW, NOW + timedelta(days=later)))
    assert then.estimate <= now.estimate
    assert then.due >= now.due


def test_a_half_life_is_what_its_name_says_and_claims_no_interval():
    found = prior("K2", 120, date(2026, 7, 26), date(2026, 11, 23))
    assert found == UnitRecall("K2", "prior", 0.5, None, None, 0, 0)
    assert prior("K2", 120, date(2026, 11, 23), date(2026, 11, 23)).estimate == 1
    assert found.percents == (50, 50)


def test_percents_are_rounded_outward():
    assert UnitRecall("K2", "answers", 0.79, 0.7201, 0.8599, 14, 3).percents == (72, 86)
