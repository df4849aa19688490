"""Writing competency: evidence and learning hours."""

from lms.competency.actions.evidence import add_evidence, add_jp
from lms.competency.actions.sources import (
    SessionDone,
    record_course,
    record_from_attempt,
    record_session,
)

__all__ = [
    "SessionDone",
    "add_evidence",
    "add_jp",
    "record_course",
    "record_from_attempt",
    "record_session",
]
