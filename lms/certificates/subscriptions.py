"""What certificates listen to and answer: merged persons, and who holds which certificate of a session."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.bimtek import events as bimtek
from lms.bimtek.events import CertificateNote
from lms.certificates.domain.numbering import file_name
from lms.certificates.models import Certificate
from lms.certificates.queries.register import by_session
from lms.core.clock import Clock
from lms.people import events as people
from lms.people.repoint import repoint


def subscribe() -> None:
    """Connect; called once by `wiring`."""
    people.officers_merged.subscribe(merge_officers)
    if held_of not in bimtek.certificate_lookups:
        bimtek.certificate_lookups.append(held_of)


def held_of(session: Session, bimtek_id: int) -> dict[int, CertificateNote]:
    """The newest certificate of each officer from one session; replaced and void ones do not count."""
    return {
        one.officer_id: CertificateNote(one.number, one.state, one.issued_on, file_name(one.number))
        for one in sorted(by_session(session, bimtek_id), key=lambda one: (one.edition, one.id))
        if one.officer_id is not None and one.state in {"waiting", "issued", "revoked"}
    }


def merge_officers(session: Session, _clock: Clock, merged_id: int, survivor_id: int) -> None:
    """Show the certificates of the merged officer to the survivor; what is printed on them never changes.

    The person key stays: it says for whom the certificate was ordered, and keeps orders apart.
    """
    repoint(session, Certificate, merged_id, survivor_id)
