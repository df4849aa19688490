"""Changing sessions; every function runs inside `writing` and journals what it did."""

from lms.bimtek.actions.attendance import (
    Mark,
    card_holder,
    check_in,
    check_in_by_card,
    close_check_in,
    mark_attendance,
    mark_rest_present,
    open_check_in,
)
from lms.bimtek.actions.closing import close_session
from lms.bimtek.actions.enrolment import Enrolled, enrol, enrol_many, withdraw
from lms.bimtek.actions.evaluation import (
    answer_evaluation,
    close_evaluation,
    open_evaluation,
    plan_evaluation,
)
from lms.bimtek.actions.exceptions import unwaive, waive
from lms.bimtek.actions.guests import GuestFacts, add_guest, mark_guests, remove_guest
from lms.bimtek.actions.letters import LetterFacts, write_letter
from lms.bimtek.actions.messages import send_again, tell_of_change
from lms.bimtek.actions.planning import (
    SessionPlan,
    SlotPlan,
    add_slot,
    announce,
    cancel_session,
    create_session,
    edit_session,
    edit_slot,
    remove_slot,
)
from lms.bimtek.actions.post_test import close_post_test, open_post_test, start_post_test
from lms.bimtek.actions.pre_test import close_pre_test, open_pre_test, start_pre_test
from lms.bimtek.actions.registration import decide, register, take_back
from lms.bimtek.actions.report import ReportFacts, add_photo, remove_photo, write_report

__all__ = [
    "Enrolled",
    "GuestFacts",
    "LetterFacts",
    "Mark",
    "ReportFacts",
    "SessionPlan",
    "SlotPlan",
    "add_guest",
    "add_photo",
    "add_slot",
    "announce",
    "answer_evaluation",
    "cancel_session",
    "card_holder",
    "check_in",
    "check_in_by_card",
    "close_check_in",
    "close_evaluation",
    "close_post_test",
    "close_pre_test",
    "close_session",
    "create_session",
    "decide",
    "edit_session",
    "edit_slot",
    "enrol",
    "enrol_many",
    "mark_attendance",
    "mark_guests",
    "mark_rest_present",
    "open_check_in",
    "open_evaluation",
    "open_post_test",
    "open_pre_test",
    "plan_evaluation",
    "register",
    "remove_guest",
    "remove_photo",
    "remove_slot",
    "send_again",
    "start_post_test",
    "start_pre_test",
    "take_back",
    "tell_of_change",
    "unwaive",
    "waive",
    "withdraw",
    "write_letter",
    "write_report",
]
