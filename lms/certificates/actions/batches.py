"""A batch under way: trying the failed ones again, stopping the printing for a while, and going on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.certificates.actions.issuing import JOB
from lms.certificates.models import Certificate, CertificatePause
from lms.certificates.queries.register import programme_of
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Stale
from lms.jobs import actions as jobs
from lms.web.i18n import lazy_gettext as _l


def retry(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> int:
    """Ask the worker once more for the failed certificates of a session, for all that wait when none failed.

    Issued ones are left alone. Returns how many were asked for.
    """
    waiting = _waiting(session_id)
    rows = session.scalars(waiting.where(Certificate.fault != "")).all() or session.scalars(waiting).all()
    _ask(session, clock, rows)
    if rows:
        _journal(session, actor, clock, session_id, "certificates.retried", len(rows))
    return len(rows)


def pause(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> None:
    """Stop printing a session's certificates after those in hand; numbers and what is issued stay. Raises Stale."""
    key = programme_of(session_id)
    if session.get(CertificatePause, key) is not None:
        raise Stale("batch.paused", _l("Pencetakan ini sudah dijeda. Muat ulang halamannya."))
    session.add(CertificatePause(programme=key, paused_at=clock.now(), paused_by=actor.label[:200]))
    waiting = len(session.scalars(_waiting(session_id)).all())
    _journal(session, actor, clock, session_id, "certificates.paused", waiting)


def resume(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> int:
    """Go on printing; returns how many certificates wait. Raises Stale when nothing was stopped."""
    row = session.get(CertificatePause, programme_of(session_id))
    if row is None:
        raise Stale("batch.running", _l("Pencetakan ini tidak sedang dijeda. Muat ulang halamannya."))
    session.delete(row)
    rows = session.scalars(_waiting(session_id)).all()
    _ask(session, clock, rows)
    _journal(session, actor, clock, session_id, "certificates.resumed", len(rows))
    return len(rows)


def _waiting(session_id: int) -> Select[Certificate]:
    """What is not printed yet; a printed one that is signed elsewhere waits for a person, not for the worker."""
    return select(Certificate).where(
        Certificate.programme == programme_of(session_id),
        Certificate.state == "waiting",
        Certificate.draft_sha256.is_(None),
    )


def _ask(session: Session, clock: Clock, rows: Sequence[Certificate]) -> None:
    for row in rows:
        row.fault = ""
        jobs.enqueue(session, kind=JOB, key=str(row.id), payload={"certificate": row.id}, at=clock.now())


def _journal(session: Session, actor: Actor, clock: Clock, session_id: int, action: str, count: int) -> None:
    audit.record(
        session, at=clock.now(), actor=actor, action=action, object_type="bimtek", object_id=session_id,
        data={"count": count},
    )  # fmt: skip
