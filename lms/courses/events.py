"""News of courses that higher rooms may listen to."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.events import Event
from lms.courses.domain import CourseFinished

course_finished: Event[[Session, CourseFinished, Actor, Clock]] = Event("courses.course_finished")
"""Every lesson is read and the closing quiz, if there is one, is passed; same transaction, once per revision."""
