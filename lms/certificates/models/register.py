"""Tables of certificates: the register, the counters of its numbers, and the signers it trusts."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class Certificate(Base):
    """One number of the register; never deleted.

    `person_key` is `officer:<id>`, or `guest:<name and agency>` for somebody who is no officer of the city. `programme`
    is `bimtek:<id>`. `edition` grows with every replacement and renewal. `snapshot` holds the facts that are printed.
    `method` is how it was signed; `draft_sha256` the hash of a printed file that waits for a signature made elsewhere.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("person_key", "programme", "kind", "edition"),
        CheckConstraint("state IN ('waiting', 'issued', 'revoked', 'replaced', 'void')", name="state"),
        CheckConstraint("kind IN ('bimtek', 'keikutsertaan', 'narasumber')", name="kind"),
        CheckConstraint("state IN ('waiting', 'void') OR pdf_sha256 IS NOT NULL", name="issued_has_file"),
        CheckConstraint("state IN ('waiting', 'issued') OR reason <> ''", name="end_has_reason"),
        Index("ix_certificate_programme", "programme", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_key: Mapped[str] = mapped_column(String(200))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    programme: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    edition: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))

    number: Mapped[str] = mapped_column(String(160), unique=True)
    sequence: Mapped[int]
    code: Mapped[str] = mapped_column(String(24), unique=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSONValue())
    holder_name: Mapped[str] = mapped_column(String(200), index=True)
    title: Mapped[str] = mapped_column(String(300))
    jp: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]

    state: Mapped[str] = mapped_column(String(12), default="waiting")
    issued_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    pdf_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    signer: Mapped[str | None] = mapped_column(ForeignKey("certificate_signer.fingerprint"))
    development: Mapped[bool] = mapped_column(default=False)
    method: Mapped[str] = mapped_column(String(10), default="")
    draft_sha256: Mapped[str | None] = mapped_column(String(64))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    reason: Mapped[str] = mapped_column(String(300), default="")
    fault: Mapped[str] = mapped_column(String(300), default="")

    @property
    def file_name(self) -> str:
        """Its PDF inside the instance's `certificates` folder."""
        return f"{self.id}.pdf"

    @property
    def hours(self) -> Fraction:
        """Its JP as an exact number."""
        return Fraction(self.jp)


class CertificateCounter(Base):
    """The last sequence given out for one numbering rule and year; locked while a number is taken."""

    __tablename__ = "certificate_counter"

    rule: Mapped[str] = mapped_column(String(160), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class CertificateSigner(Base):
    """A certificate (PEM, with its chain) that verification trusts; no others count.

    `kind` is empty for keys of this installation, `luar` for officials who sign elsewhere, `waktu` for the timestamp
    authorities whose tokens were accepted.
    """

    __tablename__ = "certificate_signer"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str] = mapped_column(String(200))
    development: Mapped[bool]
    pem: Mapped[str] = mapped_column(String(20_000))
    kind: Mapped[str] = mapped_column(String(10), default="")
    first_used_at: Mapped[datetime] = mapped_column(UTCDateTime())
