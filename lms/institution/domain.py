"""What a city may set, with the statute as default where there is one, and the arithmetic of working days."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
SATURDAY = 5
NUMBER_PARTS = ("klasifikasi", "seq", "unit", "tahun", "bulan", "bulan_romawi")
_PLACE = re.compile(r"\{(\w+)(?::0?(\d{1,2}))?\}")


class Institution(BaseModel):
    """All settings of one institution; every default is safe to run with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    government: str = Field("Pemerintah Kota", max_length=120)
    city: str = Field("Kota", max_length=80)
    office: str = Field("Dinas Komunikasi dan Informatika", max_length=160)
    office_short: str = Field("Diskominfo", max_length=40)
    address: str = Field("", max_length=240)
    place: str = Field("", max_length=80)
    email: str = Field("", max_length=120)
    phone: str = Field("", max_length=40)
    timezone: Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] = "Asia/Jakarta"
    label_ppid_pelaksana: str = Field("PPID Pelaksana", max_length=40)
    sample_city: bool = False

    # working-day limits of UU 14/2008; completion time is Perki 1/2021 as commonly read, hence a setting
    limit_answer: int = Field(10, ge=1, le=60)
    limit_extension: int = Field(7, ge=0, le=60)
    limit_objection: int = Field(30, ge=1, le=120)
    limit_objection_answer: int = Field(30, ge=1, le=120)
    limit_dispute: int = Field(14, ge=1, le=120)
    limit_completion: int = Field(3, ge=1, le=30)
    minutes_per_working_day: int = Field(450, ge=60, le=1440)

    jp_minutes: int = Field(45, ge=30, le=60)
    jp_target: int = Field(20, ge=0, le=200)
    attendance_percent: int = Field(75, ge=0, le=100)
    post_test_percent: int = Field(80, ge=0, le=100)
    retention_line: int = Field(80, ge=50, le=99)
    recall_fit_reviews: int = Field(3000, ge=500, le=1_000_000)

    certificate_number: str = Field("{klasifikasi}/{seq:03}/{unit}/{tahun}", max_length=120)
    certificate_class: str = Field("400.14.5.4", max_length=40)
    certificate_unit: str = Field("DISKOMINFO", max_length=40)
    certificate_valid_months: int = Field(24, ge=0, le=120)
    signer_name: str = Field("", max_length=160)
    signer_nip: str = Field("", max_length=25)
    signer_rank: str = Field("", max_length=80)
    signer_position: str = Field("Kepala Dinas Komunikasi dan Informatika", max_length=160)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are shown and days begin."""
        return ZoneInfo(self.timezone)

    @property
    def zone_label(self) -> str:
        """WIB, WITA or WIT."""
        return ZONES[self.timezone]


def number_pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern for certificate numbers: braces, unknown, seq, space; None when it will do."""
    names = [found[1] for found in _PLACE.finditer(pattern)]
    rest = _PLACE.sub("", pattern)
    if "{" in rest or "}" in rest:
        return "braces"
    if any(name not in NUMBER_PARTS for name in names):
        return "unknown"
    if names.count("seq") != 1:
        return "seq"
    return "space" if any(c.isspace() for c in pattern) else None


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether `day` is neither a weekend nor in `holidays` (national holidays and cuti bersama)."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """The last day of a limit of `days` working days that begins on the day after `start`."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day, holidays):
            days -= 1
    return day


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """How many working days lie after `start` up to and including `end`; 0 when `end` is not later."""
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, span + 1))
