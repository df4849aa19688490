"""Times of steps as trainers write them, in minutes, hours and working days."""

from __future__ import annotations

import re
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

MINUTES_PER_DAY = 450  # one hari kerja; a city may set another length
_MINUTES_PER_HOUR = 60

_PREFIX = re.compile(r"^(?:paling lama|maks(?:imal|imum)?\.?|±)\s*", re.IGNORECASE)
_PART = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(menit|jam|hari(?:\s+kerja)?)(?=\W|\d|$)[\s,+]*(?:dan\s+)?", re.IGNORECASE
)


class Duration(BaseModel):
    """An amount of working time; the length of a day is decided where minutes are asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)
    minutes: Decimal = Decimal(0)

    def total(self, per_day: int = MINUTES_PER_DAY) -> int:
        """The whole in minutes, rounded to the nearest; `per_day` is minutes per hari kerja."""
        return round(self.days * per_day + self.hours * _MINUTES_PER_HOUR + self.minutes)


def parse_duration(text: str) -> Duration | None:
    """The time in `text` ("15 menit", "2,5 jam", "1 hari kerja 30 menit"), or None if unreadable."""
    rest = _PREFIX.sub("", text.strip())
    amounts: dict[str, Decimal] = {}
    while rest:
        match = _PART.match(rest)
        unit = match[2].split()[0].lower() if match else ""
        if match is None or unit in amounts:
            return None
        amounts[unit] = Decimal(match[1].replace(",", "."))
        rest = rest[match.end() :]
    if not any(amounts.values()):
        return None
    names = {"hari": "days", "jam": "hours", "menit": "minutes"}
    return Duration.model_validate({names[unit]: amount for unit, amount in amounts.items()})


def show_minutes(total: int, per_day: int = MINUTES_PER_DAY) -> str:
    """Minutes in Indonesian words, whole working days first: "8 hari kerja 1 jam 45 menit"."""
    days, rest = divmod(total, per_day)
    hours, minutes = divmod(rest, _MINUTES_PER_HOUR)
    parts = [(days, "hari kerja"), (hours, "jam"), (minutes, "menit")]
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or "0 menit"
