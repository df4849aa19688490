"""Accounts: made for a person, activated by a single-use link, passwords changed, suspended."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.people.actions.sign_in import close_all_sessions
from lms.people.domain.permissions import ROLES
from lms.people.models import Account, AccountLink, Officer
from lms.people.secrets import new_token, token_hash
from lms.web.i18n import lazy_gettext as _l


def create_account(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    label: str,
    role: str,
    officer_id: int | None = None,
    username: str | None = None,
    password_hash: str | None = None,
) -> Account:
    """Make an account; without a password hash it waits for its activation link.

    Raises Refused for an unknown role, a second account of one officer, or a user name that is taken.
    """
    if role not in ROLES:
        raise Refused("account.role", _l("Peran tidak dikenal."))
    _refuse_twin(session, officer_id, username)
    account = Account(
        officer_id=officer_id,
        username=username,
        label=label,
        role=role,
        password_hash=password_hash,
        active=True,
        language="id",
        created_at=clock.now(),
    )
    session.add(account)
    session.flush()
    _journal(session, actor, clock, account, "account.created", {"role": role, "officer": officer_id})
    return account


def _refuse_twin(session: Session, officer_id: int | None, username: str | None) -> None:
    if officer_id is not None:
        if session.scalar(select(Account.id).where(Account.officer_id == officer_id)) is not None:
            raise Refused("account.exists", _l("Pegawai ini sudah memiliki akun. Muat ulang halamannya."))
        officer = session.get(Officer, officer_id)
        if officer is None or officer.status != "active":
            raise Refused("officer.not_active", _l("Pegawai ini tidak aktif, jadi tidak dapat diberi akun."))
    taken = select(Account.id).where(Account.username == username)
    if username is not None and session.scalar(taken) is not None:
        raise Refused("account.username_taken", _l("Nama masuk itu sudah dipakai. Pilih yang lain."))


def make_link(
    session: Session, *, actor: Actor, clock: Clock, account_id: int, purpose: str, life: timedelta
) -> str:
    """A single-use link token for `activate` or `reset`; earlier unused links of the account stop working."""
    account = _get(session, account_id)
    if not account.active:
        raise Refused(
            "account.inactive", _l("Akun ini ditangguhkan. Pulihkan lebih dahulu, lalu buat tautan.")
        )
    session.execute(
        update(AccountLink)
        .where(AccountLink.account_id == account_id, AccountLink.used_at.is_(None))
        .values(used_at=clock.now())
    )
    token = new_token()
    now = clock.now()
    session.add(
        AccountLink(
            token_hash=token_hash(token),
            account_id=account_id,
            purpose=purpose,
            created_at=now,
            expires_at=now + life,
        )
    )
    _journal(session, actor, clock, account, "account.link_made", {"purpose": purpose})
    return token


def use_link(session: Session, *, clock: Clock, token: str, password_hash: str) -> Account:
    """Set the password that the link was made for; refuses a used, expired or unknown link."""
    link = session.get(AccountLink, token_hash(token))
    if link is None or link.used_at is not None or link.expires_at <= clock.now():
        raise Refused(
            "link.expired",
            _l("Tautan ini sudah dipakai atau kedaluwarsa. Mintalah tautan baru kepada admin."),
        )
    link.used_at = clock.now()
    account = _get(session, link.account_id)
    _set_password(
        session, Actor("account", account.id, account.label), clock, account, password_hash, link.purpose
    )
    return account


def change_password(
    session: Session, *, actor: Actor, clock: Clock, account_id: int, password_hash: str
) -> None:
    """Set a new password by the person, whose present one was checked before; ends all other sessions."""
    _set_password(session, actor, clock, _get(session, account_id), password_hash, "change")


def _set_password(
    session: Session, actor: Actor, clock: Clock, account: Account, password_hash: str, how: str
) -> None:
    if not account.active:
        raise Refused("account.inactive", _l("Akun ini dinonaktifkan. Hubungi admin."))
    account.password_hash = password_hash
    close_all_sessions(session, clock=clock, account_id=account.id)
    _journal(session, actor, clock, account, "account.password_set", {"how": how})


def set_active(session: Session, *, actor: Actor, clock: Clock, account_id: int, active: bool) -> None:
    """Suspend an account or let it sign in again; a suspended one is signed out everywhere."""
    account = _get(session, account_id)
    if account.active == active:
        return
    if not active:
        _refuse_last_admin(session, account)
        close_all_sessions(session, clock=clock, account_id=account_id)
    account.active = active
    _journal(session, actor, clock, account, "account.activated" if active else "account.suspended", {})


def set_role(session: Session, *, actor: Actor, clock: Clock, account_id: int, role: str) -> None:
    """Give the account another role; it signs in again with the new one."""
    account = _get(session, account_id)
    if role not in ROLES:
        raise Refused("account.role", _l("Peran tidak dikenal."))
    if account.role == role:
        return
    _refuse_last_admin(session, account)
    before, account.role = account.role, role
    close_all_sessions(session, clock=clock, account_id=account_id)
    _journal(session, actor, clock, account, "account.role_changed", {"from": before, "to": role})


def set_language(session: Session, *, account_id: int, language: str) -> None:
    """Remember the language a person reads; a taste, not a change of state, so it is not journalled."""
    _get(session, account_id).language = language


def _refuse_last_admin(session: Session, account: Account) -> None:
    if account.role != "admin":
        return
    others = (
        select(Account.id).where(Account.role == "admin", Account.active, Account.id != account.id).limit(1)
    )
    if session.scalar(others) is None:
        raise Refused(
            "account.last_admin", _l("Ini admin terakhir yang aktif. Tunjuk admin lain lebih dahulu.")
        )


def _get(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account.unknown", _l("Akun tidak ditemukan."))
    return account


def _journal(
    session: Session, actor: Actor, clock: Clock, account: Account, action: str, data: dict[str, object]
) -> None:
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action=action,
        object_type="account",
        object_id=account.id,
        data=data,
        personal={"label": account.label},
    )
