"""Two records that were one person: evidence, learning hours and memories follow the survivor."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.competency.actions.replay import rebuild
from lms.competency.models import Evidence, JPEntry, ReviewEvent
from lms.core.clock import Clock
from lms.people.repoint import repoint


def merge_officers(session: Session, _clock: Clock, merged_id: int, survivor_id: int) -> None:
    """Move the rows of the merged officer; what proves the same thing twice counts once.

    Memories are folded again from the reviews of both: what one of them remembered, the other did too.
    """
    repoint(session, Evidence, merged_id, survivor_id, unique=("source_kind", "source_ref", "unit"))
    repoint(session, JPEntry, merged_id, survivor_id, unique=("source_kind", "source_ref"))
    repoint(session, ReviewEvent, merged_id, survivor_id)
    rebuild(session, [merged_id, survivor_id])
