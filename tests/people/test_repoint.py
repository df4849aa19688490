"""After a merge every room's history is found under the survivor."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms import wiring
from lms.bimtek import actions as bimtek
from lms.bimtek.actions import SessionPlan, SlotPlan
from lms.bimtek.models import Enrolment
from lms.competency.models import JPEntry
from lms.core.clock import FixedClock
from lms.courses.models import LessonProgress
from lms.db.session import writing
from lms.library.models import Revision
from lms.people.actions.merging import merge_officers
from lms.people.models import Officer
from tests.factories import ACTOR, Make


@pytest.fixture
def pair(make: Make) -> tuple[Officer, Officer]:
    wiring.subscribe()
    twice, survivor = make.officer("Sari Contoh"), make.officer("Sari Contoh")
    for officer in (twice, survivor):
        make.assign(officer, make.post(make.agency()))
    return twice, survivor


def merge(session: Session, clock: FixedClock, pair: tuple[int, int]) -> None:
    with writing(session):
        merge_officers(session, actor=ACTOR, clock=clock, merged_id=pair[0], survivor_id=pair[1])


def lesson(officer_id: int, lesson_id: str, clock: FixedClock) -> LessonProgress:
    return LessonProgress(
        officer_id=officer_id, course_id="kip-01", lesson_id=lesson_id, revision_id=1, started_at=clock.now(),
        seen_at=clock.now(), place="", furthest=40, digest="",
    )  # fmt: skip


def test_reading_and_hours_follow_and_twins_stay(
    session: Session, clock: FixedClock, pair: tuple[Officer, Officer]
) -> None:
    twice, survivor = pair[0].id, pair[1].id
    with writing(session):
        session.add(Revision(
            id=1, kind="course", doc_id="kip-01", number=1, hash="x", slug="kip-dasar", title="Modul", path="x",
            document={}, published_at=clock.now(),
        ))  # fmt: skip
        session.flush()
        session.add_all([lesson(twice, "a", clock), lesson(twice, "b", clock), lesson(survivor, "b", clock)])
        session.add(JPEntry(
            officer_id=twice, jp=2, form="nonklasikal", source_kind="course", source_ref="kip-01@1", title="Modul",
            year=2026, at=clock.now(), earned_on=date(2026, 11, 23),
        ))  # fmt: skip
    merge(session, clock, (twice, survivor))
    rows = session.execute(
        select(LessonProgress.lesson_id, LessonProgress.officer_id).order_by(LessonProgress.id)
    ).all()
    assert [tuple(row) for row in rows] == [("a", survivor), ("b", twice), ("b", survivor)]
    assert session.scalars(select(JPEntry.officer_id)).all() == [survivor]


def test_enrolments_follow(session: Session, clock: FixedClock, pair: tuple[Officer, Officer]) -> None:
    twice, survivor = pair[0].id, pair[1].id
    with writing(session):
        row = bimtek.create_session(session, actor=ACTOR, clock=clock, plan=SessionPlan(title="Bimtek"))
        start = clock.now() + timedelta(days=1)
        slot = SlotPlan(start, start + timedelta(hours=2), "Materi", "Narasumber", Fraction(2))
        bimtek.add_slot(session, actor=ACTOR, clock=clock, session_id=row.id, slot=slot)
        bimtek.announce(session, actor=ACTOR, clock=clock, session_id=row.id)
        bimtek.enrol(session, actor=ACTOR, clock=clock, session_id=row.id, officer_id=twice)
    merge(session, clock, (twice, survivor))
    assert session.scalars(select(Enrolment.officer_id)).all() == [survivor]


def test_the_merged_record_points_at_the_survivor(
    session: Session, clock: FixedClock, pair: tuple[Officer, Officer]
) -> None:
    twice, survivor = pair[0].id, pair[1].id
    merge(session, clock, (twice, survivor))
    row = session.get(Officer, twice)
    assert row is not None
    assert (row.status, row.merged_into_id, row.status_since) == ("merged", survivor, date(2026, 11, 23))
