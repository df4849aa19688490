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

recall_rules: list[DueLetters] = [Leitner()]
"""When letters of the practice come back; the last rule of the list holds, so that another room may add its own."""
