"""What an officer's first page shows: where they stand, what comes next, what is planned, what was earned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from lms.bimtek.queries import Duty, OfficerSession, duties_for, upcoming_for
from lms.certificates.queries.register import CertificateLine, certificates_of
from lms.competency.domain.path import Catalogue
from lms.competency.domain.standing import UnitStanding
from lms.competency.queries import JPLedger, ground, jp_of, required_only
from lms.courses.domain import CourseStanding
from lms.courses.queries import live_course, standing
from lms.quizzes.queries.unfinished import Unfinished, unfinished
from lms.rotation.queries import Coming, Plan, coming, plans_on


@dataclass(frozen=True)
class OwnPage:
    """Everything about one officer that their first page and their notices are made of."""

    officer_id: int
    now: datetime
    plan: Plan
    standing: list[UnitStanding]
    catalogue: Catalogue
    coming: list[Coming]
    sessions: list[OfficerSession]
    duties: list[Duty]
    certificates: list[CertificateLine]
    ledger: JPLedger
    attempts: list[Unfinished]
    reading: CourseStanding | None

    @property
    def required(self) -> list[UnitStanding]:
        """The standings that today's posts ask for."""
        return required_only(self.standing)

    @property
    def check_ins(self) -> list[Duty]:
        """Sessions with an open check-in that the officer has not answered."""
        return [one for one in self.duties if one.check_in is not None]

    @property
    def post_tests(self) -> list[Duty]:
        """Sessions whose post-test the officer can work on now."""
        return [one for one in self.duties if one.post_test_waits]

    @property
    def running(self) -> list[OfficerSession]:
        """Sessions that are taking place."""
        return [one for one in self.sessions if one.stage == "running"]


def own_page(session: Session, officer_id: int, *, on: date, now: datetime) -> OwnPage:
    """Read the page of one officer on a day."""
    read = ground(session, [officer_id], on)
    plan = plans_on(session, read, [officer_id])[officer_id]
    return OwnPage(
        officer_id=officer_id,
        now=now,
        plan=plan,
        standing=read.standing(officer_id),
        catalogue=read.catalogue,
        coming=coming(session, officer_id, on),
        sessions=upcoming_for(session, officer_id, now),
        duties=duties_for(session, officer_id, now),
        certificates=certificates_of(session, officer_id),
        ledger=jp_of(session, officer_id, on.year),
        attempts=unfinished(session, officer_id, now),
        reading=_reading(session, plan, officer_id),
    )


def _reading(session: Session, plan: Plan, officer_id: int) -> CourseStanding | None:
    """How far the officer is with the course that the plan names next."""
    if plan.next is None or plan.next.course is None:
        return None
    live = live_course(session, plan.next.course.id)
    return standing(session, live, officer_id) if live else None
