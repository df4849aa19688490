"""Tables of Bimtek sessions: planning, slots, enrolment and attendance."""

from lms.bimtek.models.sessions import Attendance, BimtekSession, Enrolment, ExactNumber, Slot

__all__ = [
    "Attendance",
    "BimtekSession",
    "Enrolment",
    "ExactNumber",
    "Slot",
]
