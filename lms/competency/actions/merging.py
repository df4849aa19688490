"""Two records that were one person: evidence and learning hours follow the survivor."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.competency.models import Evidence, JPEntry
from lms.core.clock import Clock
from lms.people.repoint import repoint


def merge_officers(session: Session, _clock: Clock, merged_id: int, survivor_id: int) -> None:
    """Move the rows of the merged officer; what proves the same thing twice counts once."""
    repoint(session, Evidence, merged_id, survivor_id, unique=("source_kind", "source_ref", "unit"))
    repoint(session, JPEntry, merged_id, survivor_id, unique=("source_kind", "source_ref"))
