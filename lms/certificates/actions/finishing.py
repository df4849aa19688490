"""The last step of issuing: the signed file takes its name, and the row becomes valid, in one transaction."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.certificates.actions.reminding import plan_reminders
from lms.certificates.events import certificate_issued
from lms.certificates.models import Certificate, CertificateSigner
from lms.certificates.queries.register import to_line
from lms.certificates.signing.means import authorities_of
from lms.certificates.signing.signer import Pin, Signer
from lms.core.actor import SYSTEM
from lms.core.clock import Clock


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
    row.signer, row.development, row.method = signer.fingerprint or None, signer.development, signer.method
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
    plan_reminders(session, clock, row.id)
    certificate_issued.emit(session, clock, to_line(row))
    return True


def _know(session: Session, clock: Clock, signer: Signer) -> None:
    """Enter whoever signed, and the authorities that stamped the time, among those whose signatures count."""
    kind = "luar" if signer.method in {"bsre", "outside"} else ""
    pins = (
        [Pin(signer.fingerprint, signer.label, signer.development, signer.pem, kind)]
        if signer.fingerprint
        else []
    )
    for pin in (*pins, *authorities_of(signer)):
        if session.get(CertificateSigner, pin.fingerprint) is None:
            session.add(
                CertificateSigner(
                    fingerprint=pin.fingerprint, label=pin.label[:200], development=pin.development, pem=pin.pem,
                    kind=pin.kind, first_used_at=clock.now(),
                )
            )  # fmt: skip
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
