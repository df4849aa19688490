"""Signing in and out, with sessions that live and die on the server."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.people.domain import limits
from lms.people.models import Account, LoginFailure, LoginSession
from lms.people.secrets import new_token, token_hash
from lms.web.i18n import lazy_gettext as _l


def count_failure(session: Session, *, clock: Clock, who: str, address: str) -> None:
    """Remember a failed sign-in; `who` is hashed, because people type passwords into the wrong field.

    Failures of more than a day ago are thrown away: no rule looks at them any more.
    """
    session.execute(delete(LoginFailure).where(LoginFailure.at < clock.now() - limits.FAILURES_KEPT))
    session.add(LoginFailure(who=token_hash(who)[:64], address=address, at=clock.now()))


def too_many_failures(session: Session, *, now: datetime, who: str, address: str) -> bool:
    """Whether this name from this address, this name, or this address has failed too often lately.

    The name alone is given more room, so that a stranger elsewhere does not lock somebody out of their own desk.
    """
    since = now - limits.FAILURE_WINDOW
    same_name, same_address = LoginFailure.who == token_hash(who)[:64], LoginFailure.address == address

    def failures(condition: object) -> int:
        query = select(func.count()).select_from(LoginFailure).where(LoginFailure.at > since, condition)  # type: ignore[arg-type]
        return session.scalar(query) or 0

    return (
        failures(and_(same_name, same_address)) >= limits.FAILURES_PER_ACCOUNT
        or failures(same_name) >= limits.FAILURES_PER_ACCOUNT_ANYWHERE
        or failures(same_address) >= limits.FAILURES_PER_ADDRESS
    )


def open_session(session: Session, *, clock: Clock, account: Account, remember: bool) -> str:
    """Start a session for an account whose password fitted; returns the token that the browser keeps.

    Raises Refused when the account was suspended while its password was being checked.
    """
    if not account.active:
        raise Refused("account.inactive", _l("Akun ini ditangguhkan. Hubungi admin."))
    token = new_token()
    now = clock.now()
    session.add(
        LoginSession(
            token_hash=token_hash(token),
            account_id=account.id,
            created_at=now,
            last_seen_at=now,
            remember=remember,
        )
    )
    audit.record(
        session,
        at=now,
        actor=Actor("account", account.id, account.label),
        action="account.signed_in",
        object_type="account",
        object_id=account.id,
        data={"remember": remember},
    )
    return token


def close_session(session: Session, *, clock: Clock, actor: Actor, token: str) -> None:
    """Sign out: the token is worthless from now on, wherever it was copied to."""
    row = session.get(LoginSession, token_hash(token))
    if row is None or row.revoked_at is not None:
        return
    row.revoked_at = clock.now()
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="account.signed_out",
        object_type="account",
        object_id=row.account_id,
    )


def close_all_sessions(session: Session, *, clock: Clock, account_id: int) -> None:
    """End every session of an account: after a new password, a suspension or a change of role."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.account_id == account_id, LoginSession.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )


def touch(session: Session, *, clock: Clock, token: str) -> None:
    """Note that the session is in use; called at most once a minute."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.token_hash == token_hash(token))
        .values(last_seen_at=clock.now())
    )
