"""Fitting finds parameters that are known because the answers were made with them; the package itself is the model."""

import math
import random
from datetime import UTC, datetime, timedelta

import pytest

from lms.competency.domain.fitting import Fit, count_scored, fit, log_loss
from lms.competency.domain.recall import AGAIN, DEFAULTS, GOOD, Forgetting, Review

START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
TRUE = list(DEFAULTS)
TRUE[0], TRUE[2], TRUE[20] = 1.2, 9.0, 0.45


def simulated(officers: int, questions: int, parameters, seed: str) -> dict[int, list[list[Review]]]:
    """Officers who forget by the given parameters, asked again after 1 to 60 days."""
    chance, model = random.Random(seed), Forgetting(parameters)
    return {
        officer: [one_memory(chance, model) for _ in range(questions)] for officer in range(1, officers + 1)
    }


def one_memory(chance: random.Random, model: Forgetting) -> list[Review]:
    at = START + timedelta(days=chance.randrange(30))
    reviews = [Review(at, GOOD if chance.random() < 0.6 else AGAIN)]
    memory = model.fold(reviews)
    for _ in range(3):
        at += timedelta(days=chance.choice((1, 2, 5, 10, 20, 40, 60)))
        recalled = chance.random() < model.recall(memory.stability, memory.last_review, at)
        reviews.append(Review(at, GOOD if recalled else AGAIN))
        memory = model.after(memory, reviews[-1])
    return reviews


@pytest.fixture(scope="module")
def found() -> Fit:
    fitted = fit(simulated(110, 8, TRUE, "recovery"))
    assert fitted is not None
    return fitted


def test_known_parameters_are_recovered(found):
    assert found.parameters[0] == pytest.approx(TRUE[0], rel=0.35)
    assert found.parameters[2] == pytest.approx(TRUE[2], rel=0.25)
    assert found.parameters[8] == pytest.approx(TRUE[8], abs=0.35)
    assert found.parameters[20] == pytest.approx(TRUE[20], rel=0.35)


def test_only_a_few_parameters_move(found):
    free = {0, 1, 2, 8, 20}
    assert [p for n, p in enumerate(found.parameters) if n not in free] == [
        p for n, p in enumerate(DEFAULTS) if n not in free
    ]


def test_it_foretells_unseen_officers_better_and_nearly_as_well_as_the_truth(found):
    assert found.is_better
    unseen = [one for own in simulated(60, 8, TRUE, "unseen").values() for one in own]
    truth, fitted, before = (log_loss(unseen, p) for p in (TRUE, found.parameters, DEFAULTS))
    assert fitted < before
    assert fitted - truth < (before - truth) / 2


def test_counts_add_up(found):
    assert found.reviews + found.held_out == count_scored(simulated(110, 8, TRUE, "recovery"))
    assert found.held_out > 0


def test_worse_parameters_are_not_better():
    assert not Fit(DEFAULTS, 10, 5, 0.4, 0.4).is_better
    assert not Fit(DEFAULTS, 10, 5, 0.4, 0.41).is_better


def test_without_a_second_day_there_is_nothing_to_fit():
    once = {n: [[Review(START, GOOD), Review(START + timedelta(hours=2), GOOD)]] for n in range(20)}
    assert count_scored(once) == 0
    assert fit(once) is None


def test_the_loss_of_one_review_by_hand():
    reviews = [Review(START, GOOD), Review(START + timedelta(days=2), GOOD)]
    recall = Forgetting().recall(DEFAULTS[2], START, START + timedelta(days=2))
    assert log_loss([reviews], DEFAULTS) == pytest.approx(-math.log(recall))
