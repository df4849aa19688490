"""Limits how often one account may guess a code; right codes are never counted."""

from __future__ import annotations

from flask import current_app
from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from lms.core.errors import Refused
from lms.web.i18n import _

GUESSES = RateLimitItemPerMinute(10, 5)  # ten in five minutes: a room full of slow thumbs does not need more
_KEY = "estafet.checkin"


def refuse_guessing(account_id: int) -> None:
    """Refuse an account that sent too many wrong codes, even when the next one would be right."""
    if not _counter().test(GUESSES, "checkin", str(account_id)):
        raise Refused(
            "checkin.guessing",
            _(
                "Terlalu banyak kode yang salah. Kehadiran belum tercatat; tunggu lima menit, atau minta panitia mencatatnya."
            ),
        )


def count_guess(account_id: int) -> None:
    """Note one more wrong code."""
    _counter().hit(GUESSES, "checkin", str(account_id))


def _counter() -> MovingWindowRateLimiter:
    """The counter of this application; in Redis when there is one, so that all processes count together."""
    app = current_app
    if _KEY not in app.extensions:
        storage = storage_from_string(app.config.get("REDIS_URL") or "memory://")
        app.extensions[_KEY] = MovingWindowRateLimiter(storage)
    found: MovingWindowRateLimiter = app.extensions[_KEY]
    return found
