"""Twenty requests at one instant on a real SQLite file: limits hold, submits mark once, no answer is lost."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit.models import JournalEntry
from lms.core.errors import Refused
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.quizzes import actions
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion, RoutingCell
from tests.quizzes.conftest import RIGHT

AT_ONCE = 20


@pytest.fixture
def at_once(taking):
    """Run a function in twenty threads that wait for each other, each with a session of its own."""
    factory = session_factory(str(taking.session.get_bind().url))

    def run(work: Callable[[Session, int], Any], times: int = AT_ONCE) -> list[Any]:
        barrier = threading.Barrier(times)

        def one(number: int) -> Any:
            with factory() as session:
                barrier.wait()
                try:
                    with writing(session):
                        return work(session, number)
                except Refused as refused:
                    return refused.code

        with ThreadPoolExecutor(times) as pool:
            outcomes = list(pool.map(one, range(times)))
        taking.session.rollback()  # what follows must see what the others wrote
        return outcomes

    yield run
    factory.kw["bind"].dispose()


def test_one_attempt_out_of_twenty_starts(taking, at_once):
    started = at_once(
        lambda session, _: actions.start_attempt(session, quiz_id="evaluasi", **taking.facts).id
    )
    assert len(set(started)) == 1
    assert taking.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_the_limit_holds_when_starts_and_submits_race(taking, at_once):
    def start_and_submit(session, _):
        attempt = actions.start_attempt(session, quiz_id="evaluasi", attempts=3, **taking.facts)
        return actions.submit_attempt(session, attempt_id=attempt.id, **taking.facts).number

    numbers = at_once(start_and_submit)
    assert sorted(n for n in numbers if isinstance(n, int)) == [1, 2, 3]
    assert numbers.count("quiz.no_attempts") == AT_ONCE - 3
    assert taking.session.scalar(select(func.count()).select_from(Attempt)) == 3


def test_twenty_submits_mark_once(taking, at_once):
    attempt = taking.start("latihan", mode="practice")
    results = at_once(
        lambda session, _: actions.submit_attempt(session, attempt_id=attempt.id, **taking.facts)
    )
    assert len(set(results)) == 1
    closing = select(func.count()).where(JournalEntry.action == "quiz.attempt.submitted")
    assert taking.session.scalar(closing) == 1
    assert taking.session.scalar(select(func.count()).select_from(RoutingCell)) == 0


def test_a_save_that_races_the_submit_is_counted_or_refused(taking, at_once):
    attempt = taking.start()
    position = taking.place(attempt, "batas-waktu")

    def act(session, number):
        if number == 0:
            return actions.submit_attempt(session, attempt_id=attempt.id, **taking.facts).fraction
        return actions.save_answer(
            session,
            attempt_id=attempt.id,
            position=position,
            client_seq=number,
            fields=RIGHT["batas-waktu"],
            **taking.facts,
        ).current

    outcomes = at_once(act)
    acknowledged = sum(outcome is not False and outcome != "attempt.closed" for outcome in outcomes[1:])
    stored = taking.session.scalar(select(func.count()).select_from(AnswerEvent))
    assert stored == sum(outcome != "attempt.closed" for outcome in outcomes[1:])
    assert (outcomes[0] > 0) == (stored > 0)
    assert acknowledged <= stored


def test_duplicated_reordered_and_repeated_saves_end_with_the_newest(taking, at_once):
    """A ledger of acknowledgements outside the database is compared with its rows one by one."""
    attempt = taking.start()
    position = taking.place(attempt, "batas-waktu")
    choices = [item_id(t) for t in ("7 hari kerja", "10 hari kerja", "30 hari kerja")]
    wanted = {seq: choices[seq % 3] for seq in range(1, 41)}
    mixer = random.Random(7)
    traffic = [seq for seq in wanted for _ in range(1 + (mixer.random() < 0.3))]
    mixer.shuffle(traffic)

    def send(session, number):
        for seq in traffic[number::AT_ONCE]:
            actions.save_answer(
                session,
                attempt_id=attempt.id,
                position=position,
                client_seq=seq,
                fields={"jawab": [wanted[seq]]},
                **taking.facts,
            )
        return traffic[number::AT_ONCE]

    ledger = {seq: wanted[seq] for acknowledged in at_once(send) for seq in acknowledged}
    events = taking.session.scalars(select(AnswerEvent)).all()
    assert {e.client_seq: e.value["choice"] for e in events} == ledger == wanted
    row = taking.session.scalar(select(AttemptQuestion).where(AttemptQuestion.position == position))
    assert (row.answer_seq, row.answer) == (40, {"choice": wanted[40]})
