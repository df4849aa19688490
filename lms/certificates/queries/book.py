"""The register as a book: one line for every number, void ones included, in the order in which they were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.certificates.queries.register import CertificateLine, to_line


@dataclass(frozen=True)
class BookLine:
    """One line of the book; `holder_agency` is the one printed on the certificate, `reason` why it ended."""

    sequence: int
    number: str
    issued_on: date
    holder: str
    holder_agency: str
    kind: str
    title: str
    jp: Fraction
    valid_until: date | None
    entry: CertificateLine


def years(session: Session) -> list[int]:
    """The years that the register has numbers of, newest first."""
    days = session.scalars(select(Certificate.issued_on).distinct())
    return sorted({day.year for day in days}, reverse=True)


def book(session: Session, year: int) -> list[BookLine]:
    """Every number that was given in a year."""
    query = (
        select(Certificate)
        .where(Certificate.issued_on >= date(year, 1, 1), Certificate.issued_on <= date(year, 12, 31))
        .order_by(Certificate.issued_on, Certificate.sequence, Certificate.id)
    )
    return [
        BookLine(
            row.sequence, row.number, row.issued_on, row.holder_name,
            str(row.snapshot.get("holder", {}).get("agency", "")), row.kind, row.title, row.hours,
            row.valid_until, to_line(row),
        )
        for row in session.scalars(query)
    ]  # fmt: skip


def missing_sequences(session: Session) -> list[tuple[int, int]]:
    """Numbers (year, sequence) between the first and the last of a year that no row explains; there are never any."""
    found: dict[int, set[int]] = {}
    for day, sequence in session.execute(select(Certificate.issued_on, Certificate.sequence)):
        found.setdefault(day.year, set()).add(sequence)
    return [
        (year, number)
        for year, given in sorted(found.items())
        for number in range(min(given), max(given) + 1)
        if number not in given
    ]
