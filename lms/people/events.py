"""What people tell the rooms above, inside the transaction that does it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.core.clock import Clock
from lms.core.events import Event

# two rows turned out to be one person: (session, clock, id of the merged row, id of the surviving row)
officers_merged: Event[[Session, Clock, int, int]] = Event("people.officers_merged")

# an officer was given a post, from a day that may lie ahead or behind: (session, clock, id of the assignment)
assignment_started: Event[[Session, Clock, int]] = Event("people.assignment_started")

# an assignment was given its last day: (session, clock, id of the assignment)
assignment_ended: Event[[Session, Clock, int]] = Event("people.assignment_ended")
