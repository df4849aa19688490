"""Random codes that people can read aloud, and slugs made of titles."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Container

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 23  # 115 bits
CODE_LENGTH = RANDOM_CHARACTERS + 1
SLUG_LENGTH = 60

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_CONFUSED = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _powers() -> list[int]:
    """Powers of the generator of GF(32), x^5 + x^2 + 1: thirty-one different weights."""
    powers, value = [], 1
    for _ in range(31):
        powers.append(value)
        value <<= 1
        if value & 32:
            value ^= 0b100101
    return powers


_EXP = _powers()
_LOG = {value: index for index, value in enumerate(_EXP)}


def _check_character(body: str) -> str:
    """Weighted sum over GF(32): finds every single wrong character and every swap of two."""
    total = 0
    for place, character in enumerate(body, start=1):
        value = _VALUE[character]
        if value:
            total ^= _EXP[(_LOG[value] + place) % 31]
    return ALPHABET[total]


def new_code() -> str:
    """A random verification code: 23 characters (115 bits) and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return body + _check_character(body)


def parse_code(typed: str) -> str | None:
    """The code as it is stored, from what somebody typed or scanned; None if it cannot be one.

    Spaces, hyphens and case do not matter; O reads as 0, I and L as 1.
    """
    if len(typed) > 4 * CODE_LENGTH or not typed.isascii():
        return None
    code = re.sub(r"[\s-]", "", typed).upper().translate(_CONFUSED)
    if len(code) != CODE_LENGTH or any(c not in _VALUE for c in code):
        return None
    return code if _check_character(code[:-1]) == code[-1] else None


def show_code(code: str) -> str:
    """The code in groups of four, for print and for reading aloud."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def slugify(text: str, fallback: str = "tanpa-judul") -> str:
    """Lower-case ASCII words joined by hyphens, at most 60 characters, never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug.strip("-") or fallback


def unique_slug(text: str, taken: Container[str], fallback: str = "tanpa-judul") -> str:
    """A slug of `text` that is not in `taken`, with `-2`, `-3` and so on where it is needed."""
    base = candidate = slugify(text, fallback)
    number = 2
    while candidate in taken:
        candidate = f"{base}-{number}"
        number += 1
    return candidate


def is_slug(text: str) -> bool:
    """Whether `text` has the shape of a slug: lower-case words and digits, hyphens between."""
    return _SLUG.fullmatch(text) is not None
