"""Messages to participants: written beside the change they tell of, sent by the outbox, once each."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked
from lms.bimtek.models import BimtekSession, Enrolment, Guest, SessionMessage
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.jobs.actions import enqueue
from lms.web.i18n import lazy_gettext as _l

JOB = "bimtek.mail"
FAILED = ("failed", "no_server")


def tell(
    session: Session, clock: Clock, row: BimtekSession, kind: str, *people: Enrolment | Guest, about: str = ""
) -> int:
    """Write a message of one kind to these people and ring the outbox; returns how many were new.

    While a session is a draft nobody hears of it. `about` sets messages of one kind to one person apart, as the
    version of a changed session or the day of a reminder; the same message is never written twice.
    """
    if row.state == "draft" or not people:
        return 0
    known = set(session.scalars(select(SessionMessage.key).where(SessionMessage.session_id == row.id)))
    new = {key_of(kind, one, about): one for one in people}
    fresh = {key: one for key, one in new.items() if key not in known}
    for key, one in fresh.items():
        is_guest = isinstance(one, Guest)
        session.add(
            SessionMessage(
                session_id=row.id, enrolment_id=None if is_guest else one.id, guest_id=one.id if is_guest else None,
                kind=kind, key=key, state="waiting", created_at=clock.now(),
            )
        )  # fmt: skip
    if fresh:
        enqueue(session, kind=JOB, key=str(row.id), payload={"session": row.id}, at=clock.now())
    return len(fresh)


def key_of(kind: str, person: Enrolment | Guest, about: str) -> str:
    """`changed:p12:5`: kind, person (p: enrolment, g: guest) and what it is about."""
    return ":".join(
        [kind, f"{'g' if isinstance(person, Guest) else 'p'}{person.id}", *([about] if about else [])]
    )


def tell_of_change(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> int:
    """Send everybody who has a place the session as it is now; once for each version. Returns how many are told."""
    row = locked(session, session_id)
    if row.state != "announced":
        raise Refused("bimtek.draft", _l("Umumkan Bimtek ini lebih dahulu, agar peserta dapat membukanya."))
    told = tell(session, clock, row, "changed", *invited(session, session_id), about=str(row.version))
    if told:
        journal(session, actor, clock, "told", session_id, {"version": row.version, "messages": told})
    return told


def invited(session: Session, session_id: int) -> list[Enrolment | Guest]:
    """Everybody who has a place, guests included."""
    people = session.scalars(
        select(Enrolment)
        .where(Enrolment.session_id == session_id, Enrolment.status == "enrolled")
        .order_by(Enrolment.id)
    ).all()
    guests = session.scalars(
        select(Guest).where(Guest.session_id == session_id, Guest.removed_at.is_(None)).order_by(Guest.id)
    ).all()
    return [*people, *guests]


def send_again(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> int:
    """Put the messages that could not be sent back into the outbox; returns how many."""
    row = locked(session, session_id)
    changed = session.execute(
        update(SessionMessage)
        .where(SessionMessage.session_id == session_id, SessionMessage.state.in_(FAILED))
        .values(state="waiting", fault="", done_at=None)
    )
    count: int = changed.rowcount  # type: ignore[attr-defined]
    if count:
        enqueue(session, kind=JOB, key=str(row.id), payload={"session": row.id}, at=clock.now())
        journal(session, actor, clock, "sent_again", session_id, {"messages": count})
    return count
