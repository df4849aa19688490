"""Taking the next number of the register, inside the transaction that uses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.certificates.domain.numbering import PatternError, Rule
from lms.certificates.models import Certificate, CertificateCounter
from lms.core.errors import Refused
from lms.institution.domain import Institution
from lms.web.i18n import lazy_gettext as _l


@dataclass
class Numbers:
    """The locked counter of one rule and year."""

    rule: Rule
    day: date
    counter: CertificateCounter
    session: Session

    def take(self) -> tuple[int, str]:
        """The next sequence and its number; one that an older rule gave out already is passed over."""
        while True:
            self.counter.last += 1
            number = self.rule.number(self.counter.last, self.day)
            if self.session.scalar(select(Certificate.id).where(Certificate.number == number)) is None:
                return self.counter.last, number


def lock(session: Session, city: Institution, day: date) -> Numbers:
    """Lock the counter until the transaction ends; whoever issues next waits here. Raises Refused for a bad pattern."""
    try:
        rule = Rule(city.certificate_number, city.certificate_class, city.certificate_unit)
    except PatternError as error:
        raise Refused(
            "certificate.pattern",
            _l("%(fault)s Perbaiki di Pengaturan, lalu terbitkan kembali.", fault=str(error)),
        ) from error
    key = {"rule": rule.key, "year": rule.year(day)}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(CertificateCounter).values(**key, last=0).on_conflict_do_nothing())
    counter = session.get_one(CertificateCounter, key, with_for_update=True, populate_existing=True)
    return Numbers(rule, day, counter, session)
