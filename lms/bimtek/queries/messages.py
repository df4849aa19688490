"""Messages to participants: what one is about and whether it still holds, and how many were sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.bimtek.models import BimtekSession, Enrolment, Guest, InvitationLetter, SessionMessage
from lms.bimtek.queries.sessions import session_view
from lms.people.queries import find_officers

# what a person's enrolment must be for a message to be true when it is sent
_HOLDS: Mapping[str, tuple[str, ...]] = {
    "invited": ("enrolled",),
    "promoted": ("enrolled",),
    "changed": ("enrolled",),
    "reminder": ("enrolled",),
    "waiting": ("waiting",),
    "withdrawn": ("withdrawn",),
    "declined": ("declined",),
    "cancelled": ("enrolled", "waiting"),
}


@dataclass(frozen=True)
class Envelope:
    """One message with its reader: `state_without_sending` says why it is not sent, when it is not."""

    session_id: int
    kind: str
    key: str
    name: str
    to: str | None
    reason: str
    guest_role: str
    holds: bool

    @property
    def state_without_sending(self) -> str | None:
        """`obsolete` when it is no longer true, `no_address` when there is nowhere to send it; None: send it."""
        if not self.holds:
            return "obsolete"
        return None if self.to else "no_address"


def envelope(session: Session, message_id: int) -> Envelope:
    """Who a message goes to, and whether what it says is still true."""
    row = session.get_one(SessionMessage, message_id)
    plan = session.get_one(BimtekSession, row.session_id)
    view = session_view(session, row.session_id)
    alive = plan.state == ("cancelled" if row.kind == "cancelled" else "announced")
    if row.guest_id is not None:
        guest = session.get_one(Guest, row.guest_id)
        reason = plan.cancel_reason if row.kind == "cancelled" else ""
        return Envelope(
            plan.id, row.kind, row.key, guest.name, guest.email, reason, guest.role, alive and guest.removed_at is None
        )  # fmt: skip
    one = session.get_one(Enrolment, row.enrolment_id)
    day = view.first_day or date.max
    officer = next(iter(find_officers(session, on=day, ids=[one.officer_id], active_only=False)), None)
    return Envelope(
        plan.id, row.kind, row.key, officer.name if officer else "", officer.email if officer else None,
        _reason(plan, one, row.kind), "", alive and one.status in _HOLDS[row.kind],
    )  # fmt: skip


def _reason(plan: BimtekSession, one: Enrolment, kind: str) -> str:
    said = {
        "cancelled": plan.cancel_reason, "declined": one.decision_note, "withdrawn": one.withdrawn_reason,
    }  # fmt: skip
    return said.get(kind, "")


def counts(session: Session, session_id: int) -> dict[str, int]:
    """How many messages of a session are in which state."""
    query = (
        select(SessionMessage.state, func.count())
        .where(SessionMessage.session_id == session_id)
        .group_by(SessionMessage.state)
    )
    return {state: number for state, number in session.execute(query)}


def told_of(session: Session, session_id: int, version: int) -> bool:
    """Whether participants were told of this version of the session."""
    query = select(SessionMessage.id).where(
        SessionMessage.session_id == session_id,
        SessionMessage.kind == "changed",
        SessionMessage.key.endswith(f":{version}"),
    )
    return session.scalar(query.limit(1)) is not None


def letter(session: Session, session_id: int) -> InvitationLetter:
    """The words of the invitation letter; empty ones when nobody has written it yet."""
    found = session.get(InvitationLetter, session_id)
    return found or InvitationLetter(
        session_id=session_id, number="", nature="Biasa", dated=None, addressee="", opening="", bring="", contact="",
        copies="",
    )  # fmt: skip
