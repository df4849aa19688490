"""Ends of a certificate: revoked by a decision, or void before it ever was valid. Nothing is deleted."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.certificates.models import Certificate
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused, Stale
from lms.web.i18n import lazy_gettext as _l

REASON_MINIMUM, REASON_MAXIMUM = 10, 300


def locked(session: Session, certificate_id: int) -> Certificate:
    """The row, locked until the transaction ends; raises NotFound."""
    row = session.scalar(select(Certificate).where(Certificate.id == certificate_id).with_for_update())
    if row is None:
        raise NotFound("certificate.unknown", _l("Sertifikat ini tidak ditemukan."))
    return row


def reason_of(text: str) -> str:
    """The reason, tidied; raises Refused when it says nothing."""
    reason = " ".join(text.split())
    if not REASON_MINIMUM <= len(reason) <= REASON_MAXIMUM:
        raise Refused(
            "certificate.reason",
            _l(
                "Tulis alasannya dalam %(least)s sampai %(most)s karakter.",
                least=REASON_MINIMUM,
                most=REASON_MAXIMUM,
            ),
        )
    return reason


def revoke(session: Session, *, actor: Actor, clock: Clock, certificate_id: int, reason: str) -> Certificate:
    """Revoke an issued certificate; the verify page will say so, with the reason. Raises Stale when it is not issued."""
    row, why = locked(session, certificate_id), reason_of(reason)
    if row.state != "issued":
        raise Stale(
            "certificate.state", _l("Sertifikat ini sudah tidak berstatus terbit. Muat ulang halamannya.")
        )
    row.state, row.reason, row.ended_at = "revoked", why, clock.now()
    _journal(session, actor, clock, row, "certificate.revoked")
    return row


def void(session: Session, *, actor: Actor, clock: Clock, certificate_id: int, reason: str) -> Certificate:
    """Give up a certificate that was never printed; its number stays in the register with the reason."""
    row, why = locked(session, certificate_id), reason_of(reason)
    if row.state != "waiting":
        raise Stale(
            "certificate.state",
            _l("Sertifikat ini sudah terbit, jadi tidak dapat dibatalkan; cabutlah bila perlu."),
        )
    row.state, row.reason, row.ended_at = "void", why, clock.now()
    _journal(session, actor, clock, row, "certificate.void")
    return row


def _journal(session: Session, actor: Actor, clock: Clock, row: Certificate, action: str) -> None:
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action=action,
        object_type="certificate",
        object_id=row.id,
        data={"number": row.number},
        personal={"holder": row.holder_name, "reason": row.reason},
    )
