"""Reading sessions: what other rooms and the pages see."""

from lms.bimtek.queries.duties import Duty, duties_for
from lms.bimtek.queries.participants import (
    closed_snapshot,
    enrolment_of,
    open_to,
    participants,
    presences,
    present_count,
)
from lms.bimtek.queries.results import eligibility, freeze, past_for, upcoming_for
from lms.bimtek.queries.sessions import enrolled_counts, session_view, sessions_for_trainer
from lms.bimtek.queries.views import (
    Eligibility,
    OfficerSession,
    Participant,
    Presence,
    SessionView,
    SlotView,
    TrainerSession,
)

__all__ = [
    "Duty",
    "Eligibility",
    "OfficerSession",
    "Participant",
    "Presence",
    "SessionView",
    "SlotView",
    "TrainerSession",
    "closed_snapshot",
    "duties_for",
    "eligibility",
    "enrolled_counts",
    "enrolment_of",
    "freeze",
    "open_to",
    "participants",
    "past_for",
    "presences",
    "present_count",
    "session_view",
    "sessions_for_trainer",
    "upcoming_for",
]
