"""Types for the fields of front matter that many schemas share."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer

from lms.core.codes import is_slug
from lms.core.problem import Words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2})[:.](\d{2})")
_DURATION = re.compile(r"(?:(\d{1,3})\s*(?:j|jam|h))?\s*(?:(\d{1,4})\s*(?:m|mnt|menit|min))?")


def _slug(value: str) -> str:
    if not is_slug(value):
        raise ValueError(
            Words(
                f"`{value}` bukan id: gunakan huruf kecil, angka, dan tanda hubung.",
                f"`{value}` is not an id: use lower-case letters, digits and hyphens.",
            )
        )
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise _date_error(value)
    return value


def _moment(value: object) -> object:
    """Text to a datetime without a zone; years alone and time stamps are refused, not guessed."""
    if not isinstance(value, str):
        return value
    parts = _MOMENT.fullmatch(value.removesuffix(":00") if value.count(":") > 1 else value)
    try:
        if parts is None:
            raise ValueError(value)
        return datetime.fromisoformat(f"{parts[1]} {int(parts[2]):02d}:{parts[3]}")
    except ValueError:
        raise _moment_error(value) from None


def _naive(value: datetime) -> datetime:
    if value.tzinfo is not None:
        raise _moment_error(value.isoformat())
    return value


def _duration(value: object) -> object:
    """`20m`, `90 menit`, `1j 30m`; a bare number would leave the unit to guessing."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"P\w*", value):
        return value  # how a stored document writes it
    parts = _DURATION.fullmatch(value.strip().lower())
    minutes = 60 * int(parts[1] or 0) + int(parts[2] or 0) if parts else 0
    if minutes == 0:
        raise ValueError(
            Words(
                f"`{value}` bukan lama waktu (contoh: 20m, 1j 30m).",
                f"`{value}` is not a duration (20m, 1h 30m).",
            )
        )
    return timedelta(minutes=minutes)


def _date_error(value: str) -> ValueError:
    return ValueError(
        Words(f"`{value}` bukan tanggal (contoh: 2026-10-01).", f"`{value}` is not a date (2026-10-01).")
    )


def _moment_error(value: str) -> ValueError:
    return ValueError(
        Words(
            f"`{value}` bukan tanggal dan jam (contoh: 2026-10-01 08:00).",
            f"`{value}` is not a date and time (2026-10-01 08:00).",
        )
    )


Slug = Annotated[str, AfterValidator(_slug)]
"""An id: lower-case words and digits joined by hyphens."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, written 2026-10-01."""

LocalMoment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_naive)]
"""A date and time in the city's own time zone, written 2026-10-01 08:00; naive on purpose."""

Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    PlainSerializer(lambda d: f"{d.seconds // 60 + d.days * 1440}m", when_used="json"),
]
"""A length of time in whole minutes, written 20m, 90 menit or 1j 30m."""
