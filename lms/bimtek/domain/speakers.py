"""The speakers of a slot: several names in one field, set apart by semicolons because titles hold commas."""

from __future__ import annotations

from collections.abc import Iterable


def split(text: str) -> tuple[str, ...]:
    """The names in the order they were written, each once."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in text.split(";") if part.strip()))


def tidy(text: str) -> str:
    """The field as it is kept: names set apart by a semicolon and one space."""
    return "; ".join(split(text))


def everybody(fields: Iterable[str]) -> tuple[str, ...]:
    """The speakers of several slots, each once, in the order of the timetable."""
    return tuple(dict.fromkeys(name for text in fields for name in split(text)))
