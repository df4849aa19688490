"""The letter with the link for a new password, put into the outbox."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.core.clock import Clock
from lms.jobs.actions import enqueue
from lms.people.models import Account, Officer
from lms.people.secrets import token_hash


def send_reset(session: Session, *, clock: Clock, account: Account, token: str) -> None:
    """Enqueue the letter; without an e-mail address nothing is sent, and nobody is told."""
    person = session.get(Officer, account.officer_id) if account.officer_id else None
    if person is None or not person.email:
        return
    enqueue(
        session,
        kind="mail.reset",
        key=token_hash(token),
        payload={"to": person.email, "token": token, "label": account.label},
        at=clock.now(),
    )
