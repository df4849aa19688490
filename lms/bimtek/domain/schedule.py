"""The stages of a session, and what a timetable must fulfil."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Literal

Stored = Literal["draft", "announced", "closed", "cancelled"]
Stage = Literal["draft", "announced", "running", "finished", "closed", "cancelled"]
Span = tuple[datetime, datetime]


def stage(stored: Stored, spans: Iterable[Span], now: datetime) -> Stage:
    """Where a session stands: draft, closed and cancelled are decided by people, the rest follows from its slots.

    A session runs from the beginning of its first slot until the end of its last one, nights included.
    """
    if stored != "announced":
        return stored
    times = list(spans)
    if not times or now < min(start for start, _end in times):
        return "announced"
    return "running" if now < max(end for _start, end in times) else "finished"


def minutes(span: Span) -> int:
    """The length of a slot in whole minutes."""
    return int((span[1] - span[0]).total_seconds()) // 60


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a slot shares time with another one; touching ends do not count."""
    return any(span[0] < end and start < span[1] for start, end in others)


def suggested_jp(length: int, jp_minutes: int) -> Fraction:
    """Whole hours of `jp_minutes` that fit into `length` minutes."""
    return Fraction(max(0, length) // jp_minutes)
