"""Plans as they follow from today's assignments and evidence; nothing of a plan is stored, so nothing can be stale."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from lms.competency.domain.framework import DayCount, Requirement
from lms.competency.domain.standing import UnitStanding, stand
from lms.competency.queries import Ground, ground
from lms.institution.domain import add_working_days
from lms.institution.queries import holidays_between
from lms.people.queries.holdings import Holding, coming_holdings
from lms.rotation.domain.plan import Need, PlanStep, build


@dataclass(frozen=True)
class Plan:
    """What the posts of a day ask of an officer; without a post, or a profile of it, there are no steps."""

    officer_id: int
    on: date
    posts: tuple[Holding, ...]
    profile_title: str | None
    steps: tuple[PlanStep, ...]

    @property
    def newest(self) -> Holding | None:
        """The post taken last: the one a plan is told about."""
        return max(self.posts, key=lambda held: (held.start, held.assignment_id), default=None)

    @property
    def start(self) -> date | None:
        """The day the newest post was taken."""
        return self.newest.start if self.newest else None

    @property
    def days_since(self) -> int:
        """Days since the newest post was taken; 0 on the day itself and without a post."""
        return (self.on - self.start).days if self.start else 0

    @property
    def open_steps(self) -> tuple[PlanStep, ...]:
        """Steps with something left to do."""
        return tuple(step for step in self.steps if step.is_open)

    @property
    def done(self) -> int:
        """How many steps are reached, those brought along included."""
        return len(self.steps) - len(self.open_steps)

    @property
    def carried(self) -> int:
        """How many steps were brought along from earlier posts."""
        return sum(step.state == "carried_over" for step in self.steps)

    @property
    def next(self) -> PlanStep | None:
        """The one step to take now."""
        return next((step for step in self.steps if step.state == "next"), None)

    @property
    def due(self) -> date | None:
        """The day by which everything open is due; None when nothing is open."""
        return max((step.due for step in self.open_steps), default=None)

    @property
    def late(self) -> tuple[PlanStep, ...]:
        """Open steps whose day has passed."""
        return tuple(step for step in self.open_steps if step.due < self.on)

    @property
    def is_ready(self) -> bool:
        """Whether there are requirements and all of them are met."""
        return bool(self.steps) and not self.open_steps


def plan(session: Session, officer_id: int, on: date) -> Plan:
    """The plan of one officer on a day."""
    return plans(session, [officer_id], on)[officer_id]


def plans(session: Session, officer_ids: Collection[int], on: date) -> dict[int, Plan]:
    """The plans of many officers, by officer id, in a constant number of statements."""
    return plans_on(session, ground(session, officer_ids, on), officer_ids)


def plans_on(session: Session, read: Ground, officer_ids: Collection[int]) -> dict[int, Plan]:
    """The same from data that was read already."""
    dues = _Dues(session, read.posts.days)
    return {officer_id: _plan(read, officer_id, dues) for officer_id in officer_ids}


class _Dues:
    """Counts due days; the calendar is read only when profiles count working days."""

    def __init__(self, session: Session, days: DayCount) -> None:
        self.session, self.days = session, days
        self._known: dict[tuple[date, int], date] = {}

    def of(self, start: date, need: Requirement) -> date:
        """The last day for a requirement of a post taken on `start`."""
        if self.days == "calendar":
            return start + timedelta(days=need.days)
        key = (start, need.days)
        if key not in self._known:
            free = holidays_between(self.session, start, start + timedelta(days=3 * need.days + 60))
            self._known[key] = add_working_days(start, need.days, free.keys())
        return self._known[key]


def _plan(read: Ground, officer_id: int, dues: _Dues) -> Plan:
    held = read.holdings.get(officer_id, [])
    needs = [
        Need(need.unit, need.level, one.start, dues.of(one.start, need))
        for one in held
        if (profile := read.posts.profile(one.profile)) is not None
        for need in profile.requirements
        if read.framework.unit(need.unit) is not None
    ]
    newest = max(held, key=lambda one: (one.start, one.assignment_id), default=None)
    profile = read.posts.profile(newest.profile) if newest else None
    steps = build(
        needs, _standing(read, officer_id), read.catalogue, levels=read.levels(officer_id),
        finished=read.finished(officer_id), order=read.framework.order(),
    )  # fmt: skip
    return Plan(officer_id, read.on, tuple(held), profile.title if profile else None, steps)


def _standing(read: Ground, officer_id: int) -> dict[str, UnitStanding]:
    return {line.unit: line for line in read.standing(officer_id)}


@dataclass(frozen=True)
class Coming:
    """A post that begins later, and how many of its units are not proven yet."""

    post: Holding
    units: int
    open_units: tuple[str, ...]


def coming(session: Session, officer_id: int, on: date) -> list[Coming]:
    """Posts that begin after a day, soonest first, with what would still be missing on that first day."""
    found = []
    for held in coming_holdings(session, officer_id, after=on):
        read = ground(session, [officer_id], held.start)
        required = read.required_by([held])
        proofs = read.proofs.get(officer_id, [])
        lines = [
            stand(unit, required[unit.id], proofs, held.start)
            for unit in read.framework.units
            if unit.id in required
        ]
        found.append(Coming(held, len(lines), tuple(line.short for line in lines if not line.is_met)))
    return found
