"""Writes of quizzes; every function runs inside `writing` and leaves its trace in the journal."""

from lms.quizzes.actions.deciding import decide_late
from lms.quizzes.actions.endless import is_endless, practise_on, stop_practice
from lms.quizzes.actions.late import Kept, Received, receive_kept
from lms.quizzes.actions.leniency import extend_time, grant_attempts
from lms.quizzes.actions.marking import mark_by_person
from lms.quizzes.actions.practice import start_bundle, start_pair_practice
from lms.quizzes.actions.regrade import regrade
from lms.quizzes.actions.release import release_feedback
from lms.quizzes.actions.save import Given, Saved, flag_question, save_answer, save_at_once
from lms.quizzes.actions.settle import settle_question
from lms.quizzes.actions.start import start_attempt
from lms.quizzes.actions.submit import close_expired, submit_attempt
from lms.quizzes.domain.result import AttemptResult

__all__ = [
    "AttemptResult",
    "Given",
    "Kept",
    "Received",
    "Saved",
    "close_expired",
    "decide_late",
    "extend_time",
    "flag_question",
    "grant_attempts",
    "is_endless",
    "mark_by_person",
    "practise_on",
    "receive_kept",
    "regrade",
    "release_feedback",
    "save_answer",
    "save_at_once",
    "settle_question",
    "start_attempt",
    "start_bundle",
    "start_pair_practice",
    "stop_practice",
    "submit_attempt",
]
