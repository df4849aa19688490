"""The races that concern attempts: none breaks a rule, and without the guards each of them does.

Every race is run twice: on the platform as it is, where no violation is allowed in any round, and sabotaged, where
the guard is taken away and the same count of violations must not stay at nothing. A race that cannot be lost proves
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import func, select

from lms.audit.models import JournalEntry
from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.db.session import writing
from lms.quizzes import actions
from lms.quizzes.actions.submit import answers_digest
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion
from tests.quizzes.conftest import Taking
from tests.quizzes.library import EVALUATION, publish_city
from tests.quizzes.torture.conftest import AT_ONCE, LONG, ROUNDS, Field

SABOTAGED_ROUNDS = 30  # at most: it stops at the first violation

Race = Callable[[Taking, Field], int]


def someone_new(taking: Taking, make: Any) -> Taking:
    return Taking(taking.session, taking.clock, make.officer())


def attempts_limit(one: Taking, field: Field) -> int:
    """Three attempts are allowed; twenty requests start and hand in."""

    def act(session, _number):
        attempt = actions.start_attempt(session, quiz_id="evaluasi", attempts=3, **one.facts)
        session.flush()
        return actions.submit_attempt(session, attempt_id=attempt.id, **one.facts).number

    field.run(act)
    one.session.rollback()
    made = one.session.scalar(select(func.count()).where(Attempt.officer_id == one.officer.id))
    return max(0, made - 3)


def one_open(one: Taking, field: Field) -> int:
    """Twenty starts at one instant make one attempt."""
    field.run(
        lambda session, _: actions.start_attempt(session, quiz_id="latihan", mode="practice", **one.facts)
    )
    one.session.rollback()
    running = Attempt.officer_id == one.officer.id, Attempt.state == "open"
    return one.session.scalar(select(func.count()).where(*running)) - 1


def double_submit(one: Taking, field: Field) -> int:
    """Twenty submits mark once: one entry in the journal, one digest."""
    attempt = one.start()
    field.run(lambda session, _: actions.submit_attempt(session, attempt_id=attempt.id, **one.facts))
    one.session.rollback()
    entries = JournalEntry.action == "quiz.attempt.submitted", JournalEntry.object_id == str(attempt.id)
    return one.session.scalar(select(func.count()).where(*entries)) - 1


def save_against_finish(one: Taking, field: Field) -> int:
    """A save is in the digest that the submit journalled, or it is refused; nothing comes after."""
    attempt = one.start()
    place = one.place(attempt, "batas-waktu")
    facts = {"attempt_id": attempt.id, "position": place, **one.facts}

    def act(session, number):
        if number == AT_ONCE // 2:
            return actions.submit_attempt(session, attempt_id=attempt.id, **one.facts)
        choice = {"jawab": [item_id("10 hari kerja" if number % 2 else "7 hari kerja")]}
        return actions.save_answer(session, client_seq=number + 1, fields=choice, **facts).current

    field.run(act)
    one.session.rollback()
    rows = select(AnswerEvent).where(AnswerEvent.attempt_id == attempt.id, AnswerEvent.late.is_(False))
    received = one.session.scalars(rows.order_by(AnswerEvent.id)).all()
    now = one.session.scalar(select(Attempt.answers_sha256).where(Attempt.id == attempt.id))
    return int(answers_digest(received) != now)


def extension_against_finish(one: Taking, field: Field) -> int:
    """At the end of the grace the finisher closes, or the trainer extends; never both."""
    attempt = one.start()
    one.clock.advance(timedelta(minutes=21))
    end = one.clock.now()

    class Edge:
        """Half of the readers see the last moment of the grace, half the first after it."""

        def __init__(self, late: bool) -> None:
            self.late = late

        def now(self):
            return end + timedelta(seconds=1) if self.late else end

    def act(session, number):
        if number % 2:
            return actions.close_expired(session, clock=Edge(late=True), attempt_id=attempt.id)
        actions.extend_time(
            session,
            actor=one.facts["actor"],
            clock=Edge(late=False),
            attempt_id=attempt.id,
            minutes=30,
            reason="-",
        )
        return "extended"

    outcomes = field.run(act)
    one.session.rollback()
    state = one.session.scalar(select(Attempt.state).where(Attempt.id == attempt.id))
    one.clock.advance(timedelta(minutes=-21))
    return int("extended" in outcomes and state != "open")


def the_same_number_twice(one: Taking, field: Field) -> int:
    """One number holds one answer: twenty tabs that send different ones under it get one of them stored."""
    attempt = one.start()
    place = one.place(attempt, "angka")

    def act(session, number):
        return actions.save_answer(
            session,
            attempt_id=attempt.id,
            position=place,
            client_seq=1,
            fields={"teks": [str(number)]},
            **one.facts,
        ).current

    field.run(act)
    one.session.rollback()
    events = AnswerEvent.attempt_id == attempt.id, AnswerEvent.client_seq == 1
    return one.session.scalar(select(func.count()).where(*events)) - 1


def the_newest_answer_stays(one: Taking, field: Field) -> int:
    """Twenty answers in any order: the one with the highest number is the one that counts."""
    attempt = one.start()
    place = one.place(attempt, "angka")

    def act(session, number):
        return actions.save_answer(
            session,
            attempt_id=attempt.id,
            position=place,
            client_seq=number + 1,
            fields={"teks": [str(number + 1)]},
            **one.facts,
        ).current

    field.run(act)
    one.session.rollback()
    row = select(AttemptQuestion.answer_seq, AttemptQuestion.answer).where(
        AttemptQuestion.attempt_id == attempt.id, AttemptQuestion.position == place
    )
    return int(tuple(one.session.execute(row).one()) != (AT_ONCE, {"text": str(AT_ONCE)}))


def two_markers(one: Taking, field: Field) -> int:
    """Twenty trainers mark one essay: one mark is taken, nineteen are told."""
    attempt = one.start("uraian")
    one.save(attempt, "jelaskan", {"teks": ["Karena ada uji konsekuensi."]})
    one.submit(attempt)
    row = one.session.scalar(
        select(AttemptQuestion.id).where(
            AttemptQuestion.attempt_id == attempt.id, AttemptQuestion.question_id == "jelaskan"
        )
    )

    def act(session, number):
        actions.mark_by_person(
            session,
            actor=Actor("account", number, "Pengajar Contoh"),
            clock=one.clock,
            attempt_question_id=row,
            fraction=Fraction(number, AT_ONCE),
        )
        return "marked"

    return field.run(act).count("marked") - 1


RACES: list[Race] = [
    attempts_limit,
    one_open,
    double_submit,
    save_against_finish,
    extension_against_finish,
    the_same_number_twice,
    the_newest_answer_stays,
    two_markers,
]


@pytest.mark.parametrize("race", RACES)
def test_no_round_breaks_the_rule(race: Race, taking, make, field_of):
    field = field_of(True)
    assert [race(someone_new(taking, make), field) for _ in range(ROUNDS)] == [0] * ROUNDS


@pytest.mark.parametrize("race", RACES)
def test_without_the_guard_the_rule_breaks(race: Race, taking, make, field_of):
    field = field_of(False)
    rounds = (race(someone_new(taking, make), field) for _ in range(SABOTAGED_ROUNDS))
    assert any(violations > 0 for violations in rounds)


def test_an_attempt_keeps_the_edition_it_began_with(taking, make, field_of, clock):
    """Editions are published while officers start: no attempt mixes two, whichever it got."""
    field = field_of(True)
    officers = [make.officer().id for _ in range(AT_ONCE)]
    who = {"actor": taking.facts["actor"], "clock": clock}
    for round_ in range(10 if LONG else 2):
        edition = EVALUATION.replace("Pembuka evaluasi.", f"Pembuka evaluasi {round_}.")

        def act(session, number, edition=edition, context=f"putaran:{round_}"):
            if number == AT_ONCE // 2:
                return "published"
            facts = {**who, "officer_id": officers[number]}
            return actions.start_attempt(
                session, quiz_id="evaluasi", context=context, attempts=99, **facts
            ).id

        publish_city(taking.session, clock, evaluasi=edition)
        field.run(act)
    taking.session.rollback()
    mixed = (
        select(AttemptQuestion.attempt_id)
        .group_by(AttemptQuestion.attempt_id)
        .having(func.count(AttemptQuestion.revision_id.distinct()) > 1)
    )
    assert taking.session.scalars(mixed).all() == []


def test_the_fast_lane_and_the_submit_do_not_cross(taking, make):
    """The same race as above through the group commit: what was acknowledged is in the digest."""
    import threading
    from concurrent.futures import ThreadPoolExecutor

    from lms.db.engine import session_factory

    sessions = session_factory(str(taking.session.get_bind().url))
    for _ in range(ROUNDS):
        one = someone_new(taking, make)
        attempt = one.start()
        place = one.place(attempt, "angka")
        barrier = threading.Barrier(AT_ONCE)

        def act(number: int, one=one, attempt=attempt, place=place, barrier=barrier) -> Any:
            with sessions() as session:
                barrier.wait()
                if number == AT_ONCE // 2:
                    with writing(session):
                        return actions.submit_attempt(session, attempt_id=attempt.id, **one.facts)
                given = actions.Given(attempt.id, one.officer.id, place, number + 1, {"teks": [str(number)]})
                try:
                    return actions.save_at_once(session, given, actor=one.facts["actor"], clock=one.clock).seq
                except Refused:
                    return None

        with ThreadPoolExecutor(AT_ONCE) as pool:
            outcomes = list(pool.map(act, range(AT_ONCE)))
        one.session.rollback()
        received = one.session.scalars(
            select(AnswerEvent).where(AnswerEvent.attempt_id == attempt.id).order_by(AnswerEvent.id)
        ).all()
        acknowledged = {seq for seq in outcomes if isinstance(seq, int)}
        assert {event.client_seq for event in received} == acknowledged
        closed = one.session.get(Attempt, attempt.id, populate_existing=True)
        assert answers_digest(received) == closed.answers_sha256
    sessions.kw["bind"].dispose()
