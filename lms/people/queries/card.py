"""Everything an admin sees about one officer: identity, posts over time, account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from lms.people.domain.snapshot import with_titles
from lms.people.models import Account, AccountLink, Agency, Assignment, LoginSession, Officer, Post
from lms.people.queries.officers import officer


@dataclass(frozen=True)
class Held:
    """One assignment; `state` is coming, running or past on the day asked for."""

    id: int
    post_title: str
    agency_name: str
    agency_short: str
    start: date
    end: date | None
    nature: str
    decree: str
    state: str


@dataclass(frozen=True)
class AccountFacts:
    """An account as the admin sees it; never a hash or a token."""

    id: int
    label: str
    username: str | None
    role: str
    active: bool
    has_password: bool
    last_seen: datetime | None
    link_until: datetime | None


@dataclass(frozen=True)
class Card:
    """One officer with all that belongs to them."""

    row: Officer
    name: str
    held: list[Held]
    account: AccountFacts | None
    merged_into: Officer | None
    merged_from: list[Officer]


def card(session: Session, officer_id: int, *, on: date, now: datetime) -> Card:
    """The card of an officer; raises NotFound."""
    row = officer(session, officer_id)
    account = session.scalar(select(Account).where(Account.officer_id == officer_id))
    return Card(
        row=row,
        name=with_titles(row.name, row.front_title, row.back_title),
        held=held_over_time(session, officer_id, on),
        account=account_facts(session, account, now) if account else None,
        merged_into=session.get(Officer, row.merged_into_id) if row.merged_into_id else None,
        merged_from=list(session.scalars(select(Officer).where(Officer.merged_into_id == officer_id))),
    )


def held_over_time(session: Session, officer_id: int, on: date) -> list[Held]:
    """Every assignment of an officer, the newest first."""
    query = (
        select(Assignment, Post, Agency)
        .join(Post, Post.id == Assignment.post_id)
        .join(Agency, Agency.id == Post.agency_id)
        .where(Assignment.officer_id == officer_id)
        .order_by(Assignment.start.desc(), Assignment.id.desc())
    )
    return [
        Held(
            row.id,
            post.title,
            agency.name,
            agency.short,
            row.start,
            row.end,
            row.nature,
            row.decree,
            _state(row, on),
        )
        for row, post, agency in session.execute(query)
    ]


def _state(row: Assignment, on: date) -> str:
    if row.start > on:
        return "coming"
    return "past" if row.end is not None and row.end < on else "running"


def account_facts(session: Session, row: Account, now: datetime) -> AccountFacts:
    """What may be shown of an account: when it was last used, and until when its unused link works."""
    seen = session.scalar(
        select(func.max(LoginSession.last_seen_at)).where(LoginSession.account_id == row.id)
    )
    until = session.scalar(
        select(func.max(AccountLink.expires_at)).where(
            AccountLink.account_id == row.id, AccountLink.used_at.is_(None), AccountLink.expires_at > now
        )
    )
    return AccountFacts(
        row.id, row.label, row.username, row.role, row.active, row.password_hash is not None, seen, until
    )


def merge_candidates(session: Session, officer_id: int, text: str) -> list[Officer]:
    """Other officers that may be the same person: by the words typed, or else by the same name."""
    own = officer(session, officer_id)
    query = select(Officer).where(Officer.id != officer_id, Officer.status != "merged")
    if text.strip():
        pattern = f"%{text.strip().replace('%', '').replace('_', '')}%"
        query = query.where(
            or_(Officer.name.ilike(pattern), Officer.nip.like(pattern), Officer.email.ilike(pattern))
        )
    else:
        query = query.where(func.lower(Officer.name) == own.name.lower())
    return list(session.scalars(query.order_by(Officer.name, Officer.id).limit(20)))
