"""What counts as evidence: a passed examination, a finished course, a closed Bimtek session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from lms.competency.actions.evidence import add_evidence, add_jp
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.courses.domain import CourseFinished
from lms.quizzes.domain.marks import percent_down, to_text
from lms.quizzes.domain.result import AttemptResult

PRE_TEST = ":pre"


def record_from_attempt(session: Session, result: AttemptResult, actor: Actor, clock: Clock) -> None:
    """Evidence for every unit that a passed examination showed; practice and pre-tests prove nothing formally."""
    if result.mode != "exam" or not result.passed or result.context.endswith(PRE_TEST):
        return
    for shown in sorted(result.evidence, key=lambda e: e.level or 0, reverse=True):
        if shown.passed and shown.level:
            add_evidence(
                session, actor=actor, clock=clock, officer_id=result.officer_id, unit=shown.unit,
                level=shown.level, source_kind="quiz", source_ref=str(result.attempt_id),
                title=result.title, revision_id=result.revision_id, at=result.closed_at,
                facts={"quiz": result.quiz_id, "score": to_text(shown.fraction),
                       "percent": int(percent_down(shown.fraction)), "questions": shown.questions},
            )  # fmt: skip


def record_course(session: Session, done: CourseFinished, actor: Actor, clock: Clock) -> None:
    """Evidence and learning hours of a finished course; each revision of a course counts once."""
    reference = f"{done.course_id}@{done.revision_id}"
    for unit, level in done.competencies.items():
        add_evidence(
            session, actor=actor, clock=clock, officer_id=done.officer_id, unit=unit, level=level,
            source_kind="course", source_ref=reference, title=done.title, revision_id=done.revision_id,
            at=done.at, facts={"course": done.course_id},
        )  # fmt: skip
    add_jp(
        session, actor=actor, clock=clock, officer_id=done.officer_id, jp=Decimal(done.jp),
        form="nonklasikal", source_kind="course", source_ref=reference, title=done.title, at=done.at,
    )  # fmt: skip


@dataclass(frozen=True)
class SessionDone:
    """A closed Bimtek session: what it trained, its hours, and who met its rules."""

    session_id: int
    title: str
    unit: str | None
    level: int | None
    jp: Decimal
    passed: Sequence[int]
    attended: Sequence[int]


def record_session(session: Session, *, actor: Actor, clock: Clock, done: SessionDone) -> None:
    """Evidence for those who passed, hours for everybody who earned a certificate or one of participation."""
    reference = str(done.session_id)
    for officer_id in done.passed:
        if done.unit and done.level:
            add_evidence(
                session, actor=actor, clock=clock, officer_id=officer_id, unit=done.unit, level=done.level,
                source_kind="session", source_ref=reference, title=done.title,
            )  # fmt: skip
    for officer_id in dict.fromkeys([*done.passed, *done.attended]):
        add_jp(
            session, actor=actor, clock=clock, officer_id=officer_id, jp=done.jp, form="klasikal",
            source_kind="session", source_ref=reference, title=done.title,
        )  # fmt: skip
