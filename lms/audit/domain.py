"""The arithmetic of the chain: canonical JSON and SHA-256 over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

DOMAIN = b"estafet-journal-v1\n"
GENESIS = "0" * 64


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the same facts always give the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def personal_digest(salt: str, values: Mapping[str, object]) -> str:
    """The digest by which personal values, kept apart, take part in the chain; erasing them keeps the chain."""
    return hashlib.sha256(f"{salt}\n{canonical(dict(values))}".encode()).hexdigest()


def entry_hash(previous: str, facts: Mapping[str, object]) -> str:
    """SHA-256 over the domain, the previous hash and the canonical facts of one entry."""
    return hashlib.sha256(DOMAIN + previous.encode() + b"\n" + canonical(dict(facts)).encode()).hexdigest()


def timestamp(at: datetime) -> str:
    """The moment in UTC with microseconds, as it is hashed."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
