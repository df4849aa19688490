"""Finding the account behind a name that was typed, a session token, or a link."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Connection, Table, bindparam, or_, select
from sqlalchemy.orm import Session

from lms.people.domain import limits, nip
from lms.people.models import Account, AccountLink, LoginSession, Officer
from lms.people.secrets import token_hash


def account_for_name(session: Session, typed: str) -> Account | None:
    """The account for a sample name, an NIP (with or without spaces) or an e-mail address."""
    name = typed.strip()
    by_officer = select(Account).join(Officer, Officer.id == Account.officer_id)
    digits = nip.normalise(name)
    if nip.has_shape(digits):
        return session.scalar(by_officer.where(Officer.nip == digits))
    if "@" in name:
        return session.scalar(by_officer.where(Officer.email == name.lower()))
    return session.scalar(select(Account).where(Account.username == name.lower()))


def account_for_officer(session: Session, officer_id: int) -> Account | None:
    """The account of an officer, None when they have none."""
    return session.scalar(select(Account).where(Account.officer_id == officer_id))


def bucket(account: Account | None, typed: str) -> str:
    """What failures are counted under: the account, however its name was spelt; else the name that was typed."""
    if account is not None:
        return f"account:{account.id}"
    return nip.normalise(typed).casefold()


@dataclass(frozen=True)
class Login:
    """A live session and whose it is, as one statement finds it on every request."""

    account_id: int
    officer_id: int | None
    label: str
    role: str
    language: str
    created_at: datetime
    last_seen_at: datetime
    remember: bool


_ACCOUNT, _SESSION = (cast("Table", model.__table__) for model in (Account, LoginSession))
_LOGIN = (
    select(
        _ACCOUNT.c.id,
        *_ACCOUNT.c["officer_id", "label", "role", "language"],
        *_SESSION.c["created_at", "last_seen_at", "remember"],
    )
    .join(_SESSION, _SESSION.c.account_id == _ACCOUNT.c.id)
    .where(
        _SESSION.c.token_hash == bindparam("token"),
        _SESSION.c.revoked_at.is_(None),
        _ACCOUNT.c.active.is_(True),
    )
)


def login_for_token(connection: Connection, token: str, now: datetime) -> Login | None:
    """The live session behind a token: not revoked, not idle too long, not too old, account active."""
    found = connection.execute(_LOGIN, {"token": token_hash(token)}).one_or_none()
    if found is None:
        return None
    login = Login(*found)
    return login if is_alive(login, now) else None


def is_alive(login: Login, now: datetime) -> bool:
    """Whether a session may still be used: 14 days when remembered, else 30 idle minutes and 12 hours at most."""
    if login.remember:
        return now - login.created_at < limits.REMEMBERED
    return now - login.last_seen_at < limits.IDLE and now - login.created_at < limits.ABSOLUTE


def needs_touch(login: Login, now: datetime) -> bool:
    """Whether `last_seen` is old enough to be worth a write."""
    return now - login.last_seen_at > timedelta(minutes=1)


def link_account(session: Session, token: str, now: datetime) -> tuple[Account, AccountLink] | None:
    """The account of a link that can still be used."""
    found = session.execute(
        select(Account, AccountLink)
        .join(AccountLink, AccountLink.account_id == Account.id)
        .where(
            AccountLink.token_hash == token_hash(token),
            AccountLink.used_at.is_(None),
            AccountLink.expires_at > now,
            Account.active,
        )
    ).one_or_none()
    return (found[0], found[1]) if found else None


def personal_facts(session: Session, account: Account) -> tuple[str, ...]:
    """What a password of this account must not be made of."""
    person = session.get(Officer, account.officer_id) if account.officer_id else None
    if person is None:
        return tuple(filter(None, (account.username, account.label)))
    birth = person.nip[:8] if person.nip else ""
    mail = (person.email or "").split("@")[0]
    return tuple(filter(None, (account.username, person.nip, birth, mail, *person.name.split())))


def accounts_without_officer(session: Session) -> list[Account]:
    """Accounts that belong to no officer, such as a technical admin."""
    return list(session.scalars(select(Account).where(Account.officer_id.is_(None)).order_by(Account.label)))


def account(session: Session, account_id: int) -> Account | None:
    """The row of an account."""
    return session.get(Account, account_id)


def search(session: Session, text: str) -> list[Account]:
    """Accounts whose label or user name holds `text`."""
    holds = (column.icontains(text, autoescape=True) for column in (Account.label, Account.username))
    return list(session.scalars(select(Account).where(or_(*holds)).limit(50)))


def labels(session: Session, account_ids: Collection[int]) -> dict[int, str]:
    """The names of accounts as the journal shows them."""
    if not account_ids:
        return {}
    rows = session.execute(select(Account.id, Account.label).where(Account.id.in_(sorted(account_ids))))
    return {account_id: label for account_id, label in rows}
