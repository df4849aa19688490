"""News of quizzes that higher rooms may listen to, and what they may be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.events import Event
from lms.quizzes.domain.recall import DueLetters, Leitner
from lms.quizzes.domain.result import AttemptResult
from lms.quizzes.domain.rules import Window

attempt_closed: Event[[Session, AttemptResult, Actor, Clock]] = Event("quizzes.attempt_closed")
"""An attempt was submitted or ran out, or a person marked its last open answer; same transaction."""

WindowOf = Callable[[Session, int, str, str, datetime], Window | None]
"""(session, officer_id, quiz_id, context, now) to the window that holds for this officer, if another does."""

window_providers: list[WindowOf] = []
"""Asked in turn when an attempt starts; the first answer replaces `opens` and `closes` of the quiz."""

question_settled: Event[[Session, int, Clock]] = Event("quizzes.question_settled")
"""An answer of a running practice was marked to show its feedback: (session, attempt id, clock); same transaction."""

RuleOf = Callable[[Session], DueLetters]
"""The rule of recall that holds now: its parameters may stand in the database."""

recall_rules: list[RuleOf] = [lambda _session: Leitner()]
"""When letters of the practice come back; the last rule of the list holds, so that another room may add its own."""


def recall_rule(session: Session) -> DueLetters:
    """The rule of recall that holds."""
    return recall_rules[-1](session)
