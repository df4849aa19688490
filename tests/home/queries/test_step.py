"""The one next step: what cannot wait comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from lms.bimtek import actions as bimtek
from lms.bimtek.queries import enrolment_of, session_view
from lms.competency import actions
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.home.queries.notices import notices
from lms.home.queries.own import OwnPage, own_page
from lms.home.queries.step import next_step
from lms.people.models import Officer
from lms.quizzes.actions import save_answer, start_attempt, submit_attempt
from lms.quizzes.domain.question import item_id
from tests.competency.publishing import CITY, publish_city
from tests.factories import ACTOR, Make

TODAY = date(2026, 11, 23)


@pytest.fixture
def rini(session: Session, clock: FixedClock, make: Make) -> Officer:
    publish_city(session, clock)
    officer = make.officer("Rini Contoh")
    make.assign(officer, make.post(make.agency("Dinas Kominfo Contoh", "Kominfo"), "Petugas"))
    return officer


def page(session: Session, clock: FixedClock, officer: Officer) -> OwnPage:
    session.rollback()
    return own_page(session, officer.id, on=TODAY, now=clock.now())


def prove(
    session: Session, clock: FixedClock, officer: Officer, unit: str, at: str = "2026-11-20T03:00:00+00:00"
) -> None:
    with writing(session):
        actions.add_evidence(
            session, actor=ACTOR, clock=clock, officer_id=officer.id, unit=unit, level=2, source_kind="quiz",
            source_ref=f"{unit}{at}", title="Evaluasi", at=datetime.fromisoformat(at),
        )  # fmt: skip


def enrolled(session: Session, clock: FixedClock, officer: Officer, starts: datetime) -> int:
    with writing(session):
        plan = bimtek.SessionPlan(title="Bimtek registrasi", place="Aula", post_test_quiz="kip-02-evaluasi")
        held = bimtek.create_session(session, actor=ACTOR, clock=clock, plan=plan)
    slot = bimtek.SlotPlan(starts, starts + timedelta(hours=3), "Registrasi", "Narasumber", Fraction(4))
    with writing(session):
        bimtek.add_slot(session, actor=ACTOR, clock=clock, session_id=held.id, slot=slot)
    with writing(session):
        bimtek.announce(session, actor=ACTOR, clock=clock, session_id=held.id)
    with writing(session):
        bimtek.enrol(session, actor=ACTOR, clock=clock, session_id=held.id, officer_id=officer.id)
    return held.id


def test_the_plan_leads_to_its_next_course(session: Session, clock: FixedClock, rini: Officer) -> None:
    step = next_step(page(session, clock, rini))
    assert (step.kind, step.title, step.endpoint, step.values) == (
        "course", "Dasar keterbukaan informasi", "courses.course", {"slug": "kip-dasar"},
    )  # fmt: skip


def test_an_open_attempt_comes_before_the_plan(session: Session, clock: FixedClock, rini: Officer) -> None:
    with writing(session):
        attempt = start_attempt(
            session, actor=ACTOR, clock=clock, officer_id=rini.id, quiz_id="kip-01-evaluasi"
        )
    step = next_step(page(session, clock, rini))
    assert (step.kind, step.values) == ("attempt", {"attempt_id": attempt.id})
    assert (step.facts["attempt"].answered, step.facts["attempt"].drawn) == (0, 1)


def test_a_running_session_comes_before_an_attempt_without_a_clock(
    session: Session, clock: FixedClock, rini: Officer
) -> None:
    with writing(session):
        start_attempt(session, actor=ACTOR, clock=clock, officer_id=rini.id, quiz_id="kip-01-evaluasi")
    held = enrolled(session, clock, rini, clock.now() - timedelta(hours=1))
    step = next_step(page(session, clock, rini))
    assert (step.kind, step.values) == ("running", {"session_id": held})


def slot_of(session: Session, held: int) -> int:
    session.rollback()
    return session_view(session, held).slots[0].id


def test_an_open_check_in_comes_before_the_post_test_and_before_an_attempt_without_a_clock(
    session: Session, clock: FixedClock, rini: Officer
) -> None:
    with writing(session):
        start_attempt(session, actor=ACTOR, clock=clock, officer_id=rini.id, quiz_id="kip-01-evaluasi")
    held = enrolled(session, clock, rini, clock.now() - timedelta(hours=1))
    slot = slot_of(session, held)
    with writing(session):
        bimtek.open_post_test(session, actor=ACTOR, clock=clock, session_id=held)
        bimtek.open_check_in(session, actor=ACTOR, clock=clock, session_id=held, slot_id=slot)
    step = next_step(page(session, clock, rini))
    assert (step.kind, step.endpoint, step.values) == ("check_in", "bimtek.detail", {"session_id": held})
    assert step.facts["slot"].id == slot
    with writing(session):
        place = enrolment_of(session, held, rini.id)
        assert place is not None
        marks = {place.id: bimtek.Mark("present")}
        bimtek.mark_attendance(session, actor=ACTOR, clock=clock, session_id=held, slot_id=slot, marks=marks)
    assert next_step(page(session, clock, rini)).kind == "post_test"
    with writing(session):
        bimtek.close_post_test(session, actor=ACTOR, clock=clock, session_id=held)
    assert next_step(page(session, clock, rini)).kind == "running"


def test_an_attempt_whose_clock_runs_comes_before_an_open_check_in(
    session: Session, clock: FixedClock, make: Make
) -> None:
    timed = CITY["quizzes/kip-01-evaluasi.md"].replace("pass_mark: 50", "pass_mark: 50\ntime_limit: 20m")
    publish_city(session, clock, {**CITY, "quizzes/kip-01-evaluasi.md": timed})
    officer = make.officer()
    held = enrolled(session, clock, officer, clock.now() - timedelta(hours=1))
    slot = slot_of(session, held)
    with writing(session):
        start_attempt(session, actor=ACTOR, clock=clock, officer_id=officer.id, quiz_id="kip-01-evaluasi")
        bimtek.open_check_in(session, actor=ACTOR, clock=clock, session_id=held, slot_id=slot)
    assert next_step(page(session, clock, officer)).kind == "attempt"


def test_the_post_test_waits_after_the_last_slot_until_it_is_finished(
    session: Session, clock: FixedClock, make: Make
) -> None:
    publish_city(session, clock)
    officer = make.officer()
    held = enrolled(session, clock, officer, clock.now() - timedelta(hours=5))
    assert next_step(page(session, clock, officer)).kind == "no_post"
    with writing(session):
        bimtek.open_post_test(session, actor=ACTOR, clock=clock, session_id=held)
    found = page(session, clock, officer)
    assert (next_step(found).kind, next_step(found).values) == ("post_test", {"session_id": held})
    assert found.sessions == []
    with writing(session):
        attempt = bimtek.start_post_test(
            session, actor=ACTOR, clock=clock, session_id=held, officer_id=officer.id
        )
        save_answer(
            session, actor=ACTOR, clock=clock, attempt_id=attempt.id, officer_id=officer.id, position=1, client_seq=1,
            fields={"jawab": [item_id("Benar")]},
        )  # fmt: skip
        submit_attempt(session, actor=ACTOR, clock=clock, attempt_id=attempt.id, officer_id=officer.id)
    assert next_step(page(session, clock, officer)).kind == "no_post"


def test_an_attempt_whose_clock_runs_comes_before_everything(
    session: Session, clock: FixedClock, make: Make
) -> None:
    timed = CITY["quizzes/kip-01-evaluasi.md"].replace("pass_mark: 50", "pass_mark: 50\ntime_limit: 20m")
    publish_city(session, clock, {**CITY, "quizzes/kip-01-evaluasi.md": timed})
    officer = make.officer()
    enrolled(session, clock, officer, clock.now() - timedelta(hours=1))
    with writing(session):
        start_attempt(session, actor=ACTOR, clock=clock, officer_id=officer.id, quiz_id="kip-01-evaluasi")
    assert next_step(page(session, clock, officer)).kind == "attempt"
    clock.advance(timedelta(minutes=21))
    assert next_step(page(session, clock, officer)).kind == "running"


def test_evidence_that_runs_out_leads_to_its_quiz(session: Session, clock: FixedClock, rini: Officer) -> None:
    prove(session, clock, rini, "K1")
    prove(session, clock, rini, "K2", at="2025-12-10T03:00:00+00:00")
    step = next_step(page(session, clock, rini))
    assert (step.kind, step.title, step.values) == ("renew", "Registrasi", {"slug": "kip-02-evaluasi"})


def test_somebody_who_is_ready_is_told_so(session: Session, clock: FixedClock, rini: Officer) -> None:
    prove(session, clock, rini, "K1")
    prove(session, clock, rini, "K2")
    step = next_step(page(session, clock, rini))
    assert (step.kind, step.endpoint, step.facts["open"]) == ("ready", "quizzes.desk", 0)


def test_without_a_post_the_coming_one_is_announced(
    session: Session, clock: FixedClock, make: Make, rini: Officer
) -> None:
    newcomer = make.officer()
    assert next_step(page(session, clock, newcomer)).kind == "no_post"
    make.assign(newcomer, make.post(make.agency(), "Petugas baru"), start=date(2026, 12, 1))
    step = next_step(page(session, clock, newcomer))
    assert (step.kind, step.title) == ("coming", "Petugas baru")


def test_notices_of_an_officer(session: Session, clock: FixedClock, make: Make, rini: Officer) -> None:
    account = make.account("officer", rini)
    held = enrolled(session, clock, rini, datetime(2026, 12, 1, 1, tzinfo=UTC))
    found = notices(session, page(session, clock, rini), account.id)
    plan = page(session, clock, rini).plan
    assert plan.newest is not None
    number = plan.newest.assignment_id
    assert [(line.notice.key, line.read) for line in found] == [
        (f"due:{number}:K2:2026-11-30", False),
        (f"session:{held}:2026-12-01", False),
        (f"due:{number}:K1:2026-11-23", False),
        (f"plan:{number}", False),
    ]


def test_a_session_is_news_again_on_the_day_before(session: Session, clock: FixedClock, make: Make) -> None:
    officer = make.officer()
    publish_city(session, clock)
    account = make.account("officer", officer)
    held = enrolled(session, clock, officer, datetime(2026, 11, 24, 1, tzinfo=UTC))
    keys = [line.notice.key for line in notices(session, page(session, clock, officer), account.id)]
    assert keys == [f"session-soon:{held}:2026-11-24"]


def test_answers_given_so_far_are_counted(session: Session, clock: FixedClock, rini: Officer) -> None:
    with writing(session):
        attempt = start_attempt(
            session, actor=ACTOR, clock=clock, officer_id=rini.id, quiz_id="kip-01-evaluasi"
        )
    with writing(session):
        save_answer(
            session, actor=ACTOR, clock=clock, attempt_id=attempt.id, officer_id=rini.id, position=1, client_seq=1,
            fields={"jawab": [item_id("Benar")]},
        )  # fmt: skip
    found = page(session, clock, rini).attempts
    assert [(one.answered, one.drawn, one.title) for one in found] == [(1, 1, "Evaluasi dasar")]
