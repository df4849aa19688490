"""Standing: what somebody formally holds on a day, from dated evidence alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from lms.competency.domain.framework import Unit

State = Literal["held", "expiring", "expired", "learning", "missing"]
SourceKind = Literal["quiz", "course", "session", "supervisor", "import"]

EXPIRING = timedelta(days=60)  # long enough to find a Bimtek or an hour for the quiz


@dataclass(frozen=True)
class Proof:
    """One piece of evidence: `on` is the local day it was earned, `until` the last day it counts (None: for ever)."""

    id: int
    officer_id: int
    unit: str
    level: int
    source_kind: str
    source_ref: str
    title: str
    at: datetime
    on: date
    until: date | None
    revision_id: int | None = None
    snapshot: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def counts_on(self, day: date) -> bool:
        """Whether the evidence was earned by `day` and has not run out."""
        return self.on <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class NextStep:
    """What to do for a unit: a course to take, or the quiz that closes it.

    `first` names the units of a course that does not teach the unit itself, but comes before the one that does.
    """

    kind: Literal["course", "quiz"]
    slug: str
    title: str
    minutes: int | None = None
    first: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitStanding:
    """Where an officer stands in one unit on one day.

    `level` is the highest level with valid evidence (0: none), `valid_until` the last day on which the level that
    matters (the required one, else the one held) is still proven; for an expired unit it is the day it ran out.
    """

    unit: str
    title: str
    short: str
    required_level: int | None
    level: int
    state: State
    valid_until: date | None
    earned_on: date | None
    evidence: tuple[Proof, ...] = ()
    next_step: NextStep | None = None

    @property
    def is_met(self) -> bool:
        """Whether the required level is proven today; without a requirement, whether any level is."""
        return self.level >= (self.required_level or 1)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def stand(
    unit: Unit, required: int | None, proofs: Iterable[Proof], on: date, *, learning: bool = False,
    next_step: NextStep | None = None,
) -> UnitStanding:  # fmt: skip
    """The standing in `unit` on a day; `learning` says that something for this unit was begun."""
    known = sorted(
        (p for p in proofs if p.unit == unit.id and p.on <= on), key=lambda p: (p.at, p.id), reverse=True
    )
    valid = [p for p in known if p.counts_on(on)]
    level = max((p.level for p in valid), default=0)
    needed = required or level or 1
    enough = [p for p in valid if p.level >= needed]
    best = _longest(enough)
    lost = _longest([p for p in known if p.level >= needed and not p.counts_on(on)])
    state: State
    if best is not None:
        state = "expiring" if best.until is not None and best.until - on <= EXPIRING else "held"
    elif lost is not None:
        state = "expired"
    else:
        state = "learning" if learning or level else "missing"
    shown = best or lost
    return UnitStanding(
        unit.id, unit.title, unit.short, required, level, state, shown.until if shown else None,
        shown.on if shown else None, tuple(known), None if state == "held" else next_step,
    )  # fmt: skip


def _longest(proofs: Sequence[Proof]) -> Proof | None:
    """The proof that counts longest; of equals the first one earned, for that is when the level was reached."""
    return max(proofs, key=lambda p: (p.until or date.max, -p.on.toordinal()), default=None)


def highest(requirements: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The highest level that several posts ask for, by unit."""
    found: dict[str, int] = {}
    for unit, level in requirements:
        found[unit] = max(found.get(unit, 0), level)
    return found
