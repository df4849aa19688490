"""A participant's own code, which the trainer scans or types: derived from a secret, the session and the person.

Like the code on the screen it is never stored. It changes every five minutes, so that a picture sent to a
colleague soon opens nothing; the trainer sees the name before it counts.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from lms.bimtek.domain.checkin import LENGTH, parse
from lms.core.codes import ALPHABET

WINDOW_SECONDS = 300


def code(secret: str, session_id: int, enrolment_id: int, now: datetime, *, shift: int = 0) -> str:
    """The code of one participant in the window that holds `now`, moved by `shift` windows."""
    window = int(now.timestamp()) // WINDOW_SECONDS + shift
    key = hashlib.sha256(b"estafet own code\0" + secret.encode()).digest()
    digest = hmac.digest(key, f"{session_id}:{enrolment_id}:{window}".encode(), "sha256")
    number = int.from_bytes(digest[:8])
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def whose(
    typed: str, secret: str, session_id: int, enrolment_ids: Iterable[int], now: datetime
) -> int | None:
    """The participant whose code this is now, or was one window ago; None for nobody, or for more than one."""
    given = parse(typed)
    if given is None:
        return None
    found = {
        one
        for one in enrolment_ids
        for shift in (0, -1)
        if hmac.compare_digest(given, code(secret, session_id, one, now, shift=shift))
    }
    return found.pop() if len(found) == 1 else None
