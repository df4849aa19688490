"""What a certificate can be, and what the world is told about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

State = Literal["waiting", "issued", "revoked", "replaced", "void"]
PublicState = Literal["valid", "expired", "replaced", "revoked", "unknown"]
Kind = Literal["bimtek", "keikutsertaan", "narasumber"]

STATES: tuple[State, ...] = ("waiting", "issued", "revoked", "replaced", "void")
KINDS: tuple[Kind, ...] = ("bimtek", "keikutsertaan", "narasumber")


def public_state(state: str, valid_until: date | None, today: date) -> PublicState:
    """The answer of the verify page; waiting and void certificates do not exist for the world.

    Revoked and replaced outlive the date: a revoked certificate stays revoked after it would have expired.
    """
    if state == "revoked":
        return "revoked"
    if state == "replaced":
        return "replaced"
    if state != "issued":
        return "unknown"
    return "expired" if valid_until is not None and today > valid_until else "valid"


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
