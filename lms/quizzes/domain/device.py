"""The name under which a device keeps the unsent answers of one attempt."""

from __future__ import annotations

import base64
import hashlib
import hmac

_BYTES = 18


def device_token(seed: str, attempt_id: int) -> str:
    """24 opaque characters that only pages of this attempt hold.

    Made from the attempt's secret seed, not from the installation's key: a key that is changed in the middle of
    an examination must not orphan answers. The attempt's row names its officer, so nobody else is ever told this.
    """
    digest = hmac.new(seed.encode(), f"estafet:perangkat:{attempt_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:_BYTES]).decode("ascii")


def fits_device(token: str, seed: str, attempt_id: int) -> bool:
    """Whether a token belongs to an attempt; takes the same time for every wrong one."""
    return hmac.compare_digest(token.encode(), device_token(seed, attempt_id).encode())
