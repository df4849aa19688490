"""The confusion matrix of routing: what was right, what was chosen, how often, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from lms.quizzes.domain.wilson import Interval, wilson
from lms.quizzes.models import AttemptQuestion, RoutingCell


@dataclass(frozen=True)
class Confusion:
    """How often `chosen` stood in for `right`, out of the letters where `right` was a right destination."""

    right: str
    chosen: str
    interval: Interval


def confusions(
    session: Session,
    *,
    officer_id: int | None = None,
    agency_id: int | None = None,
    officer_ids: list[int] | None = None,
    since: datetime | None = None,
    limit: int | None = None,
) -> list[Confusion]:
    """The confused pairs of an officer, an agency or a cohort, the surest first (lower end of the interval)."""
    limits = _scope(officer_id, agency_id, officer_ids, since)
    letters = func.count(func.distinct(RoutingCell.attempt_question_id))
    totals: dict[str, int] = {
        right: count
        for right, count in session.execute(
            select(RoutingCell.right_code, letters).where(*limits).group_by(RoutingCell.right_code)
        )
    }
    pairs = session.execute(
        select(RoutingCell.right_code, RoutingCell.chosen_code, letters)
        .where(RoutingCell.right_code != RoutingCell.chosen_code, RoutingCell.chosen_code != "", *limits)
        .group_by(RoutingCell.right_code, RoutingCell.chosen_code)
    )
    found = [Confusion(right, chosen, wilson(count, totals[right])) for right, chosen, count in pairs]
    found.sort(key=lambda c: (-c.interval.low, -c.interval.count, c.right, c.chosen))
    return found[:limit]


def _scope(
    officer_id: int | None, agency_id: int | None, officer_ids: list[int] | None, since: datetime | None
) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = []
    if officer_id is not None:
        limits.append(RoutingCell.officer_id == officer_id)
    if officer_ids is not None:
        limits.append(RoutingCell.officer_id.in_(officer_ids))
    if agency_id is not None:
        limits.append(RoutingCell.agency_id == agency_id)
    if since is not None:
        limits.append(RoutingCell.at >= since)
    return limits


def seen_letters(session: Session, officer_id: int) -> dict[str, int]:
    """How often an officer has routed each letter, by question id."""
    rows = session.execute(
        select(AttemptQuestion.question_id, func.count(func.distinct(AttemptQuestion.id)))
        .join(RoutingCell, RoutingCell.attempt_question_id == AttemptQuestion.id)
        .where(RoutingCell.officer_id == officer_id)
        .group_by(AttemptQuestion.question_id)
    )
    return dict(rows.all())
