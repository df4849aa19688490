"""Attempts as pages and other rooms see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.marks import from_text
from lms.quizzes.domain.result import AttemptResult, QuestionOutcome
from lms.quizzes.domain.rules import Mode, attempts_left
from lms.quizzes.kinds.base import Resolved, ResolvedKey
from lms.quizzes.models import Attempt, AttemptGrant, AttemptQuestion
from lms.quizzes.queries.catalogue import snapshot
from lms.quizzes.queries.documents import LiveQuiz
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Best:
    """The best finished attempt of an officer at a quiz."""

    attempt_id: int
    revision_id: int | None
    fraction: Fraction
    passed: bool
    closed_at: datetime


def attempt_of(session: Session, attempt_id: int, officer_id: int) -> Attempt:
    """An officer's own attempt; somebody else's does not exist for them (NotFound)."""
    row = session.get(Attempt, attempt_id)
    if row is None or row.officer_id != officer_id:
        raise NotFound("attempt.unknown", _l("Percobaan ini tidak ditemukan."))
    return row


def attempt_at(session: Session, attempt_id: int) -> Attempt | None:
    """Any officer's attempt; for callers that check by other means who may know of it."""
    return session.get(Attempt, attempt_id)


def questions_of(session: Session, attempt_id: int) -> list[AttemptQuestion]:
    """The drawn questions in the order of the attempt."""
    rows = select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt_id)
    return list(session.scalars(rows.order_by(AttemptQuestion.position)))


def question_at(session: Session, attempt_id: int, position: int) -> AttemptQuestion:
    """The drawn question at a place, counted from 1; raises NotFound."""
    row = session.scalar(
        select(AttemptQuestion).where(
            AttemptQuestion.attempt_id == attempt_id, AttemptQuestion.position == position
        )
    )
    if row is None:
        raise NotFound("question.unknown", _l("Soal ini tidak ditemukan."))
    return row


def open_attempt(
    session: Session, officer_id: int, quiz_id: str, *, context: str = "", mode: Mode = "exam"
) -> Attempt | None:
    """The attempt that is still open, if there is one."""
    return session.scalar(
        select(Attempt).where(
            Attempt.officer_id == officer_id,
            Attempt.quiz_id == quiz_id,
            Attempt.context == context,
            Attempt.mode == mode,
            Attempt.state == "open",
        )
    )


def standing(
    session: Session, officer_id: int, quiz_id: str, *, context: str, mode: Mode
) -> tuple[Attempt | None, int]:
    """The open attempt, if there is one, and how many were started, in one statement."""
    rows = session.scalars(
        select(Attempt)
        .where(
            Attempt.officer_id == officer_id,
            Attempt.quiz_id == quiz_id,
            Attempt.context == context,
            Attempt.mode == mode,
        )
        .order_by(Attempt.number)
    ).all()
    running = next((row for row in rows if row.state == "open"), None)
    return running, rows[-1].number if rows else 0


def attempts_used(
    session: Session, officer_id: int, quiz_id: str, *, context: str = "", mode: Mode = "exam"
) -> int:
    """How many attempts were started; the number of the newest one."""
    newest = select(func.max(Attempt.number)).where(
        Attempt.officer_id == officer_id,
        Attempt.quiz_id == quiz_id,
        Attempt.context == context,
        Attempt.mode == mode,
    )
    return session.scalar(newest) or 0


def left(
    session: Session, officer_id: int, live: LiveQuiz, *, context: str = "", mode: Mode = "exam"
) -> int | None:
    """How many attempts remain; None when they are not limited."""
    used = attempts_used(session, officer_id, live.quiz.id, context=context, mode=mode)
    limit = live.quiz.attempts_in(mode)
    if limit is not None:
        limit += granted(session, officer_id, live.quiz.id, context=context)
    return attempts_left(limit, used)


def granted(session: Session, officer_id: int, quiz_id: str, *, context: str = "") -> int:
    """How many attempts a trainer gave an officer beyond the limit."""
    extra = select(func.sum(AttemptGrant.extra)).where(
        AttemptGrant.officer_id == officer_id,
        AttemptGrant.quiz_id == quiz_id,
        AttemptGrant.context == context,
    )
    return session.scalar(extra) or 0


def past_attempts(session: Session, officer_id: int, quiz_id: str, *, context: str = "") -> list[Attempt]:
    """All attempts of an officer at a quiz, newest first."""
    return list(
        session.scalars(
            select(Attempt)
            .where(Attempt.officer_id == officer_id, Attempt.quiz_id == quiz_id, Attempt.context == context)
            .order_by(Attempt.id.desc())
        )
    )


