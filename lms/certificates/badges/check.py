"""Checking a credential without this site: the proof by the published key, and whether its time is over."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from lms.certificates.badges.issuer import issuer
from lms.certificates.badges.proof import holds
from lms.core.codes import parse_code


def read(data: bytes) -> dict[str, Any]:
    """The object in a file; empty when it holds none. A member that is named twice makes the file worthless."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({name for name, _ in pairs}) != len(pairs):
            raise ValueError
        return dict(pairs)

    try:
        found = json.loads(data, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def own_keys(home: Path) -> list[str]:
    """The key of this installation."""
    return [issuer(home, "").public]


def keys_of(document: bytes) -> list[str]:
    """The keys in a published did.json."""
    methods = read(document).get("verificationMethod", [])
    return [str(one.get("publicKeyMultibase", "")) for one in methods if isinstance(one, dict)]


def is_whole(document: dict[str, Any], keys: Collection[str]) -> bool:
    """Whether the credential is as it was issued."""
    return holds(document, keys)


def code_of(document: dict[str, Any]) -> str | None:
    """The verification code that the credential leads to."""
    try:
        return parse_code(str(document["evidence"][0]["id"]).rpartition("/")[2])
    except (KeyError, IndexError, TypeError):
        return None


def is_over(document: dict[str, Any], now: datetime) -> bool:
    """Whether `validUntil` has passed."""
    until = document.get("validUntil")
    return until is not None and now > datetime.fromisoformat(str(until))
