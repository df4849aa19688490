"""The worker's side of retention: the nightly summary, fitting, and the weekly letter."""

from __future__ import annotations

from typing import Any

import structlog

from lms.competency.actions.fitting import fit_when_ready, has_older_states
from lms.competency.actions.night import DIGEST_JOB, NIGHT_JOB, plan_digests, plan_next_night, sum_up
from lms.competency.actions.replay import replay
from lms.competency.queries.refreshing import refresher, wants_digest
from lms.competency.render.digest import digest
from lms.core.config import Config
from lms.db.session import writing
from lms.institution.queries import institution
from lms.jobs.registry import JobContext, handler
from lms.people.mail_job import deliver
from lms.people.models import Officer

log = structlog.get_logger("estafet.competency")


@handler(NIGHT_JOB)
def night(context: JobContext, _payload: dict[str, Any]) -> None:
    """Fit if it is time, bring memories to the parameters in force, sum up, ask for letters and for the next night."""
    with context.sessions() as session:
        fit_when_ready(session, context.clock)
        if has_older_states(session):
            replay(session)
        rows = sum_up(session, context.clock)
        with writing(session):
            letters = plan_digests(session, context.clock)
            plan_next_night(session, context.clock)
    log.info("retention summed up", rows=rows, letters=letters)


@handler(DIGEST_JOB)
def send_digest(context: JobContext, payload: dict[str, Any]) -> None:
    """Send one letter, unless by now nothing is due, the officer said no or has no address, or no server is set."""
    config: Config = context.config["config"]
    officer_id, now = int(payload["officer"]), context.clock.now()
    with context.sessions() as session:
        person = session.get(Officer, officer_id)
        found = refresher(session, officer_id, now)
        wanted = person is not None and bool(person.email) and wants_digest(session, officer_id)
        if person is None or not person.email or not wanted or not found.items or not config.smtp_url:
            log.info("digest not sent", officer=officer_id, configured=bool(config.smtp_url))
            return
        letter = digest(
            institution(session), to=person.email, name=person.name, questions=len(found.items),
            minutes=found.minutes, public_url=config.public_url, week=str(payload["week"]), officer_id=officer_id,
            at=now,
        )  # fmt: skip
    deliver(config.smtp_url, letter)
