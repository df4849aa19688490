"""Lines of the register, for officers, trainers and heads of agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from lms.certificates.domain.states import PublicState, public_state
from lms.certificates.models import Certificate, CertificatePause
from lms.core.codes import show_code
from lms.core.errors import NotFound
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class CertificateLine:
    """One certificate as lists and pages show it."""

    id: int
    number: str
    code: str
    kind: str
    state: str
    holder: str
    officer_id: int | None
    agency_id: int | None
    title: str
    programme: str
    edition: int
    jp: Fraction
    issued_on: date
    issued_at: datetime | None
    valid_until: date | None
    development: bool
    reason: str
    fault: str
    ended_at: datetime | None
    replaces_id: int | None
    renews_id: int | None

    @property
    def shown_code(self) -> str:
        """The code in groups of four."""
        return show_code(self.code)

    @property
    def session_id(self) -> int | None:
        """The Bimtek session it belongs to."""
        kind, _, number = self.programme.partition(":")
        return int(number) if kind == "bimtek" and number.isdigit() else None

    @property
    def has_file(self) -> bool:
        """Whether there is a PDF to download."""
        return self.state in {"issued", "revoked", "replaced"}

    def days_left(self, today: date) -> int | None:
        """How many days a valid certificate still runs; None when it does not end, or ended."""
        if self.valid_until is None or self.public_state(today) != "valid":
            return None
        return (self.valid_until - today).days

    def public_state(self, today: date) -> PublicState:
        """What the verify page would say."""
        return public_state(self.state, self.valid_until, today)


@dataclass(frozen=True)
class Progress:
    """How far the issue of a session is; `failed` are waiting ones whose last try went wrong, `paused` by a person."""

    waiting: int
    issued: int
    failed: int
    paused: bool = False

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.issued + self.failed

    @property
    def done(self) -> bool:
        """Whether nothing moves any more by itself."""
        return self.waiting == 0


def to_line(row: Certificate) -> CertificateLine:
    """A row as the value that leaves this room."""
    return CertificateLine(
        row.id,
        row.number,
        row.code,
        row.kind,
        row.state,
        row.holder_name,
        row.officer_id,
        row.agency_id,
        row.title,
        row.programme,
        row.edition,
        row.hours,
        row.issued_on,
        row.issued_at,
        row.valid_until,
        row.development,
        row.reason,
        row.fault,
        row.ended_at,
        row.replaces_id,
        row.renews_id,
    )


def programme_of(bimtek_id: int) -> str:
    """The programme key of a Bimtek session."""
    return f"bimtek:{bimtek_id}"


def line(session: Session, certificate_id: int) -> CertificateLine:
    """One certificate; raises NotFound."""
    row = session.get(Certificate, certificate_id)
    if row is None:
        raise NotFound("certificate.unknown", _l("Sertifikat ini tidak ditemukan."))
    return to_line(row)


def certificates_of(session: Session, officer_id: int) -> list[CertificateLine]:
    """An officer's certificates, newest first; void ones are left out."""
    query = (
        select(Certificate)
        .where(Certificate.officer_id == officer_id, Certificate.state != "void")
        .order_by(Certificate.issued_on.desc(), Certificate.id.desc())
    )
    return [to_line(row) for row in session.scalars(query)]


def by_session(session: Session, bimtek_id: int) -> list[CertificateLine]:
    """Every certificate of a Bimtek session, by sequence; void ones included."""
    query = select(Certificate).where(Certificate.programme == programme_of(bimtek_id))
    return [to_line(row) for row in session.scalars(query.order_by(Certificate.sequence, Certificate.id))]


def progress(session: Session, bimtek_id: int) -> Progress:
    """How many certificates of a session wait, are issued (also those ended later), or failed."""
    state = case(
        ((Certificate.state == "waiting") & (Certificate.fault != ""), "failed"),
        (Certificate.state == "waiting", "waiting"),
        else_="issued",
    )
    rows = session.execute(
        select(state, func.count())
        .where(Certificate.programme == programme_of(bimtek_id), Certificate.state != "void")
        .group_by(state)
    )
    counts = {name: number for name, number in rows}
    paused = session.get(CertificatePause, programme_of(bimtek_id)) is not None
    return Progress(counts.get("waiting", 0), counts.get("issued", 0), counts.get("failed", 0), paused)


def search(
    session: Session,
    *,
    text: str = "",
    state: str = "",
    agency_id: int | None = None,
    page: int = 1,
    size: int = 50,
) -> tuple[list[CertificateLine], int]:
    """A page of the register, newest first, and how many there are; `text` is part of a name, number, title or code."""
    query = _filtered(select(Certificate), text, state, agency_id)
    total = (
        session.scalar(_filtered(select(func.count()).select_from(Certificate), text, state, agency_id)) or 0
    )
    rows = session.scalars(
        query.order_by(Certificate.issued_on.desc(), Certificate.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    )
    return [to_line(row) for row in rows], total


def _filtered(query: Select[Any], text: str, state: str, agency_id: int | None) -> Select[Any]:
    if text:
        plain = text.replace("\\", "").replace("%", "").replace("_", "")
        code = plain.replace("-", "").replace(" ", "").upper()
        pattern = f"%{plain}%"
        query = query.where(
            or_(
                Certificate.holder_name.ilike(pattern),
                Certificate.number.ilike(pattern),
                Certificate.title.ilike(pattern),
                Certificate.code == code,
            )
        )
    if state:
        query = query.where(Certificate.state == state)
    return query.where(Certificate.agency_id == agency_id) if agency_id is not None else query


def every(session: Session) -> Sequence[CertificateLine]:
    """The whole register in the order of its numbers, for export."""
    return [to_line(row) for row in session.scalars(select(Certificate).order_by(Certificate.id))]
