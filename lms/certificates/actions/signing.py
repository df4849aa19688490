"""Choosing how to sign, stopping a batch, and taking in what was signed elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.certificates.actions.finishing import mark_issued
from lms.certificates.models import Certificate, CertificateSigner, SigningChoice
from lms.certificates.signing.means import METHODS, Blank
from lms.certificates.signing.signer import Pin
from lms.core.actor import SYSTEM, Actor
from lms.core.clock import Clock
from lms.core.errors import Refused, Stale
from lms.web.i18n import lazy_gettext as _l

_NIK, _MAIL = re.compile(r"\d{16}"), re.compile(r"[^@\s]+@[^@\s]+")


def choose(
    session: Session, *, actor: Actor, clock: Clock, method: str, identity: str, seen_version: int
) -> None:
    """Set the way to sign for everything that is printed from now on. Raises Stale or Refused."""
    row = session.get(SigningChoice, 1)
    if seen_version != (row.version if row else 0):
        raise Stale("signing.stale", _l("Pengaturan ini sudah diubah orang lain. Muat ulang halamannya."))
    identity = identity.strip()
    if method not in METHODS:
        raise Refused("signing.method", _l("Cara penandatanganan ini tidak dikenal."))
    if method == "bsre" and not (_NIK.fullmatch(identity) or _MAIL.fullmatch(identity)):
        raise Refused(
            "signing.identity", _l("Isi NIK (16 angka) atau surel penanda tangan yang terdaftar pada BSrE.")
        )
    if row is None:
        row = SigningChoice(id=1, version=0)
        session.add(row)
    row.method, row.identity = method, identity
    row.version, row.changed_at = row.version + 1, clock.now()
    audit.record(
        session, at=clock.now(), actor=actor, action="certificates.signing.chosen", object_type="institution",
        object_id=1, data={"method": method}, personal={"identity": identity},
    )  # fmt: skip


def stop_batch(session: Session, *, clock: Clock, programme: str, code: str, fault: str) -> int:
    """Note on everything of a programme that still waits why signing was stopped; returns how many."""
    waiting = (
        Certificate.programme == programme,
        Certificate.state == "waiting",
        Certificate.draft_sha256.is_(None),
    )
    rows = session.scalars(select(Certificate.id).where(*waiting)).all()
    session.execute(update(Certificate).where(*waiting).values(fault=fault[:300]))
    audit.record(
        session, at=clock.now(), actor=SYSTEM, action="certificates.signing.stopped", object_type="bimtek",
        object_id=programme.rpartition(":")[2], data={"code": code, "count": len(rows)},
    )  # fmt: skip
    return len(rows)


def note_unlocked(session: Session, *, actor: Actor, clock: Clock, session_id: int, method: str) -> None:
    """Enter into the journal who gave the passphrase of a batch; not a word about the passphrase."""
    audit.record(
        session, at=clock.now(), actor=actor, action="certificates.signing.unlocked", object_type="bimtek",
        object_id=session_id, data={"method": method},
    )  # fmt: skip


def keep_draft(session: Session, *, certificate_id: int, sha256: str, publish: Callable[[], None]) -> bool:
    """Note that a certificate is printed and waits for a signature made elsewhere; the first printing stays."""
    row = session.scalar(select(Certificate).where(Certificate.id == certificate_id).with_for_update())
    if row is None or row.state != "waiting" or row.draft_sha256 is not None:
        return False
    publish()
    row.draft_sha256, row.fault = sha256, ""
    return True


def trust(session: Session, *, actor: Actor, clock: Clock, pin: Pin) -> bool:
    """Trust the signatures of an official who signs elsewhere; False when they are trusted already."""
    if session.get(CertificateSigner, pin.fingerprint) is not None:
        return False
    session.add(
        CertificateSigner(
            fingerprint=pin.fingerprint, label=pin.label[:200], development=False, pem=pin.pem, kind="luar",
            first_used_at=clock.now(),
        )
    )  # fmt: skip
    audit.record(
        session, at=clock.now(), actor=actor, action="certificates.signer.trusted", object_type="institution",
        object_id=1, data={"fingerprint": pin.fingerprint, "label": pin.label},
    )  # fmt: skip
    return True


def take_in(
    session: Session, *, clock: Clock, certificate_id: int, draft_sha256: str, pin: Pin, sha256: str,
    publish: Callable[[], None],
) -> bool:  # fmt: skip
    """Issue a certificate by the file that was signed elsewhere; False when it waits no more.

    Raises Refused when the signer is not one of those that the city trusts.
    """
    known = session.get(CertificateSigner, pin.fingerprint)
    if known is None or known.kind != "luar":
        raise Refused(
            "signer.unknown",
            _l(
                "Berkas ini ditandatangani %(label)s, yang belum terdaftar sebagai penanda tangan. "
                "Minta admin mendaftarkan sertifikatnya pada Pengaturan penandatanganan.",
                label=pin.label,
            ),
        )
    row = session.scalar(select(Certificate).where(Certificate.id == certificate_id).with_for_update())
    if row is None or row.draft_sha256 != draft_sha256:
        return False
    signer = Blank("outside", pin.fingerprint, pin.label, development=False, pem=pin.pem)
    return mark_issued(
        session, clock=clock, certificate_id=certificate_id, sha256=sha256, signer=signer, publish=publish
    )
