"""Memories equal those of the `fsrs` package, to the last bit; answers become ratings by one rule."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from lms.competency.domain.recall import AGAIN, DEFAULTS, GOOD, HARD, Forgetting, Review, rating_of

START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
MODEL = Forgetting()

# the review sequences of the package's own tests
LONG = (3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3)
LONG_INTERVALS = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
MEMO, MEMO_INTERVALS = (1, 3, 3, 3, 3, 3), (0, 0, 1, 3, 8, 21)

histories = st.lists(
    st.tuples(st.sampled_from((AGAIN, HARD, GOOD)), st.integers(0, 500_000)), min_size=1, max_size=25
)


def reviews_of(steps: list[tuple[int, int]]) -> list[Review]:
    at, found = START, []
    for rating, minutes in steps:
        at += timedelta(minutes=minutes)
        found.append(Review(at, rating))
    return found


@pytest.mark.parametrize(
    ("score", "kind", "rating"),
    [
        (0.0, "single", AGAIN),
        (0.01, "multiple", HARD),
        (0.99, "routing", HARD),
        (1.0, "routing", GOOD),
        (1.0, "single", GOOD),
        (1.0, "truefalse", HARD),
        (0.0, "truefalse", AGAIN),
    ],
)
def test_an_answer_becomes_a_rating(score, kind, rating):
    assert rating_of(score, kind) == rating


def test_the_published_long_sequence():
    scheduler, card, at = Scheduler(enable_fuzzing=False), Card(card_id=1), START
    memory, intervals = None, []
    for rating in LONG:
        card, _log = scheduler.review_card(card, Rating(rating), at)
        memory = MODEL.after(memory, Review(at, rating))
        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        intervals.append((card.due - card.last_review).days)
        at = card.due
    assert intervals == LONG_INTERVALS
    assert (memory.reviews, memory.lapses) == (13, 2)


def test_the_published_memory_state():
    at, reviews = START, []
    for rating, days in zip(MEMO, MEMO_INTERVALS, strict=True):
        at += timedelta(days=days)
        reviews.append(Review(at, rating))
    memory = MODEL.fold(reviews)
    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


@given(histories, st.sampled_from((0.7, 0.8, 0.9, 0.95)))
def test_any_sequence_equals_the_package_driven_directly(steps, line):
    scheduler = Scheduler(
        desired_retention=line, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    card = Card(card_id=1)
    for review in reviews_of(steps):
        card, _log = scheduler.review_card(card, Rating(review.rating), review.at)
    memory = MODEL.fold(reviews_of(steps))
    assert (memory.stability, memory.difficulty, memory.last_review) == (
        card.stability,
        card.difficulty,
        card.last_review,
    )
    assert MODEL.due(memory.stability, memory.last_review, line) == card.due
    now = card.last_review + timedelta(days=17, hours=5)
    assert MODEL.recall(memory.stability, memory.last_review, now) == scheduler.get_card_retrievability(
        card, now
    )


@given(histories, st.integers(1, 24))
def test_a_fold_may_be_cut_anywhere(steps, cut):
    reviews = reviews_of(steps)
    half = MODEL.fold(reviews[:cut])
    for review in reviews[cut:]:
        half = MODEL.after(half, review)
    assert half == MODEL.fold(reviews)


@given(histories, st.integers(0, 4000), st.integers(0, 4000))
def test_recall_only_fades(steps, one, other):
    memory = MODEL.fold(reviews_of(steps))
    early, late = sorted((one, other))
    first, second = (
        MODEL.recall(memory.stability, memory.last_review, memory.last_review + timedelta(days=days))
        for days in (early, late)
    )
    assert 0 < second <= first <= 1


@given(histories)
def test_a_right_answer_never_weakens_a_memory_and_a_wrong_one_never_strengthens_it(steps):
    memory = MODEL.fold(reviews_of(steps))
    at = memory.last_review + timedelta(days=3)
    assert MODEL.after(memory, Review(at, GOOD)).stability >= memory.stability
    assert MODEL.after(memory, Review(at, AGAIN)).stability <= memory.stability


def test_nothing_is_foretold_of_a_first_answer_or_on_the_same_day():
    memory = MODEL.after(None, Review(START, GOOD))
    assert MODEL.foretold(None, START) is None
    assert MODEL.foretold(memory, START + timedelta(hours=23, minutes=59)) is None
    assert MODEL.foretold(memory, START + timedelta(days=1)) == MODEL.recall(
        memory.stability, START, START + timedelta(days=1)
    )


def test_parameters_make_the_difference():
    slower = Forgetting([*DEFAULTS[:2], DEFAULTS[2] * 2, *DEFAULTS[3:]])
    review = Review(START, GOOD)
    assert slower.after(None, review).stability == 2 * MODEL.after(None, review).stability
