"""Two records that were one person: enrolments follow the survivor."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.bimtek.models import Enrolment, EvaluationAnswered
from lms.core.clock import Clock
from lms.people.repoint import repoint


def merge_officers(session: Session, _clock: Clock, merged_id: int, survivor_id: int) -> None:
    """Move the enrolments of the merged officer; a session that listed both keeps both lines."""
    repoint(session, Enrolment, merged_id, survivor_id, unique=("session_id",))
    repoint(session, EvaluationAnswered, merged_id, survivor_id, unique=("session_id",))
