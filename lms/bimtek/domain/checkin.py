"""The short code of a slot: derived from a secret, the slot and a window of thirty seconds, never stored.

Six characters of Crockford's base 32 hold 30 bits. With three windows accepted at a time, a thousand guesses a
second for half a minute would succeed once in twelve thousand such attacks, so no counter of failures is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime

from lms.core.codes import ALPHABET

WINDOW_SECONDS = 30
LENGTH = 6
TOLERANCE = (0, -1, 1)

_CONFUSED = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SHAPE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def code(secret: str, session_id: int, slot_id: int, now: datetime, *, shift: int = 0) -> str:
    """The code of a slot in the window that holds `now`, moved by `shift` windows."""
    window = int(now.timestamp()) // WINDOW_SECONDS + shift
    key = hashlib.sha256(b"estafet check-in\0" + secret.encode()).digest()
    digest = hmac.digest(key, f"{session_id}:{slot_id}:{window}".encode(), "sha256")
    number = int.from_bytes(digest[:8])
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def seconds_left(now: datetime) -> int:
    """How long the present code will still be shown, from 1 to 30."""
    return WINDOW_SECONDS - int(now.timestamp()) % WINDOW_SECONDS


def show(text: str) -> str:
    """`K7P 2QM`: the code in two halves, for reading from afar."""
    return f"{text[: LENGTH // 2]} {text[LENGTH // 2 :]}"


def parse(typed: str) -> str | None:
    """The code as it is compared, from what was typed or scanned; None when it cannot be one."""
    if len(typed) > 4 * LENGTH or not typed.isascii():
        return None
    text = re.sub(r"[\s.-]", "", typed).upper().translate(_CONFUSED)
    return text if _SHAPE.fullmatch(text) else None


def fits(typed: str, secret: str, session_id: int, slot_id: int, now: datetime) -> bool:
    """Whether the code belongs to this slot now, or one window ago (slow hands) or ahead (a clock that stepped)."""
    given = parse(typed)
    if given is None:
        return False
    known = [code(secret, session_id, slot_id, now, shift=shift) for shift in TOLERANCE]
    return any([hmac.compare_digest(given, one) for one in known])  # noqa: C419 - compare with all of them, always
