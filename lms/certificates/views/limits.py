"""Limits how often an address may ask for codes that do not exist; right answers are never counted."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app, request
from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from lms.certificates.signing.guarded import CrowdedError

FAILURES = RateLimitItemPerMinute(30)
_KEY = "estafet.lookups"


def init(app: Flask) -> None:
    """Give an application its counter; in Redis when there is one, so that all processes count together."""
    storage = storage_from_string(app.config.get("REDIS_URL") or "memory://")
    app.extensions[_KEY] = MovingWindowRateLimiter(storage)


def refuse_guessing() -> None:
    """Raise 429 when this address asked for too many unknown codes within a minute."""
    if not _counter().test(FAILURES, "lookup", _address()):
        raise TooManyRequests


def count_failure() -> None:
    """Note one more unknown code."""
    _counter().hit(FAILURES, "lookup", _address())


@contextmanager
def turn() -> Iterator[None]:
    """Where files are read that need a turn; answers 503 when others have taken all of them."""
    try:
        yield
    except CrowdedError:
        raise ServiceUnavailable from None


def _counter() -> MovingWindowRateLimiter:
    found: MovingWindowRateLimiter = current_app.extensions[_KEY]
    return found


def _address() -> str:
    """The address, of IPv6 only the network: one household has 2^64 addresses."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "?"
    if address.version == 4:  # noqa: PLR2004 - the version of the protocol
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
