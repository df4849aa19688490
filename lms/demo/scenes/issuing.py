"""The finished session's certificates: ordered the day after, printed by the worker when the city is first served."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from lms.certificates import actions as certificates
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.demo.city import City


def ask_for_certificates(
    session: Session, city: City, bimtek_id: int, now: datetime, public_url: str
) -> None:
    """Order a certificate for everyone who met the rules of the finished session."""
    clock = FixedClock(now - timedelta(days=20))
    actor = Actor("account", city.accounts[city.by_name["pengajar"]], "Yohanes Tukan")
    with writing(session):
        certificates.issue(session, actor=actor, clock=clock, session_id=bimtek_id, public_url=public_url)
