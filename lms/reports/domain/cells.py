"""Cells of files that spreadsheets open: text that begins like a formula is made plain text."""

from __future__ import annotations

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: object) -> str:
    """The value as text that no spreadsheet runs; numbers, dates and harmless text stay as they are."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RISKY) and not isinstance(value, int | float) else text
