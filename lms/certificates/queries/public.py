"""What the world may know about a certificate: name, activity, date and status; never NIP, post, e-mail or score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.domain.facts import Facts
from lms.certificates.domain.states import PublicState, public_state
from lms.certificates.models import Certificate, CertificateSigner
from lms.certificates.signing.signer import Pin
from lms.core.codes import CODE_LENGTH, parse_code

NO_CODE = "0" * (CODE_LENGTH + 1)
_EVER_ISSUED = select(Certificate).where(Certificate.state.not_in(("waiting", "void")))


@dataclass(frozen=True)
class PublicCertificate:
    """An issued certificate as strangers see it."""

    state: PublicState
    code: str
    number: str
    kind: str
    holder: str
    event_kind: str
    event: str
    first_day: date
    last_day: date
    jp: str
    issuer: str
    issued_on: date
    valid_until: date | None
    ended_at: datetime | None
    reason: str
    development: bool
    signer: str
    pdf_sha256: str
    replaced: bool
    method: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether its PDF is for a pen: it has no electronic signature to check."""
        return self.method == "wet"


def verify_code(session: Session, typed: str, today: date) -> PublicCertificate | None:
    """The certificate behind a code as somebody typed it; None for unknown, waiting and void alike.

    A code that cannot be one is looked up all the same, and the row of one that has not been issued is never read, so
    that all refusals take the same time.
    """
    code = parse_code(typed) or NO_CODE
    return _public(session, session.scalar(_EVER_ISSUED.where(Certificate.code == code)), today)


def verify_hash(session: Session, sha256: str, today: date) -> PublicCertificate | None:
    """The certificate whose issued file has exactly this hash."""
    return _public(session, session.scalar(_EVER_ISSUED.where(Certificate.pdf_sha256 == sha256)), today)


def _public(session: Session, row: Certificate | None, today: date) -> PublicCertificate | None:
    state = public_state(row.state, row.valid_until, today) if row else "unknown"
    if row is None or state == "unknown":
        return None
    facts = Facts.model_validate(row.snapshot)
    signer = session.get(CertificateSigner, row.signer) if row.signer else None
    successor = session.scalar(
        select(Certificate.id).where(Certificate.replaces_id == row.id, Certificate.state == "issued")
    )
    return PublicCertificate(
        state=state,
        code=row.code,
        number=row.number,
        kind=row.kind,
        holder=facts.holder.name,
        event_kind=facts.event.kind,
        event=facts.event.title,
        first_day=facts.event.first_day,
        last_day=facts.event.last_day,
        jp=row.jp,
        issuer=facts.event.organiser or facts.office.name,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        ended_at=row.ended_at,
        reason=row.reason,
        development=row.development,
        signer=signer.label if signer else "",
        pdf_sha256=row.pdf_sha256 or "",
        replaced=successor is not None,
        method=row.method,
    )


def pins(session: Session) -> list[Pin]:
    """Every signer that this register trusts."""
    rows = session.scalars(select(CertificateSigner).order_by(CertificateSigner.first_used_at))
    return [Pin(row.fingerprint, row.label, row.development, row.pem, row.kind) for row in rows]
