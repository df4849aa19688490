"""Tables of Bimtek sessions: planning, slots, enrolment, guests, attendance and letters."""

from lms.bimtek.models.assessment import Assessment, RoomHalf
from lms.bimtek.models.evaluation import (
    Evaluation,
    EvaluationAnswered,
    EvaluationCount,
    EvaluationRemark,
)
from lms.bimtek.models.exceptions import Waiver
from lms.bimtek.models.people import Guest, GuestAttendance, InvitationLetter, SessionMessage
from lms.bimtek.models.report import ReportPhoto, ReportText
from lms.bimtek.models.sessions import Attendance, BimtekSession, Enrolment, ExactNumber, Slot

__all__ = [
    "Assessment",
    "Attendance",
    "BimtekSession",
    "Enrolment",
    "Evaluation",
    "EvaluationAnswered",
    "EvaluationCount",
    "EvaluationRemark",
    "ExactNumber",
    "Guest",
    "GuestAttendance",
    "InvitationLetter",
    "ReportPhoto",
    "ReportText",
    "RoomHalf",
    "SessionMessage",
    "Slot",
    "Waiver",
]
