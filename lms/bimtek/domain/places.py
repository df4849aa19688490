"""Who gets a place: how people register, where an enrolment stands, and what a wish becomes."""

from __future__ import annotations

from typing import Literal

EnrolmentStatus = Literal["enrolled", "withdrawn", "waiting", "requested", "declined"]
Registration = Literal["closed", "approval", "open"]
REGISTRATIONS: tuple[Registration, ...] = ("closed", "approval", "open")
Granted = Literal["enrolled", "waiting", "full"]

GUEST_ROLES = ("peserta tamu", "narasumber", "moderator", "panitia")
SEATED_ROLE = "peserta tamu"


def grant(taken: int, capacity: int | None, waiting: int, *, waiting_list: bool) -> Granted:
    """What a person gets who asks now: a place, the end of the line, or nothing.

    Somebody in the line goes before a newcomer even when a place is free at this very moment.
    """
    free = capacity is None or taken < capacity
    if free and not waiting:
        return "enrolled"
    return "waiting" if waiting_list else "enrolled" if free else "full"


def to_promote(taken: int, capacity: int | None, waiting: int) -> int:
    """How many of the line move up."""
    return waiting if capacity is None else max(0, min(waiting, capacity - taken))


def reminder_days(text: str) -> tuple[int, ...]:
    """`3,1` as days before the first day, the farthest first; raises ValueError for anything but 1 to 30."""
    days = {int(part) for part in text.replace(" ", "").split(",") if part}
    if any(not 1 <= day <= 30 for day in days):  # noqa: PLR2004 - a month ahead is soon enough
        raise ValueError(text)
    return tuple(sorted(days, reverse=True))
