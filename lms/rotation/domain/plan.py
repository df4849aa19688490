"""The plan for a post: required units minus those still proven, in an order that can be followed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from lms.competency.domain.path import Catalogue, Offer, remaining
from lms.competency.domain.standing import UnitStanding

StepState = Literal["done", "carried_over", "next", "locked", "todo"]
Why = Literal["proven", "carried", "expired", "level_too_low", "new", "waits", "untaught"]
FINISHED: tuple[StepState, ...] = ("done", "carried_over")


@dataclass(frozen=True)
class Need:
    """A unit at a level that a post asks for, since the post was taken and by when."""

    unit: str
    level: int
    start: date
    due: date


@dataclass(frozen=True)
class PlanStep:
    """One station: a unit, whether it is reached, what to do for it, by when, and why it stands as it does.

    `waits_for` names the unit that must come first; `course` is None when no course teaches the unit.
    """

    unit: str
    title: str
    short: str
    required_level: int
    state: StepState
    why: Why
    due: date
    standing: UnitStanding
    course: Offer | None = None
    waits_for: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in FINISHED

    def days_left(self, on: date) -> int:
        """Days from `on` until the due day; negative when it has passed."""
        return (self.due - on).days


def merge(needs: Iterable[Need]) -> list[Need]:
    """One need per unit when several posts are held: the highest level, of equals the earliest due day."""
    found: dict[str, Need] = {}
    for need in needs:
        other = found.get(need.unit)
        if other is None or (-need.level, need.due) < (-other.level, other.due):
            found[need.unit] = need
    return list(found.values())


@dataclass(frozen=True)
class _Draft:
    """A need while the plan is made: its standing and the courses that remain to be taken."""

    need: Need
    standing: UnitStanding
    left: tuple[Offer, ...]

    @property
    def open(self) -> bool:
        return not self.standing.is_met


def build(
    needs: Sequence[Need], standing: Mapping[str, UnitStanding], catalogue: Catalogue,
    *, levels: Mapping[str, int], finished: Collection[str] = (), order: Mapping[str, int],
) -> tuple[PlanStep, ...]:  # fmt: skip
    """The stations in their order: what is brought along or done, then what is open, exactly one of it `next`.

    `standing` has an entry for every needed unit, `levels` are the levels proven today, `order` is that of the framework.
    """
    drafts = []
    for need in sorted(merge(needs), key=lambda n: order.get(n.unit, len(order))):
        way = catalogue.way(need.unit, need.level)
        left = remaining(way, levels, finished) if way else ()
        drafts.append(_Draft(need, standing[need.unit], left))
    reached = [_reached(draft) for draft in drafts if not draft.open]
    todo = _in_order([draft for draft in drafts if draft.open])
    steps = [
        _open_step(draft, {d.need.unit for d in todo[:place] if d.left}) for place, draft in enumerate(todo)
    ]
    reached.sort(key=lambda s: s.state != "carried_over")
    return (*reached, *_mark_next(steps))


def _reached(draft: _Draft) -> PlanStep:
    earned = draft.standing.earned_on
    brought = earned is not None and earned < draft.need.start
    return _step(draft, "carried_over" if brought else "done", "carried" if brought else "proven")


def _open_step(draft: _Draft, earlier: Collection[str]) -> PlanStep:
    """A station with something to do; it waits only for an earlier one that can itself be taken."""
    if not draft.left:
        return _step(draft, "todo", "untaught")
    first = draft.left[0]
    blocker = _blocker(draft, earlier)
    if blocker is not None:
        return replace(_step(draft, "locked", "waits"), course=draft.left[-1], waits_for=blocker)
    why: Why = "new"
    if draft.standing.state == "expired":
        why = "expired"
    elif draft.standing.level:
        why = "level_too_low"
    return replace(_step(draft, "todo", why), course=first)


def _blocker(draft: _Draft, earlier: Collection[str]) -> str | None:
    """The unit of an earlier open station whose course must come before this one."""
    first = draft.left[0]
    if draft.need.unit in first.units:
        return None
    return next((unit for unit in first.units if unit in earlier), None)


def _step(draft: _Draft, state: StepState, why: Why) -> PlanStep:
    standing, need = draft.standing, draft.need
    due = need.due
    if standing.state == "expired" and standing.valid_until is not None:
        due = max(due, standing.valid_until)  # evidence that runs out later is due when it runs out
    return PlanStep(standing.unit, standing.title, standing.short, need.level, state, why, due, standing)


def _in_order(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Stations so that none comes before one it waits for; otherwise as given."""
    units = {draft.need.unit for draft in drafts}
    placed: list[_Draft] = []
    waiting = list(drafts)
    while waiting:
        done = {draft.need.unit for draft in placed}
        ready = next((d for d in waiting if _first_units(d, units) <= done), waiting[0])
        placed.append(ready)
        waiting.remove(ready)
    return placed


def _first_units(draft: _Draft, units: Collection[str]) -> set[str]:
    """The open units whose courses come before this station's own."""
    before = {unit for offer in draft.left for unit in offer.units if draft.need.unit not in offer.units}
    return before & set(units)


def _mark_next(steps: Sequence[PlanStep]) -> list[PlanStep]:
    """The first station that can be begun becomes the next one."""
    chosen = next((n for n, step in enumerate(steps) if step.state == "todo" and step.course), None)
    return [replace(step, state="next") if n == chosen else step for n, step in enumerate(steps)]
