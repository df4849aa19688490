"""The scenes of the sample city, in the order in which they happened."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.core.clock import Clock, FixedClock
from lms.db.session import writing
from lms.demo import city as city_scene
from lms.demo.city import KEY_PEOPLE, City
from lms.demo.scenes import issuing, practice, reading, sessions
from lms.institution.queries import institution
from lms.jobs.models import DONE, Job
from lms.people.models import Account
from lms.people.secrets import hash_password, verify_password
from lms.quizzes.actions.build import FINISH_JOB

SAMPLE_NAMES = (*(person[0] for person in KEY_PEOPLE), "admin")
MONTHS_BACK = 150


def is_loaded(session: Session) -> bool:
    """Whether the sample city was loaded to its end: its last scene leaves the sample flag in the settings."""
    return institution(session).sample_city


def load(session: Session, clock: Clock, password: str, public_url: str) -> City:
    """Build the whole city; each scene is one transaction, the flag that says "loaded" comes last."""
    random = Random(1945)
    now = clock.now()
    hashed = hash_password(password)
    zone = institution(session).zone
    today = now.astimezone(zone).date()
    moving = FixedClock(now - timedelta(days=MONTHS_BACK))
    with writing(session):
        city = city_scene.build(session, moving, hashed, today)
    practice.months_of_attempts(session, city, now, MONTHS_BACK, random)
    reading.months_of_reading(session, city, now, random)
    midnight = datetime.combine(today, time(0), tzinfo=zone)
    finished = sessions.finished(session, city, midnight, random)
    sessions.running(session, city, now.astimezone(zone), random)
    sessions.planned(session, city, midnight, now, random)
    issuing.ask_for_certificates(session, city, finished, now, public_url)
    with writing(session):
        _settle_finishers(session, now)
        city_scene.mark_loaded(session, FixedClock(now))
    return city


def _settle_finishers(session: Session, now: datetime) -> None:
    """The past attempts are closed: their finishers have nothing to do, and need not wake hundreds of times."""
    session.execute(
        update(Job).where(Job.kind == FINISH_JOB, Job.not_before <= now).values(state=DONE, finished_at=now)
    )


def take_over_password(session: Session, password: str) -> None:
    """Give the sample accounts the present LMS_DEMO_PASSWORD when it is another one than last time."""
    rows = list(session.scalars(select(Account).where(Account.username.in_(SAMPLE_NAMES))))
    if all(verify_password(password, row.password_hash) for row in rows):
        return
    hashed = hash_password(password)
    ids = [row.id for row in rows]
    with writing(session):
        for account in session.scalars(select(Account).where(Account.id.in_(ids))):
            account.password_hash = hashed
