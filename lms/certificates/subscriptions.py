"""What certificates listen to: two records that were one person keep one list of certificates."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.core.clock import Clock
from lms.people import events as people
from lms.people.repoint import repoint


def subscribe() -> None:
    """Connect; called once by `wiring`."""
    people.officers_merged.subscribe(merge_officers)


def merge_officers(session: Session, _clock: Clock, merged_id: int, survivor_id: int) -> None:
    """Show the certificates of the merged officer to the survivor; what is printed on them never changes.

    The person key stays: it says for whom the certificate was ordered, and keeps orders apart.
    """
    repoint(session, Certificate, merged_id, survivor_id)
