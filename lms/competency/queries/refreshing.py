"""Which questions a refresher can ask an officer today, and what it cannot ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.competency.domain.recall import Forgetting
from lms.competency.domain.refreshing import Due, minutes, pick
from lms.competency.domain.retention import UnitRecall
from lms.competency.domain.standing import highest
from lms.competency.models import MemoryState, RefresherSetting
from lms.competency.queries.content import posts
from lms.competency.queries.editions import active, line_of
from lms.competency.queries.retention import recalls
from lms.institution.queries import institution
from lms.people.queries.holdings import holdings
from lms.quizzes.queries.documents import PoolItem, practice_items
from lms.quizzes.queries.held import held_back

Pool = Mapping[tuple[str, str], PoolItem]


@dataclass(frozen=True)
class Refresher:
    """What is offered today: the questions with about how many minutes, and how many more are due.

    `units` are those that the officer's posts ask for; `silent` are weak ones without any question for practice.
    `next_due` is when the next question falls due while none is.
    """

    items: tuple[Due, ...]
    waiting: int
    units: tuple[str, ...]
    recalls: Mapping[str, UnitRecall]
    silent: tuple[str, ...]
    next_due: datetime | None

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return minutes(self.items)


def refresher(session: Session, officer_id: int, now: datetime) -> Refresher:
    """The refresher of an officer today: only units that their posts of today ask for, only questions for practice.

    Due questions come first; then questions never asked, of units whose recall is at or below the line.
    """
    model, line = active(session).model, line_of(session)
    units = required_units(session, officer_id, now)
    found = recalls(session, [officer_id], now, model=model).get(officer_id, {}) if units else {}
    held = held_back(session, officer_id, now) if units else frozenset()
    pool = {
        (item.quiz_id, item.question.id): item
        for item in (practice_items(session) if units else [])
        if item.unit in units and (item.quiz_id, item.question.id) not in held
    }
    seen, dues = _seen(session, officer_id, pool, model, now, line)
    due = [one for one in seen.values() if one.recall <= line]
    weak = {unit for unit in units if unit in found and found[unit].estimate <= line}
    unseen = [item for key, item in pool.items() if key not in seen and item.unit in weak]
    fresh = [_due(item, found[item.unit or ""].estimate) for item in unseen]
    items = pick(due, fresh)
    silent = tuple(
        unit for unit in units if unit in weak and unit not in {one.unit for one in [*due, *fresh]}
    )
    return Refresher(tuple(items), len(due), units, found, silent, None if items else min(dues, default=None))


def required_units(session: Session, officer_id: int, now: datetime) -> tuple[str, ...]:
    """The units that the officer's posts of today ask for; none once a post is left."""
    today = now.astimezone(institution(session).zone).date()
    held, profiles = holdings(session, on=today, officer_ids=[officer_id]), posts(session)
    asked = [profile for one in held if (profile := profiles.profile(one.profile)) is not None]
    return tuple(sorted(highest((need.unit, need.level) for p in asked for need in p.requirements)))


def _seen(
    session: Session, officer_id: int, pool: Pool, model: Forgetting, now: datetime, line: float
) -> tuple[dict[tuple[str, str], Due], list[datetime]]:
    """The officer's memories of the questions of a pool, and when each falls due."""
    seen, dues = {}, []
    for row in session.execute(select(MemoryState.__table__).where(MemoryState.officer_id == officer_id)):
        key = (row.doc_id, row.question_id)
        if key in pool:
            seen[key] = _due(pool[key], model.recall(row.stability, row.last_review, now))
            dues.append(model.due(row.stability, row.last_review, line))
    return seen, dues


def _due(item: PoolItem, recall: float) -> Due:
    return Due(item.revision_id, item.quiz_id, item.question.id, item.unit or "", item.question.kind, recall)


def wants_digest(session: Session, officer_id: int) -> bool:
    """Whether the officer gets the weekly letter: yes, unless they said no."""
    chosen = session.scalar(select(RefresherSetting.digest).where(RefresherSetting.officer_id == officer_id))
    return chosen is not False
