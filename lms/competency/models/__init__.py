"""Tables of competency: evidence and learning hours, and what is remembered of answered questions."""

from lms.competency.models.memory import (
    MemoryState,
    RecallEdition,
    RefresherSetting,
    RetentionSummary,
    ReviewEvent,
)
from lms.competency.models.records import Evidence, JPEntry

__all__ = [
    "Evidence",
    "JPEntry",
    "MemoryState",
    "RecallEdition",
    "RefresherSetting",
    "RetentionSummary",
    "ReviewEvent",
]
