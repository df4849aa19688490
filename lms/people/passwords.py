"""Checking a typed password, with the limits that hold wherever one can be typed."""

from __future__ import annotations

import structlog
from flask import request

from lms.db.session import writing
from lms.people import secrets
from lms.people.actions import sign_in
from lms.people.models import Account
from lms.web.context import services
from lms.web.i18n import _

log = structlog.get_logger("estafet.people")


def too_many(who: str) -> str | None:
    """What to say when this account or this address has failed too often lately, None when it may try."""
    service = services()
    if sign_in.too_many_failures(
        service.session, now=service.clock.now(), who=who, address=request.remote_addr or ""
    ):
        return _("Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi, atau atur ulang kata sandi.")
    return None


def fits(account: Account | None, who: str, password: str) -> bool:
    """Whether the password is the account's; as slow for no account, and a failure is counted under `who`."""
    service, address = services(), request.remote_addr or ""
    hashed = account.password_hash if account and account.active else None
    service.session.rollback()  # hashing is slow: hold no snapshot meanwhile
    if secrets.verify_password(password, hashed):
        return True
    with writing(service.session):
        sign_in.count_failure(service.session, clock=service.clock, who=who, address=address)
    log.info("sign-in failed", who=secrets.token_hash(who)[:12], address=address)
    return False
