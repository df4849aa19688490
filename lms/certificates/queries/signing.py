"""How certificates are signed now, what a batch waits for, and whose signatures are trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate, CertificateSigner, SigningChoice

Need = Literal["", "secret", "upload"]


@dataclass(frozen=True)
class Choice:
    """The way that is in force; `version` 0 when nobody has chosen yet."""

    method: str = "file"
    identity: str = ""
    version: int = 0


@dataclass(frozen=True)
class TrustedSigner:
    """One line of the list of trusted signers."""

    fingerprint: str
    label: str
    kind: str
    development: bool
    since: datetime
    used: int


def choice(session: Session) -> Choice:
    """The way to sign that is in force."""
    row = session.get(SigningChoice, 1)
    return Choice(row.method, row.identity, row.version) if row else Choice()


def unsigned(session: Session, programme: str) -> int:
    """How many certificates of a programme still wait to be printed and signed by this machine."""
    query = select(func.count()).where(
        Certificate.programme == programme, Certificate.state == "waiting", Certificate.draft_sha256.is_(None)
    )
    return session.scalar(query) or 0


def drafts(session: Session, programme: str) -> list[Certificate]:
    """The printed certificates of a programme that wait for a signature made elsewhere, by sequence."""
    query = select(Certificate).where(
        Certificate.programme == programme,
        Certificate.state == "waiting",
        Certificate.draft_sha256.is_not(None),
    )
    return list(session.scalars(query.order_by(Certificate.sequence)))


def stopped(session: Session, programme: str) -> str:
    """Why the signing of a programme was stopped, as noted on what still waits; empty when it was not."""
    query = select(Certificate.fault).where(
        Certificate.programme == programme, Certificate.state == "waiting", Certificate.fault != ""
    )
    return session.scalar(query.order_by(Certificate.sequence).limit(1)) or ""


def signers(session: Session) -> list[TrustedSigner]:
    """Everybody whose signatures are trusted, the latest first."""
    used = session.execute(select(Certificate.signer, func.count()).group_by(Certificate.signer))
    counts = {fingerprint: number for fingerprint, number in used}
    rows = session.scalars(select(CertificateSigner).order_by(CertificateSigner.first_used_at.desc()))
    return [
        TrustedSigner(
            r.fingerprint, r.label, r.kind, r.development, r.first_used_at, counts.get(r.fingerprint, 0)
        )
        for r in rows
    ]
