"""Proof that this very browser scanned a code while it held: for people who must sign in first.

Signing in takes longer than a code lives. The cookie says which code was seen when; it opens the one slot that the
code belongs to, for five minutes, and only together with that code.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeSerializer

from lms.bimtek.domain import checkin

LIFETIME = timedelta(minutes=5)
NAME = "pindai"


def _name() -> str:
    return f"__Host-{NAME}" if current_app.config["SESSION_COOKIE_SECURE"] else NAME


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="estafet scanned code")


def leave(response: Response, session_id: int, slot_id: int, code: str, at: datetime) -> None:
    """Give the browser the proof, when the code holds now; a wrong code leaves nothing."""
    if not checkin.fits(code, current_app.config["SECRET_KEY"], session_id, slot_id, at):
        return
    value = _seal().dumps([session_id, slot_id, checkin.parse(code), int(at.timestamp())])
    response.set_cookie(
        _name(), str(value), max_age=int(LIFETIME.total_seconds()), httponly=True, samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )  # fmt: skip


def seen_at(session_id: int, slot_id: int, code: str, now: datetime) -> datetime | None:
    """When this browser scanned this code of this slot; None without a proof, or with one that is too old."""
    try:
        session, slot, kept, stamp = _seal().loads(request.cookies.get(_name(), ""))
    except (BadData, ValueError, TypeError):
        return None
    at = datetime.fromtimestamp(int(stamp), tz=now.tzinfo)
    same = (session, slot, kept) == (session_id, slot_id, checkin.parse(code))
    return at if same and at <= now <= at + LIFETIME else None
