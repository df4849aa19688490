"""Who could be enrolled: by agency, by search, or by a pasted list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.domain import roster
from lms.bimtek.models import Enrolment
from lms.people.queries import find_officers
from lms.people.queries.officers import OfficerLine

SHOWN = 200
Found = Literal["found", "unknown", "mangled", "unreadable", "twice"]


@dataclass(frozen=True)
class Candidate:
    """An active officer and whether they already have a place."""

    officer: OfficerLine
    enrolled: bool


@dataclass(frozen=True)
class Looked:
    """What a line of a pasted list led to."""

    line: int
    typed: str
    found: Found
    officer: OfficerLine | None


def candidates(
    session: Session, session_id: int, *, on: date, text: str = "", agency_id: int | None = None
) -> list[Candidate]:
    """Active officers by part of a name, NIP or e-mail and by agency; nobody when neither is given."""
    if not text and agency_id is None:
        return []
    lines = find_officers(session, on=on, text=text, agency_id=agency_id, limit=SHOWN)
    taken = set(
        session.scalars(
            select(Enrolment.officer_id).where(
                Enrolment.session_id == session_id, Enrolment.status == "enrolled"
            )
        )
    )
    return [Candidate(line, line.id in taken) for line in lines]


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
