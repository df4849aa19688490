"""Answers become memories once, in the transaction that marks them; what is stored can be built again bit for bit."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from lms import wiring
from lms.competency.actions.recall import note, review_attempt
from lms.competency.actions.replay import rebuild, replay
from lms.competency.domain.recall import AGAIN, GOOD, HARD, Forgetting, Review
from lms.competency.models import MemoryState, ReviewEvent
from lms.db.session import writing
from lms.people.events import officers_merged
from lms.quizzes import actions as quizzes
from lms.quizzes.models import AttemptQuestion
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.queries.marked import all_marked
from tests.competency.publishing import CITY, publish_city
from tests.competency.taking import RIGHT, WRONG, events, later, quiz, states, take
from tests.factories import ACTOR
from tests.quizzes.actions.test_budget import counting

FILES = {
    **CITY,
    **quiz("latihan-a", "K1", 3),
    **quiz("latihan-b", "K2", 3, more="attempts: 99\nfeedback: after_each\n"),
}


@pytest.fixture
def officer(session, clock, make):
    wiring.subscribe()
    publish_city(session, clock, FILES)
    return make.officer()


def test_each_marked_answer_is_a_review(session, clock, officer):
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT, "s2": WRONG, "dua": "satu"})
    found = {one.question_id: one for one in events(session)}
    assert {name: one.rating for name, one in found.items()} == {"s1": GOOD, "s2": AGAIN, "dua": HARD}
    assert {one.predicted for one in found.values()} == {None}
    assert {(one.doc_id, one.unit, one.kind) for one in found.values()} == {
        ("latihan-a", "K1", "single"),
        ("latihan-a", "K1", "multiple"),
    }
    assert {row["question_id"] for row in states(session)} == {"s1", "s2", "dua"}  # s3 was left empty


def test_a_second_day_is_foretold_and_the_same_day_is_not(session, clock, officer):
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    first = clock.now()
    later(clock, hours=2)
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    second = clock.now()
    later(clock, days=4, hours=1)
    take(session, clock, officer.id, "latihan-a", {"s1": WRONG})
    model = Forgetting()
    memory = model.fold([Review(first, GOOD), Review(second, GOOD)])
    assert [one.predicted for one in events(session)] == [None, None, model.foretold(memory, clock.now())]
    assert events(session)[-1].predicted == model.recall(memory.stability, second, second + timedelta(days=4))


def test_news_that_comes_twice_counts_once(session, clock, officer):
    attempt = take(session, clock, officer.id, "latihan-a", {"s1": RIGHT, "s2": WRONG})
    before = states(session), len(events(session))
    with writing(session):
        assert review_attempt(session, attempt.id, clock) == 0
    assert (states(session), len(events(session))) == before


def test_practice_counts_when_its_feedback_is_shown_even_if_it_is_never_handed_in(session, clock, officer):
    attempt = take(session, clock, officer.id, "latihan-b", {"s1": RIGHT, "s2": WRONG}, submit=False)
    place = next(row.position for row in questions_of(session, attempt.id) if row.question_id == "s1")
    session.rollback()
    who = {"actor": ACTOR, "clock": clock, "officer_id": officer.id}
    with writing(session):
        quizzes.settle_question(session, attempt_id=attempt.id, position=place, **who)
    assert [row["question_id"] for row in states(session)] == ["s1"]
    with writing(session):
        quizzes.submit_attempt(session, attempt_id=attempt.id, **who)
    assert [one.question_id for one in events(session)] == ["s1", "s2"]


def test_a_new_revision_keeps_the_memory(session, clock, officer):
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    later(clock, days=3)
    publish_city(session, clock, {**FILES, **quiz("latihan-a", "K1", 4)})
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT, "s4": RIGHT})
    assert [(row["question_id"], row["reviews"]) for row in states(session)] == [("s1", 2), ("s4", 1)]


def test_a_corrected_key_adds_a_round_and_the_memory_follows(session, clock, officer):
    take(session, clock, officer.id, "kip-01-evaluasi", {}, mode="exam")
    later(clock, days=2)
    attempt = take(session, clock, officer.id, "latihan-a", {"s1": WRONG})
    later(clock, days=5)
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    with writing(session):
        row = session.scalar(select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt.id, AttemptQuestion.question_id == "s1"))  # fmt: skip
        row.score, row.score_value = "1/1", 1.0
        assert review_attempt(session, attempt.id, clock) == 1
    found = events(session)
    assert [(one.round, one.rating) for one in found] == [(1, AGAIN), (1, GOOD), (2, GOOD)]
    model = Forgetting()
    expected = model.fold([Review(found[0].at, GOOD), Review(found[1].at, GOOD)])
    (state,) = states(session)
    assert (state["stability"], state["reviews"], state["lapses"]) == (expected.stability, 2, 0)


def months(session, clock, officers, seed: str, attempts: int = 40) -> None:
    chance = random.Random(seed)
    for _ in range(attempts):
        later(clock, hours=chance.choice((1, 5, 26, 80, 300)))
        answers = {f"s{n}": chance.choice((RIGHT, RIGHT, WRONG)) for n in (1, 2, 3) if chance.random() < 0.8}
        take(session, clock, chance.choice(officers).id, chance.choice(("latihan-a", "latihan-b")), answers)


def test_replay_builds_every_memory_again_bit_for_bit(session, clock, make, officer):
    months(session, clock, [officer, make.officer(), make.officer()], "replay")
    live = states(session)
    assert len(live) == 18
    session.rollback()
    done = replay(session)
    assert (done.memories, done.changed, done.added) == (18, 0, 0)
    assert states(session) == live
    with writing(session):
        session.execute(delete(MemoryState).where(MemoryState.question_id == "s1"))
        session.execute(update(MemoryState).where(MemoryState.question_id == "s2").values(stability=1.0))
    assert replay(session).changed == 12
    assert states(session) == live


@pytest.mark.parametrize("seed", range(4))
def test_neither_order_nor_size_of_the_batches_changes_a_memory(session, clock, make, officer, seed):
    months(session, clock, [officer, make.officer()], "batches", attempts=25)
    live = states(session)
    chance, answers = random.Random(seed), all_marked(session)
    chance.shuffle(answers)
    with writing(session):
        session.execute(delete(ReviewEvent))
        session.execute(delete(MemoryState))
    while answers:
        size = chance.randrange(1, 9)
        batch, answers = answers[:size], answers[size:]
        with writing(session):
            for who in {one.officer_id for one in batch}:
                note(session, [(one, 1) for one in batch if one.officer_id == who])
    assert states(session) == live


def test_answers_older_than_the_reviews_are_noted_by_a_replay(session, clock, make, officer):
    months(session, clock, [officer, make.officer()], "older", attempts=15)
    live, count = states(session), len(events(session))
    with writing(session):
        session.execute(delete(ReviewEvent))
        session.execute(delete(MemoryState))
    assert replay(session, backfill=True).added == count
    assert replay(session, backfill=True).added == 0
    assert states(session) == live


def test_two_records_of_one_person_become_one_memory(session, clock, make, officer):
    twin = make.officer()
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    later(clock, days=3)
    take(session, clock, twin.id, "latihan-a", {"s1": WRONG, "s2": RIGHT})
    with writing(session):
        officers_merged.emit(session, clock, twin.id, officer.id)
    assert [(row["officer_id"], row["question_id"], row["reviews"]) for row in states(session)] == [
        (officer.id, "s1", 2),
        (officer.id, "s2", 1),
    ]
    with writing(session):
        assert rebuild(session, [officer.id]) == (2, 0)


def test_a_closing_attempt_takes_the_same_statements_however_much_was_answered(session, clock, make, officer):
    counts = []
    for other, before in ((make.officer(), 1), (officer, 12)):
        months(session, clock, [other], "much", attempts=before)
        for submit in (True, False):
            later(clock, days=1)
            attempt = take(session, clock, other.id, "latihan-a", {"s1": RIGHT, "s2": WRONG}, submit=submit)
        session.rollback()
        with counting(session) as seen, writing(session):
            quizzes.submit_attempt(
                session, actor=ACTOR, clock=clock, attempt_id=attempt.id, officer_id=other.id
            )
        counts.append(len(seen))
    assert counts[0] == counts[1]
