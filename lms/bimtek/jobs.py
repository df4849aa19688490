"""The worker's side: reminds participants on the planned days, and sends what waits to be sent."""

from __future__ import annotations

import smtplib
import time
from datetime import datetime
from email.message import EmailMessage
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions import messages, reminding
from lms.bimtek.models import SessionMessage
from lms.bimtek.queries.messages import Envelope, envelope
from lms.bimtek.queries.sessions import session_view
from lms.bimtek.render.mail import Message, compose
from lms.core.config import Config
from lms.db.session import writing
from lms.institution.queries import institution
from lms.jobs.actions import enqueue
from lms.jobs.registry import JobContext, handler
from lms.people.mail_job import deliver

log = structlog.get_logger("estafet.bimtek")

STEP_SECONDS = 60  # well inside the lease of a step, which ends after two minutes


@handler(reminding.JOB)
def remind(context: JobContext, payload: dict[str, Any]) -> None:
    """Write the reminders of one day, unless the session moved or was called off."""
    with context.sessions() as session, writing(session):
        reminding.remind(
            session, clock=context.clock, session_id=int(payload["session"]), day=str(payload["day"]),
            ahead=int(payload["ahead"]),
        )  # fmt: skip


@handler(messages.JOB)
def send(context: JobContext, payload: dict[str, Any]) -> None:
    """Send the waiting messages of a session, one after the other, each with its own commit.

    A worker that is killed between sending and committing sends that one message twice, with the same Message-ID.
    """
    session_id, until = int(payload["session"]), time.monotonic() + STEP_SECONDS
    with context.sessions() as session:
        waiting = session.scalars(
            select(SessionMessage.id)
            .where(SessionMessage.session_id == session_id, SessionMessage.state == "waiting")
            .order_by(SessionMessage.id)
        ).all()
    for message_id in waiting:
        if time.monotonic() > until:
            with context.sessions() as session, writing(session):
                enqueue(
                    session, kind=messages.JOB, key=str(session_id), payload=payload, at=context.clock.now()
                )
            return
        _send_one(context, message_id)


def _send_one(context: JobContext, message_id: int) -> None:
    config: Config = context.config["config"]
    with context.sessions() as session:
        found = envelope(session, message_id)
        state = found.state_without_sending
        if state is None and config.smtp_url is None:
            state = "no_server"
        letter = None if state else _letter(session, found, config, context.clock.now())
    fault = ""
    if letter is not None and config.smtp_url:
        try:
            deliver(config.smtp_url, letter)
            state = "sent"
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            state, fault = "failed", f"{type(error).__name__}: {error}"[:200]  # this address, not the server
    with context.sessions() as session, writing(session):
        row = session.get(SessionMessage, message_id)
        if row is not None and row.state == "waiting" and state is not None:
            row.state, row.done_at, row.fault = state, context.clock.now(), fault
    log.info("message", id=message_id, state=state)


def _letter(session: Session, found: Envelope, config: Config, at: datetime) -> EmailMessage:
    message = Message(found.kind, found.key, found.name, found.to or "", found.reason, found.guest_role)
    view = session_view(session, found.session_id)
    return compose(view, institution(session), message, public_url=config.public_url, at=at)
