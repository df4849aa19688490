"""Changing sessions; every function runs inside `writing` and journals what it did."""

from lms.bimtek.actions.attendance import (
    Mark,
    check_in,
    close_check_in,
    mark_attendance,
    mark_rest_present,
    open_check_in,
)
from lms.bimtek.actions.closing import close_session
from lms.bimtek.actions.enrolment import Enrolled, enrol, enrol_many, withdraw
from lms.bimtek.actions.planning import (
    SessionPlan,
    SlotPlan,
    add_slot,
    announce,
    create_session,
    edit_session,
    edit_slot,
    remove_slot,
)
from lms.bimtek.actions.post_test import close_post_test, open_post_test, start_post_test

__all__ = [
    "Enrolled",
    "Mark",
    "SessionPlan",
    "SlotPlan",
    "add_slot",
    "announce",
    "check_in",
    "close_check_in",
    "close_post_test",
    "close_session",
    "create_session",
    "edit_session",
    "edit_slot",
    "enrol",
    "enrol_many",
    "mark_attendance",
    "mark_rest_present",
    "open_check_in",
    "open_post_test",
    "remove_slot",
    "start_post_test",
    "withdraw",
]
