"""Plans read from dated assignments and evidence: they begin on the day, carry over what is valid, and pause the rest."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from lms.competency import actions
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.people.models import Agency, Officer
from lms.rotation.queries import Plan, coming, plan, plans
from tests.competency.publishing import CITY, publish_city
from tests.factories import ACTOR, Make

TODAY = date(2026, 11, 23)


def prove(
    session: Session,
    clock: FixedClock,
    officer: Officer,
    unit: str,
    level: int = 2,
    at: datetime | None = None,
) -> None:
    with writing(session):
        actions.add_evidence(
            session, actor=ACTOR, clock=clock, officer_id=officer.id, unit=unit, level=level, source_kind="quiz",
            source_ref=f"{unit}{level}{at}", title="Evaluasi", at=at,
        )  # fmt: skip


def shape(found: Plan) -> list[tuple[str, str, date]]:
    return [(step.unit, step.state, step.due) for step in found.steps]


@pytest.fixture
def agency(session: Session, clock: FixedClock, make: Make) -> Agency:
    publish_city(session, clock)
    return make.agency("Dinas Kominfo Contoh", "Kominfo")


def test_without_a_post_there_is_no_plan(session: Session, make: Make) -> None:
    found = plan(session, make.officer().id, TODAY)
    assert (found.steps, found.newest, found.due, found.is_ready, found.days_since) == (
        (),
        None,
        None,
        False,
        0,
    )


def test_a_post_without_a_profile_asks_for_nothing(session: Session, make: Make, agency: Agency) -> None:
    officer = make.officer()
    make.assign(officer, make.post(agency, profile=None))
    found = plan(session, officer.id, TODAY)
    assert (found.steps, found.profile_title) == ((), None)
    assert found.newest is not None


def test_due_days_are_counted_from_the_start(session: Session, make: Make, agency: Agency) -> None:
    officer = make.officer()
    make.assign(officer, make.post(agency), start=date(2026, 11, 16))
    found = plan(session, officer.id, TODAY)
    assert shape(found) == [("K1", "next", date(2026, 11, 23)), ("K2", "locked", date(2026, 11, 30))]
    assert (found.days_since, found.due, found.late, found.profile_title) == (
        7, date(2026, 11, 30), (), "Petugas layanan",
    )  # fmt: skip
    assert [step.unit for step in plan(session, officer.id, date(2026, 11, 24)).late] == ["K1"]


def test_due_days_can_be_working_days(session: Session, clock: FixedClock, make: Make) -> None:
    files = {
        **CITY,
        "courses/posts.md": CITY["courses/posts.md"].replace(
            "title: Profil uji", "title: Profil uji\ndays: working"
        ),
    }
    publish_city(session, clock, files)
    officer = make.officer()
    make.assign(officer, make.post(make.agency()), start=date(2026, 12, 18))
    found = plan(session, officer.id, date(2026, 12, 18))
    # 7 working days after Friday 18 December, over Christmas: 21, 22, 23, 28, 29, 30, 31 (24 and 25 are free)
    assert found.steps[0].due == date(2026, 12, 31)


def test_the_plan_begins_on_the_day_the_assignment_does(session: Session, make: Make, agency: Agency) -> None:
    officer = make.officer()
    make.assign(officer, make.post(agency, "Petugas"), start=date(2026, 12, 1))
    assert plan(session, officer.id, date(2026, 11, 30)).steps == ()
    assert len(plan(session, officer.id, date(2026, 12, 1)).steps) == 2
    announced = coming(session, officer.id, TODAY)
    assert [(one.post.post_title, one.units, one.open_units) for one in announced] == [
        ("Petugas", 2, ("Dasar KIP", "Registrasi"))
    ]
    assert coming(session, officer.id, date(2026, 12, 1)) == []


def test_what_was_earned_before_is_carried_over_and_never_asked_again(
    session: Session, clock: FixedClock, make: Make, agency: Agency
) -> None:
    officer = make.officer()
    prove(session, clock, officer, "K1", at=datetime.fromisoformat("2026-03-01T03:00:00+00:00"))
    make.assign(officer, make.post(agency), start=date(2026, 11, 16))
    found = plan(session, officer.id, TODAY)
    assert [(s.unit, s.state) for s in found.steps] == [("K1", "carried_over"), ("K2", "next")]
    prove(session, clock, officer, "K2")
    found = plan(session, officer.id, TODAY)
    assert [(s.unit, s.state) for s in found.steps] == [("K1", "carried_over"), ("K2", "done")]
    assert (found.is_ready, found.done, found.carried, found.due, found.next) == (True, 2, 1, None, None)


def test_the_requirements_of_an_old_post_pause_and_come_back_with_it(
    session: Session, clock: FixedClock, make: Make, agency: Agency
) -> None:
    officer, desk, head = make.officer(), make.post(agency), make.post(agency, profile="ppid-utama")
    make.assign(officer, desk, start=date(2026, 1, 5), end=date(2026, 10, 31))
    make.assign(officer, head, start=date(2026, 11, 1), end=date(2026, 11, 30))
    make.assign(officer, desk, start=date(2026, 12, 1))
    prove(session, clock, officer, "K1", at=datetime.fromisoformat("2026-02-01T03:00:00+00:00"))
    units = {
        day: [(s.unit, s.required_level) for s in plan(session, officer.id, day).steps]
        for day in (date(2026, 10, 31), date(2026, 11, 15), date(2026, 12, 1))
    }
    assert units[date(2026, 11, 15)] == [("K2", 3)]
    assert units[date(2026, 10, 31)] == units[date(2026, 12, 1)] == [("K1", 2), ("K2", 2)]
    assert plan(session, officer.id, date(2026, 12, 1)).steps[0].state == "carried_over"


def test_posts_held_together_make_one_plan_with_every_unit_once(
    session: Session, make: Make, agency: Agency
) -> None:
    officer = make.officer()
    make.assign(officer, make.post(agency), start=date(2026, 11, 1))
    make.assign(officer, make.post(agency, profile="ppid-utama"), start=date(2026, 11, 20), nature="plt")
    found = plan(session, officer.id, TODAY)
    assert [(s.unit, s.required_level, s.due) for s in found.steps] == [
        ("K1", 2, date(2026, 11, 8)), ("K2", 3, date(2026, 12, 20)),
    ]  # fmt: skip
    assert found.start == date(2026, 11, 20)


def test_evidence_that_ran_out_opens_its_step_again(
    session: Session, clock: FixedClock, make: Make, agency: Agency
) -> None:
    officer = make.officer()
    make.assign(officer, make.post(agency), start=date(2025, 1, 1))
    prove(session, clock, officer, "K1")
    prove(session, clock, officer, "K2", at=datetime.fromisoformat("2025-11-20T03:00:00+00:00"))
    found = plan(session, officer.id, TODAY)
    assert [(s.unit, s.state, s.why, s.due) for s in found.steps] == [
        ("K1", "done", "proven", date(2025, 1, 8)), ("K2", "next", "expired", date(2026, 11, 20)),
    ]  # fmt: skip


def test_many_plans_are_the_same_as_one_by_one(session: Session, make: Make, agency: Agency) -> None:
    post = make.post(agency)
    people = [make.officer().id for _ in range(3)]
    for officer_id in people[:2]:
        make.assign(Officer(id=officer_id), post)
    together = plans(session, people, TODAY)
    assert together == {officer_id: plan(session, officer_id, TODAY) for officer_id in people}
