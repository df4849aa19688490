"""The last step of issuing: the signed file takes its name, and the row becomes valid, in one transaction."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.certificates.actions.issuing import JOB
from lms.certificates.events import certificate_issued
from lms.certificates.models import Certificate, CertificateSigner
from lms.certificates.queries.register import programme_of, to_line
from lms.certificates.signing.signer import Signer
from lms.core.actor import SYSTEM, Actor
from lms.core.clock import Clock
from lms.jobs import actions as jobs


def mark_issued(
    session: Session,
    *,
    clock: Clock,
    certificate_id: int,
    sha256: str,
    signer: Signer,
    publish: Callable[[], None],
) -> bool:
    """Make a waiting certificate valid; False when another worker was faster or it was voided meanwhile.

    `publish` gives the finished file its final name. It runs inside the transaction, so a file of an issued row is
    never written over, and a crash before the commit leaves a waiting row whose file is simply made again.
    """
    row = session.scalar(select(Certificate).where(Certificate.id == certificate_id).with_for_update())
    if row is None or row.state != "waiting":
        return False
    _know(session, clock, signer)
    publish()
    row.state, row.issued_at, row.pdf_sha256, row.fault = "issued", clock.now(), sha256, ""
    row.signer, row.development = signer.fingerprint, signer.development
    session.flush()
    audit.record(
        session,
        at=clock.now(),
        actor=SYSTEM,
        action="certificate.issued",
        object_type="certificate",
        object_id=row.id,
        data={"number": row.number, "sha256": sha256, "signer": signer.fingerprint},
        personal={"holder": row.holder_name},
    )
    if row.replaces_id is not None:
        _end_predecessor(session, clock, row)
    certificate_issued.emit(session, clock, to_line(row))
    return True


def _know(session: Session, clock: Clock, signer: Signer) -> None:
    if session.get(CertificateSigner, signer.fingerprint) is None:
        session.add(
            CertificateSigner(
                fingerprint=signer.fingerprint,
                label=signer.label[:200],
                development=signer.development,
                pem=signer.pem,
                first_used_at=clock.now(),
            )
        )
        session.flush()


def _end_predecessor(session: Session, clock: Clock, row: Certificate) -> None:
    """The old certificate stays valid until the moment its replacement is; a revoked one stays revoked."""
    old = session.get_one(Certificate, row.replaces_id)
    if old.state != "issued":
        return
    old.state, old.ended_at = "replaced", clock.now()
    audit.record(
        session,
        at=clock.now(),
        actor=SYSTEM,
        action="certificate.replaced",
        object_type="certificate",
        object_id=old.id,
        data={"number": old.number, "by": row.number, "reason": old.reason},
    )


def mark_failed(session: Session, *, certificate_id: int, fault: str) -> None:
    """Note why the last try went wrong, for the page that shows the progress."""
    row = session.get(Certificate, certificate_id)
    if row is not None and row.state == "waiting":
        row.fault = fault[:300]


def retry(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> int:
    """Ask the worker once more for every waiting certificate of a session; returns how many there are."""
    rows = session.scalars(
        select(Certificate).where(
            Certificate.programme == programme_of(session_id), Certificate.state == "waiting"
        )
    ).all()
    for row in rows:
        row.fault = ""
        jobs.enqueue(session, kind=JOB, key=str(row.id), payload={"certificate": row.id}, at=clock.now())
    if rows:
        audit.record(
            session,
            at=clock.now(),
            actor=actor,
            action="certificates.retried",
            object_type="bimtek",
            object_id=session_id,
            data={"count": len(rows)},
        )
    return len(rows)


def write_durably(path: Path, data: bytes) -> None:
    """Write a file so that it is on the disk, whole, when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def take_name(draft: Path, final: Path) -> None:
    """Rename, and make the new name durable."""
    draft.replace(final)
    descriptor = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
