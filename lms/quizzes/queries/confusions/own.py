"""The confused pairs of an officer, an agency or a cohort, as pages of the desk and the practice use them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.quizzes.domain.confusion import ranked
from lms.quizzes.domain.wilson import Interval
from lms.quizzes.models import AttemptQuestion, RoutingCell
from lms.quizzes.queries.confusions.counting import tallies, totals
from lms.quizzes.queries.confusions.scope import Scope


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
    told_at: datetime | None = None,
    limit: int | None = None,
) -> list[Confusion]:
    """The confused pairs, the surest first (lower end of the interval); `told_at` as in `Scope`."""
    people = None if officer_ids is None else frozenset(officer_ids)
    if officer_id is not None:
        people = frozenset({officer_id}) if people is None else people & {officer_id}
    scope = Scope(
        officer_ids=people,
        agency_ids=None if agency_id is None else frozenset({agency_id}),
        since=since,
        told_at=told_at,
    )
    found = ranked(tallies(session, scope), totals(session, scope))
    return [Confusion(one.right, one.chosen, one.interval) for one in found][:limit]


def seen_letters(session: Session, officer_id: int) -> dict[str, int]:
    """How often an officer has routed each letter, by question id."""
    rows = session.execute(
        select(AttemptQuestion.question_id, func.count(func.distinct(AttemptQuestion.id)))
        .join(RoutingCell, RoutingCell.attempt_question_id == AttemptQuestion.id)
        .where(RoutingCell.officer_id == officer_id)
        .group_by(AttemptQuestion.question_id)
    )
    return dict(rows.all())