def best_result(
    session: Session, officer_id: int, quiz_id: str, *, context: str = "", mode: Mode = "exam"
) -> Best | None:
    """The best finished and fully marked attempt; the earliest of equal ones."""
    rows = session.scalars(
        select(Attempt)
        .where(
            Attempt.officer_id == officer_id,
            Attempt.quiz_id == quiz_id,
            Attempt.context == context,
            Attempt.mode == mode,
            Attempt.state != "open",
            Attempt.score.is_not(None),
        )
        .order_by(Attempt.id)
    )
    best = max(rows, key=lambda row: from_text(row.score or "0"), default=None)
    if best is None or best.closed_at is None:
        return None
    return Best(best.id, best.revision_id, from_text(best.score or "0"), bool(best.passed), best.closed_at)


def best_results(
    session: Session, quiz_id: str, officer_ids: list[int], *, context: str = "", mode: Mode = "exam"
) -> dict[int, Best]:
    """The best finished attempt of each of these officers who has one."""
    rows = session.scalars(
        select(Attempt)
        .where(
            Attempt.quiz_id == quiz_id,
            Attempt.officer_id.in_(officer_ids),
            Attempt.context == context,
            Attempt.mode == mode,
            Attempt.state != "open",
            Attempt.score.is_not(None),
        )
        .order_by(Attempt.id)
    )
    found: dict[int, Best] = {}
    for row in rows:
        fraction = from_text(row.score or "0")
        if row.closed_at and (row.officer_id not in found or fraction > found[row.officer_id].fraction):
            found[row.officer_id] = Best(row.id, row.revision_id, fraction, bool(row.passed), row.closed_at)
    return found


def best_results_of(session: Session, officer_id: int) -> dict[str, Best]:
    """The best finished examination of one officer at each quiz, outside of sessions."""
    rows = session.scalars(
        select(Attempt)
        .where(
            Attempt.officer_id == officer_id,
            Attempt.context == "",
            Attempt.mode == "exam",
            Attempt.state != "open",
            Attempt.score.is_not(None),
        )
        .order_by(Attempt.id)
    )
    found: dict[str, Best] = {}
    for row in rows:
        fraction = from_text(row.score or "0")
        if row.closed_at and (row.quiz_id not in found or fraction > found[row.quiz_id].fraction):
            found[row.quiz_id] = Best(row.id, row.revision_id, fraction, bool(row.passed), row.closed_at)
    return found


def resolved_of(session: Session, attempt: Attempt, row: AttemptQuestion) -> Resolved | None:
    """What a routing question needs to be read and marked: its keys and the catalogue of the attempt."""
    return resolved_from(session, attempt.catalogue_id, row.resolved)


def resolved_from(session: Session, catalogue_id: int | None, resolved: list[Any] | None) -> Resolved | None:
    """The same from bare values: the catalogue's row and the keys as they were stored at the start."""
    if resolved is None or catalogue_id is None:
        return None
    return with_keys(snapshot(session, catalogue_id), resolved)


def with_keys(catalogue: Catalogue, resolved: list[Any]) -> Resolved:
    """The stored keys of a letter beside the catalogue of its attempt."""
    return Resolved(keys=tuple(ResolvedKey.model_validate(key) for key in resolved), catalogue=catalogue)


def result_of(
    session: Session, attempt: Attempt, rows: Sequence[AttemptQuestion] | None = None
) -> AttemptResult:
    """The result of a closed attempt, as its rows hold it; `rows` are its questions, if they were read."""
    if attempt.closed_at is None:
        raise ValueError("an open attempt has no result")
    rows = questions_of(session, attempt.id) if rows is None else rows
    return AttemptResult(
        attempt_id=attempt.id,
        officer_id=attempt.officer_id,
        quiz_id=attempt.quiz_id,
        revision_id=attempt.revision_id,
        title=attempt.title,
        context=attempt.context,
        mode="practice" if attempt.mode == "practice" else "exam",
        number=attempt.number,
        pass_mark=attempt.pass_mark,
        fraction=None if attempt.score is None else from_text(attempt.score),
        passed=attempt.passed,
        waiting=attempt.waiting,
        closed_at=attempt.closed_at,
        outcomes=tuple(outcome(row) for row in rows),
    )


def outcome(row: AttemptQuestion) -> QuestionOutcome:
    """The mark of one drawn question."""
    return QuestionOutcome(
        revision_id=row.revision_id,
        question_id=row.question_id,
        unit=row.unit,
        level=row.level,
        kind=row.kind,
        fraction=None if row.score is None else from_text(row.score),
        answered=row.answer is not None,
    )
