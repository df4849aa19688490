"""Which attempts an item analysis is made of: closed examinations of one quiz, one for each person unless asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlalchemy.orm import Session

from lms.quizzes.models import Attempt, AttemptQuestion

Choice = Literal["first", "last", "best", "all"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


@dataclass(frozen=True)
class Scope:
    """The attempts to be analysed.

    `contexts` are those of `Attempt.context` ("" for the quiz by itself); None is every one. `since` and `until`
    bound the moment of handing in, the end itself left out. `choice` says which attempt of a person counts:
    the first finished one by default, because later ones are no longer independent of the feedback.
    """

    quiz_id: str
    revision_id: int | None = None
    contexts: tuple[str, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    choice: Choice = "first"


@dataclass(frozen=True)
class Taken:
    """One attempt that counts; `score` is the share of the full mark, None while an answer waits to be marked."""

    id: int
    officer_id: int
    expired: bool
    drawn: int
    score: float | None
    passed: bool | None
    waiting: int
    catalogue_id: int | None


@dataclass(frozen=True)
class Tally:
    """How many examinations of one revision and context there are: closed ones, empty ones among them, open ones."""

    revision_id: int | None
    context: str
    closed: int
    empty: int
    running: int


def answered() -> ColumnElement[bool]:
    """Whether anything was ever answered in an attempt: who only opened it says nothing about the questions."""
    return (
        select(AttemptQuestion.id)
        .where(AttemptQuestion.attempt_id == Attempt.id, AttemptQuestion.answer_seq > 0)
        .exists()
    )


def chosen(scope: Scope) -> Subquery:
    """The ids of the attempts that count."""
    numbered = select(
        Attempt.id,
        func.row_number().over(partition_by=Attempt.officer_id, order_by=_order(scope.choice)).label("n"),
    ).where(*_limits(scope), answered())
    rows = numbered.subquery()
    query = select(rows.c.id)
    return (query if scope.choice == "all" else query.where(rows.c.n == 1)).subquery()


def _order(choice: Choice) -> tuple[Any, ...]:
    """The order in which a person's attempts are looked at; equal ones by their number."""
    if choice == "last":
        return (Attempt.closed_at.desc(), Attempt.id.desc())
    if choice == "best":
        return (Attempt.score_value.is_(None), Attempt.score_value.desc(), Attempt.closed_at, Attempt.id)
    return (Attempt.closed_at, Attempt.id)


def _limits(scope: Scope) -> list[ColumnElement[bool]]:
    limits = [Attempt.quiz_id == scope.quiz_id, Attempt.mode == "exam", Attempt.state != "open"]
    if scope.revision_id is not None:
        limits.append(Attempt.revision_id == scope.revision_id)
    if scope.contexts is not None:
        limits.append(Attempt.context.in_(scope.contexts))
    if scope.since is not None:
        limits.append(Attempt.closed_at >= scope.since)
    if scope.until is not None:
        limits.append(Attempt.closed_at < scope.until)
    return limits


def taken(session: Session, scope: Scope) -> list[Taken]:
    """The attempts that count, in the order in which they were started."""
    ids = chosen(scope)
    rows = session.execute(
        select(
            Attempt.id,
            Attempt.officer_id,
            Attempt.state == "expired",
            Attempt.drawn,
            Attempt.score_value,
            Attempt.passed,
            Attempt.waiting,
            Attempt.catalogue_id,
        )
        .join(ids, ids.c.id == Attempt.id)
        .order_by(Attempt.id)
    )
    return [Taken(*row) for row in rows]


def tallies(session: Session, quiz_id: str) -> list[Tally]:
    """What there is to choose from at a quiz, by revision and context."""
    done, open_ = Attempt.state != "open", Attempt.state == "open"
    rows = session.execute(
        select(
            Attempt.revision_id,
            Attempt.context,
            func.count().filter(done),
            func.count().filter(done, ~answered()),
            func.count().filter(open_),
        )
        .where(Attempt.quiz_id == quiz_id, Attempt.mode == "exam")
        .group_by(Attempt.revision_id, Attempt.context)
        .order_by(Attempt.revision_id, Attempt.context)
    )
    return [Tally(*row) for row in rows]
