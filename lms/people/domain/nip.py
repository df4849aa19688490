"""The NIP, an 18-digit text: its shape, how it is shown, and how it is masked.

PNS: birth YYYYMMDD, appointment YYYYMM, sex 1/2, serial 3 (Perka BKN 22/2007). PPPK: digits 13-14 are 21..29.
"""

from __future__ import annotations

import re

LENGTH = 18
_PNS = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(19|20)\d{2}(0[1-9]|1[0-2])[12]\d{3}")
_PPPK = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])20\d{2}2[1-9][12]\d{3}")
_EXCEL = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)


def normalise(typed: str) -> str:
    """The NIP without the spaces, dots and the apostrophe that spreadsheets put before text."""
    return re.sub(r"[\s.'’\u00a0]", "", typed)


def was_mangled_by_spreadsheet(typed: str) -> bool:
    """Whether the cell reads like 1,97E+17: the last digits are lost and cannot be guessed."""
    return _EXCEL.fullmatch(typed.strip()) is not None


def has_shape(nip: str) -> bool:
    """Eighteen digits; whether they follow a known pattern is `follows_pattern`."""
    return len(nip) == LENGTH and nip.isascii() and nip.isdigit()


def follows_pattern(nip: str) -> bool:
    """Whether the digits are those of a PNS or a PPPK; others (2025 part-time PPPK) deserve a warning only."""
    return _PNS.fullmatch(nip) is not None or _PPPK.fullmatch(nip) is not None


def show(nip: str | None) -> str:
    """`19910417 201503 2 004`, or nothing."""
    if not nip or not has_shape(nip):
        return nip or ""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def mask(nip: str | None) -> str:
    """Everything but the last three digits hidden: birth year and sex are nobody's business."""
    if not nip:
        return ""
    return f"•••••••• •••••• • {nip[-3:]}"
