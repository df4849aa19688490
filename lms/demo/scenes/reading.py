"""Who read what: most officers who took a quiz had read the lessons before, and some stopped halfway."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.courses import actions as courses
from lms.courses.queries.documents import LiveCourse, live_courses
from lms.db.session import writing
from lms.demo.city import City
from lms.quizzes.models import Attempt

READERS = 0.6


def months_of_reading(session: Session, city: City, now: datetime, random: Random) -> None:
    """Let officers finish the lessons of the courses whose quiz they took, and the new officer begin."""
    by_quiz = {live.course.quiz: live for live in live_courses(session) if live.course.quiz}
    first: dict[tuple[int, str], datetime] = {}
    for officer_id, quiz_id, at in session.execute(
        select(Attempt.officer_id, Attempt.quiz_id, Attempt.started_at).where(Attempt.context == "")
    ):
        key = (officer_id, quiz_id)
        first[key] = min(at, first.get(key, at))
    for (officer_id, quiz_id), at in sorted(first.items(), key=lambda item: item[1]):
        live = by_quiz.get(quiz_id)
        if live is not None and random.random() < READERS:
            _read(session, city, officer_id, live, at, share=1.0 if random.random() < 0.8 else 0.5)
    begin = by_quiz.get("kip-02-evaluasi")
    if begin is not None:
        _read(session, city, city.by_name["petugas"], begin, now - timedelta(hours=2), share=0.3)


def _read(
    session: Session, city: City, officer_id: int, live: LiveCourse, until: datetime, share: float
) -> None:
    lessons = live.course.lessons[: max(1, round(len(live.course.lessons) * share))]
    clock = FixedClock(until - timedelta(minutes=14 * len(lessons)))
    actor = Actor("account", city.accounts[officer_id], "pegawai contoh")
    with writing(session):
        for lesson in lessons:
            clock.advance(timedelta(minutes=12))
            courses.finish_lesson(
                session, actor=actor, clock=clock, officer_id=officer_id, live=live, lesson=lesson
            )
