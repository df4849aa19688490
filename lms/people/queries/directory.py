"""The admin's list of officers: filtered, counted and cut into pages by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from lms.people.domain.nip import normalise
from lms.people.models import Account, Assignment, Officer, Post
from lms.people.queries.officers import OfficerLine, find_officers

PAGE = 50
NO_AGENCY = -1


@dataclass(frozen=True)
class Filter:
    """What the admin looks for; `agency_id` NO_AGENCY means officers who hold no post."""

    text: str = ""
    agency_id: int | None = None
    status: str = "active"

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the usual was asked for."""
        return bool(self.text or self.agency_id) or self.status != "active"


@dataclass(frozen=True)
class Page:
    """One page of lines, and how many there are in all."""

    lines: list[OfficerLine]
    roles: dict[int, tuple[str, bool, bool]]
    number: int
    pages: int
    total: int


def officer_page(session: Session, wanted: Filter, *, on: date, number: int = 1, size: int = PAGE) -> Page:
    """Page `number` (from 1, brought into range) of the officers that fit, by name."""
    conditions = _conditions(wanted, on)
    total = session.scalar(select(func.count()).select_from(Officer).where(*conditions)) or 0
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    query = select(Officer.id).where(*conditions).order_by(Officer.name, Officer.id)
    ids = list(session.scalars(query.offset((number - 1) * size).limit(size)))
    lines = find_officers(session, on=on, active_only=False, ids=ids)
    return Page(lines, account_states(session, ids), number, pages, total)


def _conditions(wanted: Filter, on: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.status:
        found.append(Officer.status == wanted.status)
    found += [_holds(word) for word in wanted.text.split()[:6]]
    if wanted.agency_id is not None:
        held = exists().where(
            Assignment.officer_id == Officer.id,
            Assignment.start <= on,
            or_(Assignment.end.is_(None), Assignment.end >= on),
        )
        if wanted.agency_id == NO_AGENCY:
            found.append(~held)
        else:
            found.append(held.where(Post.id == Assignment.post_id, Post.agency_id == wanted.agency_id))
    return found


def _holds(word: str) -> ColumnElement[bool]:
    """Rows whose name or e-mail holds the word, or whose NIP holds its digits."""
    plain = word.replace("\\", "").replace("%", "").replace("_", r"\_")
    either = [Officer.name.ilike(f"%{plain}%", escape="\\"), Officer.email.ilike(f"%{plain}%", escape="\\")]
    digits = normalise(word)
    if digits.isdigit():
        either.append(Officer.nip.like(f"%{digits}%"))
    return or_(*either)


def account_states(session: Session, officer_ids: list[int]) -> dict[int, tuple[str, bool, bool]]:
    """By officer: the role, whether the account may sign in, and whether it was ever activated."""
    query = select(Account.officer_id, Account.role, Account.active, Account.password_hash.is_not(None))
    rows = session.execute(query.where(Account.officer_id.in_(officer_ids)))
    return {officer_id: (role, active, bool(used)) for officer_id, role, active, used in rows if officer_id}


def status_counts(session: Session) -> dict[str, int]:
    """How many officers have each status."""
    return {
        status: number
        for status, number in session.execute(select(Officer.status, func.count()).group_by(Officer.status))
    }
