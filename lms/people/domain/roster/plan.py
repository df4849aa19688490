"""What importing a list would change: the known and the planned, as values that can be shown, hashed and applied."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date

from lms.core.problem import Problem
from lms.people.domain.persons import Person


@dataclass(frozen=True, slots=True)
class KnownOfficer:
    """An officer as the database has them."""

    id: int
    person: Person
    status: str
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency, with the days between which it exists."""

    id: int
    name: str
    short: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post of an agency."""

    id: int
    agency_id: int
    title: str
    profile: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class KnownHeld:
    """A definitive assignment."""

    id: int
    officer_id: int
    post_id: int
    start: date
    end: date | None


@dataclass
class Known:
    """Everything that an import is compared with."""

    officers: list[KnownOfficer]
    agencies: list[KnownAgency]
    posts: list[KnownPost]
    held: list[KnownHeld]


PostKey = tuple[int, str]


@dataclass(frozen=True)
class Move:
    """A post to be given: ended assignments end on the day before; `restart` corrects the first day of one."""

    agency_id: int
    title: str
    start: date
    ends: tuple[int, ...] = ()
    restart: int | None = None


@dataclass(frozen=True)
class Change:
    """One fact that differs, as shown: its column, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class NewOfficer:
    """A person to be entered, with their post if the row has one."""

    row: int
    person: Person
    move: Move | None
    post_text: str


@dataclass(frozen=True)
class ChangedOfficer:
    """A known person whose facts or post differ."""

    row: int
    officer_id: int
    name: str
    person: Person
    changes: tuple[Change, ...]
    move: Move | None


@dataclass
class Plan:
    """All that an import would do, or the problems that forbid it."""

    new: list[NewOfficer] = field(default_factory=list)
    changed: list[ChangedOfficer] = field(default_factory=list)
    unchanged: int = 0
    skipped: int = 0
    missing: list[tuple[int, str]] = field(default_factory=list)
    new_posts: dict[PostKey, tuple[str, str, str | None]] = field(default_factory=dict)
    profiles: dict[int, tuple[str, str | None, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether it may be applied: no error in any row."""
        return not any(found.is_error for found in self.problems)

    @property
    def does_something(self) -> bool:
        """Whether applying it would change anything."""
        return bool(self.new or self.changed or self.new_posts or self.profiles)

    def counts(self) -> dict[str, int]:
        """The numbers of the preview and of the journal."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "missing": len(self.missing),
            "posts": len(self.new_posts),
            "profiles": len(self.profiles),
        }

    def digest(self) -> str:
        """SHA-256 over everything that would be done: two plans with the same digest do the same."""
        hashed = hashlib.sha256()
        items: list[NewOfficer | ChangedOfficer] = [*self.new, *self.changed]
        for item in items:
            hashed.update(json.dumps(asdict(item), default=str, sort_keys=True).encode())
        rest = [sorted(self.new_posts.items()), sorted(self.profiles.items())]
        hashed.update(json.dumps(rest, default=str).encode())
        return hashed.hexdigest()


def token(file_sha256: str, plan: Plan) -> str:
    """What the confirm button carries: it fits only the same file meeting the same state."""
    return hashlib.sha256(f"{file_sha256}\n{plan.digest()}".encode()).hexdigest()
