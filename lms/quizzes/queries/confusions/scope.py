"""Which routed letters an analysis is made of: whose, from which quiz, in which mode and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select

from lms.library.models import Revision
from lms.quizzes.domain.rules import Mode
from lms.quizzes.models import Attempt, AttemptQuestion, RoutingCell
from lms.quizzes.queries.shown import may_be_told


@dataclass(frozen=True)
class Scope:
    """The limits of an analysis; None means no limit.

    `agency_ids` are those in which people worked when they began the attempt. `quiz_id` is where a letter stands,
    even if it was practised apart from its quiz. `contexts` are those of `Attempt.context`. `since` and `until` bound
    the moment of marking, the end left out; letters of `also_context` count whatever their moment. `first_only`
    counts a letter only the first time a person met it: later ones are helped by its feedback. `told_at` leaves out
    letters whose keys may not be shown at that moment to those who routed them.
    """

    officer_ids: frozenset[int] | None = None
    agency_ids: frozenset[int] | None = None
    quiz_id: str | None = None
    mode: Mode | None = None
    contexts: tuple[str, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    also_context: str | None = None
    first_only: bool = False
    told_at: datetime | None = None


def cells(scope: Scope) -> Subquery:
    """The cells in a scope, each with its letter.

    Columns: `letter`, `officer_id`, `right_code`, `chosen_code`, `at`, and the question that it is (`quiz_id`,
    `question_id`, `revision_id`, `marked_with_id`).
    """
    query = (
        select(
            RoutingCell.attempt_question_id.label("letter"),
            RoutingCell.officer_id,
            RoutingCell.right_code,
            RoutingCell.chosen_code,
            RoutingCell.at,
            Revision.doc_id.label("quiz_id"),
            AttemptQuestion.question_id,
            AttemptQuestion.revision_id,
            AttemptQuestion.marked_with_id,
        )
        .join(AttemptQuestion, AttemptQuestion.id == RoutingCell.attempt_question_id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .join(Revision, Revision.id == AttemptQuestion.revision_id)
        .where(*_limits(scope))
    )
    if scope.first_only:
        first = _first_meetings()
        query = query.join(first, first.c.letter == RoutingCell.attempt_question_id).where(first.c.n == 1)
    return query.subquery()


def _limits(scope: Scope) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = []
    if scope.officer_ids is not None:
        limits.append(RoutingCell.officer_id.in_(scope.officer_ids))
    if scope.agency_ids is not None:
        limits.append(RoutingCell.agency_id.in_(scope.agency_ids))
    if scope.quiz_id is not None:
        limits.append(Revision.doc_id == scope.quiz_id)
    if scope.mode is not None:
        limits.append(Attempt.mode == scope.mode)
    if scope.contexts is not None:
        limits.append(Attempt.context.in_(scope.contexts))
    if scope.told_at is not None:
        limits.append(may_be_told(scope.told_at))
    period: list[ColumnElement[bool]] = []
    if scope.since is not None:
        period.append(RoutingCell.at >= scope.since)
    if scope.until is not None:
        period.append(RoutingCell.at < scope.until)
    if period and scope.also_context is not None:
        return [*limits, or_(and_(*period), Attempt.context == scope.also_context)]
    return [*limits, *period]


def _first_meetings() -> Subquery:
    """Every letter with its number among the meetings of the same person with the same question."""
    met = (
        select(
            RoutingCell.attempt_question_id.label("letter"),
            RoutingCell.officer_id,
            Revision.doc_id,
            AttemptQuestion.question_id,
            func.min(RoutingCell.at).label("at"),
        )
        .join(AttemptQuestion, AttemptQuestion.id == RoutingCell.attempt_question_id)
        .join(Revision, Revision.id == AttemptQuestion.revision_id)
        .group_by(
            RoutingCell.attempt_question_id,
            RoutingCell.officer_id,
            Revision.doc_id,
            AttemptQuestion.question_id,
        )
        .subquery()
    )
    number = func.row_number().over(
        partition_by=(met.c.officer_id, met.c.doc_id, met.c.question_id), order_by=(met.c.at, met.c.letter)
    )
    return select(met.c.letter, number.label("n")).subquery()
