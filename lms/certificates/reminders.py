"""The worker's side of reminders: tells the holder by e-mail that a certificate runs out soon."""

from __future__ import annotations

from typing import Any

import structlog

from lms.certificates.actions.reminding import JOB, still_due
from lms.certificates.render.mail import reminder
from lms.core.config import Config
from lms.institution.queries import institution
from lms.jobs.registry import JobContext, handler
from lms.people.mail_job import deliver
from lms.people.models import Officer

log = structlog.get_logger("estafet.certificates")


@handler(JOB)
def remind(context: JobContext, payload: dict[str, Any]) -> None:
    """Send one letter, unless the certificate ended or was renewed, the holder has no address, or no server is set."""
    config: Config = context.config["config"]
    with context.sessions() as session:
        row = still_due(session, int(payload["certificate"]))
        person = session.get(Officer, row.officer_id) if row is not None else None
        if (
            row is None
            or row.valid_until is None
            or person is None
            or not person.email
            or not config.smtp_url
        ):
            log.info("reminder not sent", certificate=payload["certificate"])
            return
        letter = reminder(
            row, institution(session), to=person.email, public_url=config.public_url, until=row.valid_until,
            days=int(payload["days"]), at=context.clock.now(),
        )  # fmt: skip
    deliver(config.smtp_url, letter)
