"""Standings read from the database: requirements of today's posts against evidence, in few statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.competency import actions
from lms.competency.queries import framework, posts, standing, standings
from lms.core.clock import FixedClock
from lms.courses.models import LessonProgress
from lms.db.session import writing
from lms.library.queries import live_by_id
from tests.competency.publishing import publish_city
from tests.factories import ACTOR, Make

TODAY = date(2026, 11, 23)


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    seen: list[str] = []
    engine = session.get_bind()

    def note(_c: object, _cu: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def prove(
    session: Session, clock: FixedClock, officer_id: int, unit: str, level: int = 2, ref: str = "1"
) -> None:
    with writing(session):
        actions.add_evidence(
            session, actor=ACTOR, clock=clock, officer_id=officer_id, unit=unit, level=level, source_kind="quiz",
            source_ref=ref, title="Evaluasi",
        )  # fmt: skip


def test_without_content_nothing_is_asked(session: Session, make: Make) -> None:
    officer = make.officer()
    make.assign(officer, make.post(make.agency()))
    assert framework(session).units == ()
    assert posts(session).profiles == ()
    assert standing(session, officer.id, TODAY) == []


def test_required_units_in_framework_order_with_the_next_step(
    session: Session, clock: FixedClock, make: Make
) -> None:
    publish_city(session, clock)
    officer = make.officer()
    make.assign(officer, make.post(make.agency(), profile="petugas-pip"))
    prove(session, clock, officer.id, "K1")
    lines = standing(session, officer.id, TODAY)
    assert [(li.unit, li.required_level, li.level, li.state) for li in lines] == [
        ("K1", 2, 2, "held"),
        ("K2", 2, 0, "missing"),
    ]
    step = lines[1].next_step
    assert step is not None
    assert (step.slug, step.title, step.minutes, step.first) == ("menerima", "Menerima permohonan", 15, ())


def test_the_next_step_says_for_which_unit_it_comes_first(
    session: Session, clock: FixedClock, make: Make
) -> None:
    publish_city(session, clock)
    officer = make.officer()
    make.assign(officer, make.post(make.agency(), profile="petugas-pip"))
    steps = [line.next_step for line in standing(session, officer.id, TODAY)]
    assert [(step.slug, step.first) for step in steps if step] == [("kip-dasar", ()), ("kip-dasar", ("K1",))]


def test_two_posts_at_once_ask_for_the_higher_level(session: Session, clock: FixedClock, make: Make) -> None:
    publish_city(session, clock)
    officer, agency = make.officer(), make.agency()
    make.assign(officer, make.post(agency, profile="petugas-pip"))
    make.assign(officer, make.post(agency, profile="ppid-utama"), nature="plt")
    assert [(li.unit, li.required_level) for li in standing(session, officer.id, TODAY)] == [
        ("K1", 2),
        ("K2", 3),
    ]


def test_old_posts_ask_for_nothing_and_old_evidence_stays_visible(
    session: Session, clock: FixedClock, make: Make
) -> None:
    publish_city(session, clock)
    officer = make.officer()
    make.assign(officer, make.post(make.agency()), start=date(2026, 1, 1), end=date(2026, 11, 22))
    prove(session, clock, officer.id, "K2")
    lines = standing(session, officer.id, TODAY)
    assert [(li.unit, li.required_level, li.state, li.next_step) for li in lines] == [
        ("K2", None, "held", None)
    ]


def test_a_post_that_begins_tomorrow_asks_for_nothing_today(
    session: Session, clock: FixedClock, make: Make
) -> None:
    publish_city(session, clock)
    officer = make.officer()
    make.assign(officer, make.post(make.agency()), start=date(2026, 11, 24))
    assert standing(session, officer.id, TODAY) == []
    assert [li.unit for li in standing(session, officer.id, date(2026, 11, 24))] == ["K1", "K2"]


def test_the_number_of_statements_does_not_grow_with_people(
    session: Session, clock: FixedClock, make: Make
) -> None:
    publish_city(session, clock)
    post = make.post(make.agency())
    people = [make.officer().id for _ in range(12)]
    for officer_id in people:
        with writing(session):
            from lms.people.models import Assignment

            session.add(Assignment(officer_id=officer_id, post_id=post.id, start=date(2026, 11, 1)))
    session.rollback()
    with counted(session) as one:
        standings(session, people[:1], TODAY)
    session.rollback()
    with counted(session) as many:
        found = standings(session, people, TODAY)
    assert len(many) == len(one) <= 8
    assert {len(lines) for lines in found.values()} == {2}


def test_an_opened_lesson_makes_its_unit_one_that_is_being_learnt(
    session: Session, clock: FixedClock, make: Make
) -> None:
    publish_city(session, clock)
    officer = make.officer()
    make.assign(officer, make.post(make.agency()))
    live = live_by_id(session, "course", "kip-02")
    assert live is not None
    with writing(session):
        session.add(
            LessonProgress(
                officer_id=officer.id, course_id="kip-02", lesson_id="materi", revision_id=live.revision_id,
                started_at=clock.now(), seen_at=clock.now(),
            )
        )  # fmt: skip
    assert [line.state for line in standing(session, officer.id, TODAY)] == ["missing", "learning"]
