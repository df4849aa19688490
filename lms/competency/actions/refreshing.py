"""Starting a refresher, and the officer's word about the weekly letter."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from lms.competency.models import RefresherSetting
from lms.competency.queries.refreshing import refresher
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.institution.queries import institution
from lms.quizzes.actions import submit_attempt
from lms.quizzes.actions.practice import start_bundle
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import open_attempt
from lms.web.i18n import lazy_gettext as _l

REFRESHER = "penyegaran"


def start_refresher(
    session: Session, *, actor: Actor, clock: Clock, officer_id: int, title: str
) -> Attempt:  # fmt: skip
    """Today's refresher as an attempt of practice: the running one of today, or a new one; an older one is closed.

    Refused when nothing is due: practising what is still known would only cost time.
    """
    running = open_attempt(session, officer_id, REFRESHER, mode="practice")
    if running is not None:
        if _day(session, running.started_at.astimezone(institution(session).zone).date(), clock):
            return running
        submit_attempt(session, actor=actor, clock=clock, attempt_id=running.id, officer_id=officer_id)
    found = refresher(session, officer_id, clock.now())
    if not found.items:
        raise Refused("refresher.none", _l("Belum ada yang perlu disegarkan hari ini."))
    return start_bundle(
        session, actor=actor, clock=clock, officer_id=officer_id, quiz_id=REFRESHER, title=title,
        items=[(one.revision_id, one.question_id) for one in found.items],
    )  # fmt: skip


def _day(session: Session, started: date, clock: Clock) -> bool:
    """Whether a day is today."""
    return started == clock.now().astimezone(institution(session).zone).date()


def choose_digest(session: Session, *, clock: Clock, officer_id: int, wanted: bool) -> None:
    """Keep whether the officer wants the weekly letter; it concerns nobody else and is not journalled."""
    row = session.get(RefresherSetting, officer_id)
    if row is None:
        row = RefresherSetting(officer_id=officer_id)
        session.add(row)
    row.digest, row.changed_at = wanted, clock.now()
    session.flush()
