"""Notices: derived from the state of other rooms, never stored; only that one was read is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from lms.competency.domain.standing import EXPIRING, UnitStanding
from lms.rotation.domain.plan import PlanStep

Kind = Literal[
    "plan_started", "step_due", "step_late", "expiring", "coming_post", "session", "post_test", "certificate"
]

STEP_AHEAD = timedelta(days=7)
SESSION_AHEAD = timedelta(days=14)
SHOWN_FOR = timedelta(days=60)


@dataclass(frozen=True)
class Notice:
    """One notice: `key` stays the same as long as it is about the same thing; `on` is the day it became news."""

    key: str
    kind: Kind
    on: date
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def of_steps(assignment_id: int, steps: Iterable[PlanStep], on: date) -> list[Notice]:
    """A notice for every open step that is late, or due within a week."""
    found = []
    for step in steps:
        if not step.is_open or step.due - on > STEP_AHEAD:
            continue
        late = step.due < on
        key = f"{'late' if late else 'due'}:{assignment_id}:{step.unit}:{step.due.isoformat()}"
        day = step.due + timedelta(days=1) if late else step.due - STEP_AHEAD
        facts = {"unit": step.unit, "title": step.title, "due": step.due}
        found.append(Notice(key, "step_late" if late else "step_due", day, "rotation.index", {}, facts))
    return found


def of_standing(lines: Iterable[UnitStanding], on: date) -> list[Notice]:
    """A notice for every required unit whose evidence runs out soon."""
    return [
        Notice(
            f"expiring:{line.unit}:{line.valid_until.isoformat()}",
            "expiring",
            max(line.valid_until - EXPIRING, line.earned_on or line.valid_until),
            "competency.unit_page",
            {"unit_id": line.unit},
            {"unit": line.unit, "title": line.title, "until": line.valid_until},
        )
        for line in lines
        if line.required_level is not None
        and line.state == "expiring"
        and line.valid_until
        and line.valid_until >= on
    ]


def newest_first(notices: Iterable[Notice], on: date) -> list[Notice]:
    """Notices that are news on a day and not too old, newest first."""
    shown = [one for one in notices if one.on <= on and on - one.on <= SHOWN_FOR]
    return sorted(shown, key=lambda one: (-one.on.toordinal(), one.key))
