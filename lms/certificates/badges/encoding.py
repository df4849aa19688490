"""Two exact encodings that credentials need: canonical JSON (RFC 8785) and base58 as Bitcoin writes it."""

from __future__ import annotations

import json
from typing import Any

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def canonical(value: Any) -> bytes:
    """JSON with sorted members and no spaces. Raises ValueError for numbers that are not whole: none are used here."""
    return _text(value).encode()


def _text(value: Any) -> str:
    if isinstance(value, dict):
        members = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_text(name)}:{_text(value[name])}" for name in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    if isinstance(value, float):
        raise ValueError("numbers in credentials are whole")  # noqa: TRY004 - it is the value that does not fit
    return json.dumps(value, ensure_ascii=False)


def base58(data: bytes) -> str:
    """Bytes as base58; every leading zero byte is a `1`."""
    number, out = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        out = ALPHABET[digit] + out
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + out


def from_base58(text: str) -> bytes:
    """The bytes of a base58 text. Raises ValueError."""
    number = 0
    for character in text:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
