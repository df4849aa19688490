"""Renewing: a new certificate for the same programme with a new term; the old one keeps its own end."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.certificates.actions.ending import locked, reason_of
from lms.certificates.actions.issuing import add
from lms.certificates.actions.numbers import lock
from lms.certificates.domain.facts import Facts
from lms.certificates.domain.states import Kind, add_months
from lms.certificates.models import Certificate
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused, Stale
from lms.institution.queries import institution
from lms.web.i18n import lazy_gettext as _l

EARLIEST = timedelta(days=90)  # before the end: a renewal long before would only lengthen the term


def renew(
    session: Session, *, actor: Actor, clock: Clock, certificate_id: int, reason: str, public_url: str
) -> Certificate:
    """Order a renewal; `reason` is its ground and goes into the journal. The term begins today, or at the old end.

    Raises Stale when the certificate is not valid or expired or was renewed already, Refused when it does not end
    or does not end soon.
    """
    old, why = locked(session, certificate_id), reason_of(reason)
    city = institution(session)
    today = clock.now().astimezone(city.zone).date()
    until = _end(session, old, today)
    if not city.certificate_valid_months:
        raise Refused(
            "certificate.term",
            _l("Masa berlaku sertifikat tidak diatur lagi, jadi tidak perlu diperpanjang."),
        )
    numbers = lock(session, city, today)
    facts = Facts.model_validate(old.snapshot)
    term = add_months(max(today, until), city.certificate_valid_months)
    kind: Kind = old.kind  # type: ignore[assignment]
    row = add(
        session, clock=clock, numbers=numbers,
        facts=facts.model_copy(update={"certificate": facts.certificate.model_copy(update={"valid_until": term})}),
        kind=kind, revision_id=old.revision_id, officer_id=old.officer_id, agency_id=old.agency_id,
        programme=old.programme, public_url=public_url,
    )  # fmt: skip
    row.renews_id = old.id
    audit.record(
        session, at=clock.now(), actor=actor, action="certificate.renewal.ordered", object_type="certificate",
        object_id=old.id, data={"number": old.number, "by": row.number},
        personal={"holder": old.holder_name, "reason": why},
    )  # fmt: skip
    return row


def _end(session: Session, old: Certificate, today: date) -> date:
    """The last day of a certificate that may be renewed today."""
    later = select(Certificate.id).where(Certificate.renews_id == old.id, Certificate.state != "void")
    if old.state != "issued" or session.scalar(later) is not None:
        raise Stale(
            "certificate.state",
            _l("Sertifikat ini sudah diperpanjang atau tidak berlaku lagi. Muat ulang halamannya."),
        )
    if old.valid_until is None:
        raise Refused("certificate.lasting", _l("Sertifikat ini berlaku tanpa batas waktu."))
    if old.valid_until - today > EARLIEST:
        raise Refused(
            "certificate.early",
            _l(
                "Sertifikat ini baru dapat diperpanjang %(days)s hari sebelum masa berlakunya habis.",
                days=EARLIEST.days,
            ),
        )
    return old.valid_until
