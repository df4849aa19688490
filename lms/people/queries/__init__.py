"""Reading people: snapshots and lists that other rooms use."""

from lms.people.queries.officers import (
    OfficerLine,
    find_officers,
    officer,
    officer_snapshot,
)

__all__ = [
    "OfficerLine",
    "find_officers",
    "officer",
    "officer_snapshot",
]
