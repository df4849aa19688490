"""Who could be enrolled: by agency, post, what they lack, by search, or by a pasted list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from lms.bimtek.domain import roster
from lms.bimtek.domain.places import EnrolmentStatus
from lms.bimtek.queries.seats import of_status
from lms.competency.queries import ground
from lms.people.queries import find_officers
from lms.people.queries.officers import OfficerLine

SHOWN = 200
Found = Literal["found", "unknown", "mangled", "unreadable", "twice"]


@dataclass(frozen=True)
class Candidate:
    """An active officer and whether they already have a place."""

    officer: OfficerLine
    enrolled: bool
    status: EnrolmentStatus | None = None
    level: int | None = None


@dataclass(frozen=True)
class Gap:
    """Who lacks something: people whose proven level of a unit lies below `below`."""

    unit: str
    below: int


@dataclass(frozen=True)
class Looked:
    """What a line of a pasted list led to."""

    line: int
    typed: str
    found: Found
    officer: OfficerLine | None


def candidates(
    session: Session,
    session_id: int,
    *,
    on: date,
    text: str = "",
    agency_id: int | None = None,
    profile: str = "",
    gap: Gap | None = None,
) -> list[Candidate]:
    """Active officers by part of a name, NIP or e-mail, by agency, by profile of post, and by what they lack.

    Nobody when nothing is asked for. The level of the unit asked for is that of the day: 0 for never proven.
    """
    if not text and agency_id is None and not profile and gap is None:
        return []
    lines = find_officers(session, on=on, text=text, agency_id=agency_id)
    if profile:
        lines = [line for line in lines if line.profile == profile]
    levels: dict[int, int] = {}
    if gap is not None:
        read = ground(session, [line.id for line in lines], on)
        levels = {line.id: read.levels(line.id).get(gap.unit, 0) for line in lines}
        lines = [line for line in lines if levels[line.id] < gap.below]
    standing = of_status(session, session_id, "enrolled", "waiting", "requested")
    return [
        Candidate(line, standing.get(line.id) == "enrolled", standing.get(line.id), levels.get(line.id))
        for line in lines[:SHOWN]
    ]


def look_up(session: Session, text: str, *, on: date) -> list[Looked]:
    """The officers behind a pasted list, line by line; only whole NIPs and addresses count."""
    lines = roster.read(text)
    people = _by_key(session, on)
    seen: set[int] = set()
    report = []
    for line in lines:
        officer = people.get((line.kind, line.key))
        found: Found = "found" if officer else "unknown"
        if line.kind in {"mangled", "unreadable"}:
            found = line.kind
        elif officer and officer.id in seen:
            found = "twice"
        if officer:
            seen.add(officer.id)
        report.append(Looked(line.line, line.typed, found, officer))
    return report


def _by_key(session: Session, on: date) -> dict[tuple[str, str], OfficerLine]:
    people: dict[tuple[str, str], OfficerLine] = {}
    for line in find_officers(session, on=on, active_only=False):
        if line.nip:
            people["nip", line.nip] = line
        if line.email:
            people["email", line.email.lower()] = line
    return people
