"""Reading people: snapshots and lists that other rooms use."""

from lms.people.queries.officers import (
    OfficerLine,
    agency_officers,
    find_officers,
    officer,
    officer_snapshot,
    officers_in_profile,
)

__all__ = [
    "OfficerLine",
    "agency_officers",
    "find_officers",
    "officer",
    "officer_snapshot",
    "officers_in_profile",
]
