"""From an answer to a standing: what quizzes and courses announce arrives as evidence, in the same transaction."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from lms import wiring
from lms.competency.queries import evidence_of, standing
from lms.core.clock import FixedClock
from lms.courses.domain import CourseFinished
from lms.courses.events import course_finished
from lms.db.session import writing
from lms.quizzes.actions import save_answer, start_attempt, submit_attempt
from lms.quizzes.domain.question import item_id
from tests.competency.publishing import publish_city
from tests.factories import ACTOR, Make

TODAY = date(2026, 11, 23)


@pytest.fixture
def officer_id(session: Session, clock: FixedClock, make: Make) -> int:
    wiring.subscribe()
    publish_city(session, clock)
    officer = make.officer()
    make.assign(officer, make.post(make.agency()))
    return officer.id


def take(session: Session, clock: FixedClock, officer_id: int, answer: str) -> None:
    who = {"actor": ACTOR, "clock": clock, "officer_id": officer_id}
    with writing(session):
        attempt = start_attempt(session, quiz_id="kip-01-evaluasi", **who)
    with writing(session):
        save_answer(
            session,
            attempt_id=attempt.id,
            position=1,
            client_seq=1,
            fields={"jawab": [item_id(answer)]},
            **who,
        )
    with writing(session):
        submit_attempt(session, attempt_id=attempt.id, **who)


def test_a_passed_examination_changes_the_standing(
    session: Session, clock: FixedClock, officer_id: int
) -> None:
    take(session, clock, officer_id, "Salah")
    assert [line.state for line in standing(session, officer_id, TODAY)] == ["missing", "missing"]
    take(session, clock, officer_id, "Benar")
    lines = standing(session, officer_id, TODAY)
    assert [(line.unit, line.state, line.level, line.valid_until) for line in lines] == [
        ("K1", "held", 2, date(2028, 11, 23)), ("K2", "missing", 0, None),
    ]  # fmt: skip
    proof = lines[0].evidence[0]
    assert (proof.source_kind, proof.title, proof.snapshot["percent"], proof.snapshot["revision"]) == (
        "quiz", "Evaluasi dasar", 100, 1,
    )  # fmt: skip


def test_a_finished_course_changes_the_standing(session: Session, clock: FixedClock, officer_id: int) -> None:
    news = CourseFinished(officer_id, "kip-02", "Menerima permohonan", 1, {"K2": 2}, 2, clock.now())
    with writing(session):
        course_finished.emit(session, news, ACTOR, clock)
    assert [(p.unit, p.source_kind) for p in evidence_of(session, officer_id)] == [("K2", "course")]
    assert [line.state for line in standing(session, officer_id, TODAY)] == ["missing", "held"]


def test_a_failing_listener_takes_the_deed_back(session: Session, clock: FixedClock, officer_id: int) -> None:
    """Evidence for a revision that does not exist cannot be stored, so nothing of the closing is."""
    news = CourseFinished(officer_id, "kip-02", "Menerima permohonan", 99, {"K2": 2}, 2, clock.now())
    with pytest.raises(Exception, match="Revisi"), writing(session):
        course_finished.emit(session, news, ACTOR, clock)
    assert evidence_of(session, officer_id) == []
