"""Password hashes (argon2id) and random tokens; slow on purpose, so never called inside a write transaction."""

from __future__ import annotations

import hashlib
import secrets as stdlib_secrets

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# OWASP's second argon2id setting: 19 MiB, two passes, one lane; 500 sign-ins in a minute must fit two small cores
_HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19456, parallelism=1),))
_NOBODY = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """An argon2id hash with its parameters."""
    return _HASHER.hash(password)


def verify_password(password: str, hashed: str | None) -> bool:
    """Whether the password fits; takes as long for an account that does not exist."""
    fits: bool = _HASHER.verify(password, hashed or _NOBODY)
    return fits and hashed is not None


def new_token() -> str:
    """256 random bits for a session or a link."""
    return stdlib_secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
