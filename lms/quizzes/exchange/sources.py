"""The bytes of a file as text, within limits."""

from __future__ import annotations

from lms.content.text import decode
from lms.quizzes.exchange.model import Notes, Source

MAX_BYTES = 20_000_000
MAX_TEXT = 2_000_000
MAX_ITEMS = 2000
_MEGABYTE = 1_000_000


def fits(source: Source, notes: Notes, limit: int = MAX_BYTES) -> bool:
    """Whether a file is small enough to be read; a fault is reported."""
    if len(source.data) <= limit:
        return True
    size = f"{len(source.data) / _MEGABYTE:.1f} MB"
    notes.add("X001", 1, size=size, limit=f"{limit // _MEGABYTE} MB")
    return False


def text_of(source: Source, notes: Notes) -> str:
    """The text of a file with LF line ends; its faults are reported, too large a file is empty."""
    if not fits(source, notes, MAX_TEXT):
        return ""
    text, problems = decode(source.name, source.data)
    notes.problems += problems
    return text
